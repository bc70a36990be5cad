//! SAVEPOINT in a migration.

use crate::ast::{Statement, Transaction};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("savepoint-in-migration", include_str!("../../rules/savepoint-in-migration.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let name = match &step.statement.kind {
            Statement::Transaction(Transaction::Savepoint(name)) => name,
            _ => continue,
        };
        pass.report(
            step.span(),
            format!(
                "what comes after `{name}` may be taken back while the migration still counts as applied"
            ),
        )
        .help("divide the migration instead, so that each part is there or not");
    }
}
