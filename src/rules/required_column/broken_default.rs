//! A check that refuses the default of its column, so that an INSERT has to give another value.

use super::gives_values;
use crate::ast::{AlterAction, AlterActionKind, ConstraintKind, Expr};
use crate::catalog::{Column, ConstraintDef, Relation};
use crate::effects::{is_text, keeps_text, truth, with_value};
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
            && truth(&with_value(&check.expr, &column.name, default)?) == Some(false);
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
        Expr::String(_) => column.data_type.as_ref().is_some_and(keeps_text),
        _ => false,
    };
    compares.then_some(default)
}
