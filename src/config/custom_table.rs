//! Reads `[[custom]]`: a team's own rules. Conditions and messages are compiled here, so that a mistake in one is shown
//! where it stands.

use toml::de::DeTable;

use crate::custom::{Check, Condition, Declaration, Example, ITEM, Items, Subject, Template};
use crate::diagnostic::Severity;
use crate::rules;

use super::CustomChoice;
use super::reader::{Reader, Value};

const KEYS: [&str; 11] = [
    "id",
    "about",
    "each",
    "when",
    "message",
    "help",
    "description",
    "severity",
    "exclude",
    "unsafe",
    "safe",
];

pub(super) fn read(reader: &mut Reader, value: &Value) -> Vec<CustomChoice> {
    let wanted = "a list of tables, each begun by `[[custom]]`";
    let Some(array) = value.get_ref().as_array() else {
        reader.wrong_type("custom", value, wanted);
        return Vec::new();
    };
    let mut choices: Vec<CustomChoice> = Vec::new();
    for item in array.iter() {
        let Some(table) = item.get_ref().as_table() else {
            reader.wrong_type("custom", item, wanted);
            continue;
        };
        if let Some(choice) = rule(reader, table, item, &choices) {
            choices.push(choice);
        }
    }
    choices
}

/// The names of the rules that a file declares, wherever in it they stand.
pub(super) fn ids(file: &DeTable) -> Vec<String> {
    let declared = file.get("custom").and_then(|value| value.get_ref().as_array());
    let tables =
        declared.into_iter().flat_map(|array| array.iter()).filter_map(|item| item.get_ref().as_table());
    tables.filter_map(|table| Some(table.get("id")?.get_ref().as_str()?.to_owned())).collect()
}

fn rule(reader: &mut Reader, table: &DeTable, item: &Value, before: &[CustomChoice]) -> Option<CustomChoice> {
    for (key, _) in table.iter() {
        if !KEYS.contains(&key.get_ref().as_ref()) {
            reader.unknown_key(key, "`[[custom]]`", &KEYS);
        }
    }
    let subject = match table.get("about") {
        Some(value) => {
            reader.one_of("about", value, &Subject::NAMES).and_then(Subject::from_name).unwrap_or_default()
        }
        None => Subject::default(),
    };
    let severity = match table.get("severity") {
        Some(value) => {
            let names = ["error", "warning", "advice"];
            reader.one_of("severity", value, &names).and_then(Severity::from_name)?
        }
        None => Severity::Warning,
    };
    let id = id(reader, table, item, before);
    let each = match table.contains_key("each") {
        true => Some(compiled(reader, table, item, "each", |text| Items::read(text, subject.names()))?),
        false => None,
    };
    let mut names = subject.names().to_vec();
    names.extend(each.is_some().then_some(ITEM));
    let condition = compiled(reader, table, item, "when", |text| Condition::read(text, &names));
    let message = compiled(reader, table, item, "message", |text| Template::read(text, &names));
    let help = match table.contains_key("help") {
        true => Some(compiled(reader, table, item, "help", |text| Template::read(text, &names))?),
        false => None,
    };
    let exclude = table.get("exclude").map(|value| reader.globs("exclude", value)).unwrap_or_default();
    let examples = [("unsafe", false), ("safe", true)].into_iter().flat_map(|(name, safe)| {
        let written = table.get(name).map(|value| reader.strings(name, value)).unwrap_or_default();
        written.into_iter().map(move |(sql, _)| Example { safe, sql: sql.to_owned() }).collect::<Vec<_>>()
    });
    let examples = examples.collect();
    let description =
        table.get("description").and_then(|value| reader.text("description", value, "a string"));
    let (id, (when, condition), (summary, message)) = (id?, condition?, message?);
    let (each, asked_of) = match each {
        Some((list, each)) => (Some(each), format!("// each it of {}\n", list.trim())),
        None => (None, String::new()),
    };
    let declaration = Declaration {
        id,
        severity,
        description: description.unwrap_or_default().to_owned(),
        when: asked_of + &when,
        summary,
        check: Check { subject, each, condition, message, help: help.map(|(_, help)| help), examples },
    };
    Some(CustomChoice { rule: declaration.into_rule(), exclude })
}

/// The name, which no other rule has.
fn id(reader: &mut Reader, table: &DeTable, item: &Value, before: &[CustomChoice]) -> Option<String> {
    let value = required(reader, table, item, "id")?;
    let id = reader.text("id", value, "a string")?;
    let is_plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
    if id.is_empty() || !id.chars().all(is_plain) {
        let message = "`id` must be made of lower-case letters, digits and `-`";
        reader.problem(value.span(), message, "this is not", None);
        return None;
    }
    if before.iter().any(|choice| choice.rule.id == id) || !rules::find_all(id).is_empty() {
        let message = format!("there is a rule `{id}` already");
        reader.problem(value.span(), message, "needs another name", None);
        return None;
    }
    Some(id.to_owned())
}

/// A text and what it compiles to.
fn compiled<T>(
    reader: &mut Reader,
    table: &DeTable,
    item: &Value,
    name: &str,
    compile: impl Fn(&str) -> Result<T, String>,
) -> Option<(String, T)> {
    let value = required(reader, table, item, name)?;
    let text = reader.text(name, value, "a string")?;
    match compile(text) {
        Ok(compiled) => Some((text.to_owned(), compiled)),
        Err(reason) => {
            let help = "conditions are written in CEL, the Common Expression Language: https://cel.dev";
            reader.problem(
                value.span(),
                format!("`{name}` is not understood: {reason}"),
                "in here",
                Some(help.to_owned()),
            );
            None
        }
    }
}

fn required<'v>(reader: &mut Reader, table: &'v DeTable, item: &Value, name: &str) -> Option<&'v Value<'v>> {
    let value = table.get(name);
    if value.is_none() {
        reader.problem(item.span(), format!("`[[custom]]` needs `{name}`"), "has none", None);
    }
    value
}
