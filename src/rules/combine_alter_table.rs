//! Several ALTER TABLE statements on one table where one would do.

use crate::ast::{AlterActionKind, AlterTable, ConstraintKind, ObjectKind, Statement};
use crate::catalog::Relation;
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("combine-alter-table", include_str!("../../rules/combine-alter-table.md"), check);

fn check(pass: &mut Pass) {
    let steps = pass.steps();
    let mut at = 0;
    while let Some(first) = steps.get(at) {
        let run = run_from(pass, steps, at);
        if let [_, second, ..] = run
            && let Some((alter, table)) = alteration(pass, first)
        {
            report(pass, run, second, alter, table);
        }
        at += run.len().max(1);
    }
}

/// The statements from one on that could be a single one.
fn run_from<'a>(pass: &Pass<'a>, steps: &'a [Step], at: usize) -> &'a [Step] {
    let Some((_, table)) = steps.get(at).and_then(|step| alteration(pass, step)) else { return &[] };
    let rest = steps.get(at..).unwrap_or_default();
    let same = |step: &&Step| alteration(pass, step).is_some_and(|(_, other)| other.id == table.id);
    let length = rest.iter().take_while(same).count();
    rest.get(..length).unwrap_or_default()
}

fn alteration<'a>(pass: &Pass<'a>, step: &'a Step) -> Option<(&'a AlterTable, &'a Relation)> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return None };
    let table = pass.in_use(&step.before, &alter.name)?;
    let plain = alter.kind == ObjectKind::Table && !alter.only && step.within.is_none();
    (plain && alter.actions.iter().all(|action| combines(&action.kind))).then_some((alter, table))
}

/// What is to be a statement of its own: a validation that was put off, a constraint that proves something to a later
/// action, partitions.
fn combines(action: &AlterActionKind) -> bool {
    use AlterActionKind::*;
    match action {
        AddConstraint { constraint } => {
            !constraint.not_valid && !matches!(constraint.kind, ConstraintKind::ForeignKey(_))
        }
        ValidateConstraint { .. } | SetNotNull { .. } | DropConstraint { .. } => false,
        AttachPartition { .. } | DetachPartition { .. } | Inherit { .. } | NoInherit { .. } => false,
        _ => true,
    }
}

fn report(pass: &mut Pass, run: &[Step], second: &Step, alter: &AlterTable, table: &Relation) {
    let Some(mode) = second.effects.lock_on(table.id) else { return };
    let passes = run
        .iter()
        .filter(|step| step.works_on(table, |kind| matches!(kind, WorkKind::Rewrite | WorkKind::Scan)));
    let message = match (second.in_transaction(), passes.count()) {
        // The transaction has the lock anyway: what counts is how often the rows are gone through.
        (true, 0 | 1) => return,
        (_, times @ 2..) => {
            format!("goes through every row of `{}` {times} times, where once would do", table.name)
        }
        (false, _) => {
            format!("waits for {mode} on `{}` {} times, where once would do", table.name, run.len())
        }
    };
    let actions = run.iter().filter_map(|step| match &step.statement.kind {
        Statement::AlterTable(alter) => {
            Some(alter.actions.iter().map(|action| pass.text(action.span).trim()))
        }
        _ => None,
    });
    let actions: Vec<&str> = actions.flatten().collect();
    let help =
        format!("say it in one statement:\nALTER TABLE {}\n    {};", alter.name, actions.join(",\n    "));
    let first = run.first().map(Step::span);
    let finding = pass.report(second.span(), message).on(second, table.id).help(help);
    if let Some(first) = first {
        finding.label_here(first, "the first of them");
    }
}
