//! Reads `[rules.<id>]`: severity, excludes, and the rule's own options, whose names and types its page gives.

use std::collections::BTreeMap;

use toml::de::{DeTable, DeValue};

use crate::rule::Rule;
use crate::rules;

use super::nearest::nearest_rule;
use super::reader::{Key, Reader, Value};
use super::{RuleChoice, SeverityChoice};

pub(super) fn read(reader: &mut Reader, value: &Value) -> BTreeMap<&'static str, RuleChoice> {
    let mut choices = BTreeMap::new();
    let Some(table) = reader.table("rules", value) else { return choices };
    for (key, value) in table.iter() {
        let named = rules::find_all(key.get_ref());
        if named.is_empty() {
            unknown_rule(reader, key);
            continue;
        }
        let Some(table) = reader.table(&format!("rules.{}", key.get_ref()), value) else { continue };
        rule(reader, &named, table, &mut choices);
    }
    choices
}

fn unknown_rule(reader: &mut Reader, key: &Key) {
    let label = match nearest_rule(key.get_ref()) {
        Some(rule) => format!("did you mean `{}`?", rule.id),
        None => "no such rule".to_owned(),
    };
    let help = Some("`migrate-lint rules` lists all rules".to_owned());
    reader.problem(key.span(), format!("unknown rule `{}`", key.get_ref()), label, help);
}

/// Another tool's name can stand for several rules: each gets what it has a use for.
fn rule(
    reader: &mut Reader,
    named: &[&'static Rule],
    table: &DeTable,
    choices: &mut BTreeMap<&'static str, RuleChoice>,
) {
    let defaults: Vec<(&'static str, toml::Table)> =
        named.iter().map(|rule| (rule.id, rule.page().options.parse().unwrap_or_default())).collect();
    for (key, value) in table.iter() {
        let name = key.get_ref().as_ref();
        match name {
            "severity" => {
                let severity = reader.one_of("severity", value, &SeverityChoice::NAMES);
                let severity = severity.and_then(SeverityChoice::from_name);
                for rule in named {
                    choices.entry(rule.id).or_default().severity = severity;
                }
            }
            "exclude" => {
                let globs = reader.globs("exclude", value);
                for rule in named {
                    choices.entry(rule.id).or_default().exclude = globs.clone();
                }
            }
            _ => option(reader, &defaults, key, value, choices),
        }
    }
}

fn option(
    reader: &mut Reader,
    defaults: &[(&'static str, toml::Table)],
    key: &Key,
    value: &Value,
    choices: &mut BTreeMap<&'static str, RuleChoice>,
) {
    let name = key.get_ref().as_ref();
    let mut known = false;
    for (id, default) in defaults.iter().filter_map(|(id, options)| Some((*id, options.get(name)?))) {
        known = true;
        match convert(value.get_ref(), default) {
            Some(converted) => {
                choices.entry(id).or_default().options.insert(name.to_owned(), converted);
            }
            None => return reader.wrong_type(name, value, wanted(default)),
        }
    }
    if !known {
        let own = defaults.iter().flat_map(|(_, options)| options.keys().map(String::as_str));
        let all: Vec<&str> = ["severity", "exclude"].into_iter().chain(own).collect();
        let rules: Vec<String> = defaults.iter().map(|(id, _)| format!("`{id}`")).collect();
        reader.unknown_key(key, &format!("the rule {}", rules.join(" or ")), &all);
    }
}

/// The value, if it has the type of the default.
pub fn convert(value: &DeValue, default: &toml::Value) -> Option<toml::Value> {
    Some(match (value, default) {
        (DeValue::String(text), toml::Value::String(_)) => toml::Value::String(text.to_string()),
        (DeValue::Integer(number), toml::Value::Integer(_)) => {
            toml::Value::Integer(i64::from_str_radix(number.as_str(), number.radix()).ok()?)
        }
        (DeValue::Float(number), toml::Value::Float(_)) => toml::Value::Float(number.as_str().parse().ok()?),
        (DeValue::Integer(number), toml::Value::Float(_)) => {
            toml::Value::Float(number.as_str().parse().ok()?)
        }
        (DeValue::Boolean(yes), toml::Value::Boolean(_)) => toml::Value::Boolean(*yes),
        (DeValue::Array(items), toml::Value::Array(defaults)) => {
            let like = defaults.first().cloned().unwrap_or_else(|| toml::Value::String(String::new()));
            let items = items.iter().map(|item| convert(item.get_ref(), &like));
            toml::Value::Array(items.collect::<Option<_>>()?)
        }
        _ => return None,
    })
}

/// What an option must be, by its default.
pub fn wanted(default: &toml::Value) -> &'static str {
    match default {
        toml::Value::String(_) => "a string",
        toml::Value::Integer(_) => "an integer",
        toml::Value::Float(_) => "a number",
        toml::Value::Boolean(_) => "true or false",
        toml::Value::Array(items) if items.first().is_some_and(toml::Value::is_integer) => {
            "a list of integers"
        }
        toml::Value::Array(_) => "a list of strings",
        toml::Value::Datetime(_) => "a date or time",
        toml::Value::Table(_) => "a table",
    }
}
