//! A strong lock that is waited for without limit, by a transaction that locks several tables.

use crate::ast::Statement;
use crate::catalog::{Relation, RelationKind};
use crate::diagnostic::Edit;
use crate::effects::{InTransaction, LockReason};
use crate::lock::LockMode;
use crate::migration::{Script, Step};
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("require-lock-timeout", include_str!("../../rules/require-lock-timeout.md"), check);

/// A lock that has to be waited for while others queue behind it.
struct Wait<'a> {
    step: &'a Step,
    table: &'a Relation,
    mode: LockMode,
}

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let all = pass.options.string("scope") == "all";
    let mut first = 0;
    while first < script.steps.len() {
        let last = script.last_in_transaction(first);
        if let Some((wait, why)) = unbounded(pass, script, first, last, all) {
            report(pass, &wait, why);
        }
        first = last + 1;
    }
}

/// The first statement of a transaction that waits without limit, and what makes that grave.
fn unbounded<'a>(
    pass: &Pass,
    script: &'a Script,
    first: usize,
    last: usize,
    all: bool,
) -> Option<(Wait<'a>, Option<String>)> {
    let indexes = (first..=last).filter(|index| !script.steps[*index].conditional);
    let waits: Vec<(usize, Wait)> = indexes
        .filter(|index| no_timeout(&script.steps[*index]))
        .filter_map(|index| Some((index, waits_for(pass, &script.steps[index])?)))
        .collect();
    if all {
        return waits.into_iter().next().map(|(_, wait)| (wait, None));
    }
    waits.into_iter().find_map(|(index, wait)| {
        let why = aggravation(pass, &script.steps[index + 1..=last], &wait)?;
        Some((wait, Some(why)))
    })
}

fn no_timeout(step: &Step) -> bool {
    step.before.session.timeout("lock_timeout").unwrap_or_default() == 0
}

/// The strongest lock of a statement that keeps readers or writers of a table in use out.
fn waits_for<'a>(pass: &Pass, step: &'a Step) -> Option<Wait<'a>> {
    let concurrent = matches!(step.effects.transaction, InTransaction::Refused(command) if command.contains("CONCURRENTLY"));
    let block = step.within.is_none() && matches!(step.statement.kind, Statement::Do(_));
    // Whoever locks a table by hand has thought of the wait, or says NOWAIT.
    let by_hand = matches!(step.statement.kind, Statement::LockTable(_));
    if concurrent || block || by_hand {
        return None;
    }
    let locks = step.effects.locks.iter().filter(|lock| lock.mode.blocks_writes());
    let locks = locks.filter_map(|lock| Some((lock, step.before.relation(lock.relation)?)));
    let (lock, table) = locks
        .filter(|(lock, table)| holds_rows(table) && !pass.is_new_relation(&step.before, lock.relation))
        .min_by_key(|(lock, _)| (lock.reason != LockReason::Target, std::cmp::Reverse(lock.mode)))?;
    Some(Wait { step, table, mode: lock.mode })
}

fn holds_rows(table: &Relation) -> bool {
    matches!(
        table.kind,
        RelationKind::Table | RelationKind::PartitionedTable | RelationKind::MaterializedView
    )
}

/// The other table that a later statement of the transaction waits for while nobody can use the first.
fn aggravation(pass: &Pass, later: &[Step], wait: &Wait) -> Option<String> {
    if !wait.mode.blocks_reads() {
        return None;
    }
    later.iter().filter(|step| !step.conditional).find_map(|step| {
        let other = step.effects.locks.iter().find(|lock| {
            lock.mode.blocks_reads()
                && wait.step.effects.lock_on(lock.relation).is_none()
                && !pass.is_new_relation(&step.before, lock.relation)
                && step.before.relation(lock.relation).is_some_and(holds_rows)
        })?;
        let name = &step.before.relation(other.relation)?.name;
        Some(format!("the same transaction then waits for `{name}` while it holds this lock"))
    })
}

fn report(pass: &mut Pass, wait: &Wait, why: Option<String>) {
    let Wait { step, table, mode } = wait;
    let local = if step.in_transaction() { "LOCAL " } else { "" };
    let set = format!("SET {local}lock_timeout = '2s';");
    let message = format!(
        "waits without limit for {mode} on `{}`, and {} to it queues up meanwhile",
        table.name,
        mode.who_waits()
    );
    let start = Span { start: step.span().start, end: step.span().start };
    let finding = pass
        .report(step.span(), message)
        .on(step, table.id)
        .help(format!("give up after a short while, and let the migration be run again:\n{set}"))
        .note("while it waits for one slow query, whoever comes after it waits behind it, even if the query lets them in");
    if let Some(why) = why {
        finding.note(why);
    }
    if step.within.is_none() {
        finding.unsafe_fix("set lock_timeout", vec![Edit { span: start, replacement: format!("{set}\n") }]);
    }
}
