//! Columns that the server's own views do not have, in the version that the plan is for.

use super::system_views::ViewColumn;
use super::{PlanCheck, PlannedStatement, Reading, SYSTEM_VIEWS, word_at};
use crate::ast::{Expr, Name, ObjectName, Query, Statement};
use crate::catalog::is_system_column;
use crate::source::Span;

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "unknown-catalog-column",
    include_str!("../../rules/runbook/unknown-catalog-column.md"),
    check,
);

/// What people write, and what it is called.
const OFTEN_MEANT: &[(&str, &str)] = &[
    ("tablename", "relname"),
    ("table_name", "relname"),
    ("indexname", "indexrelname"),
    ("relname", "tablename"),
    ("mean_time", "mean_exec_time"),
    ("total_time", "total_exec_time"),
    ("max_time", "max_exec_time"),
    ("min_time", "min_exec_time"),
    ("mean_exec_time", "mean_time"),
    ("total_exec_time", "total_time"),
    ("schema_name", "schemaname"),
    ("procpid", "pid"),
    ("current_query", "query"),
    ("waiting", "wait_event_type"),
];

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for planned in &plan.statements {
        let Statement::Select(query) = &planned.statement.kind else { continue };
        let unknown = unknown_columns(reading, query, plan.text(planned.statement.span));
        for (view, column) in unknown {
            report(reading, planned, &view, &column);
        }
    }
}

/// The columns that no relation of the query has, each with the view that it was looked for in.
fn unknown_columns(reading: &Reading, query: &Query, text: &str) -> Vec<(ObjectName, Name)> {
    let version = reading.surroundings.version;
    let has = |columns: &[ViewColumn], name: &str| {
        columns.iter().any(|column| column.name == name && column.is_in(version))
    };
    let views: Vec<(&ObjectName, &[ViewColumn])> =
        query.relations.iter().filter_map(|name| Some((name, SYSTEM_VIEWS.columns(name)?))).collect();
    let all_known = !views.is_empty() && views.len() == query.relations.len() && !reads_functions(text);
    let mut found: Vec<(ObjectName, Name)> = Vec::new();
    query.walk_expressions(&mut |expr| {
        let Expr::Column(parts) = expr else { return };
        let view = match parts.as_slice() {
            [column] => {
                let output = query.outputs.iter().any(|output| {
                    output.name.as_ref() == Some(column)
                        && !matches!(&output.expr, Expr::Column(of) if of == parts)
                });
                let known = output || views.iter().any(|(_, columns)| has(columns, column));
                let meant = views
                    .iter()
                    .find(|(_, columns)| columns.iter().any(|known| known.name == column.as_str()));
                (all_known && !known).then(|| meant.unwrap_or(&views[0]))
            }
            [.., qualifier, column] => {
                let named = query.aliases.iter().find(|(alias, _)| alias == qualifier).map(|(_, name)| name);
                let view = views
                    .iter()
                    .find(|(name, _)| named.map_or(name.name == *qualifier, |named| named == *name));
                view.filter(|(_, columns)| !has(columns, column) && !is_system_column(column))
            }
            [] => None,
        };
        if let Some((view, _)) = view
            && let Some(column) = parts.last()
            && !is_system_column(column)
            && !found.iter().any(|(_, known)| known == column)
        {
            found.push(((*view).clone(), column.clone()));
        }
    });
    found
}

/// Whether FROM holds functions, whose columns are not known.
fn reads_functions(text: &str) -> bool {
    let mut words = text.split(|c: char| c.is_whitespace() || c == ',').filter(|word| !word.is_empty());
    let mut after_from = false;
    words.any(|word| {
        let called = after_from && word.contains('(') && !word.starts_with('(');
        after_from = ["from", "join", "lateral"].iter().any(|from| word.eq_ignore_ascii_case(from));
        called
    })
}

fn report(reading: &mut Reading, planned: &PlannedStatement, view: &ObjectName, column: &str) {
    let version = reading.surroundings.version;
    let span = planned.statement.span;
    let at = word_at(reading.plan.text(span), column);
    let place =
        at.map_or(span, |at| Span::new(span.start as usize + at, span.start as usize + at + column.len()));
    let columns = SYSTEM_VIEWS.columns(view).unwrap_or_default();
    let other = columns.iter().find(|known| known.name == column);
    let meant = OFTEN_MEANT.iter().filter(|(wrong, _)| *wrong == column).map(|(_, right)| *right);
    let meant = meant
        .into_iter()
        .find(|right| columns.iter().any(|known| known.name == *right && known.is_in(version)));
    let finding = reading
        .report(place, format!("cannot run on PostgreSQL {version}: `{view}` has no column `{column}`"));
    if let Some(other) = other {
        finding.note(format!("the column is in {}", other.versions()));
    }
    match (meant, column) {
        (Some(right), _) => drop(finding.help(format!("the column is called `{right}`"))),
        (None, "indisvalid") => {
            finding.help("whether an index is valid stands in pg_index:\nSELECT indexrelid::regclass, indisvalid FROM pg_index WHERE indexrelid = 'schema.index'::regclass;");
        }
        _ => {}
    }
}
