//! A drop or a type change that the server refuses because something still needs what goes.

use crate::ast::{AlterActionKind, ObjectKind, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule, dependents};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("broken-dependent", include_str!("../../rules/broken-dependent.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Some(failure) = step.certain_failure() else { continue };
        let Some((span, needed_by, help)) = cause(step, &failure.message) else { continue };
        let who = match needed_by.as_slice() {
            [] => String::new(),
            [one] => format!(": {one}"),
            [first, rest @ ..] if rest.len() < 4 => {
                format!(": {}", [std::slice::from_ref(first), rest].concat().join(", "))
            }
            [first, rest @ ..] => format!(": {first}, {} and {} more", rest[..2].join(", "), rest.len() - 2),
        };
        pass.report(span, format!("fails: {}{who}", failure.message)).help(help);
    }
}

/// Where the statement goes wrong, what stands in the way, and what to do; `None` where that is another rule's matter.
fn cause(step: &Step, message: &str) -> Option<(Span, Vec<String>, &'static str)> {
    const DROP_FIRST: &str =
        "drop or change what needs it first, in the same migration; CASCADE would take it along unnamed";
    const MAKE_ANEW: &str = "drop what needs it, change the column, and make it anew, all in one transaction";
    let catalog = &step.before;
    match &step.statement.kind {
        Statement::Drop(drop) if message.contains("depend on") => {
            let named: Vec<_> =
                drop.objects.iter().filter_map(|object| catalog.resolve_id(&object.name)).collect();
            let found = drop.objects.iter().flat_map(|object| match object.kind {
                ObjectKind::Type | ObjectKind::Domain => catalog
                    .type_def(&object.name)
                    .map(|dropped| dependents::of_type(catalog, dropped))
                    .unwrap_or_default(),
                ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine => {
                    let routine = catalog.routines(&object.name).first().copied();
                    routine.map(|routine| dependents::of_routine(catalog, &routine.name)).unwrap_or_default()
                }
                _ => catalog
                    .resolve(&object.name)
                    .map(|relation| dependents::of_relation(catalog, relation, &named))
                    .unwrap_or_default(),
            });
            Some((step.span(), found.collect(), DROP_FIRST))
        }
        Statement::AlterTable(alter) => {
            let table = catalog.resolve(&alter.name)?;
            alter.actions.iter().find_map(|action| {
                let (column, help) = match &action.kind {
                    AlterActionKind::DropColumn { column, cascade: false, .. }
                        if message.contains("depend on") =>
                    {
                        (column, DROP_FIRST)
                    }
                    AlterActionKind::AlterColumnType { column, .. }
                        if message.contains("of a column used by")
                            || message.contains("of a column used in") =>
                    {
                        (column, MAKE_ANEW)
                    }
                    _ => return None,
                };
                let found = dependents::of_column(catalog, table, &column.name);
                (!found.is_empty() || alter.actions.len() == 1).then_some((action.span, found, help))
            })
        }
        _ => None,
    }
}
