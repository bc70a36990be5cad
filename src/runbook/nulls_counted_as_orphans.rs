//! Orphan queries that count rows without a key.

use super::sql_syntax::first_line;
use super::{PlanCheck, Reading, lower_words};
use crate::ast::{Expr, Query, Statement};

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "nulls-counted-as-orphans",
    include_str!("../../rules/runbook/nulls-counted-as-orphans.md"),
    check,
);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        let span = planned.statement.span;
        if !looks_for_orphans(query, plan.text(span)) {
            continue;
        }
        reading
            .report(first_line(plan.text(span), span), "counts rows without a key as orphans: a NULL key refers to nothing and breaks no foreign key")
            .help("add the condition that the key is there: AND child.key IS NOT NULL");
    }
}

/// `LEFT JOIN parent … WHERE parent.id IS NULL`, and no condition that anything is not null.
fn looks_for_orphans(query: &Query, text: &str) -> bool {
    let words = lower_words(text);
    let outer = words.windows(2).any(|pair| pair[0] == "left" && (pair[1] == "join" || pair[1] == "outer"));
    let Some(condition) = query.where_clause.as_ref().filter(|_| outer) else { return false };
    let (mut missing, mut present) = (false, false);
    condition.walk(&mut |expr| {
        if let Expr::IsNull { expr, negated } = expr
            && matches!(**expr, Expr::Column(_))
        {
            missing |= !negated;
            present |= negated;
        }
    });
    missing && !present
}
