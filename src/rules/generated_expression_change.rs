//! A generated column that stops being generated, or starts to be generated otherwise.

use crate::ast::{AlterActionKind, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "generated-expression-change",
    include_str!("../../rules/generated-expression-change.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
        if step.effects.failure.is_some() {
            continue;
        }
        for action in &alter.actions {
            let (message, help) = match &action.kind {
                AlterActionKind::DropExpression { column, .. } => (
                    format!(
                        "from here on nothing computes `{}.{column}`: running code that does not write it adds rows without a value",
                        table.name
                    ),
                    "let the application write the column, or a trigger, before the expression goes",
                ),
                AlterActionKind::SetExpression { column, .. } => (
                    format!("changes every value of `{}.{column}` under the code that reads it", table.name),
                    "add a column with the new expression, let the application change over, and drop the old one",
                ),
                _ => continue,
            };
            pass.report(action.span, message).on(step, table.id).help(help);
        }
    }
}
