//! Answers that are taken for a proof and are none.

use super::{PlanCheck, PlannedStatement, Reading, has_word, word_at};
use crate::ast::{Expr, Query, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("false-proof", include_str!("../../rules/runbook/false-proof.md"), check);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        let columns = ["n_live_tup", "reltuples"];
        if let Some(column) = columns.into_iter().find(|column| mentions(query, column)) {
            estimate(reading, planned, column);
        }
        let in_standard = |schema: Option<&str>| schema == Some("information_schema");
        if query.relations.iter().any(|name| in_standard(name.schema.as_deref())) {
            hidden(reading, planned);
        }
    }
}

fn mentions(query: &Query, column: &str) -> bool {
    let mut found = false;
    query.walk_expressions(&mut |expr| {
        found |= matches!(expr, Expr::Column(parts) if parts.last().is_some_and(|last| last == column));
    });
    found
}

fn estimate(reading: &mut Reading, planned: &PlannedStatement, column: &str) {
    let place = place_of(reading, planned, column);
    let why = match column {
        "n_live_tup" => "counts since the statistics were last reset, which a crash does too",
        _ => "is what the last VACUUM or ANALYZE found, and -1 where there was none",
    };
    reading
        .report(place, format!("is an estimate and proves nothing about rows: `{column}` {why}"))
        .help("ask the table itself: SELECT EXISTS (SELECT 1 FROM …) for whether it is empty, SELECT count(*) FROM … for how many");
}

fn hidden(reading: &mut Reading, planned: &PlannedStatement) {
    let place = place_of(reading, planned, "information_schema");
    let words = reading.plan.words_about(planned).to_lowercase();
    let absence = [
        "no rows",
        "0 rows",
        "empty",
        "none",
        "zero",
        "gone",
        "not exist",
        "removed",
        "dropped",
        "should not",
    ];
    let expects_nothing = absence.iter().any(|said| words.contains(said)) || has_word(&words, "0");
    let message = if expects_nothing {
        "proves no absence: information_schema leaves out what the role has no rights on, so that nothing found may be nothing seen"
    } else {
        "may count too few: information_schema leaves out what the role has no rights on"
    };
    reading
        .report(place, message)
        .help("ask the catalog, which every role sees whole: to_regclass('schema.name') IS NULL, or pg_class with pg_namespace, pg_attribute, pg_constraint");
}

fn place_of(reading: &Reading, planned: &PlannedStatement, word: &str) -> Span {
    let span = planned.statement.span;
    match word_at(reading.plan.text(span), word) {
        Some(at) => Span::new(span.start as usize + at, span.start as usize + at + word.len()),
        None => span,
    }
}
