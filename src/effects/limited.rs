//! A LIMIT that bounds how many rows an UPDATE or DELETE changes: over the key that it picks them by, and not over some
//! value that its condition compares with.

use super::prediction::Prediction;
use super::target::Target;
use crate::ast::{Expr, Name, Query};
use crate::catalog::Through;

impl<'a> Prediction<'a> {
    /// `WHERE id IN (SELECT … LIMIT n)`, `WHERE id = (SELECT … LIMIT 1)`, and `FROM some WHERE some.id = t.id`, where
    /// that is all of FROM and ends with a LIMIT.
    pub(super) fn is_limited(&self, through: &Through<'a>, target: &Target, source: &Query) -> bool {
        let mut picked = Vec::new();
        let condition = target.condition();
        condition.iter().for_each(|condition| pick(condition, target, source.has_limit, &mut picked));
        let physical = through.views.is_empty() && picked.iter().any(|column| column.as_str() == "ctid");
        let columns: Vec<Name> = picked.iter().filter_map(|column| through.column(column)).collect();
        let likely = columns.iter().any(|column| column.as_str() == "id")
            || !through.table.columns_known && !columns.is_empty();
        physical || likely || self.is_key(through.table, &columns)
    }
}

/// Gathers the target's columns whose values a LIMIT bounds.
fn pick(condition: &Expr, target: &Target, joined: bool, picked: &mut Vec<Name>) {
    let mut add = |column: &Expr| match column {
        Expr::Column(parts) if target.owns(parts) => picked.extend(parts.last().cloned()),
        _ => {}
    };
    match condition {
        Expr::And(parts) => parts.iter().for_each(|part| pick(part, target, joined, picked)),
        Expr::Any { left, operator, items, all: false }
            if operator == "=" && items.iter().all(|item| is_limited(item, target)) =>
        {
            match &**left {
                Expr::Row(columns) => columns.iter().for_each(add),
                column => add(column),
            }
        }
        Expr::Operator { name, left: Some(left), right } if name == "=" => {
            for (own, other) in [(left, right), (right, left)] {
                let is_joined = joined && matches!(&**other, Expr::Column(parts) if !target.owns(parts));
                if is_joined || is_limited(other, target) {
                    add(own);
                }
            }
        }
        _ => {}
    }
}

/// Whether a subquery, or an array of what it finds, ends with a LIMIT, and is asked once and not for each row.
fn is_limited(expr: &Expr, target: &Target) -> bool {
    match expr {
        Expr::Subquery(query) => query.has_limit && !target.is_asked_of(query),
        Expr::Other { what: "array", parts } => {
            matches!(parts.as_slice(), [query] if is_limited(query, target))
        }
        _ => false,
    }
}
