//! The histories under one configuration: found once, and judged again as the documents change.

use std::path::{Path, PathBuf};

use super::documents::Document;
use crate::config::{Configuration, Flags, PathBase, Settings};
use crate::diagnostic::Diagnostic;
use crate::discover::{self, DiscoverOptions, Survey, application, override_units, start_after};
use crate::lint::judge;
use crate::migration::{GivenUp, History, HistorySource, Resumable, Script, replay};
use crate::suppress::{BASELINE, Baseline, Unmatched};
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

/// A history and what was found in its open documents.
pub(super) struct Judged {
    /// What tells it from the others of the project.
    key: String,
    resumable: Resumable,
    pub(super) found: Vec<Diagnostic>,
    /// What was looked for in the application's code, if anybody looked.
    given_up: Option<Vec<GivenUp>>,
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
            self.judged.iter_mut().for_each(|judged| judged.given_up = None);
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

    /// Brings everything up to date.
    pub(super) fn settle(&mut self) {
        if !std::mem::take(&mut self.stale) {
            return;
        }
        let mut known = std::mem::take(&mut self.judged);
        for source in self.sources() {
            let key = key(&source);
            let judged = match known.iter().position(|judged| judged.key == key) {
                Some(at) => known.swap_remove(at).updated(source, self),
                None => Judged::new(key, source, self),
            };
            self.judged.push(judged);
        }
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

impl Judged {
    fn new(key: String, source: HistorySource, project: &Project) -> Self {
        let resumable = Resumable::new(source, &project.settings.replay);
        let mut new = Self { key, resumable, found: Vec::new(), given_up: None };
        new.judge(project);
        new
    }

    fn updated(mut self, source: HistorySource, project: &Project) -> Self {
        if self.resumable.update(source) || self.given_up.is_none() {
            self.judge(project);
        }
        self
    }

    pub(super) fn history(&self) -> &History {
        &self.resumable.history
    }

    fn judge(&mut self, project: &Project) {
        let history = &mut self.resumable.history;
        let judged = history.migrations.iter().filter(|migration| migration.judged);
        let giving = judged.filter_map(|migration| migration.up.as_ref()).flat_map(Script::giving_up);
        let given_up = Some(giving.map(|giving| giving.what).collect());
        if given_up != self.given_up {
            history.application = application(history, &project.settings.application);
            self.given_up = given_up;
        }
        self.found = judge(history, &project.settings).diagnostics;
        if let Some((base, baseline)) = &project.known {
            let there = |path: &str| Path::new(&base.folder).join(path).exists();
            let found = std::mem::take(&mut self.found);
            self.found = Unmatched::new(baseline.clone()).take(found, |path| base.relative(path), there);
        }
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
