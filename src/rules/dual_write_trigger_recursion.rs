//! Triggers that set each other, or themselves, off without end.

use crate::ast::{CreateTrigger, Expr, ObjectName, Statement, TriggerTiming, Update};
use crate::catalog::{Catalog, QualifiedName, Relation, RelationId, Trigger};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "dual-write-trigger-recursion",
    include_str!("../../rules/dual-write-trigger-recursion.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let after = &script.after;
    for step in pass.steps() {
        let Statement::CreateTrigger(create) = &step.statement.kind else { continue };
        if !fires_on_updates(create) {
            continue;
        }
        let Some(table) = step.before.resolve(&create.table) else { continue };
        let function = function_name(&step.before, &create.function);
        for target in unguarded_updates(after, &function) {
            if target == table.id {
                report(pass, step, create, table, None);
                break;
            }
            let Some(other) = after.relation(target) else { continue };
            let Some(back) = triggers_back(after, other, table.id) else { continue };
            report(pass, step, create, table, Some((other, back)));
            break;
        }
    }
}

fn report(
    pass: &mut Pass,
    step: &Step,
    create: &CreateTrigger,
    table: &Relation,
    back: Option<(&Relation, &Trigger)>,
) {
    let message = match back {
        None => format!(
            "every UPDATE of `{0}` fails: the trigger updates the same row of `{0}`, which runs the trigger again, until the stack is full",
            table.name
        ),
        Some((other, back)) => format!(
            "every UPDATE of `{}` fails: the trigger updates `{}`, whose trigger `{}` updates `{0}` again, until the stack is full",
            table.name, other.name, back.name
        ),
    };
    let label = back.and_then(|(_, back)| pass.label_created(back.origin, "the other trigger"));
    let help = match (back, create.timing) {
        (None, TriggerTiming::Before) => {
            "set the column of the row itself: NEW.… := …; RETURN NEW;".to_owned()
        }
        _ => format!(
            "let it run only for what others write:\nCREATE TRIGGER {} … WHEN (pg_trigger_depth() = 0) …",
            create.name
        ),
    };
    pass.report(step.span(), message).on(step, table.id).label(label).help(help);
}

fn fires_on_updates(create: &CreateTrigger) -> bool {
    create.row && create.events.update && create.columns.is_empty() && create.when.is_none()
}

fn triggers_back<'c>(catalog: &'c Catalog, other: &'c Relation, table: RelationId) -> Option<&'c Trigger> {
    let open = other.triggers.iter().filter(|trigger| {
        trigger.enabled
            && trigger.row
            && trigger.events.update
            && trigger.columns.is_empty()
            && trigger.when.is_none()
    });
    open.map(|trigger| &**trigger)
        .find(|trigger| unguarded_updates(catalog, &trigger.function).contains(&table))
}

fn function_name(catalog: &Catalog, written: &ObjectName) -> QualifiedName {
    let known = catalog.routines(written);
    known.first().map_or_else(|| catalog.qualify(written), |routine| routine.name.clone())
}

/// The tables of which a trigger's function updates the row of the same key, whatever the row holds.
fn unguarded_updates(catalog: &Catalog, function: &QualifiedName) -> Vec<RelationId> {
    let name = ObjectName::new(Some(&function.schema), &function.name, crate::source::Span::default());
    let routines = catalog.routines(&name);
    let Some(definition) = routines.first().and_then(|routine| routine.definition.as_deref()) else {
        return Vec::new();
    };
    let conditional = definition.body.as_ref().is_none_or(|(body, _)| {
        let body = body.to_lowercase();
        let mut words = body.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| {
            matches!(word, "if" | "case" | "loop" | "exception" | "pg_trigger_depth" | "distinct")
        })
    });
    if conditional {
        return Vec::new();
    }
    let updates = definition.statements.iter().filter_map(|inside| match &inside.statement.kind {
        Statement::Update(update) if of_the_same_row(update) => catalog.resolve_id(&update.table),
        _ => None,
    });
    updates.collect()
}

/// `WHERE id = NEW.id`, and nothing that could leave the row out.
fn of_the_same_row(update: &Update) -> bool {
    let Some(condition) = &update.where_clause else { return true };
    let Expr::Operator { name, left: Some(left), right } = &condition.expr else { return false };
    let (Expr::Column(left), Expr::Column(right)) = (&**left, &**right) else { return false };
    let of_record = |parts: &[crate::ast::Name]| {
        parts.len() == 2 && parts.first().is_some_and(|record| record == "new" || record == "old")
    };
    name == "=" && left.last() == right.last() && (of_record(left) != of_record(right))
}
