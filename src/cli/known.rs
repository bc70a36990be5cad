//! The baseline of a run: where its file is, and which of its entries are still found.

use std::collections::HashSet;
use std::fs;
use std::path::{Path, PathBuf};

use crate::config::{FILE_NAME, PathBase, Settings};
use crate::diagnostic::Diagnostic;
use crate::discover::{path_base, upward};
use crate::migration::HistorySource;
use crate::rule::Rule;
use crate::rules;
use crate::suppress::{BASELINE, Baseline, Entry, Unmatched};

use super::configuration::from_here;
use super::failure::{Failure, shown};

/// Entries that a note names.
const NAMED: usize = 3;

/// A baseline as it was read.
pub(super) struct Known {
    pub(super) file: PathBuf,
    pub(super) baseline: Baseline,
}

/// A baseline while a run goes on.
pub(super) struct Compared {
    file: PathBuf,
    base: PathBase,
    unmatched: Unmatched,
    /// The files that were judged, as the baseline calls them.
    judged: HashSet<String>,
    /// The rules that were asked.
    asked: HashSet<&'static str>,
    /// Every file was looked at, so that one that is missing is gone.
    everything: bool,
}

impl Known {
    /// The baseline that was named, or the nearest one above the first path.
    pub(super) fn find(named: Option<&Path>, paths: &[PathBuf]) -> Result<Option<Self>, Failure> {
        let first = paths.first().filter(|path| path.as_path() != Path::new("-"));
        let nearest = || upward(first.map_or(Path::new("."), PathBuf::as_path), BASELINE);
        let Some(file) = named.map(Path::to_path_buf).or_else(nearest) else { return Ok(None) };
        let name = from_here(&file);
        let text = fs::read_to_string(&file).map_err(|error| {
            let failure = Failure::new(format!("the baseline {} cannot be read: {error}", shown(&name)));
            failure.help("`migrate-lint baseline` writes one")
        })?;
        match Baseline::read(&text) {
            Ok(baseline) => Ok(Some(Self { file: name, baseline })),
            Err(problem) => {
                let failure = Failure::new(format!("{} is no baseline: {problem}", shown(&name)));
                Err(failure.help("`migrate-lint baseline --update` writes it anew"))
            }
        }
    }

    pub(super) fn compare(&self, everything: bool) -> Compared {
        Compared {
            file: self.file.clone(),
            base: base_of(&self.file),
            unmatched: Unmatched::new(self.baseline.clone()),
            judged: HashSet::new(),
            asked: HashSet::new(),
            everything,
        }
    }
}

/// What the paths in a baseline count from.
pub(super) fn base_of(file: &Path) -> PathBase {
    path_base(Some(file.parent().unwrap_or(Path::new(""))))
}

/// Where a new baseline goes: beside the configuration, else to the root of the repository, else here.
pub(super) fn place(paths: &[PathBuf]) -> PathBuf {
    let first = paths.first().map_or(Path::new("."), PathBuf::as_path);
    let beside = |name| upward(first, name).and_then(|found| found.parent().map(Path::to_path_buf));
    let folder = beside(FILE_NAME).or_else(|| {
        let absolute = fs::canonicalize(first).ok()?;
        absolute.ancestors().find(|folder| folder.join(".git").exists()).map(Path::to_path_buf)
    });
    from_here(&folder.unwrap_or_default().join(BASELINE))
}

impl Compared {
    /// Notes what is about to be judged.
    pub(super) fn expect(&mut self, settings: &Settings, histories: &[HistorySource]) {
        // What only a database tells is not gone because none was asked.
        let asked = |rule: &&&Rule| settings.is_on(rule.id) && !rule.page().needs_database();
        self.asked.extend(rules::RULES.iter().filter(asked).map(|rule| rule.id));
        let migrations = histories.iter().flat_map(|history| &history.migrations);
        for migration in migrations.filter(|migration| migration.judged) {
            for script in migration.up.iter().chain(migration.down.script()) {
                self.judged.insert(self.base.relative(script.source.path()));
            }
        }
    }

    /// Takes out what the baseline has.
    pub(super) fn new_ones(&mut self, found: Vec<Diagnostic>) -> Vec<Diagnostic> {
        let Self { base, unmatched, .. } = self;
        unmatched.take(found, |path| base.relative(path), |path| is_there(base, path))
    }

    /// How many findings the baseline had.
    pub(super) fn count(&self) -> usize {
        self.unmatched.matched().len()
    }

    /// The baseline without what is gone, and with the paths of today.
    pub(super) fn pruned(&self) -> Baseline {
        let left = self.unmatched.entries().filter(|entry| !self.is_gone(entry));
        Baseline::new(self.unmatched.matched().iter().chain(left).cloned().collect())
    }

    /// The baseline with these findings too, and of the files that were judged nothing else.
    pub(super) fn updated(&self, new: &[Diagnostic]) -> Baseline {
        let left = self.unmatched.entries().filter(|entry| !self.is_judged(entry));
        let new = Baseline::of(new, |path| self.base.relative(path)).entries;
        Baseline::new(self.unmatched.matched().iter().chain(left).chain(&new).cloned().collect())
    }

    /// What the reader should know of entries that are no longer found.
    pub(super) fn note(&self) -> Option<String> {
        let gone: Vec<&Entry> = self.unmatched.entries().filter(|entry| self.is_gone(entry)).collect();
        let named: Vec<String> =
            gone.iter().take(NAMED).map(|entry| format!("{} in {}", entry.rule, entry.path)).collect();
        let named = named.join(", ") + if gone.len() > NAMED { ", …" } else { "" };
        let file = shown(&self.file);
        let remedy = "`migrate-lint baseline --prune` takes";
        match gone.len() {
            0 => None,
            1 => Some(format!("1 finding of {file} no longer occurs ({named}): {remedy} it out")),
            count => Some(format!("{count} findings of {file} no longer occur ({named}): {remedy} them out")),
        }
    }

    /// No longer found, although somebody looked.
    fn is_gone(&self, entry: &Entry) -> bool {
        self.asked.contains(entry.rule.as_str()) && self.is_judged(entry)
    }

    fn is_judged(&self, entry: &Entry) -> bool {
        self.judged.contains(&entry.path) || self.everything && !is_there(&self.base, &entry.path)
    }
}

fn is_there(base: &PathBase, path: &str) -> bool {
    Path::new(&base.folder).join(path).exists()
}
