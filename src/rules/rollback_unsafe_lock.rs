//! A way back that keeps readers or writers out of a table for as long as the table is large.

use std::sync::Arc;

use crate::ast::{AlterActionKind, Statement};
use crate::catalog::{Relation, RelationKind, TransactionKind};
use crate::effects::{LockReason, Work, WorkKind, holds_one_row};
use crate::lock::LockMode;
use crate::migration::{Script, Step};
use crate::rule::{Emptied, Held, Holder, Pass, Rule, first_line, list};

mod again;
mod later_rows;

pub(super) static RULE: Rule =
    Rule::new("rollback-unsafe-lock", include_str!("../../rules/rollback-unsafe-lock.md"), check);

fn check(pass: &mut Pass) {
    let (Some(up), Some(down)) = (pass.up(), pass.down()) else { return };
    let mut held = Held::of(down);
    let mut emptied = Emptied::default();
    let mut found: Vec<Blocking> = Vec::new();
    for step in &down.steps {
        emptied.enter(step);
        if !step.is_block && (!step.conditional || step.guarded) {
            found.extend(judge(up, step, (&held, &emptied)));
        }
        emptied.take(step);
        held.pass(pass);
    }
    // One script is run as a whole, and its gravest statement tells what that means.
    let more = found.len().saturating_sub(1);
    let gravest =
        found.into_iter().reduce(|one, other| if other.weight() > one.weight() { other } else { one });
    if let Some(blocking) = gravest {
        report(pass, (up, down), &blocking, more);
    }
}

/// A statement that keeps others out of a table while it works.
struct Blocking<'a> {
    step: &'a Step,
    work: &'a Work,
    table: &'a Relation,
    mode: LockMode,
    /// The lock of an earlier statement, where it is that one that keeps them out.
    holder: Option<Holder<'a>>,
    /// A graver lock that its transaction holds already on what it locks itself.
    graver: Option<Holder<'a>>,
}

impl Blocking<'_> {
    fn weight(&self) -> (LockMode, bool) {
        (self.mode, self.work.kind == WorkKind::Rewrite)
    }
}

fn judge<'a>(up: &Script, step: &'a Step, (held, emptied): (&Held<'a>, &Emptied)) -> Option<Blocking<'a>> {
    let slow = step
        .effects
        .work
        .iter()
        .filter(|work| work.kind.is_slow() && !matches!(work.kind, WorkKind::Read { .. }));
    let tables = slow.filter_map(|work| Some((work, concerned(up, step, work)?)));
    let tables = tables.filter(|(_, table)| !emptied.holds(table.id));
    let blocked = tables.filter_map(|(work, table)| {
        let own = step.effects.lock_on(table.id).filter(|mode| mode.blocks_writes());
        let grave = matches!(work.kind, WorkKind::Rewrite | WorkKind::Scan | WorkKind::IndexBuild { .. });
        if let Some(mode) = own.filter(|_| grave) {
            let older = |held: &Holder| up.before.relation(held.relation.id).is_some();
            let locked = |held: &Holder| step.effects.lock_on(held.relation.id).is_some();
            let graver = held.beside(table.id).filter(|held| older(held) && locked(held));
            return Some(Blocking { step, work, table, mode, holder: None, graver });
        }
        let holder = held.gravest(|holder| up.before.relation(holder.relation.id).is_some())?;
        Some(Blocking { step, work, table, mode: holder.mode, holder: Some(holder), graver: None })
    });
    blocked.max_by_key(Blocking::weight)
}

/// The table that is worked on, if it was there before the migration.
fn concerned<'a>(up: &Script, step: &'a Step, work: &Work) -> Option<&'a Relation> {
    let relation = step.before.relation(work.relation)?;
    let table = step.before.table_of(relation.id).unwrap_or(relation);
    let stored = !matches!(table.kind, RelationKind::View | RelationKind::Sequence);
    let older = up.before.relation(table.id).is_some() && !up.creates(table.origin);
    let has_rows = !table.is_temporary() && !holds_one_row(&step.before, table);
    (stored && older && has_rows).then_some(table)
}

/// The tables at the other end of foreign keys that the statement keeps others out of as well.
fn blocked_along<'a>(up: &'a Script, blocking: &Blocking<'a>) -> impl Iterator<Item = &'a Relation> {
    let Blocking { step, table, mode, holder, .. } = blocking;
    let (step, own, mode) = (*step, table.id, *mode);
    let locks = step.effects.locks.iter().filter(move |lock| {
        lock.reason == LockReason::Referenced && lock.mode == mode && lock.relation != own
    });
    let others = locks.filter_map(|lock| step.before.relation(lock.relation));
    let others = others.filter(|other| up.before.relation(other.id).is_some() && other.holds_rows());
    others.filter({
        let is_own = holder.is_none();
        move |_| is_own
    })
}

fn sets_not_null(step: &Step) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    alter.actions.iter().any(|action| matches!(action.kind, AlterActionKind::SetNotNull { .. }))
}

fn adds_constraint(step: &Step) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    let is = |kind: &AlterActionKind| {
        matches!(kind, AlterActionKind::AddConstraint { .. } | AlterActionKind::SetNotNull { .. })
    };
    alter.actions.iter().any(|action| is(&action.kind))
        && !alter.actions.iter().any(|action| matches!(action.kind, AlterActionKind::AlterColumnType { .. }))
}

const KEEP: &str = "keep what the migration made, and let the older application work with it";

fn report(pass: &mut Pass, (up, down): (&Script, &Script), blocking: &Blocking, more: usize) {
    let Blocking { step, work, table, mode, holder, graver } = blocking;
    let locked = holder.as_ref().map_or(*table, |holder| holder.relation);
    let blocked = [&locked.name].into_iter().chain(blocked_along(up, blocking).map(|other| &other.name));
    let message = format!(
        "the way back blocks {} to {} while `{}` is {}",
        mode.who_waits(),
        list(blocked),
        table.name,
        work.kind.past_participle()
    );
    // A tool that opens the transaction itself has one for the whole file.
    let one_file = step
        .before
        .session
        .transaction
        .as_ref()
        .is_some_and(|open| matches!(open.kind, TransactionKind::Managed | TransactionKind::Implicit));
    let remedy = match &work.kind {
        _ if holder.is_some() && one_file => {
            "let the lock go first: split the migration in two, so that what takes it and the slow statement have each a way back, \
             and a transaction, of their own"
        }
        _ if holder.is_some() => "let the lock go first: end the transaction before the slow statement",
        WorkKind::IndexBuild { .. } if matches!(step.statement.kind, Statement::CreateIndex(_)) => {
            "build the index with CREATE INDEX CONCURRENTLY, outside a transaction"
        }
        WorkKind::Scan if sets_not_null(step) && one_file => {
            "split the migration in two, so that there are two ways back: add CHECK (… IS NOT NULL) NOT VALID in the first, and \
             validate it and SET NOT NULL, which then scans nothing, in the other"
        }
        WorkKind::Scan if adds_constraint(step) && !sets_not_null(step) && one_file => {
            "split the migration in two, so that there are two ways back: add the constraint NOT VALID in the first, and validate \
             it in the other"
        }
        WorkKind::Scan if sets_not_null(step) => {
            "add CHECK (… IS NOT NULL) NOT VALID first, and validate it in a transaction of its own: SET NOT NULL then scans nothing"
        }
        WorkKind::Scan if adds_constraint(step) => {
            "add the constraint NOT VALID, and validate it in a transaction of its own"
        }
        WorkKind::IndexBuild { .. } if adds_constraint(step) => {
            "build the index with CREATE UNIQUE INDEX CONCURRENTLY first, and add the constraint USING INDEX"
        }
        _ => KEEP,
    };
    let again = again::help(pass, (up, down), (step, &work.kind), table).filter(|_| remedy == KEEP);
    let source = Arc::clone(&down.source);
    let finding = pass.report_in(source, first_line(&down.source, step.span()), message);
    finding.on(step, locked.id).lock(*mode).help(again.unwrap_or_else(|| remedy.to_owned()));
    if let Some(holder) = holder {
        let span = first_line(&down.source, holder.step.span());
        finding.label_here(span, format!("takes {mode} on `{}`", locked.name));
    }
    finding.notes.extend(graver.as_ref().map(Holder::note));
    finding.note("a rollback runs when something is wrong already: it is judged like a deployment");
    finding.notes.extend(later_rows::notes(up, down));
    if more > 0 {
        finding.note(format!("{more} more of its statements block others while they work"));
    }
}
