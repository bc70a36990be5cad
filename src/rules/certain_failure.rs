//! A statement that the server refuses whatever the data, given what the history made.

use crate::ast::Statement;
use crate::migration::Step;
use crate::rule::{Pass, Rule, code_of, says_word};
use crate::source::Span;

mod outside;
mod partition;
mod remedy;
mod role;
mod stored;

pub(super) static RULE: Rule =
    Rule::new("certain-failure", include_str!("../../rules/certain-failure.md"), check);

fn check(pass: &mut Pass) {
    outside::check(pass);
    role::check(pass);
    for step in pass.steps() {
        let Some(failure) = &step.effects.failure else { continue };
        let unsure_of_kind = failure.code == "42809" && !pass.knows_kinds(step);
        if unsure_of_kind || step.within.is_some() && !is_sure_to_run(pass, step) {
            continue;
        }
        let remedy = remedy::of(pass, step);
        let finding = pass.report(step.span(), format!("fails: {}", failure.message)).label(remedy.cause);
        finding.help.extend(remedy.help);
    }
}

/// Whether what stands in a DO block is sure to be reached as it is: in no branch and under no handler, behind nothing that
/// may end the block or run code of its own, and without a name that may be a variable's.
fn is_sure_to_run(pass: &Pass, step: &Step) -> bool {
    const MAY_END_IT: &[&str] =
        &["return", "exit", "continue", "if", "case", "for", "foreach", "while", "loop", ":="];
    let changes_rows = matches!(
        step.statement.kind,
        Statement::Select(_)
            | Statement::Insert(_)
            | Statement::Update(_)
            | Statement::Delete(_)
            | Statement::Merge(_)
    );
    let block = step.within.and_then(|block| pass.steps().get(block)).filter(|block| block.is_block);
    let Some(block) = block.filter(|_| !step.conditional && !step.guarded && !step.handled && !changes_rows)
    else {
        return false;
    };
    let before = Span { start: block.span().start, end: step.span().start.max(block.span().start) };
    let code = code_of(pass.text(before));
    !MAY_END_IT.iter().any(|word| if *word == ":=" { code.contains(word) } else { says_word(&code, word) })
}
