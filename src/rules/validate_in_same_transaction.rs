//! `VALIDATE CONSTRAINT` while the transaction holds a lock that keeps readers or writers out of the table.

use crate::ast::{AlterActionKind, AlterTable, Ident, Statement};
use crate::catalog::Relation;
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Held, Holder, Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "validate-in-same-transaction",
    include_str!("../../rules/validate-in-same-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut held = Held::of(up);
    for step in &up.steps {
        if let Statement::AlterTable(alter) = &step.statement.kind {
            check_alter(pass, step, alter, &held);
        }
        held.pass(pass);
    }
}

fn check_alter(pass: &mut Pass, step: &Step, alter: &AlterTable, held: &Held) {
    let Some(table) = pass.in_use(&step.before, &alter.name) else { return };
    let Some(own) = step.effects.lock_on(table.id) else { return };
    for action in &alter.actions {
        let AlterActionKind::ValidateConstraint { constraint } = &action.kind else { continue };
        let beside = adds(alter, constraint);
        // One that is valid already is not looked at again.
        let known_valid = table.constraint(&constraint.name).is_some_and(|known| known.validated);
        if known_valid && !beside {
            continue;
        }
        let holder = held.gravest(|holder| concerns(holder, step, table));
        match holder {
            Some(holder) if !own.blocks_writes() || holder.mode > own => {
                report(pass, step, alter, table, constraint, holder.mode, Some(&holder));
            }
            _ if own.blocks_writes() => report(pass, step, alter, table, constraint, own, None),
            _ => {}
        }
    }
}

/// Whether a lock is on the table, or on the one that its foreign key refers to.
fn concerns(holder: &Holder, step: &Step, table: &Relation) -> bool {
    holder.relation.id == table.id || step.effects.lock_on(holder.relation.id).is_some()
}

fn adds(alter: &AlterTable, name: &Ident) -> bool {
    alter.actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddConstraint { constraint } => {
            constraint.name.as_ref().is_some_and(|added| added.name == name.name)
        }
        _ => false,
    })
}

fn report(
    pass: &mut Pass,
    step: &Step,
    alter: &AlterTable,
    table: &Relation,
    constraint: &Ident,
    mode: LockMode,
    holder: Option<&Holder>,
) {
    let locked = holder.map_or(table, |holder| holder.relation);
    let holds = match holder {
        Some(_) => "the transaction",
        None => "the statement itself",
    };
    let message = format!(
        "blocks {} to `{}` while every row of `{}` is checked: {holds} holds {mode} until it commits",
        mode.who_waits(),
        locked.name,
        table.name
    );
    let why = pass.why_in_transaction(step);
    let help = format!(
        "validate it {}, under a lock that lets reads and writes through:\nALTER TABLE {} VALIDATE CONSTRAINT {constraint};",
        pass.later(step),
        alter.name
    );
    let finding = pass.report(step.span(), message).on(step, table.id).lock(mode).help(help);
    if let Some(holder) = holder {
        finding.label_here(holder.step.span(), format!("takes {mode} on `{}`", locked.name));
        finding.notes.extend(why);
    }
}
