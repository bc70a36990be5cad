//! SQL in a plan that the server cannot read.

use super::{PlanCheck, Reading};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("plan-sql-syntax", include_str!("../../rules/runbook/plan-sql-syntax.md"), check);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for error in &plan.errors {
        let text = plan.text(error.statement);
        if is_sketch(text) {
            continue;
        }
        let finding = reading.report(error.span, format!("cannot run: {}", error.message));
        match unquoted_extension(text) {
            Some(name) => {
                finding.help(format!("a name with `-` in it needs quotes: CREATE EXTENSION \"{name}\""))
            }
            None => finding.help("correct it now: whoever runs the plan will have to, under pressure"),
        };
        finding.help.extend(error.remedy.clone());
    }
}

/// Whether a person is meant to fill something in.
fn is_sketch(text: &str) -> bool {
    let blank = text.split('<').skip(1).any(|rest| {
        let inside: String = rest.chars().take_while(|c| c.is_alphanumeric() || "_- ".contains(*c)).collect();
        !inside.is_empty() && rest[inside.len()..].starts_with('>')
    });
    blank || text.contains("...") || text.contains('…')
}

fn unquoted_extension(text: &str) -> Option<&str> {
    let mut words =
        text.split_whitespace().skip_while(|word| !word.eq_ignore_ascii_case("extension")).skip(1);
    let name = words
        .find(|word| !["if", "not", "exists"].iter().any(|skipped| word.eq_ignore_ascii_case(skipped)))?;
    let name = name.trim_end_matches(';');
    (name.contains('-') && !name.starts_with('"')).then_some(name)
}

/// The first line of a span.
pub(super) fn first_line(text: &str, span: Span) -> Span {
    let length = text.lines().next().unwrap_or_default().trim_end().len();
    Span::new(span.start as usize, span.start as usize + length)
}
