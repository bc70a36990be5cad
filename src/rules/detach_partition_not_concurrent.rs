//! DETACH PARTITION without CONCURRENTLY: it waits for every query on the whole table, and everyone waits behind it.

use crate::ast::{AlterActionKind, AlterTable, ObjectKind, Statement};
use crate::catalog::Relation;
use crate::diagnostic::{Edit, Fix, Severity};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "detach-partition-not-concurrent",
    include_str!("../../rules/detach-partition-not-concurrent.md"),
    check,
);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let plain = alter.actions.iter().any(|action| {
            matches!(
                action.kind,
                AlterActionKind::DetachPartition { concurrently: false, finalize: false, .. }
            )
        });
        if !plain {
            continue;
        }
        let Some(parent) = pass.in_use(&step.before, &alter.name) else { continue };
        if pass.detaches_concurrently(step, parent) && !needs_one_transaction(pass, index, parent) {
            report(pass, step, alter, parent);
        }
    }
}

fn report(pass: &mut Pass, step: &Step, alter: &AlterTable, parent: &Relation) {
    let (Some(mode), [action]) = (step.effects.lock_on(parent.id), alter.actions.as_slice()) else { return };
    let message = format!(
        "blocks {} to `{}` from the moment it starts to wait for the queries that run there",
        mode.who_waits(),
        parent.name
    );
    let end = Span { start: action.span.end, end: action.span.end };
    let help = format!(
        "detach without that lock{}:\n{};",
        pass.alone_for(step, "ALTER TABLE"),
        pass.spliced(step.span(), &[(end, " CONCURRENTLY")])
    );
    let alone = step.within.is_none() && !step.in_transaction();
    let bounded = !step.waits_without_limit();
    let safe = !pass.is_unit_assumed();
    let finding = pass.report(step.span(), message).on(step, parent.id).help(help);
    if bounded {
        finding.severity(Severity::Advice);
    }
    if alone {
        let edits = vec![Edit { span: end, replacement: " CONCURRENTLY".into() }];
        let title = "add CONCURRENTLY".to_owned();
        finding.fix_with(Some(Fix { title, safe, edits, back: Vec::new(), files: Vec::new() }));
    }
}

/// Whether the same transaction goes on to attach another in its place, which must be seen at once, or to drop the parent,
/// which waits for everybody anyhow.
fn needs_one_transaction(pass: &Pass, index: usize, parent: &Relation) -> bool {
    let later = pass.up().map_or(&[][..], |script| script.later_in_transaction(index));
    later.iter().any(|step| match &step.statement.kind {
        Statement::AlterTable(alter) => {
            step.before.resolve_id(&alter.name) == Some(parent.id)
                && alter.actions.iter().any(|a| matches!(a.kind, AlterActionKind::AttachPartition { .. }))
        }
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => {
            drop.objects.iter().any(|object| step.before.resolve_id(&object.name) == Some(parent.id))
        }
        _ => false,
    })
}
