//! A constraint that refuses what running code writes.

use crate::ast::{AlterActionKind, AlterDomainAction, ConstraintKind, ObjectKind, Statement};
use crate::catalog::{Catalog, Relation};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("new-write-restriction", include_str!("../../rules/new-write-restriction.md"), check);

/// What only a default partition takes.
const UNPLACED: &str = "fits no other partition";

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::AlterTable(alter) => {
                let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
                for action in &alter.actions {
                    if let Some(what) = restriction(pass, step, table, &action.kind) {
                        report(pass, step, action.span, &table.name.to_string(), &what);
                    }
                }
            }
            Statement::CreateIndex(create) if create.unique => {
                let Some(table) = pass.in_use(&step.before, &create.table) else { continue };
                report(pass, step, step.span(), &table.name.to_string(), "repeats a key of the unique index");
            }
            Statement::AlterDomain(alter) => {
                let known = step.before.type_def(&alter.name).filter(|known| !pass.is_new(known.origin));
                let restricts = matches!(
                    alter.action,
                    AlterDomainAction::AddConstraint(_) | AlterDomainAction::SetNotNull
                );
                let Some(known) = known.filter(|_| restricts) else { continue };
                report(pass, step, step.span(), &known.name.to_string(), "does not satisfy the domain");
            }
            Statement::Drop(drop) if drop.kind == ObjectKind::Table => {
                for object in &drop.objects {
                    let Some(partition) = step.before.resolve(&object.name) else { continue };
                    let parents = partition.parents.iter().filter_map(|parent| step.before.relation(*parent));
                    let mut parents = parents.filter(|parent| !pass.is_new(parent.origin));
                    let parent = parents.find(|parent| takes_default_away(pass, step, parent, partition));
                    if let Some(parent) = parent {
                        report(pass, step, object.name.span, &parent.name.to_string(), UNPLACED);
                    }
                }
            }
            _ => {}
        }
    }
}

fn report(pass: &mut Pass, step: &Step, span: Span, on: &str, what: &str) {
    let finding = pass
        .report(span, format!("running code that writes to `{on}` what {what} fails from here on"))
        .help("deploy the version of the application that never writes it first");
    finding.relation = step
        .effects
        .locks
        .first()
        .and_then(|lock| step.before.relation(lock.relation))
        .map(|relation| format!("{}.{}", relation.name.schema, relation.name.name));
}

/// What a running INSERT or UPDATE may do that the action does not allow.
fn restriction(pass: &Pass, step: &Step, table: &Relation, action: &AlterActionKind) -> Option<String> {
    Some(match action {
        AlterActionKind::SetNotNull { column } => {
            let known = table.column(&column.name);
            let free = known.is_some_and(|known| known.not_null || pass.is_new(known.origin));
            return (!free).then(|| format!("has no value in `{column}`"));
        }
        AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::Check(_) => "does not satisfy the check".to_owned(),
            ConstraintKind::NotNull(column) => format!("has no value in `{column}`"),
            ConstraintKind::ForeignKey(key) => format!("refers to no row of `{}`", key.references),
            ConstraintKind::Exclusion(_) => "conflicts under the exclusion constraint".to_owned(),
            ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) if key.using_index.is_none() => {
                "repeats a key of the constraint".to_owned()
            }
            _ => return None,
        },
        AlterActionKind::DetachPartition { partition, .. } => {
            let partition = step.before.resolve(partition)?;
            return takes_default_away(pass, step, table, partition).then(|| UNPLACED.to_owned());
        }
        _ => return None,
    })
}

/// Whether a partition is the one for what fits no other, and none takes its place in the migration.
fn takes_default_away(pass: &Pass, step: &Step, table: &Relation, partition: &Relation) -> bool {
    let default = |catalog: &Catalog| catalog.default_partition(table.id).map(|default| default.id);
    default(&step.before) == Some(partition.id) && pass.up().is_some_and(|up| default(&up.after).is_none())
}
