//! How a difference is told, and the statement that takes it away.

use crate::catalog::{Change, Difference};

pub(super) fn said(difference: &Difference) -> String {
    let Difference { kind, name, change } = difference;
    match change {
        Change::Added => format!("the {kind} `{name}` stays"),
        Change::Removed(_) => format!("the {kind} `{name}` is not there again"),
        Change::Renamed(new) => {
            format!("the {kind} `{name}` comes back as `{}`", bare(new))
        }
        Change::Changed(changes) => {
            let words = changes.iter().map(|change| match change.property.as_str() {
                "body" => "has another body".to_owned(),
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
    let (table, part) = name.rsplit_once('.').unwrap_or_default();
    match &difference.change {
        Change::Added => {}
        Change::Renamed(new) => {
            return Some(match difference.kind {
                "index" => format!("ALTER INDEX {new} RENAME TO {};", bare(name)),
                _ => format!("ALTER TABLE {table} RENAME CONSTRAINT {} TO {part};", bare(new)),
            });
        }
        Change::Removed(_) | Change::Changed(_) => return None,
    }
    Some(match difference.kind {
        "partitioned table" => format!("DROP TABLE {name};"),
        "enum" | "composite type" | "range type" => format!("DROP TYPE {name};"),
        "table" | "index" | "view" | "materialized view" | "sequence" | "type" | "domain" | "function"
        | "procedure" => format!("DROP {} {name};", difference.kind.to_uppercase()),
        "column" => format!("ALTER TABLE {table} DROP COLUMN {part};"),
        "constraint" => format!("ALTER TABLE {table} DROP CONSTRAINT {part};"),
        "trigger" => format!("DROP TRIGGER {part} ON {table};"),
        "policy" => format!("DROP POLICY {part} ON {table};"),
        _ => return None,
    })
}

/// The name without its table or schema.
pub(super) fn bare(name: &str) -> &str {
    name.rsplit_once('.').map_or(name, |(_, bare)| bare)
}
