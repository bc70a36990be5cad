//! What the server refuses of the rows that a trigger's function stores: a column left null, an ON CONFLICT without an
//! index.

use super::fault::Fault;
use crate::ast::{Arbiter, Expr, Insert, TriggerTiming};
use crate::catalog::{Catalog, Column, ConstraintDef, Relation, RelationKind, TypeDefKind};
use crate::rule::requires;

/// What fails of an INSERT of a function's, given its table.
pub(super) fn refused(catalog: &Catalog, insert: &Insert, target: &Relation) -> Vec<Fault> {
    if !matches!(target.kind, RelationKind::Table | RelationKind::PartitionedTable) {
        return Vec::new();
    }
    let left_null = left_null(catalog, insert, target).into_iter();
    left_null
        .map(|column| Fault::Null { table: target.id, column: column.name.clone() })
        .chain(without_index(catalog, insert, target))
        .collect()
}

/// The columns that an INSERT leaves to their defaults, which have none and take no null.
fn left_null<'a>(catalog: &Catalog, insert: &Insert, target: &'a Relation) -> Vec<&'a Column> {
    let fills = target.triggers.iter().any(|trigger| {
        trigger.enabled && trigger.row && trigger.events.insert && trigger.timing == TriggerTiming::Before
    });
    if fills || insert.columns.is_empty() {
        return Vec::new();
    }
    let named = |column: &Column| insert.columns.iter().any(|named| named.name == column.name);
    let columns = target.columns.iter().map(|column| &**column);
    columns
        .filter(|column| takes_no_null(target, column) && has_no_default(catalog, column) && !named(column))
        .collect()
}

/// `NOT NULL`, or a check that says so.
fn takes_no_null(table: &Relation, column: &Column) -> bool {
    let checked = || {
        table.constraints.iter().any(|constraint| match &constraint.kind {
            ConstraintDef::Check { expr, .. } => {
                constraint.enforced && requires(expr).iter().any(|required| **required == column.name)
            }
            _ => false,
        })
    };
    column.not_null || checked()
}

fn has_no_default(catalog: &Catalog, column: &Column) -> bool {
    // A domain may have a default of its own.
    let plain = column.data_type.as_ref().is_some_and(|data_type| {
        !catalog.column_type(data_type).is_some_and(|known| matches!(known.kind, TypeDefKind::Domain { .. }))
    });
    plain
        && column.default.as_ref().is_none_or(|default| *default == Expr::Null)
        && column.identity.is_none()
        && column.generated.is_none()
}

/// What an INSERT says after ON CONFLICT, where the table has no unique index for it.
fn without_index(catalog: &Catalog, insert: &Insert, target: &Relation) -> Option<Fault> {
    match insert.arbiter.as_ref()? {
        Arbiter::Constraint(name) => target
            .constraint(name)
            .is_none()
            .then(|| Fault::NoConstraint { table: target.id, constraint: name.clone() }),
        Arbiter::Columns(columns) => catalog
            .lacks_arbiter(target, columns)
            .then(|| Fault::NoIndex { table: target.id, columns: columns.clone() }),
    }
}
