//! What the way back demands again of rows that the migration lets be otherwise: it fails once one is.

use crate::ast::{AlterActionKind, ConstraintKind, Ident, IndexKey, Name, ObjectName, Statement};
use crate::catalog::{Catalog, ConstraintDef, Relation};
use crate::effects::WorkKind;
use crate::migration::{Script, Step};
use crate::rule::list;

pub(super) fn notes(up: &Script, down: &Script) -> Vec<String> {
    let certain_steps = down.steps.iter().enumerate().filter(|(_, step)| !step.conditional && !step.guarded);
    let demands = certain_steps.flat_map(|(at, step)| {
        let table = table_of(step).and_then(|name| step.before.resolve(name));
        let table = table.filter(|table| !is_written(down, at, table));
        table.map_or_else(Vec::new, |table| demands(up, step, table))
    });
    demands.collect()
}

fn table_of(step: &Step) -> Option<&ObjectName> {
    match &step.statement.kind {
        Statement::AlterTable(alter) => Some(&alter.name),
        Statement::CreateIndex(create) => Some(&create.table),
        _ => None,
    }
}

/// Whether the way back changes rows of the table first: they may be fit then.
fn is_written(down: &Script, until: usize, table: &Relation) -> bool {
    let before = down.steps.iter().take(until);
    before
        .flat_map(|step| step.effects.work_on(table.id))
        .any(|work| matches!(work.kind, WorkKind::Write { .. }))
}

fn demands(up: &Script, step: &Step, table: &Relation) -> Vec<String> {
    match &step.statement.kind {
        Statement::AlterTable(alter) => alter
            .actions
            .iter()
            .filter_map(|action| match &action.kind {
                AlterActionKind::SetNotNull { column } => not_null(up, table, column),
                AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
                    ConstraintKind::Unique(key) if key.using_index.is_none() => unique(
                        up,
                        table,
                        &key.columns.iter().map(|column| column.name.clone()).collect::<Vec<_>>(),
                    ),
                    _ => None,
                },
                _ => None,
            })
            .collect(),
        Statement::CreateIndex(create) if create.unique && create.predicate.is_none() => {
            let keys = create.elements.iter().map(|element| match &element.key {
                IndexKey::Column(column) => Some(column.clone()),
                IndexKey::Expression(_) => None,
            });
            let columns: Option<Vec<Name>> = keys.collect();
            columns.and_then(|columns| unique(up, table, &columns)).into_iter().collect()
        }
        _ => Vec::new(),
    }
}

fn not_null(up: &Script, table: &Relation, column: &Ident) -> Option<String> {
    let before = up.before.relation(table.id)?.column(&column.name)?;
    let now = up.after.relation(table.id)?;
    let between = now.column(&column.name)?;
    let checked = now.constraints.iter().any(|known| match &known.kind {
        ConstraintDef::Check { expr, .. } => expr.mentions_column(&column.name),
        _ => false,
    });
    let same = before.origin == between.origin && between.nullability_known;
    let freed = before.not_null && !between.not_null && same && !checked;
    freed.then(|| {
        format!(
            "the way back fails once a row of `{}` holds null in `{}`, which the migration allows",
            table.name, column.name
        )
    })
}

/// Whether an index refuses two rows that agree in these columns, or may do so by an expression.
fn refuses(catalog: &Catalog, table: &Relation, columns: &[Name]) -> bool {
    let among = |key: &IndexKey| match key {
        IndexKey::Column(column) => columns.contains(column),
        IndexKey::Expression(_) => true,
    };
    catalog.indexes_of(table).any(|known| {
        known.index.as_deref().is_none_or(|index| {
            let whole = index.unique && index.predicate.is_none();
            whole && index.elements.iter().all(|element| among(&element.key))
        })
    })
}

fn unique(up: &Script, table: &Relation, columns: &[Name]) -> Option<String> {
    let before = up.before.relation(table.id)?;
    let between = up.after.relation(table.id)?;
    let same = columns.iter().all(|column| {
        let origin = |of: &Relation| of.column(column).map(|known| known.origin);
        origin(before).is_some() && origin(before) == origin(between)
    });
    let freed = up.before.first_unique(before, columns).is_some() && !refuses(&up.after, between, columns);
    (same && freed).then(|| {
        format!(
            "the way back fails once two rows of `{}` agree in {}, which the migration allows",
            table.name,
            list(columns)
        )
    })
}
