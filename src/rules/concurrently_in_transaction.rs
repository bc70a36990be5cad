//! CONCURRENTLY where the server refuses it: inside a transaction.

use crate::effects::InTransaction;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "concurrently-in-transaction",
    include_str!("../../rules/concurrently-in-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let InTransaction::Refused(command) = step.effects.transaction else { continue };
        if !command.contains("CONCURRENTLY") {
            continue;
        }
        let reason = match step.within {
            Some(_) => "a DO block is one statement, and so one transaction".to_owned(),
            None => match pass.why_in_transaction(step) {
                Some(reason) => reason,
                None => continue,
            },
        };
        let remedy = format!("run it {}", pass.outside_transaction());
        pass.report(step.span(), format!("fails: {command} cannot run inside a transaction, and {reason}"))
            .help(remedy);
    }
}
