//! Counts that nothing is said to compare with, and joins that leave out what they look for.

use super::sql_syntax::first_line;
use super::{PlanCheck, Reading, has_word, lower_words};
use crate::ast::{Expr, Query, Statement};

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("undecidable-result", include_str!("../../rules/runbook/undecidable-result.md"), check);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        let span = planned.statement.span;
        let line = first_line(plan.text(span), span);
        let words = plan.words_about(planned).to_lowercase();
        if !is_count(query) {
            continue;
        }
        if asks_for_orphans(&words) && joins_inside(query, plan.text(span)) {
            reading
                .report(line, "cannot find an orphan: an inner join leaves out every row that has no partner")
                .help("ask for what is missing: LEFT JOIN parent ON … WHERE child.key IS NOT NULL AND parent.id IS NULL");
        } else if query.where_clause.is_none() && !says_what_to_expect(&words) {
            reading
                .report(line, "decides nothing: the plan does not say which number is right")
                .help("write the number beside the query, or take it before the migration and compare: -- expected: the same as before");
        }
    }
}

/// Nothing but counts.
fn is_count(query: &Query) -> bool {
    let counts = |expr: &Expr| matches!(expr, Expr::Call(call) if call.name == "count");
    let mut outputs = query.outputs.iter();
    !query.constant
        && outputs.len() > 0
        && outputs.all(|output| counts(&output.expr))
        && query
            .relations
            .iter()
            .all(|name| !name.name.starts_with("pg_") && name.schema.as_deref() != Some("information_schema"))
}

fn says_what_to_expect(words: &str) -> bool {
    let signs = [
        "expect", "should", "must", "same as", "equal", "match", "before", "baseline", "compare", "→", "=>",
        "at least", "at most",
    ];
    signs.iter().any(|sign| words.contains(sign)) || words.chars().any(|c| c.is_ascii_digit())
}

fn asks_for_orphans(words: &str) -> bool {
    ["orphan", "foreign key", "referential", "integrity", "dangling"].iter().any(|word| words.contains(word))
        || has_word(words, "fk")
}

fn joins_inside(query: &Query, text: &str) -> bool {
    let words = lower_words(text);
    let outer = words.iter().any(|word| matches!(word.as_str(), "left" | "right" | "full" | "exists"));
    query.relations.len() > 1 && words.iter().any(|word| word == "join") && !outer
}
