//! LIKE patterns in which a name's underscore stands for any character.

use super::{PlanCheck, Reading};
use crate::ast::{Expr, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("unescaped-like", include_str!("../../rules/runbook/unescaped-like.md"), check);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        let mut patterns: Vec<&str> = Vec::new();
        query.walk_expressions(&mut |expr| {
            if let Expr::Operator { name, right, .. } = expr
                && matches!(name.as_str(), "~~" | "!~~" | "~~*" | "!~~*")
                && let Expr::String(pattern) = &**right
                && has_plain_underscore(pattern)
                && !patterns.contains(&pattern.as_str())
            {
                patterns.push(pattern);
            }
        });
        let span = planned.statement.span;
        for pattern in patterns {
            let quoted = format!("'{pattern}'");
            let at = plan.text(span).find(&quoted).unwrap_or_default() + span.start as usize;
            let escaped = pattern.replace('_', "\\_");
            let other = pattern.replacen('_', "x", 1);
            reading
                .report(
                    Span::new(at, at + quoted.len()),
                    format!(
                        "also matches names like `{}`: in LIKE an underscore stands for any character",
                        other.replace('%', "…")
                    ),
                )
                .help(format!("escape it: LIKE '{escaped}'"));
        }
    }
}

/// An underscore between the letters of a name.
fn has_plain_underscore(pattern: &str) -> bool {
    let mut before = None;
    for c in pattern.chars() {
        if c == '_' && before.is_some_and(char::is_alphanumeric) {
            return true;
        }
        before = Some(c);
    }
    false
}
