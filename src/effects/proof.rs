//! What a valid CHECK proves: that a column holds no null, or that every row fits a partition's bound.
//!
//! This is PostgreSQL's predicate_implied_by as far as migrations meet it: AND and OR are taken apart, and what is left
//! must be the same test, or comparisons of one column with constants of which one follows from the other. A CHECK
//! also passes when it is null, so `a > 0` does not prove that `a` is not null.

use std::cmp::Ordering;

use super::literal::{self, Literal};
use crate::ast::{Expr, Name};
use crate::catalog::{ConstraintDef, Relation};
use crate::version::PgVersion;

/// What is to be proven, or is known.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Test {
    All(Vec<Test>),
    Any(Vec<Test>),
    NotNull(Name),
    Null(Name),
    Compare {
        column: Name,
        operator: Comparison,
        value: Literal,
    },
    /// `column IN (…)`.
    OneOf {
        column: Name,
        values: Vec<Literal>,
    },
    /// Anything else can only be proven by itself.
    Same(Expr),
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Comparison {
    Less,
    LessOrEqual,
    Equal,
    GreaterOrEqual,
    Greater,
    NotEqual,
}

use Comparison::*;

/// Whether the table's valid constraints leave no room for a null in a column.
pub(super) fn holds_no_null(
    table: &Relation,
    column: &str,
    version: PgVersion,
    ignored: &dyn Fn(&Name) -> bool,
) -> bool {
    let checks = valid_checks(table, version, ignored);
    checks.iter().any(|check| implies(check, &Test::NotNull(Name::new(column)), table))
}

/// Whether the table's valid constraints and NOT NULL columns imply a test.
pub(super) fn table_implies(table: &Relation, version: PgVersion, wanted: &Test) -> bool {
    let mut known = valid_checks(table, version, &|_| false);
    let not_null = table.columns.iter().filter(|column| column.not_null);
    known.extend(not_null.map(|column| Test::NotNull(column.name.clone())));
    implies(&Test::All(known), wanted, table)
}

fn valid_checks(table: &Relation, version: PgVersion, ignored: &dyn Fn(&Name) -> bool) -> Vec<Test> {
    let constraints = table.constraints.iter();
    let valid = constraints.filter(|constraint| constraint.validated && constraint.enforced);
    valid
        .filter(|constraint| !ignored(&constraint.name))
        .filter_map(|constraint| match &constraint.kind {
            ConstraintDef::Check { expr, .. } if version > PgVersion::V12 || !needs_13(expr) => {
                Some(test(expr))
            }
            _ => None,
        })
        .collect()
}

/// Reads an expression as a test.
pub(super) fn test(expr: &Expr) -> Test {
    read(expr, false).unwrap_or_else(|| Test::Same(expr.clone()))
}

fn read(expr: &Expr, negated: bool) -> Option<Test> {
    match expr {
        // A row is not null when none of its fields is.
        Expr::IsNull { expr: inner, negated: true } if matches!(**inner, Expr::Row(_)) && !negated => {
            let Expr::Row(fields) = &**inner else { return None };
            Some(Test::All(
                fields
                    .iter()
                    .map(column)
                    .collect::<Option<Vec<_>>>()?
                    .into_iter()
                    .map(Test::NotNull)
                    .collect(),
            ))
        }
        Expr::And(parts) | Expr::Or(parts) => {
            let read_part = |part| read(part, negated).unwrap_or_else(|| Test::Same(sign(part, negated)));
            let tests = parts.iter().map(read_part).collect();
            Some(if matches!(expr, Expr::And(_)) != negated { Test::All(tests) } else { Test::Any(tests) })
        }
        Expr::Not(inner) => read(inner, !negated),
        Expr::IsNull { expr: inner, negated: not_null } => {
            let column = column(inner)?;
            Some(if *not_null != negated { Test::NotNull(column) } else { Test::Null(column) })
        }
        Expr::Operator { name, left: Some(left), right } => operator(name, left, right, negated),
        Expr::Between { expr, low, high, negated: outside } => {
            let (low, high) = (bound(expr, GreaterOrEqual, low)?, bound(expr, LessOrEqual, high)?);
            let both = if *outside == negated { Test::All } else { Test::Any };
            let turn = |test| if *outside == negated { Some(test) } else { opposite(test) };
            Some(both(vec![turn(low)?, turn(high)?]))
        }
        Expr::Any { left, operator, items, all: false } if operator == "=" && !negated => {
            let values = items.iter().map(literal::literal).collect::<Option<Vec<_>>>()?;
            Some(Test::OneOf { column: column(left)?, values })
        }
        Expr::Any { left, operator, items, all: true } if operator == "<>" && !negated => {
            let column = column(left)?;
            let values = items.iter().map(literal::literal).collect::<Option<Vec<_>>>()?;
            let one = |value| Test::Compare { column: column.clone(), operator: NotEqual, value };
            Some(Test::All(values.into_iter().map(one).collect()))
        }
        _ => None,
    }
}

fn sign(expr: &Expr, negated: bool) -> Expr {
    if negated { Expr::Not(Box::new(expr.clone())) } else { expr.clone() }
}

fn operator(name: &str, left: &Expr, right: &Expr, negated: bool) -> Option<Test> {
    // `(c IS NOT NULL) = true` is simplified to what it compares.
    if name == "=" || name == "<>" {
        for (inner, constant) in [(left, right), (right, left)] {
            if let Expr::Boolean(value) = constant
                && matches!(inner, Expr::IsNull { .. } | Expr::Not(_) | Expr::And(_) | Expr::Or(_))
            {
                return read(inner, negated != (*value == (name == "<>")));
            }
        }
    }
    if let (Some(distinct), Expr::Null) = (distinction(name), right) {
        let column = column(left)?;
        return Some(if distinct != negated { Test::NotNull(column) } else { Test::Null(column) });
    }
    let operator = match name {
        "<" => Less,
        "<=" => LessOrEqual,
        "=" => Equal,
        ">=" => GreaterOrEqual,
        ">" => Greater,
        "<>" | "!=" => NotEqual,
        _ => return None,
    };
    let test = match (column(left), column(right)) {
        (Some(_), None) => bound(left, operator, right)?,
        (None, Some(_)) => bound(right, mirrored(operator), left)?,
        _ => return None,
    };
    if negated { opposite(test) } else { Some(test) }
}

/// `IS [NOT] DISTINCT FROM`, which with NULL is a test for null.
fn distinction(operator: &str) -> Option<bool> {
    match operator {
        "IS DISTINCT FROM" => Some(true),
        "IS NOT DISTINCT FROM" => Some(false),
        _ => None,
    }
}

/// 12 does not simplify these before it looks for a proof.
fn needs_13(expr: &Expr) -> bool {
    let mut found = false;
    expr.walk(&mut |part| {
        found |= match part {
            Expr::Operator { name, .. } => distinction(name).is_some(),
            Expr::IsNull { expr, .. } => matches!(**expr, Expr::Row(_)),
            _ => false,
        };
    });
    found
}

fn bound(left: &Expr, operator: Comparison, right: &Expr) -> Option<Test> {
    Some(Test::Compare { column: column(left)?, operator, value: literal::literal(right)? })
}

/// The test that holds exactly where this one is false.
pub(super) fn opposite(test: Test) -> Option<Test> {
    Some(match test {
        Test::All(tests) => Test::Any(tests.into_iter().map(opposite).collect::<Option<_>>()?),
        Test::Any(tests) => Test::All(tests.into_iter().map(opposite).collect::<Option<_>>()?),
        Test::NotNull(column) => Test::Null(column),
        Test::Null(column) => Test::NotNull(column),
        Test::Compare { column, operator, value } => {
            let operator = match operator {
                Less => GreaterOrEqual,
                LessOrEqual => Greater,
                Equal => NotEqual,
                GreaterOrEqual => Less,
                Greater => LessOrEqual,
                NotEqual => Equal,
            };
            Test::Compare { column, operator, value }
        }
        Test::OneOf { column, values } => {
            let one = |value| Test::Compare { column: column.clone(), operator: NotEqual, value };
            Test::All(values.into_iter().map(one).collect())
        }
        Test::Same(_) => return None,
    })
}

fn mirrored(operator: Comparison) -> Comparison {
    match operator {
        Less => Greater,
        LessOrEqual => GreaterOrEqual,
        GreaterOrEqual => LessOrEqual,
        Greater => Less,
        Equal | NotEqual => operator,
    }
}

fn column(expr: &Expr) -> Option<Name> {
    match expr {
        Expr::Column(parts) => parts.last().cloned(),
        // The server's own casts between text types stand around a column without changing it.
        Expr::Cast { expr, to } if matches!(to.name.as_str(), "text" | "varchar") => column(expr),
        _ => None,
    }
}

/// Whether a test follows from a known one that is true or null (a CHECK) of every row.
pub(super) fn implies(known: &Test, wanted: &Test, table: &Relation) -> bool {
    match (known, wanted) {
        (_, Test::All(tests)) => tests.iter().all(|test| implies(known, test, table)),
        (Test::Any(tests), _) => {
            tests.iter().all(|test| implies(test, wanted, table)) || any_of(known, wanted, table)
        }
        (Test::All(tests), Test::Any(_)) => {
            any_of(known, wanted, table) || tests.iter().any(|test| implies(test, wanted, table))
        }
        (Test::All(tests), _) => tests.iter().any(|test| implies(test, wanted, table)),
        (_, Test::Any(_)) => any_of(known, wanted, table),
        _ => follows(known, wanted, table),
    }
}

fn any_of(known: &Test, wanted: &Test, table: &Relation) -> bool {
    match wanted {
        Test::Any(tests) => tests.iter().any(|test| implies(known, test, table)),
        _ => false,
    }
}

fn follows(known: &Test, wanted: &Test, table: &Relation) -> bool {
    let type_of = |column: &Name| {
        let data_type = table.column(column).and_then(|column| column.data_type.as_ref());
        data_type.map(|data_type| data_type.name.as_str())
    };
    match (known, wanted) {
        (
            Test::Compare { column: known_column, operator: known_operator, value: known_value },
            Test::Compare { column, operator, value },
        ) if known_column == column => literal::compare(known_value, value, type_of(column))
            .is_some_and(|order| comparison_follows(*known_operator, order, *operator)),
        (Test::OneOf { column: known_column, values: known_values }, _) if !known_values.is_empty() => {
            known_values.iter().all(|value| {
                let one =
                    Test::Compare { column: known_column.clone(), operator: Equal, value: value.clone() };
                follows(&one, wanted, table)
            })
        }
        (
            Test::Compare { column: known_column, operator: Equal, value: known_value },
            Test::OneOf { column, values },
        ) if known_column == column => values
            .iter()
            .any(|value| literal::compare(known_value, value, type_of(column)) == Some(Ordering::Equal)),
        _ => known == wanted,
    }
}

/// Whether `x known_operator a` makes `x operator b` true, where `order` is how `a` compares with `b`
/// (the server's btree implication table).
fn comparison_follows(known: Comparison, order: Ordering, wanted: Comparison) -> bool {
    use Ordering::{Equal as Same, Greater as Above, Less as Below};
    match (known, wanted) {
        (Less, Less) | (Less, LessOrEqual) => order != Above,
        (Less, NotEqual) => order != Above,
        (LessOrEqual, LessOrEqual) => order != Above,
        (LessOrEqual, Less) | (LessOrEqual, NotEqual) => order == Below,
        (Equal, Less) | (Equal, LessOrEqual) if order == Below => true,
        (Equal, Greater) | (Equal, GreaterOrEqual) if order == Above => true,
        (Equal, LessOrEqual) | (Equal, Equal) | (Equal, GreaterOrEqual) => order == Same,
        (Equal, NotEqual) => order != Same,
        (GreaterOrEqual, GreaterOrEqual) => order != Below,
        (GreaterOrEqual, Greater) | (GreaterOrEqual, NotEqual) => order == Above,
        (Greater, Greater) | (Greater, GreaterOrEqual) => order != Below,
        (Greater, NotEqual) => order != Below,
        (NotEqual, NotEqual) => order == Same,
        _ => false,
    }
}
