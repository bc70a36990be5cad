//! What a way back asks for and does not find.

use super::names_not_null;
use crate::ast::{AlterActionKind, Name, ObjectKind, ObjectName, Statement};
use crate::catalog::{Baseline, Catalog, Origin, QualifiedName, RelationKind, is_system_column};
use crate::migration::{Script, Step};
use crate::rule::Pass;
use crate::rules::object_conflict::{is_whole, may_have_changed, names_it_alone};

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

/// The first statement that names a constraint which a table never had, or has no longer.
pub(super) fn constraint<'a>(pass: &Pass, up: &Script, down: &'a Script) -> Option<(&'a Step, String)> {
    certain_steps(down).find_map(|step| {
        let (table, names, of) = constraints_of(&step.statement.kind)?;
        let table = step.before.resolve(table)?;
        let left = up.after.relation(table.id)?;
        let has_names = names_not_null(pass);
        let is_missing = |name: &&Name| {
            let made = table.constraint(name).is_some_and(|known| known.origin.created().is_some());
            !made && left.constraint(name).is_none() && !(has_names && name.ends_with("_not_null"))
        };
        let missing = names.into_iter().find(is_missing)?;
        let known = is_whole(pass, left)
            && names_it_alone(step, table)
            && !may_have_changed(pass, pass.steps().len(), table.id);
        known.then(|| (step, format!("constraint \"{missing}\" {of} \"{}\" does not exist", table.name.name)))
    })
}

/// The constraints that a statement cannot do without, and how the server puts it.
fn constraints_of(statement: &Statement) -> Option<(&ObjectName, Vec<&Name>, &'static str)> {
    match statement {
        Statement::AlterTable(alter) => {
            let dropped = alter.actions.iter().filter_map(|action| match &action.kind {
                AlterActionKind::DropConstraint { constraint, if_exists: false, .. } => {
                    Some(&constraint.name)
                }
                _ => None,
            });
            Some((&alter.name, dropped.collect(), "of relation"))
        }
        Statement::Rename(rename) if rename.object.kind == ObjectKind::Constraint => {
            Some((&rename.object.name, vec![&rename.object.part.as_ref()?.name], "for table"))
        }
        _ => None,
    }
}

/// The first statement that drops a relation which the whole history has never had.
pub(super) fn relation<'a>(pass: &Pass, up: &Script, down: &'a Script) -> Option<(&'a Step, String)> {
    let seen = up.after.baseline == Baseline::Empty
        && up.after.unseen().is_none()
        && pass.has_own_place(pass.index)
        && pass.history.is_seen(0..=pass.index);
    certain_steps(down).filter(|_| seen).find_map(|step| {
        let Statement::Drop(drop) = &step.statement.kind else { return None };
        let is_missing = |name: &&ObjectName| {
            let assumed = step.before.resolve(name).is_some_and(|known| known.origin.created().is_none());
            let gone = step.before.gone(&step.before.qualify(name)).is_some();
            assumed && !gone && up.after.resolve(name).is_none() && !step.before.is_system(name)
        };
        let missing = drop.objects.iter().map(|object| &object.name).find(is_missing)?;
        let relations = drop.kind.is_relation() && !drop.if_exists;
        relations.then(|| (step, format!("{} \"{}\" does not exist", drop.kind.name(), missing.name)))
    })
}

/// The first statement that drops by its bare name what the migration made in a schema that the search path does not have.
pub(super) fn elsewhere<'a>(up: &Script, down: &'a Script) -> Option<(&'a Step, String)> {
    certain_steps(down).find_map(|step| {
        let Statement::Drop(drop) = &step.statement.kind else { return None };
        let bare = drop.wholes().filter(|name| name.schema.is_none());
        let unknown = |name: &&ObjectName| {
            step.before.resolve(name).is_none_or(|known| known.origin.created().is_none())
        };
        let made = |name: &ObjectName| {
            let looked_for = step.before.qualify(name);
            step.before.relations().find(|known| {
                let is_other = known.name.name == name.name && known.name.schema != looked_for.schema;
                is_other && up.creates(known.origin)
            })
        };
        let mut names = bare.filter(|_| drop.kind.is_relation() && !drop.if_exists).filter(unknown);
        let (name, made) = names.find_map(|name| Some((name, made(name)?)))?;
        let schema = crate::ast::quoted(&made.name.schema);
        Some((step, format!("`{name}` is in `{schema}`, which is not in the search path")))
    })
}

/// The first statement that drops what an earlier one has taken away.
pub(super) fn dropped_twice(down: &Script) -> Option<(&Step, QualifiedName)> {
    certain_steps(down).find_map(|step| {
        let Statement::Drop(drop) = &step.statement.kind else { return None };
        let relations = drop.kind.is_relation() && !drop.if_exists;
        let names = drop.objects.iter().filter(|_| relations);
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
