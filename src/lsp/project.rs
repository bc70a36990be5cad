//! The histories under one configuration: found once, and looked at again as the documents change.

use std::path::{Path, PathBuf};
use std::time::Duration;

use super::documents::Document;
use super::judged::{Judged, Left, Measure};
use crate::config::{Configuration, Flags, PathBase, Settings};
use crate::discover::{self, DiscoverOptions, Survey, override_units, start_after};
use crate::migration::{History, HistorySource, replay};
use crate::suppress::{BASELINE, Baseline};
use crate::version::PgVersion;

/// A configuration, and what is open under it.
pub(super) struct Project {
    pub(super) settings: Settings,
    file: Option<PathBuf>,
    configuration: Configuration,
    base: PathBase,
    survey: Survey,
    /// What was there before and is not told, with what its paths count from.
    known: Option<(PathBase, Baseline)>,
    /// What the open documents are called.
    names: Vec<String>,
    /// Open documents that are no files: each is a history of its own.
    loose: Vec<(String, String)>,
    judged: Vec<Judged>,
    stale: bool,
}

impl Project {
    /// Finds the histories that the documents are in.
    pub(super) fn new(
        file: Option<PathBuf>,
        configuration: Configuration,
        version: Option<PgVersion>,
        documents: &[&Document],
    ) -> Self {
        let base = discover::path_base(file.as_deref().and_then(Path::parent));
        let flags = Flags { version, today: discover::today(), ..Flags::default() };
        let settings = Settings::resolve(&configuration, &flags, &base);
        let (files, loose): (Vec<&Document>, Vec<&Document>) =
            documents.iter().partition(|document| document.path.is_some());
        let mut options = DiscoverOptions::of(&configuration, &base);
        options.texts =
            files.iter().map(|document| (PathBuf::from(&document.name), document.text.clone())).collect();
        let paths: Vec<PathBuf> = files.iter().map(|document| PathBuf::from(&document.name)).collect();
        Self {
            settings,
            file,
            configuration,
            base,
            known: files.first().and_then(|document| baseline(document.path.as_deref()?)),
            survey: Survey::new(&paths, options),
            names: documents.iter().map(|document| document.name.clone()).collect(),
            loose: loose.iter().map(|document| (document.name.clone(), document.text.clone())).collect(),
            judged: Vec::new(),
            stale: true,
        }
    }

    /// Takes over what another look at the same files has read already.
    pub(super) fn inherit(&mut self, other: Project) {
        if other.file == self.file && other.settings.replay == self.settings.replay {
            self.judged = other.judged;
            // The settings of rules, and the application's code, may have changed all the same.
            self.judged.iter_mut().for_each(Judged::look_again);
        }
    }

    pub(super) fn is_of(&self, file: Option<&Path>) -> bool {
        self.file.as_deref() == file
    }

    /// Whether an open document is under this configuration.
    pub(super) fn has(&self, name: &str) -> bool {
        self.names.iter().any(|known| known == name)
    }

    pub(super) fn change(&mut self, document: &Document) {
        match self.loose.iter_mut().find(|(name, _)| *name == document.name) {
            Some((_, text)) => *text = document.text.clone(),
            None => self.survey.replace(Path::new(&document.name), &document.text),
        }
        self.stale = true;
    }

    pub(super) fn judged(&self) -> &[Judged] {
        &self.judged
    }

    pub(super) fn left(&self) -> Left {
        if self.stale { Left::Urgent } else { self.judged.iter().map(Judged::left).max().unwrap_or_default() }
    }

    /// Whether a document is simulated, and judged, on top of the present texts.
    pub(super) fn is_ready(&self, name: &str) -> bool {
        !self.stale && self.judged.iter().all(|judged| judged.is_ready(name))
    }

    /// Does a little of what is left, the most urgent first.
    pub(super) fn step(&mut self, slice: Duration) {
        if std::mem::take(&mut self.stale) {
            return self.take_over(slice);
        }
        let Self { settings, known, judged, .. } = self;
        if let Some(judged) = judged.iter_mut().max_by_key(|judged| judged.left()) {
            judged.step(&Measure { settings, known: known.as_ref(), slice });
        }
    }

    /// Hands the texts as they are now to the histories that they are in.
    fn take_over(&mut self, slice: Duration) {
        let mut before = std::mem::take(&mut self.judged);
        let mut judged = Vec::new();
        for source in self.sources() {
            let key = key(&source);
            let measure = Measure { settings: &self.settings, known: self.known.as_ref(), slice };
            judged.push(match before.iter().position(|judged| judged.key == key) {
                Some(at) => {
                    let mut same = before.swap_remove(at);
                    same.update(source, &measure);
                    same
                }
                None => Judged::new(key, source, &self.settings),
            });
        }
        self.judged = judged;
    }

    /// The histories with other texts in the place of some files, simulated apart from what is open.
    pub(super) fn imagine(&self, documents: &[&Document], texts: &[(PathBuf, String)]) -> Vec<History> {
        let flags = Flags { version: Some(self.settings.replay.version), ..Flags::default() };
        let mut other = Project::new(self.file.clone(), self.configuration.clone(), flags.version, documents);
        for (path, text) in texts {
            other.survey.replace(path, text);
        }
        let histories = other.sources().into_iter().map(|source| replay(source, &self.settings.replay));
        histories.collect()
    }

    fn sources(&self) -> Vec<HistorySource> {
        let mut histories = self.survey.discovery().histories;
        override_units(&mut histories, &self.configuration, &self.base);
        start_after(&mut histories, &self.configuration, &self.base);
        let options = DiscoverOptions::of(&self.configuration, &self.base);
        histories.extend(self.loose.iter().map(|(name, text)| discover::standalone(name, text, &options)));
        histories
    }
}

/// The nearest baseline above a file; one that cannot be read is the command line's to complain about.
fn baseline(path: &Path) -> Option<(PathBase, Baseline)> {
    let file = discover::upward(path, BASELINE)?;
    let text = std::fs::read_to_string(&file).ok()?;
    Some((discover::path_base(file.parent()), Baseline::read(&text).ok()?))
}

/// A folder is a history; a file that is in none is one by itself.
fn key(source: &HistorySource) -> String {
    let first = source.migrations.first().and_then(|migration| migration.up.as_ref());
    match first {
        Some(script) if source.root.is_empty() => script.source.path().to_string(),
        _ => source.root.clone(),
    }
}
