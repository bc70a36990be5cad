//! A function with a search_path of its own, and a table in its body that is not on it.

use crate::ast::{CreateFunction, Name, ObjectName, Statement};
use crate::catalog::{Catalog, Relation, Routine};
use crate::migration::Step;
use crate::rule::{Pass, Rule, code_of, handles_errors, list, makes, says};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("name-outside-search-path", include_str!("../../rules/name-outside-search-path.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for step in pass.steps() {
        let routine = match &step.statement.kind {
            Statement::CreateFunction(create) => {
                let made =
                    up.after.routines(&create.name).into_iter().find(|known| known.is_replaced_by(create));
                made.filter(|made| is_last_word(pass, made, step)).zip(create.search_path.as_deref())
            }
            Statement::AlterFunction(alter) => {
                up.after.routine_meant(&alter.function).zip(alter.search_path.as_deref())
            }
            _ => None,
        };
        let Some((routine, path)) =
            routine.filter(|(routine, path)| routine.search_path.as_deref() == Some(*path))
        else {
            continue;
        };
        if let Some((written, found)) = unreachable(&up.after, routine, path) {
            report(pass, step, routine, (path, written, found));
        }
    }
}

/// Whether no later statement of the migration gives the function another body.
fn is_last_word(pass: &Pass, made: &Routine, step: &Step) -> bool {
    let here = pass.up().map(|up| up.id);
    made.defined_at.is_some_and(|place| Some(place.script) == here && step.span().contains(place.span))
}

/// The first table of the body that is written without a schema, and is in none of the path's.
fn unreachable<'a>(
    catalog: &'a Catalog,
    routine: &'a Routine,
    path: &[Name],
) -> Option<(&'a ObjectName, &'a Relation)> {
    let definition = routine.definition.as_deref()?;
    let body = definition.body.as_ref().map_or("", |(body, _)| body.as_str());
    // An SQL body is read when it is made, and then the statement itself fails.
    if definition.sql_body || handles_errors(body) || sets_path(definition) {
        return None;
    }
    let mut written = definition.statements.iter().flat_map(|inner| inner.statement.kind.tables());
    let missing = |name: &ObjectName| {
        name.schema.is_none() && !makes(definition, &name.name) && !catalog.is_system(name)
    };
    written.find_map(|name| {
        if !missing(name) {
            return None;
        }
        let found = catalog
            .resolve(name)
            .filter(|found| !found.is_temporary() && found.origin.created().is_some())?;
        let reached = path.contains(&found.name.schema)
            || path.iter().any(|schema| {
                catalog.resolve(&ObjectName::new(Some(schema), &name.name, name.span)).is_some()
            });
        (!reached).then_some((name, found))
    })
}

/// Whether the body sets another path while it runs, or makes temporary tables.
fn sets_path(definition: &CreateFunction) -> bool {
    let body = definition.body.as_ref().map_or("", |(body, _)| body.as_str());
    let code = code_of(body);
    ["search_path", "set_config", "create temp"].iter().any(|words| says(&code, words))
}

fn report(
    pass: &mut Pass,
    step: &Step,
    routine: &Routine,
    (path, written, found): (&[Name], &ObjectName, &Relation),
) {
    let where_ = match path {
        [] => "is empty".to_owned(),
        path => format!("is {}", list(path)),
    };
    let message = format!(
        "every call of `{}` that comes to `{}` fails: the function's search_path {where_}, and the table is `{}.{}`",
        routine.name, written.name, found.name.schema, found.name.name
    );
    let up = pass.up();
    let triggers = up.into_iter().flat_map(|up| pass.history.triggered(&up.after)).flat_map(|table| {
        let own = table.triggers.iter().filter(|trigger| trigger.enabled && trigger.function == routine.name);
        own.map(|trigger| {
            format!(
                "every {} of `{}` calls it, by the trigger `{}`",
                trigger.event_words(),
                table.name,
                trigger.name
            )
        })
    });
    let notes: Vec<String> = triggers.take(2).collect();
    let span = match &step.statement.kind {
        Statement::CreateFunction(create) => create.name.span,
        _ => Span { start: step.span().start, end: step.span().end },
    };
    let finding = pass.report(span, message).on(step, found.id).help(format!(
        "write the names in the body with their schemas: {}.{}",
        crate::ast::quoted(&found.name.schema),
        crate::ast::quoted(&found.name.name)
    ));
    finding.notes.extend(notes);
}
