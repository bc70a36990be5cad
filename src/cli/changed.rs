//! What it means that files are changed which may have run already: whether their tool takes them as they are now.

use std::collections::HashSet;
use std::path::Path;

use crate::config::Flags;
use crate::fix::Fixed;
use crate::migration::{AfterEdit, HistorySource};

use super::arguments::CheckArguments;
use super::input::Input;

/// The file that Atlas keeps the hashes of a folder in, also where another tool runs it.
const SUM: &str = "atlas.sum";

/// One sentence for each history with older files among the changed ones, and one for each sum that no longer fits.
pub(super) fn told(fixed: &Fixed, arguments: &CheckArguments) -> Vec<String> {
    let flags = Flags { version: arguments.input.pg_version, ..Flags::default() };
    let input = Input::read_with(&arguments.input, &arguments.common, &flags, &fixed.texts());
    let groups = input.map(|input| input.groups).unwrap_or_default();
    let histories = groups.into_iter().flat_map(|group| group.histories);
    histories.flat_map(|history| older(fixed, &history).into_iter().chain(sum(fixed, &history))).collect()
}

fn older(fixed: &Fixed, history: &HistorySource) -> Option<String> {
    let migrations = history.migrations.iter().filter(|migration| !migration.repeatable);
    let ups = migrations.filter_map(|migration| Some(&**migration.up.as_ref()?.source.path()));
    let mut paths: Vec<&str> = ups.filter(|path| !fixed.created.contains_key(*path)).collect();
    let newest = paths.pop()?;
    let before: HashSet<&str> =
        paths.into_iter().filter(|path| *path != newest && fixed.edited.contains_key(*path)).collect();
    let (come, them) = match before.len() {
        0 => return None,
        1 => ("1 of the changed files comes".to_owned(), "it"),
        count => (format!("{count} of the changed files come"), "them"),
    };
    let tool = history.tool.name;
    let then = match history.tool.after_edit {
        AfterEdit::Refused => {
            format!("where {tool} has run {them}, it refuses to go on, since the checksum differs")
        }
        AfterEdit::Reset => format!(
            "a database that has run {them} does not run {them} again, and {tool} asks to reset one that is developed on, since the checksum differs"
        ),
        AfterEdit::Ignored => format!("a database that has run {them} does not run {them} again"),
    };
    Some(format!("{come} before the newest migration: {then}"))
}

fn sum(fixed: &Fixed, history: &HistorySource) -> Option<String> {
    let path = Path::new(&history.root).join(SUM);
    let inside = |file: &str| Path::new(file).parent() == path.parent();
    let changed = fixed.edited.keys().chain(fixed.created.keys()).any(|file| inside(file));
    (changed && path.is_file()).then(|| {
        format!(
            "{} no longer fits the files: `atlas migrate hash` writes it anew",
            super::failure::shown(&path)
        )
    })
}
