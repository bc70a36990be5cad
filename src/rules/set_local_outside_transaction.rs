//! SET LOCAL where there is no transaction that it could last for.

use crate::ast::Statement;
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule, span_of_word};

pub(super) static RULE: Rule = Rule::new(
    "set-local-outside-transaction",
    include_str!("../../rules/set-local-outside-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::Set(set) = &step.statement.kind else { continue };
        if !set.local || step.in_transaction() || step.within.is_some() {
            continue;
        }
        if !pass.knows_transactions() {
            return;
        }
        let keyword = span_of_word(pass.text(step.span()), step.span(), "local");
        let name = &set.name;
        let finding = pass
            .report(
                step.span(),
                format!("has no effect: SET LOCAL lasts until the transaction ends, and this statement is one of its own; `{name}` stays as it was"),
            )
            .help(format!("set it for the session, and take it back at the end:\nSET {name} = …;\n…\nRESET {name};"));
        if let Some(span) = keyword {
            let span = crate::source::Span { start: span.start, end: span.end + 1 };
            finding.unsafe_fix("leave LOCAL out", vec![Edit { span, replacement: String::new() }]);
        }
    }
}
