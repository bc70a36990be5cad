//! Counters that only ever grow, held against zero.

use super::{PlanCheck, Reading, has_word, word_at};
use crate::ast::{Expr, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("absolute-counter", include_str!("../../rules/runbook/absolute-counter.md"), check);

const COUNTERS: &[&str] = &[
    "seq_scan",
    "idx_scan",
    "seq_tup_read",
    "idx_tup_fetch",
    "idx_tup_read",
    "n_tup_ins",
    "n_tup_upd",
    "n_tup_del",
];

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        if !query.relations.iter().any(|name| name.name.starts_with("pg_stat_")) {
            continue;
        }
        let text = plan.text(planned.statement.span);
        let Some(counter) = COUNTERS.iter().find(|counter| has_word(text, counter)) else { continue };
        let words = plan.words_about(planned).to_lowercase();
        let said = [
            "unused",
            "no usage",
            "not used",
            "no longer used",
            "no activity",
            "zero",
            "no access",
            "no reads",
            "no scans",
        ];
        let expects_none = said.iter().any(|said| words.contains(said)) || has_word(&words, "0");
        let compares = |expr: &Expr| is_zero_test(expr, counter);
        let mut compared = false;
        query.walk_expressions(&mut |expr| compared |= compares(expr));
        if !expects_none && !compared {
            continue;
        }
        let start = planned.statement.span.start as usize + word_at(text, counter).unwrap_or_default();
        reading
            .report(
                Span::new(start, start + counter.len()),
                format!("`{counter}` counts from the last reset of the statistics: it says nothing about this period, and a dump or one look by hand keeps it from ever being 0"),
            )
            .help("write the counters down at the start of the period, and compare: the difference must be 0, on every replica too, and pg_stat_database.stats_reset must be the same");
    }
}

/// `counter = 0`
fn is_zero_test(expr: &Expr, counter: &str) -> bool {
    let Expr::Operator { left: Some(left), right, .. } = expr else { return false };
    left.mentions_column(counter) && matches!(**right, Expr::Integer(0))
}
