//! What differs between two snapshots: objects and their properties, not sizes and counters.

use std::collections::BTreeMap;

use serde_json::Value;

use super::facts::Facts;

/// One kind of object: where it is in a snapshot, what names it, and what is compared.
struct Section {
    section: &'static str,
    noun: &'static str,
    /// A number is no part of a name.
    named_by: &'static [&'static str],
    compared: &'static [&'static str],
}

const SECTIONS: &[Section] = &[
    Section {
        section: "relations",
        noun: "relation",
        named_by: &["schema", "name"],
        compared: &[
            "kind",
            "persistence",
            "parents",
            "isDefaultPartition",
            "rowSecurity",
            "forceRowSecurity",
            "policies",
            "replicaIdentity",
            "triggers",
            "options",
        ],
    },
    Section {
        section: "columns",
        noun: "column",
        named_by: &["schema", "table", "name"],
        compared: &["dataType", "notNull", "default", "generated", "identity"],
    },
    Section {
        section: "indexes",
        noun: "index",
        named_by: &["schema", "name"],
        compared: &[
            "table",
            "method",
            "columns",
            "include",
            "expressions",
            "predicate",
            "unique",
            "primary",
            "valid",
            "replicaIdentity",
        ],
    },
    Section {
        section: "constraints",
        noun: "constraint",
        named_by: &["schema", "table", "name"],
        compared: &["kind", "columns", "references", "validated", "enforced", "definition"],
    },
    Section {
        section: "sequences",
        noun: "sequence",
        named_by: &["schema", "name"],
        compared: &["dataType", "maxValue", "owner"],
    },
    Section {
        section: "dependents",
        noun: "dependency",
        named_by: &["object", "relation"],
        compared: &["columns"],
    },
    Section {
        section: "routines",
        noun: "function",
        named_by: &["schema", "name", "arguments"],
        compared: &["volatility", "names"],
    },
    Section { section: "enums", noun: "enum", named_by: &["schema", "name"], compared: &["labels"] },
    Section { section: "extensions", noun: "extension", named_by: &["name"], compared: &["installed"] },
    Section {
        section: "publications",
        noun: "publication",
        named_by: &["name"],
        compared: &["allTables", "tables"],
    },
    Section { section: "roleSettings", noun: "setting", named_by: &["role", "name"], compared: &["value"] },
];

/// Each difference in a sentence; `before` and `after` are how the two are called.
pub fn compare(
    one: &Facts,
    other: &Facts,
    before: &str,
    after: &str,
) -> Result<Vec<String>, serde_json::Error> {
    // A hash of a constant says something on the same database alone.
    let same_database = one.server.id == other.server.id;
    let (one, other) = (serde_json::to_value(one)?, serde_json::to_value(other)?);
    let mut differences = Vec::new();
    for section in SECTIONS {
        let (mine, theirs) = (objects(&one, section), objects(&other, section));
        for (name, object) in &mine {
            match theirs.get(name) {
                None => differences.push(format!("{} {name} is only in {before}", section.noun)),
                Some(same) => differences.extend(changes(section, name, object, same, same_database)),
            }
        }
        let new = theirs.keys().filter(|name| !mine.contains_key(*name));
        differences.extend(new.map(|name| format!("{} {name} is only in {after}", section.noun)));
    }
    Ok(differences)
}

fn objects<'a>(facts: &'a Value, section: &Section) -> BTreeMap<String, &'a Value> {
    let all = facts.get(section.section).and_then(Value::as_array).into_iter().flatten();
    // What can be installed and is not is no object.
    let present = all.filter(|object| {
        section.noun != "extension" || object.get("installed").is_some_and(|v| !v.is_null())
    });
    present.map(|object| (name(object, section), object)).collect()
}

fn name(object: &Value, section: &Section) -> String {
    let part = |key: &&str| object.get(*key).and_then(Value::as_str);
    let parts: Vec<&str> = section.named_by.iter().filter_map(part).collect();
    match section.noun {
        "function" => match parts.as_slice() {
            [schema, name, arguments] => format!("{schema}.{name}({arguments})"),
            _ => parts.join("."),
        },
        "dependency" => parts.join(" on "),
        _ => parts.join("."),
    }
}

fn changes(section: &Section, name: &str, one: &Value, other: &Value, same_database: bool) -> Vec<String> {
    let noun = section.noun;
    let differs = |key: &&&str| one.get(**key) != other.get(**key);
    let mut changes: Vec<String> = section
        .compared
        .iter()
        .filter(differs)
        .map(|key| format!("{noun} {name}: {key} is {} and {}", shown(one.get(*key)), shown(other.get(*key))))
        .collect();
    let hidden = ["hash", "defaultHash"].iter().any(|key| one.get(*key) != other.get(*key));
    if changes.is_empty() && hidden && same_database {
        changes.push(format!("{noun} {name}: a constant in it differs"));
    }
    changes
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}
