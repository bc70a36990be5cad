//! A BEGIN that no COMMIT follows.

use crate::ast::{Statement, Transaction};
use crate::catalog::TransactionKind;
use crate::migration::TransactionUnit;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("uncommitted-transaction", include_str!("../../rules/uncommitted-transaction.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    // A tool that opens transactions itself also commits what is open at the end.
    if matches!(
        script.unit,
        TransactionUnit::AllPending | TransactionUnit::PerFile | TransactionUnit::PerChangeset
    ) {
        return;
    }
    let Some(last) = script.steps.iter().rposition(|step| step.within.is_none()) else { return };
    let step = &script.steps[last];
    let ends = matches!(
        step.statement.kind,
        Statement::Transaction(Transaction::Commit | Transaction::Rollback | Transaction::Prepare)
    );
    let open = step.before.session.transaction.as_ref();
    if ends || open.is_none_or(|open| open.kind != TransactionKind::Explicit) {
        return;
    }
    let begins = script.steps[..=last]
        .iter()
        .rfind(|step| matches!(step.statement.kind, Statement::Transaction(Transaction::Begin)));
    let Some(begins) = begins else { return };
    pass.report(
        begins.span(),
        "nothing commits what begins here: the server undoes it when the connection ends, and until then every lock is held",
    )
    .help("end the file with COMMIT;");
}
