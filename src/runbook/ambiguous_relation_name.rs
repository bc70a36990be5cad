//! Scalar subqueries that look a relation up by a name that another schema may have too.

use super::{PlanCheck, Reading, word_at};
use crate::ast::{Expr, Query, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "ambiguous-relation-name",
    include_str!("../../rules/runbook/ambiguous-relation-name.md"),
    check,
);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        let Some(column) = ambiguous(query) else { continue };
        let span = planned.statement.span;
        let at = word_at(plan.text(span), column).unwrap_or_default() + span.start as usize;
        reading
            .report(
                Span::new(at, at + column.len()),
                format!("fails with \"more than one row returned by a subquery\" as soon as two schemas have a relation of this name: `{column}` alone does not tell them apart"),
            )
            .help("name the schema too (`schemaname = 'public' AND …`), or use its identity: `WHERE relid = 'public.name'::regclass`");
    }
}

/// The column of names in a subquery that must give one row.
fn ambiguous(query: &Query) -> Option<&'static str> {
    let mut many: Vec<*const Query> = Vec::new();
    let mut found = None;
    query.walk_expressions(&mut |expr| match expr {
        Expr::Any { items: parts, .. } | Expr::Other { parts, .. } => {
            many.extend(parts.iter().filter_map(|part| match part {
                Expr::Subquery(query) => Some(std::ptr::from_ref::<Query>(query)),
                _ => None,
            }));
        }
        Expr::Subquery(inner) if !many.contains(&std::ptr::from_ref::<Query>(inner)) => {
            found = found.or_else(|| bare_name(inner));
        }
        _ => {}
    });
    found
}

fn bare_name(query: &Query) -> Option<&'static str> {
    let of_server = query.relations.iter().any(|name| name.name.starts_with("pg_"));
    let aggregates = query.outputs.iter().all(|output| {
        matches!(&output.expr, Expr::Call(call) if matches!(call.name.as_str(), "count" | "sum" | "max" | "min" | "bool_and" | "bool_or"))
    });
    let condition = query.where_clause.as_ref().filter(|_| of_server && !aggregates && !query.has_limit)?;
    let has = |column: &str| condition.mentions_column(column);
    let schemas = ["schemaname", "nspname", "relnamespace", "table_schema", "relid", "oid", "indrelid"];
    if schemas.iter().any(|schema| has(schema)) {
        return None;
    }
    ["relname", "tablename", "indexname", "indexrelname", "proname", "conname"]
        .into_iter()
        .find(|name| has(name))
}
