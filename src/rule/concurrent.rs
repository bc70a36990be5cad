//! Statements with CONCURRENTLY, and what is left of them when they are cancelled.

use crate::ast::Statement;
use crate::effects::InTransaction;
use crate::migration::Step;

impl Step {
    /// The command of a statement with CONCURRENTLY that runs as it must, and what it leaves when it is cut short.
    pub fn concurrent(&self) -> Option<(&'static str, &'static str)> {
        let InTransaction::Refused(command) = self.effects.transaction else { return None };
        if !command.contains("CONCURRENTLY") || self.in_transaction() || self.within.is_some() {
            return None;
        }
        let left = match &self.statement.kind {
            Statement::AlterTable(_) => "a partition that is half detached",
            Statement::Drop(_) => "an index that is invalid and still costs every write",
            _ => "an invalid index that costs every write and serves no query",
        };
        Some((command, left))
    }
}
