//! What the planner leaves of an expression: what constants decide is decided before anything runs
//! (eval_const_expressions).

use std::cmp::Ordering;

use super::literal::{Literal, compare, literal};
use crate::ast::{Expr, FunctionCall};

/// The calls that are left. Those in a branch that is never taken are not made, and do not count as volatile.
pub fn calls_left(expr: &Expr) -> Vec<&FunctionCall> {
    let mut calls = Vec::new();
    gather(expr, &mut calls);
    calls
}

fn gather<'a>(expr: &'a Expr, calls: &mut Vec<&'a FunctionCall>) {
    match expr {
        Expr::Case { operand, branches, otherwise } => {
            in_branches(operand.as_deref(), branches, otherwise.as_deref(), calls);
        }
        Expr::Coalesce(parts) => {
            for part in parts {
                gather(part, calls);
                if literal(part).is_some_and(|value| value != Literal::Null) {
                    break;
                }
            }
        }
        Expr::And(_) | Expr::Or(_) if decided(expr).is_some() => {}
        other => {
            if let Expr::Call(call) = other {
                calls.push(call);
            }
            other.each_part(&mut |part| gather(part, calls));
        }
    }
}

/// The branches of a CASE up to the first that is always taken, without those that never are.
fn in_branches<'a>(
    operand: Option<&'a Expr>,
    branches: &'a [(Expr, Expr)],
    otherwise: Option<&'a Expr>,
    calls: &mut Vec<&'a FunctionCall>,
) {
    operand.into_iter().for_each(|operand| gather(operand, calls));
    for (when, then) in branches {
        let taken = match operand {
            Some(operand) => compared("=", operand, when),
            None => decided(when),
        };
        match taken {
            Some(Literal::Boolean(true)) => return gather(then, calls),
            Some(_) => {}
            None => {
                gather(when, calls);
                gather(then, calls);
            }
        }
    }
    otherwise.into_iter().for_each(|otherwise| gather(otherwise, calls));
}

/// Whether constants alone make a condition hold for every row or for none; null is for none.
pub fn truth(condition: &Expr) -> Option<bool> {
    decided(condition).map(|value| value == Literal::Boolean(true))
}

/// The truth of a condition, or null, where constants tell it.
fn decided(condition: &Expr) -> Option<Literal> {
    match condition {
        Expr::And(parts) => joined(parts, false),
        Expr::Or(parts) => joined(parts, true),
        Expr::Not(inner) => match decided(inner)? {
            Literal::Boolean(value) => Some(Literal::Boolean(!value)),
            null => Some(null),
        },
        Expr::IsNull { expr, negated } => {
            Some(Literal::Boolean((literal(expr)? == Literal::Null) != *negated))
        }
        Expr::Operator { name, left: Some(left), right } => compared(name, left, right),
        _ => match literal(condition)? {
            known @ (Literal::Boolean(_) | Literal::Null) => Some(known),
            Literal::Text(text) => boolean(&text).map(Literal::Boolean),
            _ => None,
        },
    }
}

/// Conditions joined by AND, which one that is false decides, or by OR, which one that is true decides.
fn joined(parts: &[Expr], decisive: bool) -> Option<Literal> {
    let known: Vec<Option<Literal>> = parts.iter().map(decided).collect();
    if known.contains(&Some(Literal::Boolean(decisive))) {
        return Some(Literal::Boolean(decisive));
    }
    let known: Vec<Literal> = known.into_iter().collect::<Option<_>>()?;
    let null = known.contains(&Literal::Null);
    Some(if null { Literal::Null } else { Literal::Boolean(!decisive) })
}

/// Two constants compared. Of texts it depends on their type and collation which comes first, and whether two that differ
/// are the same.
fn compared(operator: &str, left: &Expr, right: &Expr) -> Option<Literal> {
    let (one, other) = (literal(left)?, literal(right)?);
    let order = match (&one, &other) {
        (Literal::Null, _) | (_, Literal::Null) => return Some(Literal::Null),
        (Literal::Text(one), Literal::Text(other)) => {
            let bare = matches!((left, right), (Expr::String(_), Expr::String(_)));
            bare.then_some(if one == other { Ordering::Equal } else { Ordering::Less })
                .filter(|_| matches!(operator, "=" | "<>" | "!="))?
        }
        (Literal::Text(_), _) | (_, Literal::Text(_)) => return None,
        _ => compare(&one, &other, None)?,
    };
    Some(Literal::Boolean(match operator {
        "=" => order.is_eq(),
        "<>" | "!=" => order.is_ne(),
        "<" => order.is_lt(),
        "<=" => order.is_le(),
        ">" => order.is_gt(),
        ">=" => order.is_ge(),
        _ => return None,
    }))
}

fn boolean(text: &str) -> Option<bool> {
    match text {
        "true" | "t" => Some(true),
        "false" | "f" => Some(false),
        _ => None,
    }
}
