//! A table altered in the transaction that has just changed its rows.

use rustc_hash::FxHashMap;

use crate::catalog::RelationId;
use crate::effects::{LockReason, WorkKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("ddl-after-dml", include_str!("../../rules/ddl-after-dml.md"), check);

fn check(pass: &mut Pass) {
    let mut transaction = None;
    // The first change of rows of each table in this transaction, before any statement has locked writers out of it.
    let mut changed: FxHashMap<RelationId, &Step> = FxHashMap::default();
    let mut locked: Vec<RelationId> = Vec::new();
    for step in pass.steps() {
        if step.transaction_number() != transaction {
            transaction = step.transaction_number();
            changed.clear();
            locked.clear();
        }
        if step.is_block || (step.conditional && !step.guarded) {
            continue;
        }
        let targets = step.effects.locks.iter().filter(|lock| lock.mode.blocks_writes());
        for lock in targets {
            if lock.reason == LockReason::Target
                && let Some(change) = changed.remove(&lock.relation)
                && !step.effects.is_slow()
            {
                report(pass, step, change, lock.relation);
            }
            locked.push(lock.relation);
        }
        for work in step.effects.work.iter().filter(|work| matches!(work.kind, WorkKind::Write { .. })) {
            if !locked.contains(&work.relation) && !pass.is_new_relation(&step.before, work.relation) {
                changed.entry(work.relation).or_insert(step);
            }
        }
    }
}

fn report(pass: &mut Pass, step: &Step, change: &Step, relation: RelationId) {
    let Some(table) = step.before.relation(relation) else { return };
    let Some(mode) = step.effects.lock_on(relation) else { return };
    let why = pass.why_in_transaction(step);
    let later = pass.later(change);
    let finding = pass
        .report(
            step.span(),
            format!(
                "waits for {mode} on `{}` while the transaction keeps the rows that it has changed locked: a session that \
                 waits for one of them and holds any lock on the table is a deadlock",
                table.name
            ),
        )
        .on(step, relation)
        .label_here(change.span(), format!("changes rows of `{}`", table.name))
        .help(format!("alter the table first and commit, and change the rows {later}"));
    finding.notes.extend(why);
}
