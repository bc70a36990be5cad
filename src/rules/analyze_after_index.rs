//! An index on an expression, of which the planner knows nothing until the table is analyzed.

use crate::ast::{IndexKey, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("analyze-after-index", include_str!("../../rules/analyze-after-index.md"), check);

fn check(pass: &mut Pass) {
    for (at, step) in pass.steps().iter().enumerate() {
        let Statement::CreateIndex(create) = &step.statement.kind else { continue };
        let computed = create.elements.iter().any(|element| matches!(element.key, IndexKey::Expression(_)));
        let Some(table) = pass.in_use(&step.before, &create.table).filter(|_| computed) else { continue };
        if step.effects.failure.is_some() || pass.is_analyzed_after(at, table) {
            continue;
        }
        let message = format!(
            "the planner guesses how selective the expression is until `{}` is analyzed, which nothing here does",
            table.name
        );
        pass.report(step.span(), message)
            .on(step, table.id)
            .help(format!("gather its statistics; this blocks nobody:\nANALYZE {};", create.table));
    }
}
