//! A trigger that still uses a column after it was dropped or renamed.

use crate::ast::{AlterActionKind, Name, ObjectKind, Statement};
use crate::catalog::{RelationId, Trigger};
use crate::migration::Step;
use crate::rule::{Pass, Rule, row_fields};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("sync-trigger-left-behind", include_str!("../../rules/sync-trigger-left-behind.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        for (span, table, column) in lost_columns(step) {
            let Some(trigger) = still_using(pass, table, &column) else { continue };
            let Some(after) = pass.up().and_then(|up| up.after.relation(table)) else { continue };
            let events = trigger.event_words();
            let quoted = crate::ast::quoted(&column).into_owned();
            let label =
                pass.label_created(trigger.origin, format!("the trigger `{}` is made here", trigger.name));
            pass.report(
                span,
                format!(
                    "every {events} on `{}` fails from here on: the trigger `{}` still uses `{quoted}`, in `{}`",
                    after.name, trigger.name, trigger.function
                ),
            )
            .on(step, table)
            .label(label)
            .help(format!(
                "drop the trigger in the same transaction, or replace its function by one that leaves `{quoted}` out:\n\
                 DROP TRIGGER {} ON {};",
                crate::ast::quoted(&trigger.name),
                after.name
            ));
        }
    }
}

/// The columns that a statement takes away from a table or gives another name.
fn lost_columns(step: &Step) -> Vec<(Span, RelationId, Name)> {
    match &step.statement.kind {
        Statement::AlterTable(alter) => {
            let Some(table) = step.before.resolve_id(&alter.name) else { return Vec::new() };
            let dropped = alter.actions.iter().filter_map(|action| match &action.kind {
                AlterActionKind::DropColumn { column, .. } => Some((action.span, table, column.name.clone())),
                _ => None,
            });
            dropped.collect()
        }
        Statement::Rename(rename) if rename.object.kind == ObjectKind::Column => {
            let table = step.before.resolve_id(&rename.object.name);
            let column = rename.object.part.as_ref();
            let found = table.zip(column).map(|(table, column)| (step.span(), table, column.name.clone()));
            found.into_iter().collect()
        }
        _ => Vec::new(),
    }
}

/// A trigger that is there after the migration and reads the column of the row.
fn still_using(pass: &Pass, table: RelationId, column: &Name) -> Option<Trigger> {
    let after = &pass.up()?.after;
    let table = after.relation(table)?;
    // Another column may have taken the name.
    if table.column(column).is_some() {
        return None;
    }
    let end = &pass.history.end;
    let repaired = |trigger: &Trigger| {
        let there = end.relation(table.id).and_then(|table| table.trigger(&trigger.name));
        there.is_none_or(|there| row_fields(end, &there.function).iter().all(|field| field.column != *column))
    };
    let uses = |trigger: &&std::sync::Arc<Trigger>| {
        trigger.enabled
            && trigger.row
            && row_fields(after, &trigger.function).iter().any(|field| field.column == *column)
            // A later migration sees to it.
            && !repaired(trigger)
    };
    table.triggers.iter().find(uses).map(|trigger| Trigger::clone(trigger))
}
