//! A lock_timeout that a script sets and that is not in force where a lock is waited for.

use crate::ast::{SetVariable, Statement, Transaction};
use crate::catalog::{TransactionKind, milliseconds};
use crate::migration::{Script, Step};
use crate::source::Span;

/// Where a script sets the timeout, and why that does not help.
pub struct LostTimeout {
    /// The statement that sets it.
    pub set: Span,
    /// The statement that ended it.
    pub ended: Option<Span>,
    /// The reason, as a clause.
    pub why: &'static str,
    /// It is a SET LOCAL outside a transaction, of which another rule speaks.
    pub alone: bool,
}

impl Script {
    /// For a statement that waits without limit: the lock_timeout that was meant for it.
    pub fn lost_timeout(&self, index: usize) -> Option<LostTimeout> {
        self.lost_before(index).or_else(|| self.set_too_late(index))
    }

    /// Whether a later statement takes a lock_timeout off that no statement set: the connection brings one along.
    pub fn counts_on_a_timeout(&self, index: usize) -> bool {
        let sets = |step: &Step| matches!(&step.statement.kind, Statement::Set(set) if limits(set));
        let takes_off = |step: &Step| matches!(&step.statement.kind, Statement::Set(set) if is_none(set));
        !self.timeouts_before(index).any(|(_, step)| sets(step))
            && self.timeouts_after(index).take_while(|(_, step)| !sets(step)).any(|(_, step)| takes_off(step))
    }

    fn lost_before(&self, index: usize) -> Option<LostTimeout> {
        let mut reset = None;
        for (at, step) in self.timeouts_before(index).rev().filter(|(_, step)| !step.conditional) {
            match &step.statement.kind {
                Statement::AlterRole(change) if change.setting.as_deref() == Some("lock_timeout") => {
                    let why = "ALTER … SET counts for sessions that begin after it";
                    return Some(LostTimeout { set: step.span(), ended: None, why, alone: false });
                }
                Statement::Set(set) if limits(set) => return Some(self.ended(index, at, set, reset)),
                Statement::Set(set) if ends(set) => reset = reset.or(Some(step.span())),
                _ => {}
            }
        }
        None
    }

    fn ended(&self, index: usize, at: usize, set: &SetVariable, reset: Option<Span>) -> LostTimeout {
        let step = &self.steps[at];
        let between = self.steps[at..index].iter();
        let end = between
            .clone()
            .find(|step| matches!(&step.statement.kind, Statement::Transaction(end) if is_end(end)));
        let (why, ended) = match (reset, is_alone(step)) {
            (Some(reset), _) => ("the lock_timeout set before it is taken back", Some(reset)),
            (None, true) if set.local => ("SET LOCAL does nothing outside a transaction", None),
            (None, _) if set.local => {
                ("the lock_timeout set before it ended with its transaction", end.map(Step::span))
            }
            (None, _) => ("a rollback takes back the lock_timeout set before it", end.map(Step::span)),
        };
        LostTimeout { set: step.span(), ended, why, alone: set.local && is_alone(step) }
    }

    fn set_too_late(&self, index: usize) -> Option<LostTimeout> {
        let number = self.steps.get(index)?.transaction_number();
        let later = self.timeouts_after(index).filter(|(_, step)| !step.conditional);
        let mut settings = later.filter_map(|(_, step)| match &step.statement.kind {
            Statement::Set(set) if set.name == "lock_timeout" => Some((step, set)),
            _ => None,
        });
        // A file that begins by switching it off has it from elsewhere.
        let (set, _) = settings
            .next()
            .filter(|(step, set)| limits(set) && (!set.local || step.transaction_number() == number))?;
        Some(LostTimeout {
            set: set.span(),
            ended: None,
            why: "lock_timeout is set only after it",
            alone: false,
        })
    }
}

/// `SET lock_timeout = 0`.
fn is_none(set: &SetVariable) -> bool {
    set.name == "lock_timeout" && set.value.as_deref().is_some_and(|value| value.trim_matches('\'') == "0")
}

fn limits(set: &SetVariable) -> bool {
    let value = set.value.as_deref().and_then(milliseconds);
    set.name == "lock_timeout" && value.is_some_and(|value| value > 0)
}

fn ends(set: &SetVariable) -> bool {
    (set.name == "lock_timeout" && !limits(set)) || (set.name == "all" && set.value.is_none())
}

fn is_end(statement: &Transaction) -> bool {
    matches!(
        statement,
        Transaction::Commit { .. } | Transaction::Rollback { .. } | Transaction::RollbackTo(_)
    )
}

fn is_alone(step: &Step) -> bool {
    step.before.session.transaction.as_ref().is_none_or(|open| open.kind == TransactionKind::Single)
}
