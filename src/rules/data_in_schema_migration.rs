//! Rows and schema changed in one migration.

use crate::ast::Statement;
use crate::rule::{Pass, Rule, changes_schema};

pub(super) static RULE: Rule =
    Rule::new("data-in-schema-migration", include_str!("../../rules/data-in-schema-migration.md"), check);

fn check(pass: &mut Pass) {
    let Some(schema) = pass.steps().iter().find(|step| changes_schema(step)) else { return };
    for step in pass.steps() {
        let table = match &step.statement.kind {
            Statement::Insert(insert) => &insert.table,
            Statement::Update(update) => &update.table,
            Statement::Delete(delete) => &delete.table,
            Statement::Merge(merge) => &merge.table,
            _ => continue,
        };
        let Some(table) = pass.in_use(&step.before, table) else { continue };
        pass.report(step.span(), format!("changes rows of `{}` in a migration that also changes the schema", table.name))
            .on(step, table.id)
            .label_here(schema.span(), "changes the schema")
            .help("give the rows a migration of their own: they fail for other reasons, take longer, and are taken back otherwise");
        return;
    }
}
