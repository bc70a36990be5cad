//! Queries that read more than they need, or that mean something else than they say.

use crate::ast::{Expr, Query, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("query-style", include_str!("../../rules/query-style.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let (query, condition): (Option<&Query>, Option<&Expr>) = match &step.statement.kind {
            Statement::Select(query) => (Some(query), None),
            Statement::CreateView(create) => (Some(&create.query), None),
            Statement::CreateTableAs(create) => (Some(&create.query), None),
            Statement::Insert(insert) => (insert.source.as_ref(), None),
            Statement::Update(update) => {
                (Some(&update.source), update.where_clause.as_ref().map(|at| &at.expr))
            }
            Statement::Delete(delete) => {
                (Some(&delete.source), delete.where_clause.as_ref().map(|at| &at.expr))
            }
            _ => continue,
        };
        let star = query.is_some_and(|query| {
            !query.relations.is_empty()
                && query.outputs.iter().any(|output| matches!(output.expr, Expr::Star(_)))
        });
        let mut found =
            star.then_some(("takes every column, also those that come later", "name the columns"));
        let mut look = |expr: &Expr| found = found.or_else(|| complaint(expr));
        if let Some(query) = query {
            query.walk_expressions(&mut look);
        }
        if let Some(condition) = condition {
            condition.walk(&mut look);
        }
        if let Some((message, help)) = found {
            pass.report(step.span(), message).help(help);
        }
    }
}

fn complaint(expr: &Expr) -> Option<(&'static str, &'static str)> {
    match expr {
        Expr::Operator { name, right, .. } if matches!(name.as_str(), "~~" | "~~*") => match &**right {
            Expr::String(pattern) if pattern.starts_with('%') => Some((
                "reads every row: no index helps with LIKE '%…'",
                "use full text search, or an index with pg_trgm",
            )),
            _ => None,
        },
        Expr::Call(call) if call.name == "random" => Some((
            "gives each row a number of chance, and a full sort where it is ordered by",
            "use TABLESAMPLE",
        )),
        Expr::Not(inner) => match &**inner {
            Expr::Any { items, .. } if items.iter().any(|item| matches!(item, Expr::Subquery(_))) => NOT_IN,
            Expr::Other { what: "in subquery", .. } => NOT_IN,
            _ => None,
        },
        Expr::Any { all: true, items, .. } if items.iter().any(|item| matches!(item, Expr::Subquery(_))) => {
            NOT_IN
        }
        _ => None,
    }
}

const NOT_IN: Option<(&str, &str)> =
    Some(("finds nothing as soon as the subquery has one NULL", "use NOT EXISTS"));
