//! A handler that catches every error and raises none, so that a migration that failed counts as applied.

use crate::ast::Statement;
use crate::rule::{Pass, Rule, changes_something};

pub(super) static RULE: Rule =
    Rule::new("swallowed-error", include_str!("../../rules/swallowed-error.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Do(block) = &step.statement.kind else { continue };
        for handler in &block.swallowing {
            let mut guarded = pass.steps().iter().filter(|inner| {
                inner.within == Some(index)
                    && handler.guards.contains(inner.span())
                    && changes_something(inner)
            });
            let Some(first) = guarded.next() else { continue };
            let beside = match guarded.count() {
                0 => String::new(),
                1 => " and without the statement beside it".to_owned(),
                more => format!(" and without the {more} statements beside it"),
            };
            let message = format!(
                "catches every error and raises none: if `{}` fails, the migration counts as applied without it{beside}",
                pass.short(first.span(), 60)
            );
            pass.report(handler.span, message).help(
                "catch the one error that is meant, as in WHEN duplicate_object, or raise it again after the notice: RAISE;",
            );
        }
    }
}
