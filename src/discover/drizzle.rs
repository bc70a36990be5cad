//! Drizzle: files in the order of `meta/_journal.json`, or the newer `<timestamp>_<name>/migration.sql`.

use std::collections::HashSet;
use std::sync::Arc;

use serde::Deserialize;

use super::dialect;
use super::layout::{Confidence, Extent, Layout, Loaded};
use super::lines::occurrences;
use super::names::Order;
use super::pieces::{self, Expected, Halves, Named, Piece};
use super::tree::Folder;
use crate::migration::{
    AfterEdit, Naming, OptOut, OrderingKind, OrderingProblem, RollbackConvention, ScriptSource, Tool,
    TransactionUnit,
};
use crate::source::SourceFile;

pub(super) static TOOL: Tool = Tool {
    name: "drizzle",
    opt_out: OptOut::Impossible,
    rollback: RollbackConvention::None,
    ledger: Some("drizzle.__drizzle_migrations"),
    after_edit: AfterEdit::Ignored,
    naming: Naming::Unknown,
};

pub(super) static LAYOUT: Layout =
    Layout { tool: &TOOL, unit: TransactionUnit::AllPending, extent: Extent::Tree, detect, load };

const JOURNAL: &str = "meta/_journal.json";
const SCRIPT: &str = "migration.sql";
const BREAKPOINT: &str = "--> statement-breakpoint";

#[derive(Deserialize)]
struct Journal {
    dialect: Option<String>,
    #[serde(default)]
    entries: Vec<Entry>,
}

#[derive(Deserialize)]
struct Entry {
    tag: String,
    #[serde(default)]
    when: f64,
}

fn detect(folder: Folder) -> Option<Confidence> {
    if let Some(file) = folder.file_at(JOURNAL) {
        let journal =
            file.source().ok().and_then(|source| serde_json::from_str::<Journal>(source.text()).ok());
        return (!journal.is_some_and(|journal| is_abandoned(folder, &journal)))
            .then_some(Confidence::MarkerFile);
    }
    let in_folders =
        |inner: Folder| inner.has(SCRIPT) && (inner.has("snapshot.json") || configuration(folder).is_some());
    let marked = !folder.has("migration_lock.toml") && folder.folders().any(in_folders);
    marked.then_some(Confidence::MarkerFile)
}

/// None of the files that the journal lists is there, but others are: they are run by other means.
fn is_abandoned(folder: Folder, journal: &Journal) -> bool {
    let listed = |entry: &Entry| folder.has(&format!("{}.sql", entry.tag));
    !journal.entries.iter().any(listed) && folder.sql_files().next().is_some()
}

fn load(folder: Folder) -> Loaded {
    let journal = folder.file_at(JOURNAL);
    let Some(file) = journal else { return load_folders(folder) };
    match file.source().map(|source| serde_json::from_str::<Journal>(source.text())) {
        Ok(Ok(journal)) => load_journal(folder, &journal),
        Ok(Err(error)) => {
            let mut loaded = Loaded::default();
            let message =
                format!("is no journal of Drizzle, so the order of the migrations is unknown: {error}");
            let (path, line) = (file.shown(), Some(error.line()));
            loaded.failures.push(super::Failure { path, message, offset: None, line, remedy: None });
            loaded
        }
        Err(failure) => Loaded { failures: vec![failure.clone()], ..Loaded::default() },
    }
}

fn load_journal(folder: Folder, journal: &Journal) -> Loaded {
    if let Some(database) = journal.dialect.as_deref().and_then(dialect::of_provider) {
        return Loaded::left_out(folder, database);
    }
    let mut absent = Vec::new();
    let pieces = journal.entries.iter().enumerate().filter_map(|(at, entry)| {
        let Some(file) = folder.file(&format!("{}.sql", entry.tag)) else {
            absent.push(entry.tag.as_str());
            return None;
        };
        let order = Order { numbers: vec![at as u128], text: String::new() };
        Some(Piece { named: Named::tagged(&entry.tag, order), file, code: false })
    });
    let pieces = pieces.collect();
    let mut loaded = pieces::assemble(pieces, Expected::Never, |_, source| halves(source));
    loaded.holes |= !absent.is_empty();
    for tag in absent {
        loaded.note(folder.shown(), format!("has no `{tag}.sql`, which its journal lists"));
    }
    report_skipped(folder, journal, &mut loaded);
    let listed: HashSet<&str> = journal.entries.iter().map(|entry| entry.tag.as_str()).collect();
    let unlisted = folder.sql_files().filter(|file| {
        let tag = file.name().strip_suffix(".sql").unwrap_or_default();
        !super::picture::is_no_step(file) && !listed.contains(tag)
    });
    pieces::report_unrecognized(&mut loaded, unlisted, |file| {
        let name = file.name();
        Some(format!("Drizzle does not run `{name}`: `{JOURNAL}` does not list it"))
    });
    loaded
}

/// Drizzle applies an entry only if its time is after that of the last applied one.
fn report_skipped(folder: Folder, journal: &Journal, loaded: &mut Loaded) {
    let mut latest: Option<&Entry> = None;
    for entry in &journal.entries {
        let Some(last) = latest.filter(|last| entry.when <= last.when) else {
            latest = Some(entry);
            continue;
        };
        let source = |tag: &str| {
            folder.file(&format!("{tag}.sql")).and_then(|file| file.source().ok()).map(Arc::clone)
        };
        if let Some(file) = source(&entry.tag) {
            loaded.ordering.push(OrderingProblem {
                kind: OrderingKind::OutOfOrder,
                source: file,
                message: format!(
                    "a database that has `{}` never gets `{}`: in the journal its `when` is not later",
                    last.tag, entry.tag
                ),
                other: source(&last.tag),
            });
        }
    }
}

fn load_folders(folder: Folder) -> Loaded {
    let dialect = configuration(folder).and_then(dialect_setting).and_then(dialect::of_provider);
    if let Some(database) = dialect {
        return Loaded::left_out(folder, database);
    }
    let pieces = folder.folders().filter_map(|inner| {
        let named = Named::tagged(inner.name(), Order::text(inner.name()));
        Some(Piece { named, file: inner.file(SCRIPT)?, code: false })
    });
    let pieces = pieces.collect();
    pieces::assemble(pieces, Expected::Never, |_, source| halves(source))
}

/// The text of a `drizzle.config.*` close above.
fn configuration(folder: Folder<'_>) -> Option<&str> {
    let files = folder.upward().take(4).flat_map(|above| above.files());
    let mut configurations =
        files.filter(|file| file.name().starts_with("drizzle") && file.name().contains(".config."));
    configurations.find_map(|file| file.source().ok().map(|source| source.text()))
}

fn dialect_setting(text: &str) -> Option<&str> {
    let rest = &text[text.find("dialect")? + "dialect".len()..];
    rest.split(['"', '\'', '`']).nth(1)
}

fn halves(source: &Arc<SourceFile>) -> Halves {
    let mut script = ScriptSource::whole(Arc::clone(source), TransactionUnit::AllPending);
    script.separators = occurrences(source.text(), BREAKPOINT);
    script.into()
}
