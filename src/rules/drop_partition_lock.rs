//! DROP TABLE of a partition, which locks the table that it is a part of.

use crate::ast::{ObjectKind, Statement};
use crate::catalog::{Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("drop-partition-lock", include_str!("../../rules/drop-partition-lock.md"), check);

fn check(pass: &mut Pass) {
    let mut reported: Vec<(Option<u32>, RelationId)> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        if drop.kind != ObjectKind::Table || !step.waits_without_limit() {
            continue;
        }
        for object in &drop.objects {
            let Some(partition) = step.before.resolve(&object.name).filter(|table| table.is_partition())
            else {
                continue;
            };
            let parent = partition.parents.first().and_then(|parent| step.before.relation(*parent));
            let Some(parent) = parent else { continue };
            let here = (step.transaction_number(), parent.id);
            if pass.is_new_relation(&step.before, parent.id)
                || reported.contains(&here)
                || goes(pass, index, parent)
            {
                continue;
            }
            reported.push(here);
            report(pass, step, partition, parent);
        }
    }
}

fn report(pass: &mut Pass, step: &Step, partition: &Relation, parent: &Relation) {
    let Some(mode) = step.effects.lock_on(parent.id) else { return };
    let message = format!(
        "blocks {} to `{}` from the moment it starts to wait for the queries that run there",
        mode.who_waits(),
        parent.name
    );
    let help = if pass.detaches_concurrently(step, parent) {
        format!(
            "take it off first, which lets every read and write through{}:\n\
             ALTER TABLE {} DETACH PARTITION {} CONCURRENTLY;\nDROP TABLE {};",
            pass.alone_for(step, "ALTER TABLE"),
            parent.name,
            partition.name,
            partition.name
        )
    } else {
        "give up soon where others have to wait, and try again:\nSET lock_timeout = '2s';".to_owned()
    };
    pass.report(step.span(), message)
        .on(step, parent.id)
        .note(format!("`{}` is a partition of `{}`", partition.name, parent.name))
        .help(help);
}

/// Whether the migration takes the whole table away, or takes its lock by another statement before.
fn goes(pass: &Pass, index: usize, parent: &Relation) -> bool {
    pass.steps().iter().skip(index).any(|step| match &step.statement.kind {
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => {
            drop.objects.iter().any(|object| step.before.resolve_id(&object.name) == Some(parent.id))
        }
        _ => false,
    })
}
