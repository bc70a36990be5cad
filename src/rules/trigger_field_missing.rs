//! A trigger whose function uses a field that the rows of its table do not have.

use crate::ast::{Name, ObjectName, Statement};
use crate::catalog::{Catalog, Place, QualifiedName, Relation, RelationId, Trigger};
use crate::migration::Step;
use crate::rule::{Pass, Rule, row_fields};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("trigger-field-missing", include_str!("../../rules/trigger-field-missing.md"), check);

/// Words of functions that serve several tables and look first, or that catch what goes wrong.
const LOOKS_FIRST: &[&str] = &[
    "tg_table_name",
    "tg_relname",
    "tg_table_schema",
    "tg_argv",
    "tg_nargs",
    "tg_name",
    "tg_relid",
    "exception",
];

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let found = match &step.statement.kind {
            Statement::CreateTrigger(create) => {
                let table = step.before.resolve_id(&create.table);
                table.and_then(|table| broken(pass, table, &[], |trigger| trigger.name == create.name.name))
            }
            Statement::CreateFunction(create) if create.is_for_triggers() => {
                let name = step.before.qualify(&create.name);
                let tables = pass.history.triggered(&step.before).filter(|table| uses_function(table, &name));
                let ids: Vec<RelationId> = tables.map(|table| table.id).collect();
                // What it used before is nothing new.
                let old = fields_without_question(&step.before, &name);
                ids.into_iter()
                    .find_map(|table| broken(pass, table, &old, |trigger| trigger.function == name))
            }
            _ => None,
        };
        if let Some(found) = found.filter(|found| is_last_word(pass, step, found)) {
            report(pass, step, &found);
        }
    }
}

/// A trigger after the migration, and the field that it misses.
struct Broken {
    table: RelationId,
    trigger: Trigger,
    field: Name,
    defined: Option<Place>,
}

fn uses_function(table: &Relation, function: &QualifiedName) -> bool {
    table.triggers.iter().any(|trigger| trigger.function == *function)
}

/// A trigger of the table, as the migration leaves it, whose function uses what the table has neither then nor after
/// the last migration.
fn broken(
    pass: &Pass,
    table: RelationId,
    old: &[Name],
    is_meant: impl Fn(&Trigger) -> bool,
) -> Option<Broken> {
    let after = &pass.up()?.after;
    let end = &pass.history.end;
    let made = after.relation(table).filter(|table| table.columns_known && !table.is_temporary())?;
    let last = end.relation(table)?;
    let mut triggers =
        made.triggers.iter().filter(|trigger| trigger.enabled && trigger.row && is_meant(trigger));
    triggers.find_map(|trigger| {
        let kept = last.trigger(&trigger.name).is_some_and(|now| now.function == trigger.function);
        if !kept {
            return None;
        }
        let mut fields = fields_without_question(after, &trigger.function);
        fields.retain(|field| {
            let nowhere = made.column(field).is_none() && last.column(field).is_none();
            // The server has looked at the columns of UPDATE OF.
            let looked_at = trigger.columns.contains(field);
            nowhere && !looked_at && !old.contains(field)
        });
        if fields.is_empty() {
            return None;
        }
        let still = fields_without_question(end, &trigger.function);
        let field = fields.into_iter().find(|field| still.contains(field))?;
        let defined = routine(after, &trigger.function).and_then(|routine| routine.defined_at);
        Some(Broken { table, trigger: Trigger::clone(trigger), field, defined })
    })
}

fn routine<'a>(catalog: &'a Catalog, function: &QualifiedName) -> Option<&'a crate::catalog::Routine> {
    let name = ObjectName::new(Some(&function.schema), &function.name, Span::default());
    catalog.routines(&name).into_iter().next()
}

/// The fields of the row that a function uses whatever table it serves.
fn fields_without_question(catalog: &Catalog, function: &QualifiedName) -> Vec<Name> {
    let Some(routine) = routine(catalog, function).filter(|routine| routine.language == "plpgsql") else {
        return Vec::new();
    };
    let body = routine.definition.as_deref().and_then(|definition| definition.body.as_ref());
    let body = body.map(|(body, _)| body.to_ascii_lowercase()).unwrap_or_default();
    if LOOKS_FIRST.iter().any(|word| body.contains(word)) {
        return Vec::new();
    }
    row_fields(catalog, function).into_iter().map(|field| field.column).collect()
}

/// Whether of the function and the trigger, where the migration makes both, this is the later one.
fn is_last_word(pass: &Pass, step: &Step, found: &Broken) -> bool {
    let Some(up) = pass.up() else { return false };
    let places = [found.trigger.origin.created(), found.defined];
    let here = places.into_iter().flatten().filter(|place| place.script == up.id);
    here.map(|place| place.span.start).max().is_none_or(|last| last <= step.span().end)
}

fn report(pass: &mut Pass, step: &Step, found: &Broken) {
    let Broken { table, trigger, field, .. } = found;
    let Some(table) = pass.up().and_then(|up| up.after.relation(*table)) else { return };
    let quoted = crate::ast::quoted(field);
    let message = format!(
        "every {} on `{}` fails from here on: the trigger `{}` uses `{quoted}`, in `{}`, and the table has no such column",
        trigger.event_words(),
        table.name,
        trigger.name,
        trigger.function
    );
    let made = trigger.origin.created().filter(|place| pass.up().is_some_and(|up| up.id != place.script));
    let label =
        made.and_then(|place| pass.label_at(place, format!("the trigger `{}` is made here", trigger.name)));
    pass.report(step.span(), message).on(step, table.id).label(label).help(format!(
        "add the column first, or take a function that leaves `{quoted}` out; one that serves several tables asks TG_TABLE_NAME"
    ));
}
