//! What the surroundings say: where `migrate-lint.toml` is, what it says about finding migrations, and the day.

use std::fs;
use std::path::{Path, PathBuf};

use super::DiscoverOptions;
use super::lex::{Token, statement_heads};
use crate::config::{Configuration, FILE_NAME, PathBase, PathGlobs};
use crate::migration::{Down, HistorySource, ScriptSource, TransactionUnit};

/// The nearest configuration in the folder of a path and those above it, up to the root of the repository.
pub fn configuration_of(path: &Path) -> Option<PathBuf> {
    upward(path, FILE_NAME)
}

/// The nearest file of a name, looked for in the same way.
pub fn upward(path: &Path, name: &str) -> Option<PathBuf> {
    let absolute = fs::canonicalize(path).or_else(|_| std::path::absolute(path)).ok()?;
    let folder = if absolute.is_dir() { absolute.as_path() } else { absolute.parent()? };
    for folder in folder.ancestors() {
        let candidate = folder.join(name);
        if candidate.is_file() {
            return Some(candidate);
        }
        if folder.join(".git").exists() {
            return None;
        }
    }
    None
}

/// What the paths of a configuration in a folder count from; without one, the current folder.
pub fn path_base(folder: Option<&Path>) -> PathBase {
    let absolute = |path: &Path| {
        let known = fs::canonicalize(path).map(|path| path.to_string_lossy().replace('\\', "/"));
        known.unwrap_or_default()
    };
    let working = absolute(Path::new("."));
    let folder = match folder {
        // The parent of a bare file name is empty.
        Some(folder) if folder.as_os_str().is_empty() => working.clone(),
        Some(folder) => absolute(folder),
        None => working.clone(),
    };
    PathBase { folder, working }
}

/// The day of the run, counted from 1970 in UTC.
pub fn today() -> Option<i64> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs() / 86_400).ok()
}

impl DiscoverOptions {
    /// What a configuration says.
    pub fn of(file: &Configuration, base: &PathBase) -> Self {
        let layouts =
            file.migrations.iter().filter_map(|folder| Some((folder.path.clone(), folder.layout.clone()?)));
        Self {
            layout: file.layout.clone(),
            layouts: layouts.collect(),
            exclude: file.exclude.clone(),
            unit: file.transaction,
            texts: Vec::new(),
            hidden: Vec::new(),
            root: Some(PathBuf::from(&base.folder)),
        }
    }
}

/// Gives the scripts of single folders the unit that the configuration says, where they do not say so themselves.
pub fn override_units(histories: &mut [HistorySource], file: &Configuration, base: &PathBase) {
    for folder in &file.migrations {
        let Some(unit) = folder.transaction else { continue };
        let pattern = PathGlobs::new(std::slice::from_ref(&folder.path), base.clone());
        for history in histories.iter_mut().filter(|history| pattern.matches(&history.root)) {
            for migration in &mut history.migrations {
                migration.up.iter_mut().for_each(|script| override_unit(script, unit));
                if let Down::Script(script) = &mut migration.down {
                    override_unit(script, unit);
                }
            }
        }
    }
}

/// What is assumed of folders that no tool is known to run, where nobody said how their files are sent and it matters.
pub fn assumed_units(
    histories: &[HistorySource],
    file: &Configuration,
    base: &PathBase,
    options: &DiscoverOptions,
) -> Vec<String> {
    let said = |history: &HistorySource| {
        let mut folders = file.migrations.iter().filter(|folder| {
            PathGlobs::new(std::slice::from_ref(&folder.path), base.clone()).matches(&history.root)
        });
        options.unit.is_some()
            || options.layout.is_some()
            || folders.any(|folder| folder.transaction.is_some() || folder.layout.is_some())
    };
    let assumed = histories.iter().filter(|history| {
        !history.tool.is_known() && history.migrations.len() > 1 && matters(history) && !said(history)
    });
    let note = |history: &HistorySource| {
        format!(
            "{} is of no tool that is recognized, and its files are taken to run statement by statement: where a file is \
             sent in one transaction, say `transaction = \"per-file\"` in migrate-lint.toml",
            history.root
        )
    };
    assumed.map(note).collect()
}

/// Whether a file has several statements and opens no transaction for them.
fn matters(history: &HistorySource) -> bool {
    let judged = history.migrations.iter().filter(|migration| migration.judged);
    let mut ups = judged.filter_map(|migration| migration.up.as_ref());
    ups.any(|up| {
        let heads = statement_heads(up.source.text(), 1);
        let opens = |head: &Vec<Token>| head.iter().any(|word| word.is("begin") || word.is("start"));
        up.unit == TransactionUnit::Script && heads.len() > 1 && !heads.iter().any(opens)
    })
}

fn override_unit(script: &mut ScriptSource, unit: TransactionUnit) {
    if script.directive.is_none() {
        script.unit = unit;
    }
}

/// Leaves unjudged what the configuration says was there before; a note where a folder has no such version.
pub fn start_after(histories: &mut [HistorySource], file: &Configuration, base: &PathBase) -> Vec<String> {
    let mut notes = Vec::new();
    for history in histories {
        let mut folders = file.migrations.iter().filter(|folder| {
            folder.start_after.is_some()
                && PathGlobs::new(std::slice::from_ref(&folder.path), base.clone()).matches(&history.root)
        });
        let own = folders.next_back().and_then(|folder| folder.start_after.as_deref());
        let Some(version) = own.or(file.start_after.as_deref()) else { continue };
        if !history.start_after(version) {
            notes.push(format!(
                "{} has no version `{version}` to start after, and none that compares with it: all of it is judged",
                history.root
            ));
        }
    }
    notes
}
