//! A rehearsal to bytes: for people, as JSON, and as a page that can be sent to a colleague.

mod human;
mod html;
mod json;
mod picture;
mod statement;

pub use html::write as write_html;
pub use human::write as write_human;
pub use json::write as write_json;

use crate::migration::{History, Migration};

use super::Rehearsal;

/// One folder of migrations and what was seen of it.
pub struct Rehearsed<'a> {
    pub history: &'a History,
    pub rehearsal: &'a Rehearsal,
}

/// The file that a migration is called by.
fn path(migration: &Migration) -> &str {
    let script = migration.up.as_ref().or_else(|| migration.down.script());
    script.map_or(migration.name.as_str(), |script| script.source.path())
}

/// The name of the file alone.
fn file_name(path: &str) -> &str {
    path.rsplit_once('/').map_or(path, |(_, name)| name)
}

/// Milliseconds as people read them.
fn duration(milliseconds: f64) -> String {
    match milliseconds {
        long if long >= 10_000.0 => format!("{:.1} s", long / 1000.0),
        some if some >= 10.0 => format!("{some:.0} ms"),
        short => format!("{short:.1} ms"),
    }
}
