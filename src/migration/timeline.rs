//! The lock timeline of a script: which lock is held from which statement to which, and what runs meanwhile.

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
        let mut last = 0;
        for (index, step) in self.steps.iter().enumerate() {
            if index == 0 || index > last {
                last = self.last_in_transaction(index);
            }
            for lock in &step.effects.locks {
                let known = held.iter().any(|earlier| {
                    earlier.relation == lock.relation && earlier.mode >= lock.mode && earlier.until >= index
                });
                if !known {
                    held.push(Held { relation: lock.relation, mode: lock.mode, from: index, until: last });
                }
            }
        }
        held
    }

    /// The last step of the transaction that a step runs in.
    pub fn last_in_transaction(&self, index: usize) -> usize {
        let number = self.steps[index].transaction_number();
        let after = self.steps.iter().enumerate().skip(index);
        after
            .take_while(|(_, step)| step.transaction_number() == number)
            .last()
            .map_or(index, |(last, _)| last)
    }

    /// The steps before this one in its transaction.
    pub fn earlier_in_transaction(&self, index: usize) -> &[Step] {
        let number = self.steps[index].transaction_number();
        let start = self.steps[..index].iter().rposition(|step| step.transaction_number() != number);
        &self.steps[start.map_or(0, |at| at + 1)..index]
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
