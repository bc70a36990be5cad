//! PREPARE TRANSACTION, whose locks outlive even the server.

use crate::ast::{Statement, Transaction};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("prepared-transaction", include_str!("../../rules/prepared-transaction.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        if !matches!(step.statement.kind, Statement::Transaction(Transaction::Prepare)) {
            continue;
        }
        let ended = pass.steps().iter().any(|other| {
            matches!(
                other.statement.kind,
                Statement::Transaction(Transaction::CommitPrepared | Transaction::RollbackPrepared)
            )
        });
        if ended {
            continue;
        }
        pass.report(
            step.span(),
            "keeps every lock of the transaction until someone ends it by its name, across disconnects and restarts",
        )
        .help("COMMIT instead; two-phase commit belongs to a transaction manager that watches pg_prepared_xacts");
    }
}
