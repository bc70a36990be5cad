//! The lock timeline of a script: which lock is held from which statement to which, and what runs meanwhile.

use rustc_hash::FxHashMap;

use super::{Script, Step};
use crate::catalog::RelationId;
use crate::lock::LockMode;

/// A lock on a relation that existed before its transaction, from the step that takes it to the last step before
/// the transaction ends.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Held {
    pub relation: RelationId,
    pub mode: LockMode,
    /// The index of the step that takes it.
    pub from: usize,
    /// The index of the last step that runs while it is held.
    pub until: usize,
}

impl Script {
    /// Every lock, in the order they are taken. A stronger mode on the same relation is a further entry.
    pub fn timeline(&self) -> Vec<Held> {
        let mut held: Vec<Held> = Vec::new();
        let mut strongest: FxHashMap<RelationId, (LockMode, usize)> = FxHashMap::default();
        let mut last = 0;
        for (index, step) in self.steps.iter().enumerate() {
            if index == 0 || index > last {
                last = self.last_in_transaction(index);
            }
            for lock in &step.effects.locks {
                let known = strongest.get(&lock.relation);
                if known.is_some_and(|(mode, until)| *mode >= lock.mode && *until >= index) {
                    continue;
                }
                strongest.insert(lock.relation, (lock.mode, last));
                held.push(Held { relation: lock.relation, mode: lock.mode, from: index, until: last });
            }
        }
        held
    }

    /// The last step of the transaction that a step runs in.
    pub fn last_in_transaction(&self, index: usize) -> usize {
        self.index.transaction_of(index).end.saturating_sub(1)
    }

    /// The steps before this one in its transaction.
    pub fn earlier_in_transaction(&self, index: usize) -> &[Step] {
        &self.steps[self.index.transaction_of(index).start..index]
    }

    /// The steps after this one in its transaction.
    pub fn later_in_transaction(&self, index: usize) -> &[Step] {
        &self.steps[index + 1..=self.last_in_transaction(index)]
    }
}

impl Step {
    /// Equal for the steps of one transaction.
    pub fn transaction_number(&self) -> Option<u32> {
        self.before.session.transaction.as_ref().map(|open| open.number)
    }
}
