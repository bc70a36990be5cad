//! Differences that may be none: the history does not show what was there before.

use super::words::{bare, split};
use super::{Round, calls_code};
use crate::ast::{AlterActionKind, ObjectKind, ObjectRef, Statement};
use crate::catalog::{ConstraintDef, Difference, RelationKind};
use crate::migration::Step;

/// Whether a function may have made what the way back drops: the migration calls one with its name.
pub(super) fn made_by_a_call(difference: &Difference, round: &Round) -> bool {
    let name = bare(&difference.name).to_ascii_lowercase();
    let calling = round.ups.iter().flat_map(|up| up.steps.iter().map(move |step| (up, step)));
    calling
        .filter(|(_, step)| calls_code(&step.statement.kind))
        .any(|(up, step)| up.source.slice(step.span()).to_ascii_lowercase().contains(&name))
}

/// Whether no statement made it, and it may be the constraint that NOT NULL is from PostgreSQL 18 on: it comes and goes
/// with the column's.
pub(super) fn may_be_not_null(difference: &Difference, round: &Round) -> bool {
    let (table, part) = split(&difference.name);
    let known = round.before.relation_shown(table.unwrap_or_default());
    let made = known.is_some_and(|table| {
        let mut named = table.constraints.iter().filter(|known| crate::ast::quoted(&known.name) == part);
        named.any(|known| {
            known.origin.created().is_some() && !matches!(known.kind, ConstraintDef::NotNull { .. })
        })
    });
    let suffixed = part.trim_end_matches('"').ends_with("_not_null");
    difference.kind == "constraint" && suffixed && round.not_null_has_name && !made
}

/// Whether it was dropped with IF EXISTS, and nothing else tells that there was one.
pub(super) fn dropped_in_case(difference: &Difference, round: &Round) -> bool {
    round.steps().any(|step| match &step.statement.kind {
        Statement::Drop(drop) if drop.if_exists => drop.objects.iter().any(|object| {
            if is_made_by_history(step, drop.kind, object) {
                return false;
            }
            step.before.resolve(&object.name).is_none_or(|relation| {
                let named = relation.name.to_string();
                let itself = named == difference.name || difference.name.starts_with(&format!("{named}."));
                itself && relation.origin.created().is_none()
            }) && difference
                .name
                .contains(object.part.as_ref().map_or(object.name.name.as_str(), |part| &part.name))
        }),
        Statement::AlterTable(alter) => {
            let Some(table) = step.before.resolve(&alter.name) else { return false };
            alter.actions.iter().any(|action| {
                let (part, origin) = match &action.kind {
                    AlterActionKind::DropConstraint { constraint, if_exists: true, .. } => {
                        (constraint, table.constraint(&constraint.name).map(|known| known.origin))
                    }
                    AlterActionKind::DropColumn { column, if_exists: true, .. } => {
                        (column, table.column(&column.name).map(|known| known.origin))
                    }
                    _ => return false,
                };
                difference.name == format!("{}.{part}", table.name)
                    && origin.is_none_or(|origin| origin.created().is_none())
            })
        }
        _ => false,
    })
}

/// Whether it is no relation, and the history has made it: then it was there for certain.
fn is_made_by_history(step: &Step, kind: ObjectKind, object: &ObjectRef) -> bool {
    let origin = match kind {
        ObjectKind::Type | ObjectKind::Domain => step.before.type_def(&object.name).map(|known| known.origin),
        _ => step.before.routine_meant(object).map(|known| known.origin),
    };
    origin.is_some_and(|origin| origin.created().is_some())
}

/// Whether an index on a table that the history did not make may belong to one on a partitioned table above it, with
/// which it goes: `CREATE INDEX` on the parent takes such indexes over.
pub(super) fn may_be_attached(difference: &Difference, round: &Round) -> bool {
    let left = round.after.relations().find(|relation| relation.name.to_string() == difference.name);
    let Some(index) = left.and_then(|left| left.index.as_ref()) else { return false };
    let unknown = index.table.and_then(|table| round.after.relation(table));
    unknown.is_some_and(|table| table.origin.created().is_none())
        && round.steps().any(|step| match &step.statement.kind {
            Statement::CreateIndex(create) => {
                let on = step.before.resolve(&create.table);
                on.is_some_and(|on| on.kind == RelationKind::PartitionedTable)
                    && create
                        .elements
                        .iter()
                        .map(|element| &element.key)
                        .eq(index.elements.iter().map(|element| &element.key))
            }
            _ => false,
        })
}

/// OR REPLACE does not tell whether there was one before.
pub(super) fn made_by_replacing(difference: &Difference, round: &Round) -> bool {
    let bare = difference.name.split('(').next().unwrap_or_default();
    round.steps().any(|step| match &step.statement.kind {
        Statement::CreateFunction(create) => {
            create.or_replace && step.before.qualify(&create.name).to_string() == bare
        }
        Statement::CreateView(create) => {
            create.or_replace && step.before.qualify(&create.name).to_string() == bare
        }
        _ => false,
    })
}
