//! A trigger whose function sets columns of the row at a time when that changes nothing any more, or where there is no row.

use crate::ast::{CreateTrigger, Name, ObjectName, Statement, TriggerTiming, quoted};
use crate::catalog::{Catalog, Relation, Trigger};
use crate::migration::Step;
use crate::parse;
use crate::rule::{Pass, Rule, code_of, list, row_fields, says_word};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("trigger-without-effect", include_str!("../../rules/trigger-without-effect.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for step in &up.steps {
        let Statement::CreateTrigger(create) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve(&create.table) else { continue };
        let end = &pass.history.end;
        let at_end = |catalog: &'_ Catalog| {
            let table = catalog.relation(table.id)?;
            let trigger = table.trigger(&create.name.name)?;
            let alike = trigger.row == create.row && trigger.timing == create.timing;
            alike.then(|| fields_set(catalog, table, trigger)).filter(|fields| !fields.is_empty())
        };
        let Some(fields) = at_end(end).filter(|_| at_end(&up.after).is_some()) else { continue };
        let why = match create.row {
            true => "the row is stored before an AFTER trigger is called",
            false => "it is called once for the statement, without a row",
        };
        let message = format!("`{}` sets {} of `{}` in vain: {why}", create.name, list(&fields), table.name);
        let help = advice(pass, step, create);
        pass.report(create.name.span, message).on(step, table.id).help(help);
    }
}

/// The statement as it should be, where nothing else in it has to change.
fn advice(pass: &Pass, step: &Step, create: &CreateTrigger) -> String {
    let text = pass.text(step.span()).trim_end_matches(|c: char| c == ';' || c.is_whitespace());
    let call = text.rsplit_once('(').map(|(_, arguments)| arguments.trim());
    let plain = call == Some(")")
        && create.when.is_none()
        && !create.constraint
        && !create.events.delete
        && !create.events.truncate
        && !says_word(&code_of(text), "referencing");
    if !plain || returns_null(step, create) {
        return "let a trigger BEFORE … FOR EACH ROW call a function that sets it and returns NEW".to_owned();
    }
    format!(
        "call the function for each row before it is stored:\nCREATE TRIGGER {} BEFORE {} ON {}\n    \
         FOR EACH ROW EXECUTE FUNCTION {}();",
        create.name,
        table_events(create),
        create.table,
        create.function
    )
}

/// A trigger before the row is stored would take it out of the statement.
fn returns_null(step: &Step, create: &CreateTrigger) -> bool {
    let routine = step.before.called(&create.function, Some(0));
    let definition = routine.and_then(|routine| routine.definition.as_deref());
    let body = definition.and_then(|definition| definition.body.as_ref());
    body.is_none_or(|(body, _)| !returns_new_only(&code_of(body)))
}

fn returns_new_only(code: &str) -> bool {
    let lower = code.to_ascii_lowercase();
    let mut returns = lower.split(';').filter(|part| says_word(part, "return"));
    returns.all(|part| part.trim_end().ends_with("return new"))
}

fn table_events(create: &CreateTrigger) -> String {
    let of = match create.columns.is_empty() {
        true => String::new(),
        false => {
            let columns: Vec<String> = create.columns.iter().map(|name| quoted(name).into_owned()).collect();
            format!(" OF {}", columns.join(", "))
        }
    };
    let events = create.events;
    let words = [(events.insert, "INSERT".to_owned()), (events.update, format!("UPDATE{of}"))];
    let words: Vec<String> = words.into_iter().filter(|(fires, _)| *fires).map(|(_, word)| word).collect();
    words.join(" OR ")
}

/// The columns of the row that a trigger's function sets, and does nothing with but give the row back.
fn fields_set(catalog: &Catalog, table: &Relation, trigger: &Trigger) -> Vec<Name> {
    let vain = trigger.timing == TriggerTiming::After || !trigger.row;
    let events = trigger.events.insert || trigger.events.update;
    let routine = catalog.function_of(trigger).filter(|routine| routine.language == "plpgsql");
    let definition = routine.and_then(|routine| routine.definition.as_deref());
    let Some(definition) = definition.filter(|_| vain && events && trigger.enabled) else {
        return Vec::new();
    };
    let Some((body, _)) = &definition.body else { return Vec::new() };
    let code = code_of(body);
    let runs_more = !definition.statements.is_empty() || definition.statements.are_dynamic();
    if runs_more || !only_sets_the_row(&code) || calls_own(catalog, &code) {
        return Vec::new();
    }
    let fields = row_fields(catalog, &trigger.function);
    let set = fields.into_iter().filter(|field| field.set).map(|field| field.column);
    set.filter(|column| table.column(column).is_some()).collect()
}

/// Whether code gives the row values and returns, on conditions or not, and asks nothing of how it is called.
fn only_sets_the_row(code: &str) -> bool {
    let lower = code.to_ascii_lowercase();
    !lower.contains("tg_") && lower.split(';').all(|statement| sets_the_row(statement.trim()))
}

fn sets_the_row(statement: &str) -> bool {
    let first = statement.split(|c: char| !c.is_alphanumeric() && c != '_').next().unwrap_or_default();
    let rest = || statement.get(first.len()..).unwrap_or_default().trim();
    match first {
        "" => statement.is_empty(),
        "new" | "return" | "end" => true,
        "begin" | "else" => sets_the_row(rest()),
        "if" | "elsif" | "elseif" => {
            let behind = parse::identifiers(statement).into_iter().find(|(_, word)| *word == "then");
            behind.is_some_and(|(at, _)| {
                sets_the_row(statement.get(at.end as usize..).unwrap_or_default().trim())
            })
        }
        _ => false,
    }
}

/// Whether code calls a function of the history, which may do more.
fn calls_own(catalog: &Catalog, code: &str) -> bool {
    parse::identifiers(code).into_iter().any(|(at, word)| {
        let behind = code.get(at.end as usize..).unwrap_or_default().trim_start();
        let before = code.get(..at.start as usize).unwrap_or_default().trim_end();
        let name = word.trim_matches('"').to_ascii_lowercase();
        let known = || !catalog.routines(&ObjectName::new(None, &name, Span::default())).is_empty();
        behind.starts_with('(') && (before.ends_with('.') || known())
    })
}
