//! Queries for what blocks a migration that do not see what usually does.

use super::{PlanCheck, PlannedStatement, Reading, word_at};
use crate::ast::{Expr, Query, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("blockers-overlooked", include_str!("../../rules/runbook/blockers-overlooked.md"), check);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        let reads = |view: &str| query.relations.iter().any(|name| name.name == view);
        if reads("pg_stat_activity") && only_active(query) {
            let place = place_of(reading, planned, "state");
            reading
                .report(place, "overlooks sessions that are `idle in transaction`: they hold their locks, and they are what a migration waits for most")
                .help("ask for every open transaction: WHERE xact_start IS NOT NULL, the oldest first");
        }
        if reads("pg_locks") && only_waiting(query) && !reads("pg_stat_activity") {
            let place = place_of(reading, planned, "granted");
            reading
                .report(place, "sees who waits at this very moment and nothing of a wait that is over: asked afterwards, it is empty whatever happened")
                .help("ask while the migration runs, from a second session and again and again, or set log_lock_waits = on before and read the log");
        }
    }
}

/// `state = 'active'`, with no other state beside it.
fn only_active(query: &Query) -> bool {
    let (mut active, mut others) = (false, false);
    query.walk_expressions(&mut |expr| match expr {
        Expr::Operator { name, left: Some(left), right, .. } if left.mentions_column("state") => {
            let is_active = matches!(&**right, Expr::String(state) if state == "active");
            active |= name == "=" && is_active;
            others |= !(name == "=" && is_active);
        }
        Expr::Any { left, .. } if left.mentions_column("state") => others = true,
        _ => {}
    });
    active && !others
}

/// `NOT granted`
fn only_waiting(query: &Query) -> bool {
    let granted = |expr: &Expr| matches!(expr, Expr::Column(parts) if parts.last().is_some_and(|last| last == "granted"));
    let mut waiting = false;
    query.walk_expressions(&mut |expr| {
        waiting |= match expr {
            Expr::Not(inner) => granted(inner),
            Expr::Operator { left: Some(left), right, .. } => {
                granted(left) && matches!(**right, Expr::Boolean(false))
            }
            Expr::IsBoolean { expr, test } => granted(expr) && (*test == "false" || *test == "not true"),
            _ => false,
        }
    });
    waiting
}

fn place_of(reading: &Reading, planned: &PlannedStatement, word: &str) -> Span {
    let span = planned.statement.span;
    match word_at(reading.plan.text(span), word) {
        Some(at) => Span::new(span.start as usize + at, span.start as usize + at + word.len()),
        None => span,
    }
}
