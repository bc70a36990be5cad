//! SET session_replication_role = replica, which turns foreign keys and triggers off.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("session-replication-role", include_str!("../../rules/session-replication-role.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::Set(set) = &step.statement.kind else { continue };
        let replica = set.value.as_ref().is_some_and(|value| value.eq_ignore_ascii_case("replica"));
        if set.name != "session_replication_role" || !replica {
            continue;
        }
        pass.report(
            step.span(),
            "turns foreign keys and triggers off for what follows: rows that break them get in, and nothing checks them later",
        )
        .help(
            "put the rows in an order that the foreign keys accept, or switch off the one trigger that is in the way:\n\
             ALTER TABLE … DISABLE TRIGGER …;",
        );
    }
}
