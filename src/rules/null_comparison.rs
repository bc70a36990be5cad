//! A comparison with NULL, which no row passes.

use crate::ast::{Expr, ExprAt, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("null-comparison", include_str!("../../rules/null-comparison.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let condition: Option<&ExprAt> = match &step.statement.kind {
            Statement::Update(update) => update.where_clause.as_ref(),
            Statement::Delete(delete) => delete.where_clause.as_ref(),
            Statement::CreateIndex(index) => index.predicate.as_ref(),
            _ => None,
        };
        let Some(condition) = condition else { continue };
        let Some(operator) = required_of_all(&condition.expr) else { continue };
        let is = if operator == "=" { "IS NULL" } else { "IS NOT NULL" };
        let what = match &step.statement.kind {
            Statement::Update(_) => "changes no row",
            Statement::Delete(_) => "deletes no row",
            _ => "indexes no row",
        };
        pass.report(
            condition.span,
            format!("{what}: `{operator} NULL` is true of nothing, not even of NULL"),
        )
        .help(format!("write {is}"));
    }
}

/// The operator of a comparison with NULL that every row must pass.
fn required_of_all(condition: &Expr) -> Option<&str> {
    match condition {
        Expr::And(parts) => parts.iter().find_map(required_of_all),
        Expr::Operator { name, left: Some(left), right } => {
            let null = matches!(**left, Expr::Null) || matches!(**right, Expr::Null);
            (null && matches!(name.as_str(), "=" | "<>" | "!=")).then_some(name.as_str())
        }
        _ => None,
    }
}
