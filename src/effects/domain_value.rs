//! Constants in the place of a column in a condition, and those that the domain of their column refuses.

use super::folded::truth;
use super::literal::{Literal, literal};
use super::prediction::Prediction;
use crate::ast::{Expr, Insert, Query, TypeName};
use crate::catalog::{Domain, Place, Relation, RelationKind};

/// What the server says of a value, and where the domain that refuses it was made.
struct Refusal {
    code: &'static str,
    message: String,
    made: Option<Place>,
}

impl Prediction<'_> {
    /// INSERT of a constant that the domain of its column refuses.
    pub(super) fn refuse_values(&mut self, insert: &Insert, table: &Relation) {
        let stored = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
        let plain = |source: &&Query| {
            let nested = source.expressions.iter().any(|value| matches!(value, Expr::Subquery(_)));
            source.values_rows > 0
                && source.expressions.len().is_multiple_of(source.values_rows)
                && source.relations.is_empty()
                && !nested
        };
        let Some(source) = insert.source.as_ref().filter(plain) else { return };
        // A rule may do something else instead.
        if !stored || !table.rules.is_empty() || !table.columns_known {
            return;
        }
        let width = source.expressions.len() / source.values_rows;
        let names = insert.columns.iter().map(|column| table.column(&column.name));
        let all = table.columns.iter().map(|column| Some(&**column));
        let listed: Vec<_> = if insert.columns.is_empty() { all.collect() } else { names.collect() };
        let before = self.before;
        for (at, column) in listed.into_iter().take(width).enumerate() {
            let Some(data_type) = column.and_then(|column| column.data_type.as_ref()) else { continue };
            let domains = before.domains_of(data_type);
            let mut values = source.expressions.iter().skip(at).step_by(width.max(1));
            if let Some(Refusal { code, message, made }) = values.find_map(|value| refusal(&domains, value)) {
                self.fail_for(code, message, made);
                return;
            }
        }
    }
}

fn refusal(domains: &[Domain<'_>], value: &Expr) -> Option<Refusal> {
    let (first, base) = (domains.first()?, domains.last()?.base);
    let name = &first.definition.name.name;
    let value = fitting(base, value)?;
    // Those further down are asked first.
    domains.iter().rev().find_map(|domain| {
        let made = domain.definition.origin.created();
        if value == Expr::Null {
            let message = format!("domain {name} does not allow null values");
            return domain.not_null.then_some(Refusal { code: "23502", message, made });
        }
        let broken = domain.checks.iter().find(|check| {
            with_value(&check.expr, "value", &value).and_then(|check| truth(&check)) == Some(false)
        })?;
        let message = format!("value for domain {name} violates check constraint \"{}\"", broken.name);
        Some(Refusal { code: "23514", message, made })
    })
}

/// A constant as a column of the type keeps it, where that is how it is written.
fn fitting(base: &TypeName, value: &Expr) -> Option<Expr> {
    match (literal(value)?, value) {
        (Literal::Null, _) => Some(Expr::Null),
        (Literal::Integer(number), Expr::Integer(_) | Expr::Operator { .. }) => {
            let number_type = matches!(base.name.as_str(), "int2" | "int4" | "int8" | "numeric" | "float8");
            (number_type && base.array == 0 && base.modifiers.is_empty()).then_some(Expr::Integer(number))
        }
        (Literal::Boolean(_), Expr::Boolean(_)) if base.name == "bool" => Some(value.clone()),
        (Literal::Text(_), Expr::String(_)) if keeps_text(base) => Some(value.clone()),
        _ => None,
    }
}

/// Whether a column keeps a text as it is, or refuses it.
pub fn keeps_text(data_type: &TypeName) -> bool {
    data_type.array == 0 && matches!(data_type.name.as_str(), "text" | "varchar")
}

/// Whether a cast to it leaves a text as it is.
pub fn is_text(data_type: &TypeName) -> bool {
    // A length cuts off what does not fit.
    data_type.array == 0
        && data_type.modifiers.is_empty()
        && matches!(data_type.name.as_str(), "text" | "varchar")
}

/// The condition with the value in place of the column; what it says of anything else stays open. `None` where that would
/// not be the same condition, or would be no condition with an answer: a check that comes to NULL is passed.
pub fn with_value(condition: &Expr, column: &str, value: &Expr) -> Option<Expr> {
    let all =
        |parts: &[Expr]| parts.iter().map(|part| with_value(part, column, value)).collect::<Option<Vec<_>>>();
    let inner = |expr: &Expr| with_value(expr, column, value).map(Box::new);
    let compared = |name: &str, left: &Expr, right: &Expr| {
        Some(Expr::Operator { name: name.into(), left: Some(inner(left)?), right: inner(right)? })
    };
    Some(match condition {
        Expr::Column(parts) if parts.last().is_some_and(|last| last == column) => value.clone(),
        Expr::Null => return None,
        Expr::Boolean(_) | Expr::Integer(_) | Expr::String(_) => condition.clone(),
        Expr::And(parts) => Expr::And(all(parts)?),
        Expr::Or(parts) => Expr::Or(all(parts)?),
        Expr::Not(expr) => Expr::Not(inner(expr)?),
        Expr::IsNull { expr, negated } => Expr::IsNull { expr: inner(expr)?, negated: *negated },
        Expr::Cast { expr, to } if is_text(to) => *inner(expr)?,
        Expr::Operator { name, left: Some(left), right } => compared(name, left, right)?,
        Expr::Any { left, operator, items, all } => {
            let each: Option<Vec<Expr>> = items.iter().map(|item| compared(operator, left, item)).collect();
            if *all { Expr::And(each?) } else { Expr::Or(each?) }
        }
        Expr::Between { expr, low, high, negated } => {
            let inside = Expr::And(vec![compared(">=", expr, low)?, compared("<=", expr, high)?]);
            if *negated { Expr::Not(Box::new(inside)) } else { inside }
        }
        _ => Expr::Parameter,
    })
}
