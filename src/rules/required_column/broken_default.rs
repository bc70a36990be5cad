//! A check that refuses the default of its column, so that an INSERT has to give another value.

use super::gives_values;
use crate::ast::{AlterAction, AlterActionKind, ConstraintKind, Expr, TypeName};
use crate::catalog::{Column, ConstraintDef, Relation};
use crate::effects::truth;
use crate::migration::Step;
use crate::rule::Pass;

pub(super) fn check(pass: &mut Pass, step: &Step, table: &Relation, action: &AlterAction) {
    let AlterActionKind::AddConstraint { constraint } = &action.kind else { return };
    let ConstraintKind::Check(check) = &constraint.kind else { return };
    let Some(after) = pass.up().and_then(|up| up.after.relation(table.id)) else { return };
    let kept = after.constraints.iter().any(
        |kept| matches!(&kept.kind, ConstraintDef::Check { expr, .. } if kept.enforced && *expr == check.expr),
    );
    if !kept || constraint.not_enforced {
        return;
    }
    let refused = after.columns.iter().find_map(|column| {
        let default = constant(column)?;
        let old = table.column(&column.name).filter(|old| !pass.is_new(old.origin))?;
        let breaks = check.expr.mentions_column(&column.name)
            && truth(&given(&check.expr, &column.name, default)?) == Some(false);
        (breaks && !gives_values(pass, table.id, &column.name)).then_some((old, default))
    });
    let Some((column, default)) = refused else { return };
    let message = format!(
        "running code that leaves `{}.{}` to its default can add no row from here on: the check refuses {}",
        table.name,
        column.name,
        crate::catalog::expression(default)
    );
    pass.report(action.span, message).on(step, table.id).help(
        "set a default that the check lets through first, and let it take effect before the check is added",
    );
}

/// The default of a column, where it is a constant that compares as it is written.
fn constant(column: &Column) -> Option<&Expr> {
    let mut default = column.default.as_ref()?;
    if let Expr::Cast { expr, to } = default
        && is_text(to)
    {
        default = expr;
    }
    let compares = match default {
        Expr::Integer(_) | Expr::Boolean(_) => true,
        Expr::String(_) => column.data_type.as_ref().is_some_and(is_of_text),
        _ => false,
    };
    compares.then_some(default)
}

/// Whether a column keeps a text as it is, or refuses it.
fn is_of_text(data_type: &TypeName) -> bool {
    data_type.array == 0 && matches!(data_type.name.as_str(), "text" | "varchar")
}

/// Whether a cast to it leaves a text as it is.
fn is_text(data_type: &TypeName) -> bool {
    // A length cuts off what does not fit.
    data_type.array == 0
        && data_type.modifiers.is_empty()
        && matches!(data_type.name.as_str(), "text" | "varchar")
}

/// The condition with the value in place of the column; what it says of anything else stays open. `None` where that would
/// not be the same condition, or would be no condition with an answer: a check that comes to NULL is passed.
fn given(condition: &Expr, column: &str, value: &Expr) -> Option<Expr> {
    let all =
        |parts: &[Expr]| parts.iter().map(|part| given(part, column, value)).collect::<Option<Vec<_>>>();
    let inner = |expr: &Expr| given(expr, column, value).map(Box::new);
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
