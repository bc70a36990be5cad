//! `migrate-lint.toml` as a JSON schema, made of the same tables that it is read by.

use serde_json::{Map, Value, json};

use super::key::{FILE, Key, RULE, Takes, versions};
use crate::page::Category;
use crate::rule::Rule;
use crate::rules::RULES;

/// The schema; `layouts` are the names that `layout` can have.
pub fn schema(layouts: &[&str]) -> Value {
    let mut schema = table(FILE, layouts);
    let head = json!({
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "migrate-lint.toml",
        "description": "Settings of migrate-lint, the linter for PostgreSQL migrations.",
        "definitions": {
            "globs": { "type": "array", "items": { "type": "string" } },
            "selectors": {
                "type": "array",
                "items": { "anyOf": [{ "enum": selectors() }, { "type": "string" }] },
            },
        },
    });
    if let (Value::Object(schema), Value::Object(head)) = (&mut schema, head) {
        schema.extend(head);
    }
    schema
}

/// What `select` and `ignore` take; other tools' names for rules are understood too.
pub fn selectors() -> Vec<&'static str> {
    let categories = Category::ALL.into_iter().map(Category::name);
    ["all", "default"].into_iter().chain(categories).chain(RULES.iter().map(|rule| rule.id)).collect()
}

fn table(keys: &[Key], layouts: &[&str]) -> Value {
    let properties: Map<String, Value> =
        keys.iter().map(|key| (key.name.to_owned(), described(key.summary, value(key, layouts)))).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn described(summary: &str, mut value: Value) -> Value {
    if let Value::Object(value) = &mut value {
        value.insert("description".to_owned(), summary.into());
    }
    value
}

fn value(key: &Key, layouts: &[&str]) -> Value {
    match key.takes {
        Takes::Version => {
            json!({ "anyOf": [{ "enum": versions() }, { "type": ["number", "string"] }] })
        }
        Takes::Layout => json!({ "enum": layouts }),
        Takes::Word(words) => json!({ "enum": words() }),
        Takes::Globs => reference("globs"),
        Takes::Selectors => reference("selectors"),
        Takes::MigrationVersion => json!({ "type": ["string", "integer"] }),
        Takes::Text => json!({ "type": "string" }),
        Takes::Texts => json!({ "type": "array", "items": { "type": "string" } }),
        Takes::Scalars => json!({
            "type": "object",
            "additionalProperties": { "type": ["string", "number", "boolean"] },
        }),
        Takes::Rules => rules(layouts),
        Takes::Open(kind) => json!({ "type": kind }),
        Takes::Table(keys) => table(keys, layouts),
        Takes::Named(keys) => json!({ "type": "object", "additionalProperties": table(keys, layouts) }),
        Takes::Tables(keys) => {
            let mut items = table(keys, layouts);
            items["required"] = json!([keys.first().map(|key| key.name)]);
            json!({ "type": "array", "items": items })
        }
    }
}

/// A reference with a description beside it, which draft 7 would not heed otherwise.
fn reference(name: &str) -> Value {
    json!({ "allOf": [{ "$ref": format!("#/definitions/{name}") }] })
}

fn rules(layouts: &[&str]) -> Value {
    let own = RULES.iter().map(|rule| (rule.id.to_owned(), one(rule, layouts)));
    let aliases = RULES.iter().flat_map(|rule| rule.page().aliases.iter());
    // Another tool's name can stand for several rules, whose options are not all known here.
    let aliases = aliases.map(|alias| ((*alias).to_owned(), json!({ "type": "object" })));
    let properties: Map<String, Value> = aliases.chain(own).collect();
    json!({ "type": "object", "additionalProperties": false, "properties": properties })
}

fn one(rule: &Rule, layouts: &[&str]) -> Value {
    let page = rule.page();
    let mut value = described(page.summary, table(RULE, layouts));
    let options: toml::Table = page.options.parse().unwrap_or_default();
    if let Some(Value::Object(properties)) = value.get_mut("properties") {
        for (name, default) in &options {
            properties.insert(name.clone(), option(default));
        }
    }
    value
}

/// An option has the type of its default.
fn option(default: &toml::Value) -> Value {
    let kind = match default {
        toml::Value::String(_) | toml::Value::Datetime(_) => json!({ "type": "string" }),
        toml::Value::Integer(_) => json!({ "type": "integer" }),
        toml::Value::Float(_) => json!({ "type": "number" }),
        toml::Value::Boolean(_) => json!({ "type": "boolean" }),
        toml::Value::Array(items) => {
            let kind = if items.first().is_some_and(toml::Value::is_integer) { "integer" } else { "string" };
            json!({ "type": "array", "items": { "type": kind } })
        }
        toml::Value::Table(_) => json!({ "type": "object" }),
    };
    let mut value = kind;
    value["default"] = serde_json::to_value(default).unwrap_or_default();
    value
}
