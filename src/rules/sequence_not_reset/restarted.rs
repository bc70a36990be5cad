//! A sequence that is restarted at its first number beside a key whose rows have those numbers already.

use super::{is_unique, sets_sequence};
use crate::ast::{AlterActionKind, AlterTable, Expr, Query, Statement, quoted};
use crate::catalog::{Catalog, Relation, RelationId};
use crate::effects::sequences_named_in;
use crate::migration::Step;
use crate::rule::Pass;

pub(super) fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let sequences = match &step.statement.kind {
            Statement::AlterSequence(alter) if restarts(pass.text(step.span())) => {
                step.before.resolve(&alter.name).into_iter().collect()
            }
            Statement::AlterTable(alter) => identities_restarted(pass, step, alter),
            Statement::Select(query) => sequences_set_to_one(&step.before, query),
            _ => continue,
        };
        for sequence in sequences {
            report(pass, (index, step), sequence);
        }
    }
}

fn report(pass: &mut Pass, (index, step): (usize, &Step), sequence: &Relation) {
    let Some((owner, column, _)) = &*sequence.sequence_owner else { return };
    let Some(table) = step.before.relation(*owner) else { return };
    if pass.is_new_relation(&step.before, sequence.id)
        || pass.is_new_relation(&step.before, table.id)
        || !is_unique(&step.before, table, column)
        || is_emptied(pass, index, table.id)
        || pass.following_steps(index).any(|(_, later)| sets_sequence(later, table))
    {
        return;
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

/// `RESTART` and `RESTART WITH 1`, in `ALTER SEQUENCE` and of an identity column.
fn restarts(text: &str) -> bool {
    let text = text.to_ascii_lowercase();
    let restart = text.split_once("restart").map(|(_, after)| after.trim().trim_start_matches("with").trim());
    restart.is_some_and(|after| after.is_empty() || after == "1")
}

fn identities_restarted<'a>(pass: &Pass, step: &'a Step, alter: &AlterTable) -> Vec<&'a Relation> {
    let Some(table) = step.before.resolve(&alter.name) else { return Vec::new() };
    let columns = alter.actions.iter().filter_map(|action| match &action.kind {
        AlterActionKind::SetIdentity { column, sequence_options: true, .. } => {
            restarts(pass.text(action.span)).then_some(column)
        }
        _ => None,
    });
    columns.filter_map(|column| step.before.relation(table.column(&column.name)?.sequence?)).collect()
}

/// `SELECT setval('s', 1)`
fn sequences_set_to_one<'a>(catalog: &'a Catalog, query: &Query) -> Vec<&'a Relation> {
    let mut found = Vec::new();
    query.walk_expressions(&mut |expr| {
        let Expr::Call(call) = expr else { return };
        if call.name == "setval" && call.arguments.get(1) == Some(&Expr::Integer(1)) {
            found.extend(sequences_named_in(expr, catalog));
        }
    });
    found
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
