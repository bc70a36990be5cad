//! An UPDATE that does its work twice when it is run twice.

use crate::ast::{Expr, Ident, Statement, Update};
use crate::catalog::Relation;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("backfill-not-rerunnable", include_str!("../../rules/backfill-not-rerunnable.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Update(update) = &step.statement.kind else { continue };
        let Some(table) = pass.in_use(&step.before, &update.table) else { continue };
        let Some(column) = adds_up(table, update) else { continue };
        let again = pass.migration.repeatable;
        if !again && !pass.stays_behind(index) {
            continue;
        }
        let note = pass.half_way();
        let when = if again {
            "every time the file changes"
        } else {
            "when a later statement fails and the file is run again"
        };
        let finding = pass
            .report(
                step.span(),
                format!("changes `{}.{column}` a second time {when}: nothing in WHERE tells the rows that are done", table.name),
            )
            .on(step, table.id)
            .help(format!(
                "write the new value to another column and fill only where it is still null, or let WHERE leave out what has the new value of `{column}`"
            ));
        if !again {
            finding.note(note);
        }
    }
}

/// The column whose new value is counted from its old one, where the condition does not look at what is set.
fn adds_up<'u>(table: &Relation, update: &'u Update) -> Option<&'u Ident> {
    let set = |column: &str| {
        update.where_clause.as_ref().is_some_and(|condition| condition.expr.mentions_column(column))
    };
    if update.assignments.iter().any(|(column, _)| set(&column.name)) {
        return None;
    }
    let found = update.assignments.iter().find(|(column, value)| grows(table, &column.name, value));
    found.map(|(column, _)| column)
}

fn grows(table: &Relation, column: &str, value: &Expr) -> bool {
    let Expr::Operator { name, left: Some(left), right } = value else { return false };
    let is_itself =
        |expr: &Expr| matches!(expr, Expr::Column(parts) if parts.last().is_some_and(|last| last == column));
    let has_itself = is_itself(left) || is_itself(right);
    let is_text = || {
        let data_type = table.column(column).and_then(|column| column.data_type.as_ref());
        data_type.is_some_and(|data_type| {
            matches!(data_type.name.as_str(), "text" | "varchar" | "bpchar") && data_type.array == 0
        })
    };
    match name.as_str() {
        "+" | "-" | "*" | "/" => has_itself,
        "||" => has_itself && is_text(),
        _ => false,
    }
}
