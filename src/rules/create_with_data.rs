//! A table or materialized view that is made from a query, which runs within the migration.

use crate::ast::{ObjectName, Statement};
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("create-with-data", include_str!("../../rules/create-with-data.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateTableAs(create) = &step.statement.kind else { continue };
        if !create.with_data || create.persistence == crate::ast::Persistence::Temporary {
            continue;
        }
        let read: Vec<&ObjectName> =
            create.query.relations.iter().filter(|name| pass.in_use(&step.before, name).is_some()).collect();
        if read.is_empty() || create.query.has_limit {
            continue;
        }
        let what = if create.materialized_view { "materialized view" } else { "table" };
        let mut help = "make it empty, and fill it outside the migration:\n".to_owned();
        help += &match create.materialized_view {
            true => format!(
                "CREATE MATERIALIZED VIEW {name} AS … WITH NO DATA;\n-- {}:\nREFRESH MATERIALIZED VIEW {name};",
                pass.later(step),
                name = create.name
            ),
            false => format!(
                "CREATE TABLE {name} AS … WITH NO DATA;\n-- in batches:\nINSERT INTO {name} …;",
                name = create.name
            ),
        };
        let message = format!(
            "the migration lasts as long as the query of the {what} `{}` does, which reads {}",
            create.name,
            list(read)
        );
        pass.report(step.span(), message).help(help);
    }
}
