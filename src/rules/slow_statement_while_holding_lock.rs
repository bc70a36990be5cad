//! A lock that one statement takes and a later, slow one of the same transaction keeps held.

use crate::catalog::Relation;
use crate::effects::{Lock, Work, WorkKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "slow-statement-while-holding-lock",
    include_str!("../../rules/slow-statement-while-holding-lock.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for (index, step) in script.steps.iter().enumerate() {
        if step.within.is_none() && matches!(step.statement.kind, crate::ast::Statement::Do(_)) {
            continue;
        }
        let Some(work) = slow_work(pass, step) else { continue };
        let earlier = script.earlier_in_transaction(index);
        let Some((holder, lock)) = heaviest(pass, earlier, step, work) else { continue };
        let Some(locked) = holder.before.relation(lock.relation) else { continue };
        let Some(worked) = step.before.relation(work.relation) else { continue };
        let message = format!(
            "{} while {}: the transaction holds {} on `{}` until it commits",
            blocks(lock, locked),
            activity(work, worked),
            lock.mode,
            locked.name
        );
        let taken_by = format!("takes {} on `{}`", lock.mode, locked.name);
        let why = pass.why_in_transaction(step);
        let finding = pass.report(step.span(), message).label_here(holder.span(), taken_by);
        finding.relation = Some(format!("{}.{}", locked.name.schema, locked.name.name));
        finding.lock(lock.mode).help("commit in between: put the slow statement in a migration of its own");
        if let Some(why) = why {
            finding.note(why);
        }
    }
}

/// The work of a step that takes as long as a table in use is large.
fn slow_work<'a>(pass: &Pass, step: &'a Step) -> Option<&'a Work> {
    let in_use = |work: &&Work| !pass.is_new_relation(&step.before, work.relation);
    step.effects.work.iter().filter(in_use).find(|work| work.kind.is_slow())
}

/// The strongest lock that an earlier step of the transaction holds against readers or writers, unless the slow step
/// takes as strong a one on that relation itself, or is a backfill of it: other rules speak of those.
fn heaviest<'a>(pass: &Pass, earlier: &'a [Step], slow: &Step, work: &Work) -> Option<(&'a Step, &'a Lock)> {
    let backfills =
        |lock: &Lock| lock.relation == work.relation && matches!(work.kind, WorkKind::Write { .. });
    let locks = earlier
        .iter()
        .filter(|step| !step.conditional)
        .flat_map(|step| step.effects.locks.iter().map(move |lock| (step, lock)));
    locks
        .filter(|(step, lock)| {
            lock.mode.blocks_writes() && !pass.is_new_relation(&step.before, lock.relation)
        })
        .filter(|(_, lock)| {
            slow.effects.lock_on(lock.relation).is_none_or(|own| own < lock.mode) && !backfills(lock)
        })
        .filter(|(step, lock)| step.before.relation(lock.relation).is_some_and(|r| !r.kind.is_index()))
        .max_by_key(|(_, lock)| lock.mode)
}

fn blocks(lock: &Lock, locked: &Relation) -> String {
    format!("blocks {} to `{}`", lock.mode.who_waits(), locked.name)
}

fn activity(work: &Work, worked: &Relation) -> String {
    match &work.kind {
        WorkKind::IndexBuild { index } => format!("the index `{index}` is built"),
        WorkKind::Rewrite => format!("every row of `{}` is rewritten", worked.name),
        WorkKind::Scan => format!("every row of `{}` is checked", worked.name),
        WorkKind::Read { .. } => format!("`{}` is read", worked.name),
        WorkKind::Write { .. } => format!("rows of `{}` are changed", worked.name),
    }
}
