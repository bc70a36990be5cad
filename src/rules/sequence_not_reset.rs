//! Rows with keys of their own, of which the sequence knows nothing.

use crate::ast::{AlterActionKind, Expr, Insert, Statement};
use crate::catalog::{Column, Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("sequence-not-reset", include_str!("../../rules/sequence-not-reset.md"), check);

fn check(pass: &mut Pass) {
    let mut reported: Vec<RelationId> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Insert(insert) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve(&insert.table).filter(|table| !table.is_temporary()) else {
            continue;
        };
        let Some((column, value)) = given_number(insert, table) else { continue };
        if reported.contains(&table.id)
            || pass.following_steps(index).any(|(_, later)| sets_sequence(later, table))
        {
            continue;
        }
        reported.push(table.id);
        let (name, quoted) = (&insert.table, crate::ast::quoted(&column.name));
        pass.report(
            step.span(),
            format!(
                "gives `{quoted}` the value {value}, which the sequence of `{}` still hands out: an INSERT that draws from it then fails",
                table.name
            ),
        )
        .on(step, table.id)
        .help(format!(
            "leave `{quoted}` out, or set the sequence behind the rows:\n\
             SELECT setval(pg_get_serial_sequence('{name}', '{}'), max({quoted})) FROM {name};",
            column.name
        ));
    }
}

/// A column that draws from a sequence, and the number that the first row gives it.
fn given_number<'t>(insert: &Insert, table: &'t Relation) -> Option<(&'t Column, i64)> {
    let source = insert.source.as_ref().filter(|source| source.values_rows > 0)?;
    insert.columns.iter().enumerate().find_map(|(at, column)| {
        let column = table.column(&column.name)?;
        let draws = column
            .default
            .as_ref()
            .is_some_and(|default| default.calls().iter().any(|call| call.name == "nextval"));
        match source.expressions.get(at)? {
            Expr::Integer(value) if *value > 0 && (draws || column.identity.is_some()) => {
                Some((column, *value))
            }
            _ => None,
        }
    })
}

/// Whether a statement may bring the sequence of a table up to date.
fn sets_sequence(step: &Step, table: &Relation) -> bool {
    match &step.statement.kind {
        Statement::Select(query) => {
            let mut called = false;
            query.walk_expressions(&mut |expr| {
                called |= matches!(expr, Expr::Call(call) if call.name == "setval");
            });
            called
        }
        Statement::AlterSequence(alter) => alter.options.iter().any(|option| option == "restart"),
        Statement::AlterTable(alter) => {
            let restarts = |kind: &AlterActionKind| {
                matches!(
                    kind,
                    AlterActionKind::SetIdentity { sequence_options: true, .. }
                        | AlterActionKind::AddIdentity { .. }
                )
            };
            step.before.resolve_id(&alter.name) == Some(table.id)
                && alter.actions.iter().any(|action| restarts(&action.kind))
        }
        Statement::Truncate(truncate) => {
            truncate.restart_identity
                && truncate.tables.iter().any(|name| step.before.resolve_id(name) == Some(table.id))
        }
        Statement::Drop(drop) => {
            drop.objects.iter().any(|object| step.before.resolve_id(&object.name) == Some(table.id))
        }
        Statement::Do(block) => !block.dynamic.is_empty(),
        _ => false,
    }
}
