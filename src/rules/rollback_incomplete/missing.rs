//! What a way back asks for and does not find.

use crate::ast::{ObjectKind, ObjectName, Statement};
use crate::catalog::{Catalog, Origin, QualifiedName, RelationKind, is_system_column};
use crate::migration::{Script, Step};

/// The first statement that names a column which the migration has left no table with.
pub(super) fn column<'a>(up: &Script, down: &'a Script) -> Option<(&'a Step, String)> {
    certain_steps(down).find_map(|step| {
        let name = table_of(&step.statement.kind)?;
        let table = step.before.resolve(name).filter(|table| table.kind == RelationKind::Table)?;
        let left = up.after.relation(table.id).filter(|left| left.columns_known)?;
        let known = |catalog: &Catalog, column: &str| {
            catalog.relation(table.id).is_some_and(|table| table.column(column).is_some())
        };
        let made = left.origin.created()?;
        if !up.after.is_seen_since([made]) {
            return None;
        }
        let mut assumed =
            table.columns.iter().filter(|column| column.origin == Origin::Assumed { certain: true });
        // A whole row bears the name of its table, and the server has columns of its own.
        let is_no_column = |name: &str| name == table.name.name.as_str() || is_system_column(name);
        let missing =
            assumed.find(|column| !known(&up.after, &column.name) && !is_no_column(&column.name))?;
        Some((
            step,
            format!("column \"{}\" of relation \"{}\" does not exist", missing.name, table.name.name),
        ))
    })
}

fn table_of(statement: &Statement) -> Option<&ObjectName> {
    match statement {
        Statement::AlterTable(alter) => Some(&alter.name),
        Statement::CreateIndex(create) => Some(&create.table),
        Statement::Rename(rename) if rename.object.kind == ObjectKind::Column => Some(&rename.object.name),
        _ => None,
    }
}

/// The first statement that drops what an earlier one has taken away.
pub(super) fn dropped_twice(down: &Script) -> Option<(&Step, QualifiedName)> {
    certain_steps(down).find_map(|step| {
        let Statement::Drop(drop) = &step.statement.kind else { return None };
        let relations = matches!(
            drop.kind,
            ObjectKind::Table
                | ObjectKind::View
                | ObjectKind::MaterializedView
                | ObjectKind::Index
                | ObjectKind::Sequence
        );
        let names = drop.objects.iter().filter(|_| relations && !drop.if_exists);
        let twice = names.map(|object| step.before.qualify(&object.name)).find(|name| {
            let made_anew =
                step.before.relation_named(name).is_some_and(|known| known.origin.created().is_some());
            !made_anew && step.before.gone(name).is_some_and(|gone| gone.place.script == down.id)
        });
        Some((step, twice?))
    })
}

pub(super) fn certain_steps(down: &Script) -> impl Iterator<Item = &Step> {
    down.steps.iter().filter(|step| !step.conditional && !step.guarded)
}
