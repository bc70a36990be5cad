//! Folders that tell the migrations of another folder again: sources that a program cuts into steps, and copies.

use std::cmp::Reverse;

use super::layout::Loaded;
use super::lines::lines;
use super::picture::is_generated;
use crate::migration::{MigrationSource, ScriptSource};

/// A folder that was read.
pub(super) struct Telling<'a> {
    /// Its place among all that were.
    pub(super) at: usize,
    pub(super) root: &'a str,
    pub(super) loaded: &'a Loaded,
    /// A tool is known that runs it.
    pub(super) is_known: bool,
    /// Somebody asked for it, or for a file in it.
    pub(super) is_named: bool,
}

/// Versions of this length are mostly times, which two migrations do not share by chance.
const TIME: usize = 10;

/// The folders that are to be left out, and the one that tells all that each of them does.
pub(super) fn copies<'t>(tellings: &'t [Telling<'t>]) -> Vec<(&'t Telling<'t>, &'t Telling<'t>)> {
    let mut order: Vec<&Telling> =
        tellings.iter().filter(|telling| is_told_by_time(telling.loaded)).collect();
    order.sort_by_cached_key(|telling| rank(telling));
    let mut kept: Vec<&Telling> = Vec::new();
    let mut copies = Vec::new();
    for telling in order {
        // Two databases may have begun alike; what a program made says that it tells its sources again.
        let tells_all = |other: &&&Telling| {
            is_product(other.loaded)
                && telling
                    .loaded
                    .migrations
                    .iter()
                    .all(|migration| tells(&other.loaded.migrations, migration))
        };
        match kept.iter().find(tells_all).filter(|_| !telling.is_named) {
            Some(other) => copies.push((telling, *other)),
            None => kept.push(telling),
        }
    }
    copies
}

pub(super) fn scripts(loaded: &Loaded) -> impl Iterator<Item = &ScriptSource> {
    loaded.migrations.iter().flat_map(|migration| migration.up.iter().chain(migration.down.script()))
}

fn is_told_by_time(loaded: &Loaded) -> bool {
    let is_time = |version: &str| version.bytes().filter(u8::is_ascii_digit).count() >= TIME;
    let mut migrations = loaded.migrations.iter();
    loaded.ordering.is_empty()
        && loaded.has_scripts()
        && migrations.all(|migration| is_time(&migration.version))
}

/// The history comes before its copies: it has more; else it is what a program made, or what a tool is known to run, or
/// lies higher.
fn rank<'t>(telling: &Telling<'t>) -> (Reverse<usize>, bool, bool, usize, &'t str) {
    let Telling { root, loaded, is_known, .. } = *telling;
    let written = !is_product(loaded);
    (Reverse(loaded.migrations.len()), written, !is_known, root.matches('/').count(), root)
}

fn is_product(loaded: &Loaded) -> bool {
    scripts(loaded).any(|script| is_generated(script.source.text()))
}

/// Whether a history says what a migration does, beginning with the one of its version and name, in as many files as it
/// likes.
fn tells(history: &[MigrationSource], migration: &MigrationSource) -> bool {
    let is_same =
        |other: &MigrationSource| other.version == migration.version && other.name == migration.name;
    let Some(from) = history.iter().position(is_same) else { return false };
    let up = sql_lines(migration.up.as_ref());
    let mut rest = up.as_slice();
    for part in &history[from..] {
        let Some(behind) = rest.strip_prefix(sql_lines(part.up.as_ref()).as_slice()) else { return false };
        rest = behind;
        if rest.is_empty() {
            break;
        }
    }
    let down = sql_lines(migration.down.script());
    rest.is_empty() && (down.is_empty() || down == sql_lines(history[from].down.script()))
}

fn sql_lines(script: Option<&ScriptSource>) -> Vec<&str> {
    let lines = lines(script.map_or("", |script| script.source.text())).map(|(_, line)| line.trim());
    lines.filter(|line| !line.is_empty() && !line.starts_with("--")).collect()
}
