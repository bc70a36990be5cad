//! A primary key or unique constraint that goes: what it guaranteed stays where something is unique over the same columns,
//! or some of them, and not where another key is.

use super::covers;
use crate::ast::{Name, ObjectName, Statement, quoted};
use crate::catalog::{Constraint, ConstraintDef, Relation, RelationId};
use crate::migration::Step;
use crate::rule::Pass;

/// The columns of a key that the history shows, and the index under it.
pub(super) fn of(known: Option<&Constraint>) -> Option<(&[Name], RelationId)> {
    match &known?.kind {
        ConstraintDef::PrimaryKey { columns, index } | ConstraintDef::Unique { columns, index }
            if !columns.is_empty() =>
        {
            Some((columns, *index))
        }
        _ => None,
    }
}

/// Whether the release leaves something unique over the columns, under the names that they had or have by then, or takes
/// one of them, or the table, away.
pub(super) fn is_kept(
    pass: &Pass,
    at: usize,
    table: &Relation,
    (columns, index): (&[Name], RelationId),
) -> bool {
    let called = called(pass, at, table, columns);
    let ups = pass.history.migrations.get(pass.index..pass.release.end).unwrap_or_default();
    ups.iter().filter_map(|migration| migration.up.as_ref()).any(|up| {
        let Some(left) = up.after.relation(table.id) else { return true };
        let is_gone = |column: &Name| left.columns_known || drops(pass, at, table.id, column);
        let gone =
            columns.iter().zip(&called).any(|(column, now)| left.column(now).is_none() && is_gone(column));
        let mut others = up.after.indexes_of(left).filter(|other| other.id != index);
        gone || others
            .any(|other| other.index.as_ref().is_some_and(|own| covers(own, &called) || covers(own, columns)))
    })
}

/// Whether a statement of the migration drops a column, which has this name at the statement `at`.
fn drops(pass: &Pass, at: usize, table: RelationId, column: &Name) -> bool {
    pass.steps().iter().enumerate().any(|(to, step)| {
        let Statement::AlterTable(alter) = &step.statement.kind else { return false };
        let called = pass.called_at(at, to, table, column);
        let mut dropped = alter.actions.iter().filter_map(|action| action.kind.dropped_column());
        step.before.resolve_id(&alter.name) == Some(table) && dropped.any(|dropped| dropped.name == called)
    })
}

/// Whether the migration gives the table another key of that kind: a primary key, or a unique constraint with a column of
/// the one that goes.
pub(super) fn has_successor(pass: &Pass, table: &Relation, dropped: &Constraint) -> bool {
    let after = pass.up().and_then(|up| up.after.relation(table.id));
    let known = |index| table.constraints.iter().any(|constraint| constraint.index() == Some(index));
    let alike = |other: &Constraint| match (&dropped.kind, &other.kind) {
        (ConstraintDef::PrimaryKey { .. }, ConstraintDef::PrimaryKey { .. }) => true,
        (ConstraintDef::Unique { columns, .. }, ConstraintDef::Unique { columns: others, .. }) => {
            columns.iter().any(|column| others.contains(column))
        }
        _ => false,
    };
    after.is_some_and(|after| {
        let mut made =
            after.constraints.iter().filter(|other| other.index().is_some_and(|index| !known(index)));
        made.any(|other| alike(other))
    })
}

/// What can happen although the table has another key.
pub(super) fn consequence(columns: &[Name]) -> String {
    let columns = listed(columns);
    format!("rows with the same ({columns}) can be written from now on, and ON CONFLICT ({columns}) fails")
}

/// How the old columns stay unique beside the new key.
pub(super) fn help(
    pass: &Pass,
    (at, step): (usize, &Step),
    (written, table): (&ObjectName, &Relation),
    columns: &[Name],
) -> String {
    let called = called(pass, at, table, columns);
    let name = crate::catalog::make_object_name(&table.name.name, Some(&called.join("_")), "idx");
    format!(
        "where code relies on that, keep the old columns unique by an index that is built before{}:\n\
         CREATE UNIQUE INDEX CONCURRENTLY {} ON {written} ({});",
        pass.alone(step),
        quoted(&name),
        listed(columns)
    )
}

fn called(pass: &Pass, at: usize, table: &Relation, columns: &[Name]) -> Vec<Name> {
    let end = pass.steps().len();
    columns.iter().map(|column| pass.called_at(at, end, table.id, column)).collect()
}

fn listed(columns: &[Name]) -> String {
    columns.iter().map(|column| quoted(column)).collect::<Vec<_>>().join(", ")
}
