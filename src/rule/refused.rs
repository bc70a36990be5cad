//! Statements that are certain to fail: refused inside a transaction, or for what the catalog holds.

use crate::diagnostic::Diagnostic;
use crate::effects::{Failure, InTransaction};
use crate::migration::Step;
use crate::rule::Pass;

impl Pass<'_> {
    /// Reports a statement that fails because it runs in a transaction, if it is one of these commands.
    pub fn report_refused(&mut self, step: &Step, is_meant: fn(&str) -> bool) -> Option<&mut Diagnostic> {
        let InTransaction::Refused(command) = step.effects.transaction else { return None };
        if !is_meant(command) {
            return None;
        }
        let reason = self.why_in_transaction(step)?;
        let out = if step.within.is_some() { "take it out of the block and " } else { "" };
        let remedy = format!("{out}run it {}", self.outside_transaction());
        let message = format!("fails: {command} cannot run inside a transaction, and {reason}");
        Some(self.report(step.span(), message).help(remedy))
    }
}

impl Step {
    /// The error that the server is certain to raise, where the statement is certain to run.
    pub fn certain_failure(&self) -> Option<&Failure> {
        self.effects.failure.as_ref().filter(|_| !self.conditional)
    }
}
