//! Triggers that set each other, or themselves, off without end.

use crate::ast::{CreateTrigger, Expr, Insert, Name, ObjectName, Statement, TriggerTiming, Update};
use crate::catalog::{Catalog, QualifiedName, Relation, Trigger};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "dual-write-trigger-recursion",
    include_str!("../../rules/dual-write-trigger-recursion.md"),
    check,
);

/// How a trigger comes to run again.
enum Again<'c> {
    /// It adds a row to its own table.
    Inserts,
    /// It updates the row that it runs for.
    SameRow,
    /// It updates the other rows that have something in common with it.
    OtherRows,
    /// It runs once for a statement, and runs such a statement.
    Statement(&'static str),
    /// It updates another table, whose trigger updates this one.
    Back(&'c Relation, &'c Trigger),
}

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let after = &script.after;
    for step in pass.steps() {
        let Statement::CreateTrigger(create) = &step.statement.kind else { continue };
        let table = step.before.resolve_id(&create.table).and_then(|table| after.relation(table));
        let Some(table) = table else { continue };
        let Some(trigger) = table.trigger(&create.name.name).filter(|trigger| runs_always(trigger)) else {
            continue;
        };
        let again = unguarded(after, &trigger.function).into_iter().find_map(|statement| {
            own(after, table, trigger, statement).or_else(|| back(after, table, trigger, statement))
        });
        if let Some(again) = again {
            report(pass, step, create, table, &again);
        }
    }
}

fn report(pass: &mut Pass, step: &Step, create: &CreateTrigger, table: &Relation, again: &Again) {
    let name = &table.name;
    let until = "until the stack is full";
    let message = match again {
        Again::Inserts => format!(
            "every INSERT into `{name}` fails: the trigger adds another row to `{name}`, which runs the trigger again, {until}"
        ),
        Again::SameRow => format!(
            "every UPDATE of `{name}` fails: the trigger updates the same row of `{name}`, which runs the trigger again, {until}"
        ),
        Again::OtherRows => format!(
            "an UPDATE of `{name}` fails as soon as there is a second such row: the trigger updates the other rows, whose \
             trigger updates this one again, {until}"
        ),
        Again::Statement(command) => format!(
            "every {command} `{name}` fails, whichever rows it finds: the trigger runs such a statement itself, which runs the \
             trigger again, {until}"
        ),
        Again::Back(other, back) => format!(
            "every UPDATE of `{name}` fails: the trigger updates `{}`, whose trigger `{}` updates `{name}` again, {until}",
            other.name, back.name
        ),
    };
    let label = match again {
        Again::Back(_, back) => pass.label_created(back.origin, "the other trigger"),
        _ => None,
    };
    let help = match (again, create.timing) {
        (Again::SameRow, TriggerTiming::Before) => {
            "set the column of the row itself: NEW.… := …; RETURN NEW;".to_owned()
        }
        _ => format!(
            "let it run only for what others write:\nCREATE TRIGGER {} … WHEN (pg_trigger_depth() = 0) …",
            create.name
        ),
    };
    pass.report(step.span(), message).on(step, table.id).label(label).help(help);
}

fn runs_always(trigger: &Trigger) -> bool {
    trigger.enabled && trigger.when.is_none() && trigger.timing != TriggerTiming::InsteadOf
}

/// Whether a trigger's statement runs the trigger again.
fn own<'c>(
    catalog: &Catalog,
    table: &Relation,
    trigger: &Trigger,
    statement: &Statement,
) -> Option<Again<'c>> {
    let is_own = |name: &ObjectName| catalog.resolve_id(name) == Some(table.id);
    match statement {
        Statement::Insert(insert) if trigger.events.insert && is_own(&insert.table) => match trigger.row {
            true => adds_a_row(insert).then_some(Again::Inserts),
            false => Some(Again::Statement("INSERT into")),
        },
        Statement::Update(update) if fires_for(trigger, update) && is_own(&update.table) => {
            if trigger.row {
                rows_of(update)
            } else {
                Some(Again::Statement("UPDATE of"))
            }
        }
        Statement::Delete(delete) if trigger.events.delete && is_own(&delete.table) => {
            (!trigger.row).then_some(Again::Statement("DELETE from"))
        }
        _ => None,
    }
}

/// Whether it updates the row of the same key in another table, where a trigger does the same to this one.
fn back<'c>(
    catalog: &'c Catalog,
    table: &Relation,
    trigger: &Trigger,
    statement: &Statement,
) -> Option<Again<'c>> {
    let Statement::Update(there) = statement else { return None };
    let other = catalog.resolve(&there.table).filter(|other| other.id != table.id)?;
    let same_row = |update: &Update| matches!(rows_of(update), Some(Again::SameRow));
    if !trigger.row || !trigger.events.update || !same_row(there) {
        return None;
    }
    let back = other.triggers.iter().find(|back| {
        let returns = |statement: &&Statement| match statement {
            Statement::Update(update) => {
                catalog.resolve_id(&update.table) == Some(table.id)
                    && fires_for(trigger, update)
                    && same_row(update)
            }
            _ => false,
        };
        runs_always(back)
            && back.row
            && fires_for(back, there)
            && unguarded(catalog, &back.function).iter().any(returns)
    })?;
    Some(Again::Back(other, back))
}

fn fires_for(trigger: &Trigger, update: &Update) -> bool {
    let assigned = |column: &Name| update.assignments.iter().any(|(set, _)| set.name == *column);
    trigger.events.update && (trigger.columns.is_empty() || trigger.columns.iter().any(assigned))
}

/// The statements of a trigger's function, where nothing in it can leave one of them out.
fn unguarded<'c>(catalog: &'c Catalog, function: &QualifiedName) -> Vec<&'c Statement> {
    let name = ObjectName::new(Some(&function.schema), &function.name, crate::source::Span::default());
    let routines = catalog.routines(&name);
    let Some(definition) = routines.first().and_then(|routine| routine.definition.as_deref()) else {
        return Vec::new();
    };
    let conditional = definition.body.as_ref().is_none_or(|(body, _)| {
        let body = body.to_lowercase();
        let mut words = body.split(|c: char| !c.is_alphanumeric() && c != '_');
        words.any(|word| GUARDS.contains(&word))
    });
    if conditional {
        return Vec::new();
    }
    definition.statements.iter().map(|inside| &inside.statement.kind).collect()
}

/// Words of a body that can end it, or keep its triggers from running.
const GUARDS: &[&str] = &[
    "if",
    "case",
    "loop",
    "exception",
    "pg_trigger_depth",
    "distinct",
    "disable",
    "session_replication_role",
];

/// Whether it adds a row whatever there is: a query may find none.
fn adds_a_row(insert: &Insert) -> bool {
    let of_values = insert.source.as_ref().is_none_or(|source| {
        source.values_rows > 0 || source.constant && source.where_clause.is_none() && !source.has_limit
    });
    insert.on_conflict.is_none() && of_values
}

/// Which rows an UPDATE finds besides the one that the trigger runs for: `WHERE id = NEW.id`, `WHERE owner = NEW.owner AND
/// id <> NEW.id`, and nothing that could leave a row out once it has been updated.
fn rows_of<'c>(update: &Update) -> Option<Again<'c>> {
    let Some(condition) = &update.where_clause else { return Some(Again::SameRow) };
    let parts = match &condition.expr {
        Expr::And(parts) => parts.as_slice(),
        single => std::slice::from_ref(single),
    };
    let operators = parts.iter().map(|part| by_own_column(part, update)).collect::<Option<Vec<&str>>>()?;
    match operators.iter().filter(|operator| **operator != "=").count() {
        0 => Some(Again::SameRow),
        1 => Some(Again::OtherRows),
        _ => None,
    }
}

/// The operator of `column = NEW.column`, where the column is not assigned.
fn by_own_column<'u>(part: &'u Expr, update: &Update) -> Option<&'u str> {
    let Expr::Operator { name, left: Some(left), right } = part else { return None };
    let (Expr::Column(left), Expr::Column(right)) = (&**left, &**right) else { return None };
    let of_record = |parts: &[Name]| {
        parts.len() == 2 && parts.first().is_some_and(|record| record == "new" || record == "old")
    };
    let same = left.last() == right.last() && (of_record(left) != of_record(right));
    let assigned = update.assignments.iter().any(|(column, _)| Some(&column.name) == left.last());
    (same && !assigned && matches!(name.as_str(), "=" | "<>" | "!=")).then_some(name.as_str())
}
