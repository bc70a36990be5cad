//! Columns that a statement takes for granted on a table of which every column is known.

use super::Conflict;
use super::named::{Named, named};
use crate::ast::{Name, ObjectKind, ObjectName, Statement};
use crate::catalog::{Baseline, Origin, Relation, RelationId, RelationKind, is_system_column};
use crate::migration::Step;
use crate::rule::{Pass, list};

pub(super) fn missing_columns<'a>(pass: &Pass<'a>, index: usize, step: &'a Step) -> Option<Conflict<'a>> {
    let (table, column) = assumed_here(pass, index, step).or_else(|| never_there(pass, step))?;
    let (maker_at, _) = pass.maker(table.origin)?;
    let in_order = pass.has_own_place(maker_at) && pass.has_own_place(pass.index);
    let seen = in_order && pass.history.is_seen(maker_at..=pass.index) && names_it_alone(step, table);
    if !seen || may_have_changed(pass, index, table.id) {
        return None;
    }
    let columns = table.columns.iter().filter(|column| !is_assumed(column.origin));
    Some(Conflict {
        step,
        span: step.span(),
        what: format!("the column `{}.{}`", table.name, crate::ast::quoted(&column)),
        problem: "does not exist",
        label: pass.label_created(table.origin, format!("`{}` is created here", table.name)),
        help: format!("the columns are {}", list(columns.map(|column| column.name.clone()))),
    })
}

fn is_assumed(origin: Origin) -> bool {
    origin == Origin::Assumed { certain: true }
}

/// A column that was put in because this very statement names it.
fn assumed_here<'a>(pass: &Pass<'a>, index: usize, step: &'a Step) -> Option<(&'a Relation, Name)> {
    let name = match &step.statement.kind {
        Statement::AlterTable(alter) => &alter.name,
        Statement::CreateIndex(create) => &create.table,
        Statement::Rename(rename) if rename.object.kind == ObjectKind::Column => &rename.object.name,
        Statement::Comment(comment) if comment.object.kind == ObjectKind::Column => &comment.object.name,
        _ => return None,
    };
    let table = step.before.resolve(name).filter(|table| has_known_columns(table))?;
    let up = pass.up()?;
    let earlier = match index.checked_sub(1).and_then(|at| pass.steps().get(at)) {
        Some(earlier) => earlier,
        None => {
            let known = up.before.relation(table.id);
            let new = table.columns.iter().find(|column| {
                is_assumed(column.origin) && known.is_none_or(|known| known.column(&column.name).is_none())
            })?;
            return Some((table, new.name.clone()));
        }
    };
    // A column that only somebody named, and that has another name since.
    let renamed = match &earlier.statement.kind {
        Statement::Rename(rename) => Some(&rename.new_name.name),
        _ => None,
    };
    let was = [earlier.before.relation(table.id), up.before.relation(table.id)];
    let new = table.columns.iter().find(|column| {
        let known = was.iter().flatten().any(|table| table.column(&column.name).is_some());
        is_assumed(column.origin) && !known && Some(&column.name) != renamed
    })?;
    Some((table, new.name.clone()))
}

/// A column that the statement names in an expression or a list and that nothing has made or named before.
fn never_there<'a>(pass: &Pass<'a>, step: &'a Step) -> Option<(&'a Relation, Name)> {
    // A variable may be meant in a block.
    if step.within.is_some() {
        return None;
    }
    let Named { table, called, column } = named(step)
        .into_iter()
        .find(|named| named.table.column(&named.column).is_none() && !is_system_column(&named.column))?;
    // `t.f` also calls f with the row.
    let is_function = || called && step.before.all_routines().any(|routine| routine.name.name == column);
    let stored = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
    (stored && is_whole(pass, table) && !is_function()).then_some((table, column))
}

/// Whether no other schema has a relation of the name, which a search path that is set elsewhere may reach first.
pub(in crate::rules) fn names_it_alone(step: &Step, table: &Relation) -> bool {
    let same = |other: &Relation| other.id != table.id && other.name.name == table.name.name;
    !step.before.relations().any(same)
}

fn has_known_columns(table: &Relation) -> bool {
    table.columns_known && table.origin.created().is_some() && table.parents.is_empty()
}

/// Whether CREATE TABLE is sure to have made a table as the history shows it, and everything since is seen.
pub(in crate::rules) fn is_whole(pass: &Pass, table: &Relation) -> bool {
    let Some((at, maker)) = pass.maker(table.origin) else { return false };
    let Statement::CreateTable(create) = &maker.statement.kind else { return false };
    let is_new = !create.if_not_exists || maker.before.baseline == Baseline::Empty;
    let in_order = pass.has_own_place(at) && pass.has_own_place(pass.index);
    has_known_columns(table) && is_new && in_order && pass.history.is_seen(at..=pass.index)
}

/// Whether a statement that may not have run, or whose error may have been handled, has changed a table before.
pub(in crate::rules) fn may_have_changed(pass: &Pass, index: usize, table: RelationId) -> bool {
    pass.earlier_steps(index).any(|(_, step)| {
        let perhaps = step.conditional || step.guarded || step.handled;
        let means = |name: &ObjectName| step.before.resolve_id(name) == Some(table);
        perhaps
            && match &step.statement.kind {
                Statement::AlterTable(alter) => means(&alter.name),
                Statement::Rename(rename) => means(&rename.object.name),
                Statement::Drop(drop) => drop.wholes().any(means),
                _ => false,
            }
    })
}
