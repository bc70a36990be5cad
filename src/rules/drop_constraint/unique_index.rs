//! A unique index that no constraint owns: it promises the same, and goes without a word.

use super::covers;
use crate::ast::{IndexKey, Name, ObjectKind, Statement};
use crate::catalog::{Catalog, Index, Relation, RelationKind};
use crate::migration::Step;
use crate::rule::Pass;

pub(super) fn check(pass: &mut Pass, at: usize, step: &Step) {
    let Statement::Drop(drop) = &step.statement.kind else { return };
    if drop.kind != ObjectKind::Index || step.effects.failure.is_some() || pass.may_make_anew(step) {
        return;
    }
    for object in &drop.objects {
        let Some(index) = pass.in_use(&step.before, &object.name) else { continue };
        let Some(own) = promising(index) else { continue };
        let Some(table) = step.before.table_of(index.id) else { continue };
        if pass.is_new_relation(&step.before, table.id)
            || another_promises(&step.before, table, index, own)
            || pass.is_set_aside(at, table)
            || succeeded(pass, table, index, own)
        {
            continue;
        }
        if table.kind == RelationKind::MaterializedView {
            refreshed(pass, step, index, table);
            continue;
        }
        let columns = key_columns(own);
        let conflict = match columns.as_slice() {
            [] => String::new(),
            columns => format!(", and ON CONFLICT ({}) fails", columns.join(", ")),
        };
        let message = format!(
            "removes the unique index `{}` from `{}`: duplicates can be written from now on{conflict}",
            index.name, table.name
        );
        let label = pass.label_created(index.origin, format!("`{}` is made here", index.name.name));
        pass.report(step.span(), message).on(step, table.id).label(label).help(
            "to replace it, build the new one first; otherwise make sure first that no code relies on it",
        );
    }
}

/// A materialized view is written by REFRESH alone, which needs the index only to let readers in meanwhile.
fn refreshed(pass: &mut Pass, step: &Step, index: &Relation, view: &Relation) {
    let serves = |index: &Index| index.unique && !index.key_columns().is_empty() && index.predicate.is_none();
    let own = index.index.as_deref().is_some_and(serves);
    let mut others = step.before.indexes_of(view).filter(|other| other.id != index.id);
    if !own || others.any(|other| other.index.as_deref().is_some_and(serves)) {
        return;
    }
    let message = format!(
        "REFRESH MATERIALIZED VIEW CONCURRENTLY of `{}` fails from here on: `{}` is its last unique index of plain columns",
        view.name, index.name
    );
    let label = pass.label_created(index.origin, format!("`{}` is made here", index.name.name));
    pass.report(step.span(), message).on(step, view.id).label(label).help(
        "build another unique index first; without one a refresh has to lock all readers out while it runs",
    );
}

/// An index that keeps duplicates out by itself, as far as the history shows its making.
fn promising(index: &Relation) -> Option<&Index> {
    let own = index.index.as_deref()?;
    let made = index.origin.created().is_some() && index.parents.is_empty();
    (own.unique && own.constraint.is_none() && own.valid && made).then_some(own)
}

fn key_columns(own: &Index) -> Vec<String> {
    let keys = own.elements.iter().map(|element| match &element.key {
        IndexKey::Column(column) if own.predicate.is_none() => Some(crate::ast::quoted(column).into_owned()),
        _ => None,
    });
    keys.collect::<Option<Vec<_>>>().unwrap_or_default()
}

/// Whether another index of the table lets in no more than this one.
fn another_promises(catalog: &Catalog, table: &Relation, index: &Relation, own: &Index) -> bool {
    let columns: Vec<Name> = own.leading_columns().into_iter().cloned().collect();
    let plain = columns.len() == own.elements.len();
    let others = catalog.indexes_of(table).filter(|other| other.id != index.id);
    others.filter_map(|other| other.index.as_deref()).filter(|other| other.valid).any(|other| {
        let same = other.unique && other.elements == own.elements && other.predicate == own.predicate;
        same || plain && covers(other, &columns)
    })
}

/// Whether the migration makes another unique index of the table or one of the same name, takes a column of it away, or
/// puts the table aside.
fn succeeded(pass: &Pass, table: &Relation, index: &Relation, own: &Index) -> bool {
    let Some(up) = pass.up() else { return false };
    let unit = pass.history.migrations.get(pass.unit.end.saturating_sub(1)).and_then(|last| last.up.as_ref());
    let after = &unit.unwrap_or(up).after;
    let Some(left) = after.relation(table.id) else { return true };
    let called = |catalog: &Catalog| catalog.relation(table.id).map(|table| table.name.clone());
    let aside = called(&up.before)
        .is_some_and(|before| before != left.name && after.relation_named(&before).is_some());
    let gone = own.leading_columns().iter().any(|column| left.column(column).is_none());
    let made = after.indexes_of(left).filter(|other| up.before.relation(other.id).is_none());
    aside
        || gone
        || after.relation_named(&index.name).is_some()
        || made.filter_map(|other| other.index.as_deref()).any(|other| other.unique)
}
