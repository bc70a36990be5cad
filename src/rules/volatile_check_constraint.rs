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

fn moving(expr: &Expr, catalog: &Catalog) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    expr.walk(&mut |part| {
        let name = match part {
            Expr::SqlValue(name) => Some((*name).to_owned()),
            Expr::Call(call) if is_moving(call, catalog) => Some(format!("{}()", call.name)),
            _ => None,
        };
        found.extend(name.filter(|name| !found.contains(name)));
    });
    found
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
    statements.into_iter().any(|statement| match &statement.kind {
        Statement::Select(query) => !query.relations.is_empty(),
        _ => false,
    })
}
