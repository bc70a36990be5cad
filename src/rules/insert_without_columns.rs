//! INSERT that counts on the order of a table's columns.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("insert-without-columns", include_str!("../../rules/insert-without-columns.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::Insert(insert) = &step.statement.kind else { continue };
        let counts = insert.columns.is_empty() && insert.source.is_some();
        let Some(table) = pass.in_use(&step.before, &insert.table).filter(|_| counts) else { continue };
        let names: Vec<String> = table
            .columns
            .iter()
            .take(6)
            .map(|column| crate::ast::quoted(&column.name).into_owned())
            .collect();
        let more = if table.columns.len() > 6 { ", …" } else { "" };
        pass.report(
            step.span(),
            format!("puts values into the columns of `{}` by their order, which is not the same in every database", table.name),
        )
        .on(step, table.id)
        .help(format!("name them: INSERT INTO {} ({}{more}) …", insert.table, names.join(", ")));
    }
}
