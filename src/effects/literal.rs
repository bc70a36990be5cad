//! Constants as the server would compare them, as far as a proof needs it.

use std::cmp::Ordering;

use crate::ast::{Expr, TypeName};

/// A constant of an expression.
#[derive(Clone, Debug, PartialEq)]
pub(super) enum Literal {
    Integer(i64),
    Number(f64),
    /// Text, a date or a time: dates and times in ISO form order as their text does.
    Text(String),
    Boolean(bool),
    Null,
}

/// The constant under casts and signs.
pub(super) fn literal(expr: &Expr) -> Option<Literal> {
    match expr {
        Expr::Integer(value) => Some(Literal::Integer(*value)),
        Expr::Float(text) => text.parse().ok().map(Literal::Number),
        Expr::String(text) => Some(Literal::Text(text.to_string())),
        Expr::Boolean(value) => Some(Literal::Boolean(*value)),
        Expr::Null => Some(Literal::Null),
        Expr::Cast { expr, to } => literal(expr).and_then(|literal| cast(literal, to)),
        Expr::Operator { name, left: None, right } if name == "-" => match literal(right)? {
            Literal::Integer(value) => value.checked_neg().map(Literal::Integer),
            Literal::Number(value) => Some(Literal::Number(-value)),
            _ => None,
        },
        _ => None,
    }
}

fn cast(literal: Literal, to: &TypeName) -> Option<Literal> {
    match (&literal, to.name.as_str()) {
        (Literal::Text(text), "int2" | "int4" | "int8") => text.trim().parse().ok().map(Literal::Integer),
        (Literal::Text(text), "numeric" | "float4" | "float8") => {
            text.trim().parse().ok().map(Literal::Number)
        }
        _ => Some(literal),
    }
}

/// The order of two constants of one column; `None` where it cannot be told without knowing the type.
pub(super) fn compare(left: &Literal, right: &Literal, data_type: Option<&str>) -> Option<Ordering> {
    use Literal::*;
    match (left, right) {
        (Text(left), Text(right)) => compare_texts(left, right, data_type),
        (Integer(left), Integer(right)) => Some(left.cmp(right)),
        (Boolean(left), Boolean(right)) => Some(left.cmp(right)),
        (Null, _) | (_, Null) => None,
        _ => number(left)?.partial_cmp(&number(right)?),
    }
}

/// A quoted constant takes the type of the column it is compared with.
fn compare_texts(left: &str, right: &str, data_type: Option<&str>) -> Option<Ordering> {
    match data_type {
        Some("int2" | "int4" | "int8" | "numeric" | "float4" | "float8" | "oid") => {
            left.trim().parse::<f64>().ok()?.partial_cmp(&right.trim().parse::<f64>().ok()?)
        }
        Some("date" | "timestamp" | "timestamptz") => Some(instant(left)?.cmp(&instant(right)?)),
        // Text sorts by its collation, but what is equal is equal.
        Some("uuid") => Some(left.to_ascii_lowercase().cmp(&right.to_ascii_lowercase())),
        _ if left == right => Some(Ordering::Equal),
        _ if left.is_ascii() && right.is_ascii() => Some(left.cmp(right)),
        _ => None,
    }
}

/// A date or timestamp in ISO form, padded so that its text sorts as its value does; others are not compared.
fn instant(text: &str) -> Option<String> {
    let text = text.trim();
    let (date, time) = text.split_once([' ', 'T']).unwrap_or((text, ""));
    let parts: Vec<&str> = date.split('-').collect();
    let [year, month, day] = parts.as_slice() else { return None };
    let digits = |part: &str| !part.is_empty() && part.bytes().all(|byte| byte.is_ascii_digit());
    if !digits(year) || !digits(month) || !digits(day) || year.len() != 4 {
        return None;
    }
    let time = time.trim_end_matches('Z').trim_end_matches("+00").trim_end_matches("+00:00");
    if !time.bytes().all(|byte| byte.is_ascii_digit() || byte == b':' || byte == b'.') {
        return None;
    }
    let mut padded = time.trim_end_matches('0').trim_end_matches('.').to_owned();
    if padded.split(':').all(|part| part.is_empty() || part.trim_matches('0').is_empty()) {
        padded.clear();
    } else {
        padded = time.to_owned();
    }
    Some(format!("{year}-{month:0>2}-{day:0>2} {padded}"))
}

fn number(literal: &Literal) -> Option<f64> {
    match literal {
        Literal::Integer(value) => Some(*value as f64),
        Literal::Number(value) => Some(*value),
        Literal::Text(text) => text.trim().parse().ok(),
        _ => None,
    }
}
