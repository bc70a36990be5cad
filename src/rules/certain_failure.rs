//! A statement that the server refuses whatever the data, given what the history made.

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
        // In a block it may stand in a branch that is never taken, or under a handler.
        if step.within.is_some() {
            continue;
        }
        let remedy = remedy::of(pass, step);
        let finding = pass.report(step.span(), format!("fails: {}", failure.message)).label(remedy.cause);
        finding.help.extend(remedy.help);
    }
}
