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
            "defaultOrder",
        ],
    },
    Section {
        section: "constraints",
        noun: "constraint",
        named_by: &["schema", "table", "name"],
        compared: &["kind", "columns", "references", "validated", "enforced", "definition"],
    },
    Section {
        section: "policies",
        noun: "policy",
        named_by: &["schema", "table", "name"],
        compared: &["permissive", "command", "roles", "using", "check"],
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

/// One difference.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// What kind of object it is about.
    pub noun: &'static str,
    /// A sentence.
    pub text: String,
}

impl Section {
    /// As the reason says it why it could not be seen.
    fn called(&self) -> &'static str {
        if self.section == "roleSettings" { "role settings" } else { self.section }
    }
}

/// What could not be seen of one of the two, so that nobody can tell whether it differs: as sentences.
pub fn uncompared(one: &Facts, other: &Facts, before: &str, after: &str) -> Vec<String> {
    let mut found = Vec::new();
    for (facts, name) in [(one, before), (other, after)] {
        for section in SECTIONS {
            let reason = facts.unseen(section.called());
            found.extend(reason.map(|reason| format!("{} of {name}: {reason}", section.called())));
        }
    }
    found
}

/// Each difference in a sentence; `before` and `after` are how the two are called. What could not be seen of one is not
/// said to be missing there.
pub fn compare(
    one: &Facts,
    other: &Facts,
    before: &str,
    after: &str,
) -> Result<Vec<Difference>, serde_json::Error> {
    // A hash of a constant says something under the same key alone.
    let same_key = one.server.id == other.server.id;
    let is_seen = |section: &&Section| {
        one.unseen(section.called()).is_none() && other.unseen(section.called()).is_none()
    };
    let seen: Vec<&Section> = SECTIONS.iter().filter(is_seen).collect();
    let (one, other) = (serde_json::to_value(one)?, serde_json::to_value(other)?);
    let mut differences = Vec::new();
    for section in seen {
        let noun = section.noun;
        let mut differ = |text: String| differences.push(Difference { noun, text });
        let (mine, theirs) = (objects(&one, section), objects(&other, section));
        for (name, object) in &mine {
            match theirs.get(name) {
                None => differ(format!("{noun} {name} is only in {before}")),
                Some(same) => {
                    changes(section, name, (object, before), (same, after), same_key)
                        .into_iter()
                        .for_each(&mut differ);
                }
            }
        }
        let new = theirs.keys().filter(|name| !mine.contains_key(*name));
        new.for_each(|name| differ(format!("{noun} {name} is only in {after}")));
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

fn changes(
    section: &Section,
    name: &str,
    (one, before): (&Value, &str),
    (other, after): (&Value, &str),
    same_key: bool,
) -> Vec<String> {
    let noun = section.noun;
    let differs = |key: &&&str| one.get(**key) != other.get(**key);
    let mut changes: Vec<String> = section
        .compared
        .iter()
        .filter(differs)
        .map(|key| {
            let (mine, theirs) = (shown(one.get(*key)), shown(other.get(*key)));
            format!("{noun} {name}: {} is {mine} in {before} and {theirs} in {after}", words(key))
        })
        .collect();
    let both = |key: &str| one.get(key).filter(|value| !value.is_null()).zip(other.get(key));
    let hidden = ["hash", "defaultHash"]
        .iter()
        .any(|key| both(key).is_some_and(|(mine, theirs)| !theirs.is_null() && mine != theirs));
    if changes.is_empty() && hidden && same_key {
        let what = match noun {
            "relation" => "its query",
            "function" => "its text",
            _ => "a constant in it",
        };
        changes.push(format!("{noun} {name}: {what} differs"));
    }
    changes
}

/// `dataType` as people say it.
fn words(key: &str) -> String {
    match key {
        "dataType" => "the type".to_owned(),
        _ => {
            let spaced = key.chars().flat_map(|c| {
                let space = c.is_ascii_uppercase().then_some(' ');
                space.into_iter().chain([c.to_ascii_lowercase()])
            });
            spaced.collect()
        }
    }
}

fn shown(value: Option<&Value>) -> String {
    match value {
        None | Some(Value::Null) => "none".to_owned(),
        Some(Value::String(text)) => text.clone(),
        Some(value) => value.to_string(),
    }
}
