//! A column that INSERTs must name from here on: it is NOT NULL and its default is gone.

use crate::ast::{AlterActionKind, Expr, Statement};
use crate::catalog::{Column, ConstraintDef, Relation};
use crate::rule::{Pass, Rule};

mod broken_default;

pub(super) static RULE: Rule =
    Rule::new("required-column", include_str!("../../rules/required-column.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
        for action in &alter.actions {
            broken_default::check(pass, step, table, action);
            let column = match &action.kind {
                AlterActionKind::DropDefault { column } | AlterActionKind::DropIdentity { column, .. } => {
                    column
                }
                AlterActionKind::SetDefault { column, default } if default.expr == Expr::Null => column,
                _ => continue,
            };
            let Some(known) = table.column(&column.name) else { continue };
            let had = known.identity.is_some()
                || known.default.as_ref().is_some_and(|default| *default != Expr::Null);
            // Where the history does not show it, nobody drops a default that is not there.
            let had = had || known.origin.created().is_none();
            let end = pass.up().and_then(|up| up.after.relation(table.id)?.column(&column.name));
            if !had
                || !pass.is_new(known.origin) && drawn_for_nothing(table, known)
                || !end.is_some_and(is_required)
                || gives_values(pass, table.id, &column.name)
            {
                continue;
            }
            let added = pass.is_new(known.origin);
            let message = if added {
                format!(
                    "running code that does not know `{}.{column}` yet can add no row from here on: it is NOT NULL, and its default is gone again",
                    table.name
                )
            } else {
                format!(
                    "running code that leaves `{}.{column}` to its default can add no row from here on: it is NOT NULL",
                    table.name
                )
            };
            pass.report(action.span, message).on(step, table.id).help(
                "keep the default until every running version of the application gives a value of its own",
            );
        }
    }
}

/// A serial that identifies no row: what it draws means nothing, so that code gives a value of its own, as for a
/// reference to another table that was made serial by mistake.
fn drawn_for_nothing(table: &Relation, column: &Column) -> bool {
    let is_key = table.constraints.iter().any(|constraint| {
        let unique =
            matches!(constraint.kind, ConstraintDef::PrimaryKey { .. } | ConstraintDef::Unique { .. });
        unique && constraint.columns().contains(&column.name)
    });
    column.sequence.is_some() && column.identity.is_none() && !is_key
}

fn is_required(column: &Column) -> bool {
    column.not_null
        && column.default.as_ref().is_none_or(|default| *default == Expr::Null)
        && column.identity.is_none()
        && column.generated.is_none()
}

/// Whether a trigger may give new rows a value.
fn gives_values(pass: &Pass, table: crate::catalog::RelationId, column: &str) -> bool {
    let Some(after) = pass.up().map(|up| &up.after) else { return false };
    after.relation(table).is_some_and(|table| {
        table.triggers.iter().any(|trigger| {
            let sets = || {
                let fields = crate::rule::row_fields(after, &trigger.function);
                fields.iter().any(|field| field.set && field.column == column)
            };
            trigger.enabled && trigger.events.insert && sets()
        })
    })
}
