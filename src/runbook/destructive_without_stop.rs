//! Statements that destroy, among others, without a transaction around them.

use super::sql_syntax::first_line;
use super::{PlanCheck, PlannedStatement, Reading};
use crate::ast::{ObjectKind, Statement, Transaction};

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "drop-outside-transaction",
    include_str!("../../rules/runbook/drop-outside-transaction.md"),
    check,
);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for block in 0..plan.blocks.len() {
        let statements: Vec<&PlannedStatement> =
            plan.statements.iter().filter(|planned| planned.block == block).collect();
        let begins = |planned: &&PlannedStatement| {
            matches!(planned.statement.kind, Statement::Transaction(Transaction::Begin))
        };
        if statements.iter().any(begins) || statements.iter().filter(|planned| changes(planned)).count() < 2 {
            continue;
        }
        let Some(drop) = statements.iter().find(|planned| destroys(planned)) else { continue };
        let span = first_line(plan.text(drop.statement.span), drop.statement.span);
        reading
            .report(span, "runs by itself: when a statement beside it fails, what this one destroyed stays destroyed")
            .help("put the block between BEGIN; and COMMIT; and run it with psql -v ON_ERROR_STOP=1, so that it happens as a whole or not at all");
    }
}

fn destroys(planned: &PlannedStatement) -> bool {
    match &planned.statement.kind {
        Statement::Drop(drop) => {
            !drop.concurrently
                && (drop.cascade || matches!(drop.kind, ObjectKind::Table | ObjectKind::Schema))
        }
        Statement::Truncate(_) => true,
        _ => false,
    }
}

fn changes(planned: &PlannedStatement) -> bool {
    !matches!(
        planned.statement.kind,
        Statement::Select(_) | Statement::Set(_) | Statement::Transaction(_) | Statement::Other(_)
    )
}
