//! A trigger that keeps two columns in step, dropped before the change over to the new one.

use crate::ast::{AlterActionKind, Name, ObjectKind, Statement};
use crate::catalog::RelationId;
use crate::migration::Step;
use crate::rule::{Pass, Required, Rule, carried_fields, first_line, row_fields};

pub(super) static RULE: Rule =
    Rule::new("sync-trigger-dropped-early", include_str!("../../rules/sync-trigger-dropped-early.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        if drop.kind != ObjectKind::Trigger {
            continue;
        }
        for object in &drop.objects {
            let Some(table) = pass.in_use(&step.before, &object.name) else { continue };
            let trigger = object.part.as_ref().and_then(|part| table.trigger(&part.name));
            let Some(trigger) = trigger.filter(|trigger| trigger.row && trigger.enabled) else { continue };
            let again = pass.up().and_then(|up| up.after.relation(table.id)?.trigger(&trigger.name));
            if again.is_some() {
                continue;
            }
            let fields = row_fields(&step.before, &trigger.function);
            let carried = carried_fields(&step.before, &trigger.function);
            let read: Vec<&Name> =
                carried.iter().filter(|field| !field.set).map(|field| &field.column).collect();
            for set in fields.iter().filter(|field| field.set).map(|field| &field.column) {
                let sources: Vec<&Name> = read.iter().copied().filter(|read| *read != set).collect();
                // A column that goes with its trigger has been given up: nobody is about to change over to it.
                let stays = pass.up().and_then(|up| up.after.relation(table.id)?.column(set)).is_some();
                let known = stays && table.column(set).is_some_and(|column| !column.not_null);
                let Some(source) = sources.first().filter(|_| known) else { continue };
                let Some((at, cutover)) = cutover(pass, index, step, table.id, set, &sources) else {
                    continue;
                };
                let label = pass.history.migrations[at].up.as_ref().map(|script| crate::diagnostic::Label {
                    source: std::sync::Arc::clone(&script.source),
                    span: first_line(&script.source, cutover.span()),
                    text: "the change over comes only here".to_owned(),
                });
                pass.report(
                    step.span(),
                    format!(
                        "from here on nothing copies `{source}` of `{}` to `{set}` any more, and what running code writes to `{source}` until the change over is lost to it",
                        table.name
                    ),
                )
                .on(step, table.id)
                .label(label)
                .help("keep the trigger until the change over, and drop it with the old column");
                break;
            }
        }
    }
}

/// The first later statement, in another transaction, that relies on the new column or takes the old one away.
fn cutover<'a>(
    pass: &Pass<'a>,
    index: usize,
    step: &Step,
    table: RelationId,
    set: &Name,
    sources: &[&Name],
) -> Option<(usize, &'a Step)> {
    let number = step.transaction_number();
    let found = pass.following_steps(index).find(|(_, later)| {
        let here = |name: &crate::ast::ObjectName| later.before.resolve_id(name) == Some(table);
        Required::of(later).iter().any(|required| required.table.id == table && required.column == *set)
            || match &later.statement.kind {
                Statement::AlterTable(alter) if here(&alter.name) => alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::DropColumn { column, .. } if sources.contains(&&column.name))
                }),
                Statement::Rename(rename) if here(&rename.object.name) => {
                    rename.object.part.as_ref().is_some_and(|part| sources.contains(&&part.name) || part.name == *set)
                }
                _ => false,
            }
    });
    found.filter(|(_, later)| later.transaction_number() != number)
}
