//! A default partition, which takes in silence whatever no other partition wants.

use crate::ast::{AlterActionKind, ObjectName, PartitionBound, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("default-partition-growth", include_str!("../../rules/default-partition-growth.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Some((partition, parent)) = made_default(step) else { continue };
        let message = format!(
            "`{partition}` takes every row of `{parent}` that no other partition wants, and nobody notices that one is \
             missing"
        );
        pass.report(step.span(), message)
            .note("from then on each new partition has all of it read under a lock, and none can be detached CONCURRENTLY")
            .help("make the partitions ahead of time, and let an INSERT that finds none fail; or watch that it stays empty");
    }
}

fn made_default(step: &Step) -> Option<(&ObjectName, &ObjectName)> {
    match &step.statement.kind {
        Statement::CreateTable(create) => match &create.partition_of {
            Some((parent, PartitionBound::Default)) => Some((&create.name, parent)),
            _ => None,
        },
        Statement::AlterTable(alter) => alter.actions.iter().find_map(|action| match &action.kind {
            AlterActionKind::AttachPartition { partition, bound: Some(PartitionBound::Default) } => {
                Some((partition, &alter.name))
            }
            _ => None,
        }),
        _ => None,
    }
}
