//! Where a tool looks for the way back, and how it wants it written.

use super::Rollback;
use crate::migration::{Down, History, Migration, OptOut, RollbackConvention, Script, Tool};

/// Where a way back belongs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Place {
    /// A file that is not there yet.
    File(String),
    /// A part of a file, put in at this byte.
    Section { path: String, at: usize },
    /// There is one already, in this file.
    Taken(String),
    /// The tool has no way back.
    Nowhere,
}

/// Where the way back of a migration belongs, and its text as the tool takes it there.
pub fn place(history: &History, migration: &Migration, rollback: &Rollback) -> (Place, String) {
    let place = where_to(history.tool, migration);
    let with_marker = !matches!(&migration.down, Down::Script(_));
    (place, text(history.tool, migration, rollback, with_marker))
}

fn where_to(tool: &Tool, migration: &Migration) -> Place {
    let Some(up) = &migration.up else { return Place::Nowhere };
    let path = up.source.path();
    match (&migration.down, tool.rollback) {
        (Down::Script(down), _) if is_empty(down) && down.source.path() == path => {
            let at = down.sections.last().map_or(down.source.text().len(), |section| section.end);
            Place::Section { path: path.to_string(), at }
        }
        (Down::Script(down), _) => Place::Taken(down.source.path().to_string()),
        (Down::Code, _) => Place::Taken(path.to_string()),
        (_, RollbackConvention::Section { .. }) => {
            Place::Section { path: path.to_string(), at: up.source.text().len() }
        }
        (Down::Missing { expected }, RollbackConvention::File) => Place::File(expected.clone()),
        (Down::NotExpected, RollbackConvention::File) => {
            beside(tool, path).map_or(Place::Nowhere, Place::File)
        }
        (_, RollbackConvention::None) => Place::Nowhere,
    }
}

fn is_empty(down: &Script) -> bool {
    down.steps.is_empty() && down.errors.is_empty() && down.comments.len() <= 1
}

/// The file beside one that is deployed, where its name tells.
fn beside(tool: &Tool, path: &str) -> Option<String> {
    let (folder, name) = path.rsplit_once('/').map_or(("", path), |(folder, name)| (folder, name));
    let name = if name == "up.sql" {
        "down.sql".to_owned()
    } else if let Some(stem) = name.strip_suffix(".up.sql") {
        format!("{stem}.down.sql")
    } else {
        match tool.name {
            "flyway" => format!("U{}", name.strip_prefix('V')?),
            "yoyo" => format!("{}.rollback.sql", name.strip_suffix(".sql")?),
            "plain" => format!("{}.down.sql", name.strip_suffix(".sql")?),
            "sqitch" => {
                let above = folder.strip_suffix("deploy")?;
                return Some(format!("{above}revert/{name}"));
            }
            _ => return None,
        }
    };
    Some(if folder.is_empty() { name } else { format!("{folder}/{name}") })
}

fn text(tool: &Tool, migration: &Migration, rollback: &Rollback, with_marker: bool) -> String {
    let mut sql = String::new();
    let marker = match tool.rollback {
        RollbackConvention::Section { marker } => Some(marker),
        _ => None,
    };
    let body = statements(tool, migration, rollback);
    let concurrently = body.contains("INDEX CONCURRENTLY");
    if let Some(marker) = marker.filter(|_| with_marker) {
        let option = if concurrently && tool.name == "dbmate" { " transaction:false" } else { "" };
        let ends = migration.up.as_ref().is_some_and(|up| up.source.text().ends_with('\n'));
        sql += if ends { "\n" } else { "\n\n" };
        sql += &format!("{marker}{option}\n");
    } else if marker.is_none() && concurrently {
        if let OptOut::FirstLine { text, .. } = tool.opt_out {
            sql += &format!("{text}\n");
        }
    } else if marker.is_none() && tool.opt_out == OptOut::NotNeeded {
        return format!("BEGIN;\n\n{body}\nCOMMIT;\n");
    }
    sql + &body
}

/// The statements, without CONCURRENTLY where others share their transaction.
fn statements(tool: &Tool, migration: &Migration, rollback: &Rollback) -> String {
    let splits = matches!(
        tool.opt_out,
        OptOut::FirstLine { splits: true, .. } | OptOut::Words { splits: true, .. } | OptOut::NotNeeded
    );
    let alone = rollback.statements().count() == 1;
    let directive = migration.up.as_ref().is_some_and(|up| up.directive.is_some());
    let concurrently = alone || (splits && directive);
    let mut sql = if rollback.parts.is_empty() { rollback.sql() } else { String::new() };
    for line in rollback.parts.iter() {
        let one = Rollback { parts: vec![line.clone()] }.sql();
        let one = if concurrently { one } else { one.replace("INDEX CONCURRENTLY ", "INDEX ") };
        sql += &if one.starts_with("--") { one } else { tool.framed(&one) };
    }
    sql
}
