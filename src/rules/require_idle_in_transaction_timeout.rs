//! A transaction of the file's own that nothing ends when its client goes silent.

use crate::catalog::TransactionKind;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::version::PgVersion;

pub(super) static RULE: Rule = Rule::new(
    "require-idle-in-transaction-timeout",
    include_str!("../../rules/require-idle-in-transaction-timeout.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let explicit = |kind| kind == TransactionKind::Explicit;
        if !step.before.session.transaction.as_ref().is_some_and(|open| explicit(open.kind))
            || is_limited(pass, step)
        {
            continue;
        }
        let Some(wait) = pass.waits_for(step) else { continue };
        let message = format!(
            "holds {} on `{}` for as long as the transaction is open, and nothing ends it when its client hangs",
            wait.mode, wait.relation.name
        );
        let newer = if pass.version >= PgVersion::V17 { ", or transaction_timeout" } else { "" };
        pass.report(step.span(), message).on(step, wait.relation.id).help(format!(
            "let the server end a transaction that nobody goes on with{newer}:\n\
             SET LOCAL idle_in_transaction_session_timeout = '30s';"
        ));
        return;
    }
}

fn is_limited(pass: &Pass, step: &Step) -> bool {
    let set = |name| step.before.session.timeout(name).is_some_and(|limit| limit > 0);
    set("idle_in_transaction_session_timeout")
        || (pass.version >= PgVersion::V17 && set("transaction_timeout"))
}
