//! VACUUM, CREATE DATABASE and their like where the server refuses them: inside a transaction.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "non-transactional-statement-in-transaction",
    include_str!("../../rules/non-transactional-statement-in-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        // `concurrently-in-transaction` speaks of the builds that CONCURRENTLY divides.
        pass.report_refused(step, |command| !command.contains("CONCURRENTLY"));
    }
}
