//! A BEGIN that no COMMIT follows.

use crate::ast::{Statement, Transaction};
use crate::catalog::TransactionKind;
use crate::diagnostic::Severity;
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
        &step.statement.kind,
        Statement::Transaction(
            Transaction::Commit { .. } | Transaction::Rollback { .. } | Transaction::Prepare
        )
    );
    let open = step.before.session.transaction.as_ref();
    if (ends && step.begins_anew().is_none())
        || open.is_none_or(|open| open.kind != TransactionKind::Explicit)
    {
        return;
    }
    let begins = script.steps[..=last].iter().rfind(|step| {
        step.begins_anew().is_some()
            || matches!(step.statement.kind, Statement::Transaction(Transaction::Begin))
    });
    let Some(begins) = begins else { return };
    // Of a folder that no tool is known for, nobody knows whether what runs it commits.
    let known = pass.tool().is_known();
    let unless = if known { "" } else { "unless what runs the file commits, " };
    let message = format!(
        "nothing commits what begins here: {unless}the server undoes it when the connection ends, and until then every lock is held"
    );
    let finding = pass.report(begins.span(), message).help("end the file with COMMIT;");
    if !known {
        finding.severity(Severity::Warning);
    }
}
