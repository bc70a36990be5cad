//! The lock that a statement waits for while others queue up behind it, and whether the wait has an end.

use crate::ast::Statement;
use crate::catalog::{Relation, RelationKind};
use crate::effects::{InTransaction, Lock, LockReason};
use crate::lock::LockMode;
use crate::migration::{Script, Step};
use crate::rule::Pass;

/// A lock that has to be waited for while others queue behind it.
#[derive(Clone)]
pub struct Wait<'a> {
    pub step: &'a Step,
    pub relation: &'a Relation,
    pub mode: LockMode,
}

impl Pass<'_> {
    /// The strongest lock of a statement that keeps readers or writers of a relation in use out, the one that the
    /// statement names before all others.
    pub fn waits_for<'a>(&self, step: &'a Step) -> Option<Wait<'a>> {
        let at_once = matches!(&step.statement.kind, Statement::LockTable(lock) if lock.nowait);
        if step.is_concurrent() || step.is_block || at_once || step.conditional {
            return None;
        }
        let locks = self.up()?.locks_in_use(step);
        let (lock, relation) = locks
            .min_by_key(|(lock, _)| (lock.reason != LockReason::Target, std::cmp::Reverse(lock.mode)))?;
        Some(Wait { step, relation, mode: lock.mode })
    }
}

impl Script {
    /// The locks of one of its statements that keep readers or writers of a table or view out, which was there before
    /// the script.
    pub fn locks_in_use<'a>(&self, step: &'a Step) -> impl Iterator<Item = (&'a Lock, &'a Relation)> {
        let locks = step.effects.locks.iter().filter(|lock| lock.mode.blocks_writes());
        let locks = locks.filter_map(|lock| Some((lock, step.before.relation(lock.relation)?)));
        locks.filter(|(_, relation)| {
            (relation.holds_rows() || relation.kind == RelationKind::View)
                && !self.creates(relation.origin)
                && !relation.is_temporary()
        })
    }
}

impl Step {
    /// Whether the server would wait for a lock for ever.
    pub fn waits_without_limit(&self) -> bool {
        self.before.session.timeout("lock_timeout").unwrap_or_default() == 0
    }

    /// Whether it is one of the statements that wait for others and let everyone through meanwhile.
    pub fn is_concurrent(&self) -> bool {
        matches!(self.effects.transaction, InTransaction::Refused(command) if command.contains("CONCURRENTLY"))
    }
}

impl Relation {
    /// Whether readers and writers come to it for rows.
    pub fn holds_rows(&self) -> bool {
        matches!(
            self.kind,
            RelationKind::Table | RelationKind::PartitionedTable | RelationKind::MaterializedView
        )
    }
}
