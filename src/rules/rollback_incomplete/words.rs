//! How a difference is told, and the statement that takes it away.

use crate::catalog::{Change, Difference};

/// The difference in words; `empty` says that it is a column that is made anew and has no values.
pub(super) fn said(difference: &Difference, empty: bool) -> String {
    let Difference { kind, name, change } = difference;
    match change {
        Change::Added => format!("the {kind} `{name}` stays"),
        Change::Removed(_) => format!("the {kind} `{name}` is not there again"),
        Change::Renamed(new) if matches!(*kind, "constraint" | "index") => {
            format!("the {kind} `{name}` comes back as `{}`", bare(new))
        }
        Change::Renamed(new) => {
            let part = matches!(*kind, "column" | "trigger" | "policy");
            format!("the {kind} `{name}` is still `{}`", if part { bare(new) } else { new })
        }
        Change::Changed(changes) => {
            let words = changes.iter().map(|change| match change.property.as_str() {
                "body" => "has another body".to_owned(),
                "not null" if empty => "comes back without its values, and so without not null".to_owned(),
                _ => change.to_string(),
            });
            let words: Vec<String> = words.collect();
            format!("the {kind} `{name}` {}", words.join(" and "))
        }
    }
}

/// The statement that removes what was left, or gives it its old name.
pub(super) fn remedy(difference: &Difference) -> Option<String> {
    let name = &difference.name;
    let (table, part) = split(name);
    let table = table.unwrap_or_default();
    match &difference.change {
        Change::Added => {}
        Change::Renamed(new) => return old_name(difference.kind, name, new),
        Change::Removed(_) | Change::Changed(_) => return None,
    }
    if let Some(word) = word_of(difference.kind) {
        return Some(format!("DROP {word} {name};"));
    }
    Some(match difference.kind {
        "column" => format!("ALTER TABLE {table} DROP COLUMN {part};"),
        "constraint" => format!("ALTER TABLE {table} DROP CONSTRAINT {part};"),
        "trigger" => format!("DROP TRIGGER {part} ON {table};"),
        "policy" => format!("DROP POLICY {part} ON {table};"),
        _ => return None,
    })
}

/// The statement that gives something its old name, which it has lost to a new one.
fn old_name(kind: &str, old: &str, new: &str) -> Option<String> {
    let (table, part) = split(old);
    let table = table.unwrap_or_default();
    Some(match kind {
        "column" | "constraint" => {
            format!("ALTER TABLE {table} RENAME {} {} TO {part};", kind.to_uppercase(), bare(new))
        }
        "trigger" | "policy" => {
            format!("ALTER {} {} ON {table} RENAME TO {part};", kind.to_uppercase(), bare(new))
        }
        _ => {
            let word = word_of(kind)?;
            let schema = |name| split(name).0.unwrap_or("public");
            let plain = without_arguments(bare(old));
            let mut lines = Vec::new();
            let moved = schema(old) != schema(new);
            if moved {
                lines.push(format!("ALTER {word} {new} SET SCHEMA {};", schema(old)));
            }
            if without_arguments(bare(new)) != plain {
                let there = if moved { format!("{}.{}", schema(old), bare(new)) } else { new.to_owned() };
                lines.push(format!("ALTER {word} {there} RENAME TO {plain};"));
            }
            lines.join("\n")
        }
    })
}

/// What ALTER and DROP call something that belongs to nothing else.
fn word_of(kind: &str) -> Option<String> {
    Some(match kind {
        "partitioned table" => "TABLE".to_owned(),
        "enum" | "composite type" | "range type" => "TYPE".to_owned(),
        "table" | "index" | "view" | "materialized view" | "sequence" | "type" | "domain" | "function"
        | "procedure" => kind.to_uppercase(),
        _ => return None,
    })
}

/// The name without its table or schema.
pub(super) fn bare(name: &str) -> &str {
    split(name).1
}

/// What stands before the last dot of a shown name, and what behind it. A dot in quotes or among arguments is none.
pub(super) fn split(name: &str) -> (Option<&str>, &str) {
    let end = without_arguments(name).len();
    let dot = outside_quotes(name).filter(|(at, c)| *c == '.' && *at < end).last();
    let parts = dot.and_then(|(at, _)| Some((name.get(..at)?, name.get(at + 1..)?)));
    parts.map_or((None, name), |(owner, part)| (Some(owner), part))
}

fn without_arguments(name: &str) -> &str {
    let open = outside_quotes(name).find(|(_, c)| *c == '(');
    open.and_then(|(at, _)| name.get(..at)).unwrap_or(name)
}

fn outside_quotes(name: &str) -> impl Iterator<Item = (usize, char)> {
    let mut quoted = false;
    name.char_indices().filter(move |(_, c)| {
        quoted ^= *c == '"';
        !quoted
    })
}
