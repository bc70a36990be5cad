//! BEGIN, COMMIT and ROLLBACK that meet another transaction than the file thinks.

use crate::ast::{Statement, Transaction};
use crate::catalog::TransactionKind;
use crate::effects::InTransaction;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("transaction-nesting", include_str!("../../rules/transaction-nesting.md"), check);

/// What is wrong with a statement that begins or ends a transaction.
enum Fault {
    /// BEGIN where the migration tool has opened a transaction.
    InManaged,
    /// BEGIN where the file's own BEGIN has opened one.
    InOwn,
    /// COMMIT or ROLLBACK of the migration tool's transaction.
    EndsManaged,
    /// COMMIT or ROLLBACK where none is open.
    NothingOpen,
}

fn check(pass: &mut Pass) {
    let faults: Vec<(usize, Fault)> = pass
        .steps()
        .iter()
        .enumerate()
        .filter(|(_, step)| step.within.is_none())
        .filter_map(|(index, step)| Some((index, fault(pass, index, step)?)))
        .collect();
    // One pair of BEGIN and COMMIT is one mistake, and what it sets off further down is another only in name.
    let Some((first, fault)) = faults.first() else { return };
    let step = &pass.steps()[*first];
    if matches!(fault, Fault::EndsManaged) && (is_reopened(pass, *first) || needs_none(pass, *first)) {
        return;
    }
    let tool = pass.tool().name;
    let word = pass.short(step.span(), 20).to_uppercase();
    let message = match fault {
        Fault::InManaged => format!("{word} only warns: {tool} has opened a transaction already"),
        Fault::InOwn => {
            format!("{word} only warns: the file's earlier BEGIN has opened a transaction already")
        }
        Fault::EndsManaged => format!(
            "{word} ends the transaction that {tool} opened: what follows is no longer undone when it fails"
        ),
        Fault::NothingOpen => format!("{word} only warns: no transaction is open here"),
    };
    let ends = faults.iter().skip(1).find(|(_, fault)| matches!(fault, Fault::EndsManaged));
    let ends = ends.map(|(index, _)| pass.steps()[*index].span());
    let help = match fault {
        Fault::InOwn => "end the first transaction before, or leave this BEGIN out".to_owned(),
        Fault::NothingOpen => "leave it out, or put BEGIN where the transaction is to begin".to_owned(),
        Fault::InManaged | Fault::EndsManaged => {
            format!("leave BEGIN and COMMIT to {tool}; what must not run in its transaction goes elsewhere")
        }
    };
    let finding = pass.report(step.span(), message).help(help);
    if let Some(span) = ends {
        finding.label_here(span, format!("and this ends it before {tool} has recorded the migration"));
    }
}

fn fault(pass: &Pass, index: usize, step: &Step) -> Option<Fault> {
    let Statement::Transaction(transaction) = &step.statement.kind else { return None };
    let kind = step.before.session.transaction.as_ref().map(|open| open.kind);
    let continues = || {
        let earlier = index.checked_sub(1).and_then(|before| pass.steps().get(before));
        earlier.is_some_and(|earlier| earlier.transaction_number() == step.transaction_number())
    };
    match (transaction, kind) {
        (Transaction::Begin, Some(TransactionKind::Managed)) => Some(Fault::InManaged),
        (Transaction::Begin, Some(TransactionKind::Explicit)) if continues() => Some(Fault::InOwn),
        (Transaction::Commit { .. } | Transaction::Rollback { .. }, Some(TransactionKind::Managed)) => {
            Some(Fault::EndsManaged)
        }
        // With AND CHAIN it does not warn, it fails.
        (Transaction::Commit { and_chain: false } | Transaction::Rollback { and_chain: false }, None) => {
            Some(Fault::NothingOpen)
        }
        _ => None,
    }
}

/// Whether AND CHAIN or a later BEGIN gives the tool a transaction to commit: the way to run something outside of one
/// where the tool offers none.
fn is_reopened(pass: &Pass, index: usize) -> bool {
    let steps = &pass.steps()[index..];
    let last = steps.iter().rfind(|step| matches!(step.statement.kind, Statement::Transaction(_)));
    last.is_some_and(|step| {
        step.begins_anew().is_some()
            || matches!(step.statement.kind, Statement::Transaction(Transaction::Begin))
    })
}

/// Whether a later statement cannot run in a transaction, so that the file has a reason to end the tool's.
fn needs_none(pass: &Pass, index: usize) -> bool {
    pass.later_steps(index).iter().any(|step| {
        matches!(step.effects.transaction, InTransaction::Refused(_))
            || matches!(step.statement.kind, Statement::Call(_))
    })
}
