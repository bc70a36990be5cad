//! A strong lock that is waited for without limit, by a transaction that locks several tables.

use crate::ast::{AlterActionKind, ObjectKind, Statement};
use crate::catalog::{Relation, RelationId};
use crate::diagnostic::Edit;
use crate::effects::{Lock, LockReason};
use crate::migration::{LocksHeld, Script, Step};
use crate::rule::{Pass, Rule, Wait, list};

pub(super) static RULE: Rule =
    Rule::new("require-lock-timeout", include_str!("../../rules/require-lock-timeout.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let all = pass.options.string("scope") == "all";
    let mut first = 0;
    // Many statements that drop foreign keys to one table, each on its own, are one decision.
    let mut waited: Vec<RelationId> = Vec::new();
    while first < script.steps.len() {
        let last = script.last_in_transaction(first);
        if let Some((wait, why)) = unbounded(pass, script, first, last, all) {
            if all || first < last || !waited.contains(&wait.relation.id) {
                let transaction = &script.steps[first..=last];
                report(pass, &wait, why, transaction);
            }
            waited.push(wait.relation.id);
        }
        first = last + 1;
    }
}

/// The first statement of a transaction that waits without limit, and what makes that grave. Of a timeout that is set
/// and not in force another rule speaks.
fn unbounded<'a>(
    pass: &Pass,
    script: &'a Script,
    first: usize,
    last: usize,
    all: bool,
) -> Option<(Wait<'a>, Option<String>)> {
    let mut held = LocksHeld::default();
    for index in first..=last {
        let step = &script.steps[index];
        let wait = pass.waits_for(step).filter(|_| {
            let timeout = script.lost_timeout(index).is_some() || script.counts_on_a_timeout(index);
            step.waits_without_limit() && !timeout
        });
        // What the transaction has locked as strongly before, it does not wait for.
        let mode = |wait: &Wait| held.on(wait.relation.id, index).map(|held| held.mode);
        let waits = wait.as_ref().is_some_and(|wait| mode(wait) < Some(wait.mode));
        // What a block locks, the statements in it do.
        if !step.conditional && !step.is_block {
            for lock in script.locks_of(index) {
                held.take(lock);
            }
        }
        let Some(wait) = wait else { continue };
        if all && waits {
            return Some((wait, None));
        }
        if all || !wait.relation.holds_rows() {
            continue;
        }
        // A table that goes is not missed while it is locked.
        if waits
            && !is_dropped(&script.steps[index..=index], wait.relation.id)
            && let Some(why) = aggravation(pass, script, index, &wait, &held)
        {
            return Some((wait, Some(why)));
        }
        if let Some(found) = unnamed_peer(pass, script, index) {
            return Some(found);
        }
    }
    None
}

/// The other table that a later statement of the transaction waits for while nobody can use the first.
fn aggravation(pass: &Pass, script: &Script, index: usize, wait: &Wait, held: &LocksHeld) -> Option<String> {
    if !wait.mode.blocks_reads() {
        return None;
    }
    let later = (index + 1..).zip(script.later_in_transaction(index));
    later.filter(|(_, step)| !step.conditional).find_map(|(at, step)| {
        let other = step.effects.locks.iter().find(|lock| {
            let relation = step.before.relation(lock.relation);
            lock.mode.blocks_reads()
                && !held.on(lock.relation, at).is_some_and(|held| held.mode.blocks_reads())
                && !is_dropped(std::slice::from_ref(step), lock.relation)
                && !pass.is_new_relation(&step.before, lock.relation)
                && relation.is_some_and(crate::catalog::Relation::holds_rows)
        })?;
        let name = &step.before.relation(other.relation)?.name;
        Some(format!("the same transaction then waits for `{name}` while it holds this lock"))
    })
}

/// A drop that takes a foreign key with it locks the table at its other end, which the statement does not name.
fn unnamed_peer<'a>(pass: &Pass, script: &'a Script, index: usize) -> Option<(Wait<'a>, Option<String>)> {
    let step = &script.steps[index];
    if !drops(step) {
        return None;
    }
    let peer = |lock: &&Lock| {
        lock.reason == LockReason::Referenced
            && lock.mode.blocks_reads()
            && !pass.is_new_relation(&step.before, lock.relation)
            && !is_dropped(&script.steps[index..], lock.relation)
    };
    let mut peers = step.effects.locks.iter().filter(peer);
    let peer = peers.next()?;
    let relation = step.before.relation(peer.relation)?;
    let others = list(peers.filter_map(|peer| Some(&step.before.relation(peer.relation)?.name)));
    let also = if others.is_empty() { String::new() } else { format!("; so does {others}") };
    let why =
        format!("a foreign key points at `{}` and goes, which locks both of its tables{also}", relation.name);
    Some((Wait { step, relation, mode: peer.mode }, Some(why)))
}

fn drops(step: &Step) -> bool {
    match &step.statement.kind {
        Statement::Drop(drop) => drop.kind == ObjectKind::Table,
        Statement::AlterTable(alter) => alter.actions.iter().any(|action| {
            matches!(action.kind, AlterActionKind::DropConstraint { .. } | AlterActionKind::DropColumn { .. })
        }),
        _ => false,
    }
}

/// Whether one of these statements drops a table anyway.
fn is_dropped(steps: &[Step], table: RelationId) -> bool {
    steps.iter().any(|step| match &step.statement.kind {
        Statement::Drop(drop) => {
            let whole = drop.objects.iter().filter(|object| object.part.is_none());
            whole.into_iter().any(|object| step.before.resolve_id(&object.name) == Some(table))
        }
        _ => false,
    })
}

/// The other tables that the statement waits for as strongly: what it alters, and what is at the other end of a foreign key.
fn locked_along<'a>(pass: &Pass, wait: &Wait<'a>, transaction: &[Step]) -> Vec<&'a Relation> {
    let Wait { step, relation, mode } = wait;
    let (step, mode) = (*step, *mode);
    let locks = step.effects.locks.iter().filter(|lock| {
        lock.mode == mode
            && lock.relation != relation.id
            && matches!(lock.reason, LockReason::Target | LockReason::Referenced)
            && !pass.is_new_relation(&step.before, lock.relation)
            && !is_dropped(transaction, lock.relation)
    });
    let mut others: Vec<&Relation> = Vec::new();
    for other in locks.filter_map(|lock| step.before.relation(lock.relation)) {
        if other.holds_rows() && others.iter().all(|known| known.id != other.id) {
            others.push(other);
        }
    }
    others
}

/// The first statement of a transaction that waits without limit: what is set later is too late for it.
fn first_wait<'a>(pass: &Pass, transaction: &'a [Step]) -> Option<&'a Step> {
    let waits =
        |step: &&Step| step.within.is_none() && step.waits_without_limit() && pass.waits_for(step).is_some();
    transaction.iter().find(waits)
}

fn report(pass: &mut Pass, wait: &Wait, why: Option<String>, transaction: &[Step]) {
    let Wait { step, relation, mode } = wait;
    let local = if step.in_transaction() { "LOCAL " } else { "" };
    let set = format!("SET {local}lock_timeout = '2s';");
    let others = locked_along(pass, wait, transaction);
    let (to, those) = (if others.is_empty() { "it" } else { "them" }, others.iter().map(|other| &other.name));
    let message = format!(
        "waits without limit for {mode} on {}, and {} to {to} queues up meanwhile",
        list([&relation.name].into_iter().chain(those)),
        mode.who_waits()
    );
    let start = pass.before_statement(first_wait(pass, transaction).unwrap_or(step));
    let partitions =
        step.effects.locks.iter().filter(|lock| lock.reason == LockReason::Child && lock.mode == *mode);
    let partitions = partitions.count();
    let switched_off = step.before.session.setting("lock_timeout").and_then(|setting| setting.place);
    let label = switched_off.and_then(|place| pass.label_at(place, "lock_timeout is switched off here"));
    let finding = pass
        .report(step.span(), message)
        .on(step, relation.id)
        .label(label)
        .help(format!("give up after a short while, and let the migration be run again:\n{set}"))
        .note("while it waits for one slow query, whoever comes after it waits behind it, even if the query lets them in");
    if partitions > 0 {
        finding.note(format!("it takes the same lock on {partitions} more below it, one after the other"));
    }
    finding.notes.extend(why);
    if step.within.is_none() {
        finding.unsafe_fix("set lock_timeout", vec![Edit { span: start, replacement: format!("{set}\n") }]);
    }
}
