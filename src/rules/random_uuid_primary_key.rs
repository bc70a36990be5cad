//! Primary keys that land all over their index.

use crate::ast::{ConstraintKind, Expr, TableConstraint};
use crate::rule::{Declared, Pass, Rule};
use crate::version::PgVersion;

pub(super) static RULE: Rule =
    Rule::new("random-uuid-primary-key", include_str!("../../rules/random-uuid-primary-key.md"), check);

const RANDOM: [&str; 3] = ["gen_random_uuid", "uuid_generate_v4", "uuidv4"];

fn check(pass: &mut Pass) {
    let version = pass.version;
    for declared in pass.declared_columns() {
        let Some(default) = declared.definition.and_then(|column| column.default.as_ref()) else { continue };
        let random = match &default.expr {
            Expr::Call(call) => RANDOM.contains(&call.name.as_str()),
            _ => false,
        };
        if !random || !is_key(&declared) {
            continue;
        }
        let instead = match version >= PgVersion::V18 {
            true => "uuidv7()",
            false => "a UUID that begins with the time (version 7), made by the application or an extension",
        };
        pass.report(
            default.span,
            format!("every new row of `{}` goes to another page of the index: random keys do not lie beside each other", declared.table),
        )
        .help(format!("DEFAULT {instead}"));
    }
}

fn is_key(declared: &Declared) -> bool {
    let own = declared.definition.into_iter().flat_map(|column| &column.constraints);
    let table: &[TableConstraint] = declared.create.map_or(&[], |create| &create.constraints);
    own.chain(table).any(|constraint| match &constraint.kind {
        ConstraintKind::PrimaryKey(key) => match key.columns.as_slice() {
            [] => true,
            [first, ..] => first.name == declared.column.name,
        },
        _ => false,
    })
}
