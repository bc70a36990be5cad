//! Statements with CONCURRENTLY, and what is left of them when they are cancelled.

use crate::ast::{CreateIndex, Statement, quoted};
use crate::catalog::RelationKind;
use crate::effects::InTransaction;
use crate::migration::Step;
use crate::rule::Pass;

impl Step {
    /// The command of a statement with CONCURRENTLY that runs as it must, and what it leaves when it is cut short.
    pub fn concurrent(&self) -> Option<(&'static str, &'static str)> {
        let InTransaction::Refused(command) = self.effects.transaction else { return None };
        if !command.contains("CONCURRENTLY") || self.in_transaction() || self.within.is_some() {
            return None;
        }
        let left = match &self.statement.kind {
            Statement::AlterTable(_) => "a partition that is half detached",
            Statement::Drop(_) if self.is_on_view() => "an index that is invalid and has to be dropped again",
            _ if self.is_on_view() => "an invalid index that serves no query",
            Statement::Drop(_) => "an index that is invalid and still costs every write",
            _ => "an invalid index that costs every write and serves no query",
        };
        Some((command, left))
    }

    /// Whether it is about a materialized view, to which nobody writes.
    fn is_on_view(&self) -> bool {
        let mut locked = self.effects.locks.iter().filter_map(|lock| self.before.relation(lock.relation));
        locked.any(|relation| relation.kind == RelationKind::MaterializedView)
    }
}

impl Pass<'_> {
    /// What makes a build concurrent, with the name that the server would choose where the statement has none: a build that
    /// fails leaves an index behind, and another try would make one more beside it under another name.
    pub fn concurrently(&self, step: &Step, index: &CreateIndex) -> String {
        let made = || {
            let up = self.up().filter(|_| index.name.is_none())?;
            let at = up.steps.iter().position(|other| std::ptr::eq(other, step))?;
            let after = up.after_step(at);
            let mut indexes = after.indexes_of(after.resolve(&index.table)?);
            let made = indexes.find(|other| step.before.relation(other.id).is_none())?;
            Some(format!(" CONCURRENTLY {}", quoted(&made.name.name)))
        };
        made().unwrap_or_else(|| " CONCURRENTLY".to_owned())
    }
}
