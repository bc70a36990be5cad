//! The role that runs the migrations owns what it alters and may create where it creates.

use serde::Deserialize;

use crate::connect::Parameter;
use crate::gate::predicted::{qualified, shown, touched};
use crate::gate::{Answer, Check, Entry, Situation, Source};

pub(super) static CHECK: Check =
    Check::new("privileges", include_str!("../../../rules/gate/privileges.md"), check);

#[derive(Deserialize)]
struct Owned {
    schema: String,
    name: String,
    owner: String,
    owns: bool,
    creates: bool,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let tables = touched(situation);
    let altered: Vec<String> =
        tables.iter().map(|table| qualified(&table.name.schema, &table.name.name)).collect();
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let role = match entry.options.string("role") {
        "" => database.server().role.clone(),
        role => role.to_owned(),
    };
    #[derive(Deserialize)]
    struct Known {
        known: bool,
    }
    let known = database.row::<Known>(
        "SELECT EXISTS (SELECT FROM pg_roles WHERE rolname = $1) AS known",
        &[Parameter::Text(role.clone())],
    );
    match known {
        Ok(Known { known: true }) => {}
        Ok(_) => return Answer::fail(Source::Catalog, format!("there is no role {role}")),
        Err(answer) => return answer,
    }
    // By OID: who has no right to a schema cannot name what is in it.
    let sql = "SELECT n.nspname AS schema, c.relname AS name, pg_get_userbyid(c.relowner) AS owner,
                 pg_has_role($1, c.relowner, 'USAGE') AS owns, has_schema_privilege($1, n.oid, 'CREATE') AS creates
               FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
               WHERE c.relkind IN ('r', 'p', 'm') AND quote_ident(n.nspname) || '.' || quote_ident(c.relname) = ANY($2)
               ORDER BY 1, 2";
    let found: Vec<Owned> =
        match database.rows(sql, &[Parameter::Text(role.clone()), Parameter::Texts(altered)]) {
            Ok(found) => found,
            Err(failure) => return crate::gate::unknown(&failure),
        };
    let mut wrong = Vec::new();
    for table in &found {
        let name = shown(&table.schema, &table.name);
        if !table.owns {
            wrong.push(format!("{name} is owned by {}: {role} cannot alter it", table.owner));
        } else if !table.creates {
            wrong.push(format!("{role} may not create in the schema {}", table.schema));
        }
    }
    wrong.dedup();
    let good =
        format!("{role} owns {} of {} that are altered", found.len(), super::counted(found.len(), "table"));
    Answer::judge(
        Source::Catalog,
        good,
        format!("{role} lacks {}", super::counted(wrong.len(), "right")),
        wrong,
    )
}
