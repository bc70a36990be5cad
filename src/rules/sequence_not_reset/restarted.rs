//! A sequence that is restarted at its first number beside a key whose rows have those numbers already.

use super::{is_unique, sets_sequence};
use crate::ast::{Statement, quoted};
use crate::catalog::RelationId;
use crate::rule::Pass;

pub(super) fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::AlterSequence(alter) = &step.statement.kind else { continue };
        let text = pass.text(step.span()).to_ascii_lowercase();
        let restart =
            text.split_once("restart").map(|(_, after)| after.trim().trim_start_matches("with").trim());
        let from_the_start = restart.is_some_and(|after| after.is_empty() || after == "1");
        let Some(sequence) = pass.in_use(&step.before, &alter.name).filter(|_| from_the_start) else {
            continue;
        };
        let Some((owner, column, _)) = &*sequence.sequence_owner else { continue };
        let Some(table) = step.before.relation(*owner) else { continue };
        if pass.is_new_relation(&step.before, table.id)
            || !is_unique(&step.before, table, column)
            || is_emptied(pass, index, table.id)
            || pass.following_steps(index).any(|(_, later)| sets_sequence(later, table))
        {
            continue;
        }
        let (name, quoted) = (&table.name, quoted(column));
        let message = format!(
            "numbers `{quoted}` of `{name}` from 1 again: an INSERT that draws from the sequence fails on the rows that are there"
        );
        pass.report(step.span(), message).on(step, table.id).help(format!(
            "set the sequence behind the rows, in the same transaction:\n\
             SELECT setval(pg_get_serial_sequence('{name}', '{column}'), max({quoted})) FROM {name};"
        ));
    }
}

/// Whether the migration has taken every row out before.
fn is_emptied(pass: &Pass, index: usize, table: RelationId) -> bool {
    pass.steps().get(..index).unwrap_or_default().iter().any(|step| match &step.statement.kind {
        Statement::Truncate(truncate) => {
            truncate.tables.iter().any(|name| step.before.resolve_id(name) == Some(table))
        }
        Statement::Delete(delete) => {
            delete.where_clause.is_none() && step.before.resolve_id(&delete.table) == Some(table)
        }
        _ => false,
    })
}
