//! Foreign keys that a rollback adds again although the tables were only moved, and took them along.

use super::{PlanCheck, PlannedStatement, Reading};
use crate::ast::{AlterActionKind, AlterTable, ConstraintKind, Name, SetSchema, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "foreign-key-added-again",
    include_str!("../../rules/runbook/foreign-key-added-again.md"),
    check,
);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for (at, planned) in plan.statements.iter().enumerate() {
        let Statement::AlterTable(alter) = &planned.statement.kind else { continue };
        let earlier = &plan.statements[..at];
        for (span, referenced) in foreign_keys(alter) {
            let ends = [&alter.name.name, referenced];
            let Some((moved, back)) = ends.into_iter().find_map(|table| moved_back(earlier, planned, table))
            else {
                continue;
            };
            if earlier.iter().any(|planned| drops_it(planned, &alter.name.name, referenced)) {
                continue;
            }
            let table = &alter.name.name;
            reading
                .report(span, format!("adds a foreign key that `{table}` still has: a table takes its foreign keys along to another schema, and back"))
                .label_here(moved.object.name.span, format!("`{}` is moved here, with its foreign keys", moved.object.name))
                .label_here(back, "and back here")
                .help("leave it out: under the same name the server refuses it and the rollback stops, without a name there are two of them, both checked on every write");
        }
    }
}

/// The foreign keys that a statement adds, each with the table it points at.
fn foreign_keys(alter: &AlterTable) -> Vec<(Span, &Name)> {
    let added = alter.actions.iter().filter_map(|action| match &action.kind {
        AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::ForeignKey(key) => Some((action.span, &key.references.name)),
            _ => None,
        },
        _ => None,
    });
    added.collect()
}

/// Where a table was moved to another schema, and where it is moved back in the same block as this statement.
fn moved_back<'a>(
    earlier: &'a [PlannedStatement],
    here: &PlannedStatement,
    table: &Name,
) -> Option<(&'a SetSchema, Span)> {
    let moves = earlier.iter().filter_map(|planned| match &planned.statement.kind {
        Statement::SetSchema(set) if set.object.name.name == *table => Some((planned, set)),
        _ => None,
    });
    let moves: Vec<_> = moves.collect();
    let (back, from) = moves.iter().rev().find(|(planned, _)| planned.block == here.block)?;
    let left = from.object.name.schema.as_ref()?;
    let (_, away) = moves.iter().find(|(_, set)| set.new_schema == *left)?;
    Some((away, back.statement.span))
}

/// Whether a statement takes a foreign key away, by itself or with a table.
fn drops_it(planned: &PlannedStatement, table: &Name, referenced: &Name) -> bool {
    match &planned.statement.kind {
        Statement::AlterTable(alter) => {
            alter.name.name == *table
                && alter
                    .actions
                    .iter()
                    .any(|action| matches!(action.kind, AlterActionKind::DropConstraint { .. }))
        }
        Statement::Drop(drop) => {
            drop.objects.iter().any(|object| object.name.name == *table || object.name.name == *referenced)
        }
        _ => false,
    }
}
