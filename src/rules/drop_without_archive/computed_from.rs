//! What a generated column is computed from, and whether that is still there when the migration has run.

use crate::ast::{Expr, Ident, Name, Statement};
use crate::catalog::{Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, list};

/// Whether the values of a generated column that goes can be had again.
pub(super) fn note(pass: &Pass, table: &Relation, expr: &Expr) -> String {
    let mut read: Vec<&Name> = Vec::new();
    expr.walk(&mut |part| {
        if let Expr::Column(parts) = part
            && let Some(column) = parts.last()
            && !read.contains(&column)
        {
            read.push(column);
        }
    });
    let lost: Vec<&&Name> = read.iter().filter(|column| is_lost(pass, table.id, column)).collect();
    match lost.is_empty() {
        true => "it is generated: its values can be computed again".to_owned(),
        false => format!(
            "it is generated from {}, which the migration drops or changes too: its values cannot be computed again",
            list(lost)
        ),
    }
}

/// Whether the migration drops a column of the table, or gives it other values.
fn is_lost(pass: &Pass, table: RelationId, column: &Name) -> bool {
    let is_it = |named: &Ident| named.name == *column;
    let loses = |step: &Step| match &step.statement.kind {
        Statement::AlterTable(alter) => {
            let mut dropped = alter.actions.iter().filter_map(|action| action.kind.dropped_column());
            dropped.any(is_it) && step.before.resolve_id(&alter.name) == Some(table)
        }
        Statement::Update(update) => {
            let mut set = update.assignments.iter();
            set.any(|(set, _)| is_it(set)) && step.before.resolve_id(&update.table) == Some(table)
        }
        _ => false,
    };
    pass.steps().iter().any(loses)
}
