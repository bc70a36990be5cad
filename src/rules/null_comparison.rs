//! A comparison with NULL, which is neither true nor false: no row passes it as a condition, and every row as a check.

use crate::ast::{ConstraintKind, Expr, ExprAt, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("null-comparison", include_str!("../../rules/null-comparison.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let (what, verb, condition): (_, _, Option<&ExprAt>) = match &step.statement.kind {
            Statement::Update(update) => ("changes no row", "changes", update.where_clause.as_ref()),
            Statement::Delete(delete) => ("deletes no row", "deletes", delete.where_clause.as_ref()),
            Statement::CreateIndex(index) => ("indexes no row", "indexes", index.predicate.as_ref()),
            _ => continue,
        };
        let Some(condition) = condition else { continue };
        if let Some(test) = never(&condition.expr, true) {
            pass.report(
                condition.span,
                format!("{what}: {} is true of nothing, not even of NULL", test.shown()),
            )
            .help(test.remedy());
        } else if let Some(test) = dead_branch(&condition.expr) {
            let message = format!(
                "{verb} no row for the sake of {}: it is true of nothing, not even of NULL",
                test.shown()
            );
            pass.report(condition.span, message).help(test.remedy());
        }
    }
    for written in pass.written_constraints() {
        let ConstraintKind::Check(check) = &written.constraint.kind else { continue };
        let Some(test) = never(&check.expr, false) else { continue };
        let message = format!(
            "lets every row through: {} is never false, and a check stops only a row for which it is false",
            test.shown()
        );
        pass.report(written.constraint.span, message).help(test.remedy());
    }
}

/// A comparison with NULL, as it is written.
#[derive(Clone, Copy)]
enum Test<'a> {
    Operator(&'a str),
    /// `IN (…, NULL)`; `true` for `NOT IN`.
    List(bool),
}

impl Test<'_> {
    fn shown(self) -> String {
        match self {
            Test::Operator(operator) => format!("`{operator} NULL`"),
            Test::List(false) => "`IN` of a list with NULL".to_owned(),
            Test::List(true) => "`NOT IN` of a list with NULL".to_owned(),
        }
    }

    fn remedy(self) -> &'static str {
        match self {
            Test::Operator("=") => "write IS NULL",
            Test::Operator(_) => "write IS NOT NULL",
            Test::List(false) => "take NULL out of the list, and write OR … IS NULL where it is meant",
            Test::List(true) => "take NULL out of the list, and write AND … IS NOT NULL where it is meant",
        }
    }
}

/// The comparison for whose sake a condition never has this value, whatever is in the row.
fn never(condition: &Expr, value: bool) -> Option<Test<'_>> {
    match condition {
        // One part that is never true is enough for all of them, and each must be so for a false one.
        Expr::And(parts) if value => parts.iter().find_map(|part| never(part, true)),
        Expr::Or(parts) if !value => parts.iter().find_map(|part| never(part, false)),
        Expr::And(parts) | Expr::Or(parts) => {
            let every = parts.iter().all(|part| never(part, value).is_some());
            parts.first().filter(|_| every).and_then(|part| never(part, value))
        }
        Expr::Not(inner) => never(inner, !value),
        Expr::Operator { name, left: Some(left), right } => {
            let null = matches!(**left, Expr::Null) || matches!(**right, Expr::Null);
            (null && matches!(name.as_str(), "=" | "<>" | "!=")).then(|| Test::Operator(name.as_str()))
        }
        Expr::Any { operator, items, all, .. } => {
            let null = items.iter().any(|item| matches!(item, Expr::Null));
            let one = operator == "=" && !all && !value;
            let none = operator == "<>" && *all && value;
            (null && (one || none)).then_some(Test::List(*all))
        }
        _ => None,
    }
}

/// One of several alternatives that no row takes.
fn dead_branch(condition: &Expr) -> Option<Test<'_>> {
    match condition {
        Expr::And(parts) => parts.iter().find_map(dead_branch),
        Expr::Or(parts) => parts.iter().find_map(|part| never(part, true).or_else(|| dead_branch(part))),
        _ => None,
    }
}
