//! A trigger whose function sets columns of the row at a time when that changes nothing any more, or where there is no row.

use crate::ast::{Name, Statement, TriggerTiming, quoted};
use crate::catalog::{Catalog, Relation, Trigger};
use crate::rule::{Pass, Rule, code_of, list, row_fields, says_word};

pub(super) static RULE: Rule =
    Rule::new("trigger-without-effect", include_str!("../../rules/trigger-without-effect.md"), check);

/// Words of functions that ask how they are called.
const ASKS: &[&str] =
    &["tg_when", "tg_level", "tg_name", "tg_argv", "tg_nargs", "tg_table_name", "tg_relname", "tg_relid"];

/// Words of functions that do more than set columns of the row.
const DOES_MORE: &[&str] = &["raise", "execute", "perform", "call", "assert"];

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
        let events = table_events(create);
        pass.report(create.name.span, message).on(step, table.id).help(format!(
            "call the function for each row before it is stored:\nCREATE TRIGGER {} BEFORE {events} ON {}\n    \
             FOR EACH ROW EXECUTE FUNCTION {}();",
            create.name, create.table, create.function
        ));
    }
}

fn table_events(create: &crate::ast::CreateTrigger) -> String {
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
    if words.is_empty() { "DELETE".to_owned() } else { words.join(" OR ") }
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
    let says = |words: &[&str]| words.iter().any(|word| says_word(&code, word));
    // Without a row there is nothing to do with it.
    let uses_row = trigger.row
        && (!definition.statements.is_empty() || definition.statements.are_dynamic() || says(DOES_MORE));
    if says(ASKS) || uses_row {
        return Vec::new();
    }
    let fields = row_fields(catalog, &trigger.function);
    let set = fields.into_iter().filter(|field| field.set).map(|field| field.column);
    set.filter(|column| table.column(column).is_some()).collect()
}
