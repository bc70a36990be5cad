//! The lock timeline of a script: which lock is held from which statement to which, and what runs meanwhile.

use rustc_hash::FxHashMap;

use super::{Script, Step};
use crate::catalog::{RelationId, TransactionKind};
use crate::lock::LockMode;

/// A lock on a relation that existed before its transaction, from the step that takes it to the last step before
/// the transaction ends or takes it back.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub relation: RelationId,
    pub mode: LockMode,
    /// The index of the step that takes it.
    pub from: usize,
    /// The index of the last step that runs while it is held.
    pub until: usize,
}

/// The locks that are held as the steps of a script go by. A lock ends with its transaction, or with the ROLLBACK TO
/// SAVEPOINT that takes its statement back: then a weaker one that was there before is what is left.
#[derive(Debug, Default)]
pub struct LocksHeld {
    /// Of each relation, every lock stronger than the one before it.
    by_relation: FxHashMap<RelationId, Vec<Held>>,
}

impl LocksHeld {
    /// A step takes a lock. Whether it is not held already, as strong or stronger.
    pub fn take(&mut self, lock: Held) -> bool {
        let locks = self.by_relation.entry(lock.relation).or_default();
        locks.retain(|known| known.until >= lock.from);
        let new = locks.last().is_none_or(|known| known.mode < lock.mode);
        if new {
            locks.push(lock);
        }
        new
    }

    /// The strongest lock on a relation that is held when a step begins.
    pub fn on(&self, relation: RelationId, step: usize) -> Option<&Held> {
        self.by_relation.get(&relation)?.iter().rfind(|held| held.until >= step)
    }
}

impl Script {
    /// Every lock, in the order they are taken. A stronger mode on the same relation is a further entry.
    pub fn timeline(&self) -> Vec<Held> {
        let mut held = LocksHeld::default();
        let taken = (0..self.steps.len()).flat_map(|step| self.locks_of(step));
        taken.filter(|lock| held.take(*lock)).collect()
    }

    /// The locks that a step takes, and how long each is held.
    pub fn locks_of(&self, step: usize) -> impl Iterator<Item = Held> {
        let until = self.held_until(step);
        let locks = self.steps[step].effects.locks.iter();
        locks.map(move |lock| Held { relation: lock.relation, mode: lock.mode, from: step, until })
    }

    /// The last step of the transaction that a step runs in.
    pub fn last_in_transaction(&self, index: usize) -> usize {
        self.index.transaction_of(index).end.saturating_sub(1)
    }

    /// The last step that runs while what a step has locked is held: to the end of its transaction, or to the ROLLBACK TO
    /// SAVEPOINT that takes the step back.
    pub fn held_until(&self, index: usize) -> usize {
        self.index.taken_back_by(index).unwrap_or_else(|| self.last_in_transaction(index))
    }

    /// Whether a ROLLBACK TO SAVEPOINT takes a step back.
    pub fn is_taken_back(&self, index: usize) -> bool {
        self.index.taken_back_by(index).is_some()
    }

    /// The steps before this one in its transaction that nothing has taken back.
    pub fn earlier_in_transaction(&self, index: usize) -> impl Iterator<Item = &Step> {
        let earlier = self.index.transaction_of(index).start..index;
        earlier.filter(move |at| self.held_until(*at) >= index).map(|at| &self.steps[at])
    }

    /// The steps after this one in its transaction, up to the one that takes it back.
    pub fn later_in_transaction(&self, index: usize) -> &[Step] {
        &self.steps[index + 1..=self.held_until(index)]
    }
}

impl Step {
    /// Equal for the steps of one transaction.
    pub fn transaction_number(&self) -> Option<u32> {
        self.before.session.transaction.as_ref().map(|open| open.number)
    }

    /// The kind of the transaction that COMMIT or ROLLBACK with AND CHAIN begins: that of the one it ends.
    pub fn begins_anew(&self) -> Option<TransactionKind> {
        let open = self.before.session.transaction.as_ref().map(|open| open.kind);
        let block =
            |kind: &TransactionKind| matches!(kind, TransactionKind::Explicit | TransactionKind::Managed);
        open.filter(|kind| self.statement.kind.chains() && block(kind))
    }
}
