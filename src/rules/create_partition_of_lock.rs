//! CREATE TABLE … PARTITION OF a table in use, which locks all of it.

use crate::ast::{CreateTable, Statement};
use crate::catalog::{Relation, RelationId};
use crate::diagnostic::Severity;
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("create-partition-of-lock", include_str!("../../rules/create-partition-of-lock.md"), check);

fn check(pass: &mut Pass) {
    // Of many partitions that a transaction adds to one table the first waits for the lock, and the rest have it.
    let mut reported: Vec<(Option<u32>, RelationId)> = Vec::new();
    for step in pass.steps() {
        let Statement::CreateTable(create) = &step.statement.kind else { continue };
        let Some((parent, bound)) = &create.partition_of else { continue };
        let Some(parent) = pass.in_use(&step.before, parent) else { continue };
        let here = (step.transaction_number(), parent.id);
        let default = step.before.default_partition(parent.id).filter(|default| {
            !pass.is_new_relation(&step.before, default.id)
                && step.works_on(default, |kind| matches!(kind, WorkKind::Read { bounded: false }))
        });
        if let Some(default) = default {
            let Some(mode) = step.effects.lock_on(parent.id) else { continue };
            let message = format!(
                "blocks {} to `{}` while every row of its default partition `{}` is read in search of rows of the new partition",
                mode.who_waits(),
                parent.name,
                default.name
            );
            let help = pass.exclude_from_default(step, default, parent, bound);
            pass.report(step.span(), message).on(step, parent.id).help(help).severity(Severity::Error);
        } else if !reported.contains(&here) {
            report(pass, step, create, parent);
        }
        reported.push(here);
    }
}

fn report(pass: &mut Pass, step: &Step, create: &CreateTable, parent: &Relation) {
    let Some(mode) = step.effects.lock_on(parent.id) else { return };
    let message = format!(
        "blocks {} to `{}` from the moment it starts to wait for the queries that run there",
        mode.who_waits(),
        parent.name
    );
    let help = format!(
        "make the partition apart, and attach it, which lets every read and write through:\n{}",
        pass.attached_afterwards(step, create, parent)
    );
    let finding = pass.report(step.span(), message).on(step, parent.id).help(help);
    if !step.waits_without_limit() {
        finding.severity(Severity::Advice);
    }
}
