//! Liquibase formatted SQL: changesets in the order of a root changelog, or of the files' names.

use super::anchor::is_changelog;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::lines;
use super::names;
use super::tree::{File, Folder, read_ahead};
use crate::migration::{AfterEdit, Down, Naming, OptOut, RollbackConvention, Switch, Tool, TransactionUnit};

mod changelog;
mod changeset;

use changelog::Included;

pub(super) static TOOL: Tool = Tool {
    name: "liquibase",
    opt_out: OptOut::Words {
        how: "add `runInTransaction:false` to its changeset",
        splits: true,
        switch: Switch::ByHand,
    },
    rollback: RollbackConvention::Section { marker: "--rollback" },
    ledger: Some("databasechangelog"),
    after_edit: AfterEdit::Refused,
    naming: Naming::Unknown,
};

/// A folder with a root changelog, which names what it includes.
pub(super) static LAYOUT: Layout = Layout {
    tool: &TOOL,
    unit: TransactionUnit::PerChangeset,
    extent: Extent::Tree,
    detect: detect_root,
    load: load_root,
};

/// A folder of formatted files whose root changelog is elsewhere.
pub(super) static FILES: Layout = Layout {
    tool: &TOOL,
    unit: TransactionUnit::PerChangeset,
    extent: Extent::Files,
    detect: detect_files,
    load: load_files,
};

fn detect_root(folder: Folder) -> Option<Confidence> {
    changelogs(folder).any(|file| changelog::is_root(file)).then_some(Confidence::MarkerFile)
}

fn changelogs<'a>(folder: Folder<'a>) -> impl Iterator<Item = File<'a>> {
    folder.files().filter(|file| is_changelog(file.name()))
}

fn detect_files(folder: Folder) -> Option<Confidence> {
    folder.any_text(is_formatted).then_some(Confidence::Content)
}

/// The first line that is not blank says so, behind a byte order mark too.
fn is_formatted(text: &str) -> bool {
    let text = text.strip_prefix('\u{feff}').unwrap_or(text);
    let first = lines(text).map(|(_, line)| line.trim()).find(|line| !line.is_empty());
    first.and_then(|line| line.strip_prefix("--")).is_some_and(|rest| {
        let rest = rest.trim_start().to_ascii_lowercase();
        rest.strip_prefix("liquibase").is_some_and(|rest| rest.trim_start().starts_with("formatted"))
    })
}

fn load_root(folder: Folder) -> Loaded {
    let mut loaded = Loaded::default();
    let included = changelog::resolve(changelogs(folder).collect());
    let files: Vec<File> = included.iter().filter_map(|included| included.file()).collect();
    read_ahead(&files);
    for included in included {
        match included {
            Included::Script(file) => add(file, &mut loaded),
            Included::Changeset => loaded.holes = true,
            Included::Absent { path, from } => {
                loaded.holes = true;
                loaded.note(from, format!("includes `{path}`, which is not there"));
            }
        }
    }
    settle(&mut loaded);
    loaded
}

fn load_files(folder: Folder) -> Loaded {
    let mut loaded = Loaded::default();
    let formatted = |file: &File| file.source().map_or(true, |source| is_formatted(source.text()));
    let mut files: Vec<File> = folder.sql_files().collect();
    read_ahead(&files);
    files.retain(formatted);
    files.sort_by(|left, right| names::natural(left.name(), right.name()));
    for file in files {
        add(file, &mut loaded);
    }
    loaded.open_beginning = true;
    settle(&mut loaded);
    loaded
}

fn add(file: File, loaded: &mut Loaded) {
    let source = match file.source() {
        Ok(source) => source,
        Err(failure) => {
            loaded.failures.push(failure.clone());
            loaded.holes = true;
            return;
        }
    };
    if !is_formatted(source.text()) {
        loaded.migrations.push(changeset::raw(source));
        return;
    }
    let read = changeset::read(source);
    if let Some(database) = read.foreign {
        loaded.note(&**source.path(), format!("also holds changesets for {database}: left out"));
    }
    loaded.migrations.extend(read.migrations);
}

/// Rollbacks are expected where the team writes them. Liquibase makes none up for SQL.
fn settle(loaded: &mut Loaded) {
    let used =
        loaded.migrations.iter().any(|migration| matches!(migration.down, Down::Script(_) | Down::Code));
    for migration in &mut loaded.migrations {
        if matches!(migration.down, Down::Missing { .. }) && (!used || migration.repeatable) {
            migration.down = Down::NotExpected;
        }
    }
}
