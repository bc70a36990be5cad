//! A CHECK whose answer changes with the time, the session or other rows.

use crate::ast::{ConstraintKind, Expr, FunctionCall, ObjectName, Statement, Volatility};
use crate::catalog::{Catalog, Routine};
use crate::effects::{FunctionVolatility, function_volatility};
use crate::rule::{Pass, Rule, list};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("volatile-check-constraint", include_str!("../../rules/volatile-check-constraint.md"), check);

/// Built-in functions that the server calls stable and that answer another thing in another transaction or session.
/// Most others are stable only for a locale or a time zone.
const MOVING: &[&str] = &[
    "current_database",
    "current_schema",
    "current_setting",
    "inet_client_addr",
    "now",
    "statement_timestamp",
    "transaction_timestamp",
];

/// Functions that give the time. A row that lies before it once does so for good: `born_on <= current_date` is kept.
const CLOCKS: &[&str] = &["clock_timestamp", "now", "statement_timestamp", "transaction_timestamp"];

fn check(pass: &mut Pass) {
    for written in pass.written_constraints() {
        let ConstraintKind::Check(condition) = &written.constraint.kind else { continue };
        let moving = moving(&condition.expr, &written.step.before);
        let Some(table) = written.after.resolve(written.table) else { continue };
        if moving.is_empty() || table.is_temporary() {
            continue;
        }
        let message = format!(
            "the check on `{}` depends on {}: a row that satisfied it may break it later, and then a restore of a dump fails",
            table.name,
            list(moving)
        );
        pass.report(written.constraint.span, message).on(written.step, table.id).help(
            "check it in a trigger or in the application, which look at a row only when it is written; a CHECK is for what is \
             true of a row by itself",
        );
    }
}

/// What the answer depends on besides the row. Parts that time makes true for good are passed over.
fn moving(expr: &Expr, catalog: &Catalog) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let mut open = vec![expr];
    while let Some(part) = open.pop() {
        match part {
            Expr::And(parts) | Expr::Or(parts) => open.extend(parts.iter().rev()),
            Expr::Between { expr, low, high, negated: false } => {
                open.push(low);
                open.push(expr);
                if !asks_only_the_clock(high) {
                    open.push(high);
                }
            }
            Expr::Operator { name, left: Some(left), right } => {
                let (earlier, later) = match name.as_str() {
                    "<" | "<=" => (left, right),
                    ">" | ">=" => (right, left),
                    _ => {
                        named(part, catalog, &mut found);
                        continue;
                    }
                };
                named(earlier, catalog, &mut found);
                if !asks_only_the_clock(later) {
                    named(later, catalog, &mut found);
                }
            }
            other => named(other, catalog, &mut found),
        }
    }
    found
}

/// The functions in an expression that answer another thing another time.
fn named(expr: &Expr, catalog: &Catalog, found: &mut Vec<String>) {
    expr.walk(&mut |part| {
        let name = match part {
            Expr::SqlValue(name) => Some((*name).to_owned()),
            Expr::Call(call) if is_moving(call, catalog) => Some(format!("{}()", call.name)),
            _ => None,
        };
        found.extend(name.filter(|name| !found.contains(name)));
    });
}

/// Whether an expression is the time or some time from it, which only grows.
fn asks_only_the_clock(expr: &Expr) -> bool {
    match expr {
        Expr::SqlValue(name) => name.starts_with("current_date") || name.contains("time"),
        Expr::Call(call) => CLOCKS.contains(&call.name.as_str()),
        Expr::Cast { expr, .. } => asks_only_the_clock(expr),
        Expr::Operator { name, left: Some(left), right } => {
            let constant = matches!(**right, Expr::Integer(_) | Expr::String(_) | Expr::Cast { .. });
            matches!(name.as_str(), "+" | "-") && asks_only_the_clock(left) && constant
        }
        _ => false,
    }
}

fn is_moving(call: &FunctionCall, catalog: &Catalog) -> bool {
    let name = ObjectName { schema: call.schema.clone(), name: call.name.clone(), span: Span::default() };
    let own = catalog.routines(&name);
    if own.is_empty() {
        // What an extension brings is often declared VOLATILE for no reason.
        let volatile = FunctionVolatility::Known(Volatility::Volatile);
        return MOVING.contains(&call.name.as_str()) || function_volatility(call, catalog) == volatile;
    }
    own.iter().any(|routine| reads_tables(routine))
}

/// A function in SQL that asks other tables.
fn reads_tables(routine: &Routine) -> bool {
    let statements = routine.definition.iter().flat_map(|definition| &definition.statements);
    statements.into_iter().any(|inside| match &inside.statement.kind {
        Statement::Select(query) => !query.relations.is_empty(),
        _ => false,
    })
}
