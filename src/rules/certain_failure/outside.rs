//! Statements that the server takes only while a transaction is open, where each runs in one of its own.

use crate::ast::{Statement, Transaction};
use crate::catalog::TransactionKind;
use crate::migration::Step;
use crate::rule::Pass;

pub(super) fn check(pass: &mut Pass) {
    let mut known = None;
    for step in pass.steps() {
        let Some(command) = refused(step) else { continue };
        if !*known.get_or_insert_with(|| pass.knows_transactions()) {
            return;
        }
        let text = pass.short(step.span(), 60);
        let (why, help) = match command {
            "COMMIT AND CHAIN" | "ROLLBACK AND CHAIN" => (
                "AND CHAIN begins a transaction like the one that ends, and none is open here",
                "leave it out, or put BEGIN where the first transaction is to begin".to_owned(),
            ),
            "LOCK TABLE" => (
                "a lock is let go when its transaction ends, which would be with this statement",
                opened_first(text),
            ),
            _ => ("a savepoint is a place in a transaction, and none is open here", opened_first(text)),
        };
        pass.report(step.span(), format!("fails: {command} can only be used in transaction blocks"))
            .note(why)
            .help(help);
    }
}

fn opened_first(text: String) -> String {
    format!("open the transaction first, with what is to run in it behind:\nBEGIN;\n{text};\n…\nCOMMIT;")
}

/// The command, as the server names it, where no transaction is open for it (RequireTransactionBlock). Several statements
/// in one message are a transaction to LOCK TABLE alone.
fn refused(step: &Step) -> Option<&'static str> {
    let command = match &step.statement.kind {
        Statement::LockTable(_) => "LOCK TABLE",
        Statement::Transaction(Transaction::Commit { and_chain: true }) => "COMMIT AND CHAIN",
        Statement::Transaction(Transaction::Rollback { and_chain: true }) => "ROLLBACK AND CHAIN",
        Statement::Transaction(Transaction::Savepoint(_)) => "SAVEPOINT",
        Statement::Transaction(Transaction::ReleaseSavepoint(_)) => "RELEASE SAVEPOINT",
        Statement::Transaction(Transaction::RollbackTo(_)) => "ROLLBACK TO SAVEPOINT",
        _ => return None,
    };
    let open = match step.before.session.transaction.as_ref().map(|open| open.kind) {
        None | Some(TransactionKind::Single) => false,
        Some(TransactionKind::Implicit) => command == "LOCK TABLE",
        Some(TransactionKind::Explicit | TransactionKind::Managed) => true,
    };
    (!open && step.within.is_none()).then_some(command)
}
