//! Statements that the server refuses inside a transaction, where the tool runs them in one.

use crate::diagnostic::Diagnostic;
use crate::effects::InTransaction;
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
        let remedy = format!("{out}run it {}", self.outside_transaction(self.text(step.span())));
        let message = format!("fails: {command} cannot run inside a transaction, and {reason}");
        Some(self.report(step.span(), message).help(remedy))
    }
}
