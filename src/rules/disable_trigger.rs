//! A trigger or rule that is switched off and stays off, or is off while others write.

use crate::ast::{AlterAction, AlterActionKind, AlterTable, ObjectKind, Statement};
use crate::catalog::{Place, Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("disable-trigger", include_str!("../../rules/disable-trigger.md"), check);

/// What is switched off.
enum Off<'a> {
    /// Every trigger, those that check foreign keys too.
    All,
    User,
    Trigger(&'a str),
    Rule(&'a str),
}

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for (index, step) in up.steps.iter().enumerate() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        if step.conditional && !step.may_be_left_out() || up.is_taken_back(index) {
            continue;
        }
        let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
        for action in &alter.actions {
            let Some(off) = switched_off(&action.kind).filter(|off| !is_of_a_new_trigger(pass, table, off))
            else {
                continue;
            };
            told(pass, index, step, table, action, &off);
        }
    }
}

fn told(pass: &mut Pass, index: usize, step: &Step, table: &Relation, action: &AlterAction, off: &Off) {
    let mut ends = pass
        .following_steps(index)
        .filter(|(_, later)| brings_back(later, table.id, off) || drops(later, table.id, off));
    let end = ends.next();
    let in_time = |later: &Step| later.transaction_number() == step.transaction_number();
    let is_no_matter = |later: &Step| in_time(later) || drops(later, table.id, off);
    let goes = pass.later_steps(index).iter().any(|later| drops(later, table.id, off));
    if goes || end.is_some_and(|(_, end)| is_no_matter(end)) {
        return;
    }
    let until = match end {
        Some(_) => "until it is back, whatever any session writes gets past it",
        None => "whatever is written from here on gets past it, and no migration brings it back",
    };
    let what = what(table, off);
    let replica = matches!(action.kind, AlterActionKind::ToggleTrigger { replica: true, .. });
    let only = if replica { " in every session that does not replay changes" } else { "" };
    let label = end.and_then(|(at, back)| {
        let place = Place { script: pass.history.migrations[at].up.as_ref()?.id, span: back.span() };
        let other = if at == pass.index { "transaction" } else { "migration" };
        pass.label_at(place, format!("is back here, in another {other}"))
    });
    let finding = pass.report(action.span, format!("switches off {what}{only}: {until}")).on(step, table.id);
    finding.label(label).help(match end {
        Some(_) => {
            "switch it off and on in one transaction, which keeps other writers out; if that fails half way, it is not left \
             off"
        }
        None => "switch it on again in the same transaction, or drop it if it is no longer wanted",
    });
    if matches!(off, Off::All) {
        finding.note("rows written meanwhile can point at nothing, and no later check finds them");
    }
}

fn what(table: &Relation, off: &Off) -> String {
    let name = &table.name;
    match off {
        Off::All => format!("every trigger of `{name}`, those that check its foreign keys too"),
        Off::User => format!("every trigger of `{name}`"),
        Off::Trigger(trigger) => format!("the trigger `{trigger}` of `{name}`"),
        Off::Rule(rule) => format!("the rule `{rule}` of `{name}`"),
    }
}

/// Whether the migration made the trigger: nothing that was written so far has fired it.
fn is_of_a_new_trigger(pass: &Pass, table: &Relation, off: &Off) -> bool {
    let Off::Trigger(name) = off else { return false };
    table.trigger(name).is_some_and(|trigger| pass.is_new(trigger.origin))
}

fn switched_off(action: &AlterActionKind) -> Option<Off<'_>> {
    match action {
        AlterActionKind::ToggleTrigger { name: Some(name), enable: false, .. } => {
            Some(Off::Trigger(&name.name))
        }
        AlterActionKind::ToggleTrigger { name: None, enable: false, user_only, .. } => {
            Some(if *user_only { Off::User } else { Off::All })
        }
        AlterActionKind::ToggleRule { name, enable: false } => Some(Off::Rule(&name.name)),
        _ => None,
    }
}

fn brings_back(step: &Step, table: RelationId, off: &Off) -> bool {
    match &step.statement.kind {
        Statement::AlterTable(alter) => {
            step.before.resolve_id(&alter.name) == Some(table) && enables(alter, off)
        }
        _ => false,
    }
}

/// Whether a statement takes away what was switched off.
fn drops(step: &Step, table: RelationId, off: &Off) -> bool {
    let Statement::Drop(drop) = &step.statement.kind else { return false };
    drop.objects.iter().any(|object| {
        let part = object.part.as_ref().map(|part| part.name.as_str());
        let named = matches!(off, Off::Trigger(name) | Off::Rule(name) if part == Some(name));
        step.before.resolve_id(&object.name) == Some(table) && (named || object.kind == ObjectKind::Table)
    })
}

fn enables(alter: &AlterTable, off: &Off) -> bool {
    alter.actions.iter().any(|action| match (&action.kind, off) {
        (AlterActionKind::ToggleTrigger { name: Some(name), enable: true, .. }, Off::Trigger(off)) => {
            name.name == *off
        }
        (AlterActionKind::ToggleTrigger { name: None, enable: true, .. }, Off::Trigger(_) | Off::User) => {
            true
        }
        (AlterActionKind::ToggleTrigger { name: None, enable: true, user_only, .. }, Off::All) => !user_only,
        (AlterActionKind::ToggleRule { name, enable: true }, Off::Rule(off)) => name.name == *off,
        _ => false,
    })
}
