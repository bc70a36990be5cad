//! A statement that the server refuses whatever the data, given what the history made.

use crate::ast::Statement;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

mod outside;
mod partition;
mod remedy;

pub(super) static RULE: Rule =
    Rule::new("certain-failure", include_str!("../../rules/certain-failure.md"), check);

fn check(pass: &mut Pass) {
    outside::check(pass);
    for step in pass.steps() {
        let Some(failure) = &step.effects.failure else { continue };
        if step.within.is_some() && !is_sure_to_run(step) {
            continue;
        }
        let remedy = remedy::of(pass, step);
        let finding = pass.report(step.span(), format!("fails: {}", failure.message)).label(remedy.cause);
        finding.help.extend(remedy.help);
    }
}

/// Whether what stands in a block is no branch that may never be taken, is under no handler, and says no name that may be
/// a variable's.
fn is_sure_to_run(step: &Step) -> bool {
    let changes_rows = matches!(
        step.statement.kind,
        Statement::Select(_)
            | Statement::Insert(_)
            | Statement::Update(_)
            | Statement::Delete(_)
            | Statement::Merge(_)
    );
    !step.conditional && !step.guarded && !step.handled && !changes_rows
}
