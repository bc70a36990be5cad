//! A history and what was found in its open documents, brought up to date a part at a time: first what the user is
//! looking at, then what depends on it.

use std::path::Path;
use std::sync::Arc;
use std::time::{Duration, Instant};

use crate::config::{PathBase, Settings};
use crate::diagnostic::Diagnostic;
use crate::discover::application;
use crate::lint::judge_some;
use crate::migration::{GivenUp, History, HistorySource, Migration, Resumable, Script};
use crate::source::SourceFile;
use crate::suppress::{Baseline, Unmatched};

/// What is left to do.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Left {
    #[default]
    Nothing,
    /// What was found may change once what follows a change is looked at again.
    Later,
    /// What was found is about other texts than the present ones.
    Urgent,
}

/// What findings are held against.
pub(super) struct Measure<'a> {
    pub(super) settings: &'a Settings,
    /// What was there before and is not told, with what its paths count from.
    pub(super) known: Option<&'a (PathBase, Baseline)>,
    /// How long it may be at work before it looks whether something more urgent arrived.
    pub(super) slice: Duration,
}

pub(super) struct Judged {
    /// What tells it from the others of the project.
    pub(super) key: String,
    resumable: Resumable,
    parts: Vec<Part>,
    pub(super) found: Vec<Diagnostic>,
    /// What was looked for in the application's code, if anybody looked.
    given_up: Option<Vec<GivenUp>>,
}

/// Migrations that share files, and are judged together.
struct Part {
    migrations: Vec<usize>,
    sources: Vec<Arc<SourceFile>>,
    found: Vec<Diagnostic>,
    left: Left,
    /// It was judged since something changed.
    is_new: bool,
}

impl Judged {
    pub(super) fn new(key: String, source: HistorySource, settings: &Settings) -> Self {
        let resumable = Resumable::new(source, &settings.replay);
        let mut new = Self { key, resumable, parts: Vec::new(), found: Vec::new(), given_up: None };
        new.divide();
        new
    }

    /// Takes over the texts as they are now.
    pub(super) fn update(&mut self, source: HistorySource, measure: &Measure) {
        if self.resumable.update(source) {
            self.divide();
            self.collect(measure);
        }
        // Little is done at once, so that it is told once.
        self.advance(measure);
    }

    /// Notes that the rules, or the application's code, may be others.
    pub(super) fn look_again(&mut self) {
        self.given_up = None;
        for part in &mut self.parts {
            part.left = part.left.max(Left::Later);
            part.is_new = false;
        }
    }

    pub(super) fn history(&self) -> &History {
        &self.resumable.history
    }

    pub(super) fn left(&self) -> Left {
        let simulation = if self.resumable.is_settled() { Left::Nothing } else { Left::Later };
        self.parts.iter().map(|part| part.left).fold(simulation, Left::max)
    }

    /// Whether a document is simulated, and judged, on top of the present texts.
    pub(super) fn is_ready(&self, name: &str) -> bool {
        if let Some(part) = self.parts.iter().find(|part| part.has_file(name)) {
            return part.is_new;
        }
        let mut rest = self.history().migrations.iter().skip(self.resumable.simulated());
        !rest.any(|migration| scripts(migration).any(|script| **script.source.path() == *name))
    }

    /// Does a little of what is left, the most urgent first.
    pub(super) fn step(&mut self, measure: &Measure) {
        match self.next_part() {
            Some(at) => self.judge(at, measure),
            None => self.advance(measure),
        }
    }

    fn advance(&mut self, measure: &Measure) {
        let begun = Instant::now();
        self.resumable.advance(|| begun.elapsed() < measure.slice);
    }

    /// The part to judge next, if that can be done.
    fn next_part(&self) -> Option<usize> {
        let urgent = |part: &Part| {
            let end = part.migrations.last().map_or(0, |last| last + 1);
            part.left == Left::Urgent && self.resumable.is_fit(end)
        };
        let urgent = self.parts.iter().position(urgent);
        let later = || self.parts.iter().position(|part| part.left != Left::Nothing);
        urgent.or_else(|| self.resumable.is_settled().then(later).flatten())
    }

    fn judge(&mut self, at: usize, measure: &Measure) {
        let settled = self.resumable.is_settled();
        self.look_up(measure.settings);
        let Some(part) = self.parts.get_mut(at) else { return };
        part.found = judge_some(&self.resumable.history, &part.migrations, measure.settings).diagnostics;
        part.left = if settled { Left::Nothing } else { Left::Later };
        part.is_new = true;
        self.collect(measure);
    }

    fn collect(&mut self, measure: &Measure) {
        self.found = self.parts.iter().flat_map(|part| part.found.iter().cloned()).collect();
        self.found.sort_by(Diagnostic::order);
        if let Some((base, baseline)) = measure.known {
            let there = |path: &str| Path::new(&base.folder).join(path).exists();
            let found = std::mem::take(&mut self.found);
            self.found = Unmatched::new(baseline.clone()).take(found, |path| base.relative(path), there);
        }
    }

    /// Looks for what is given up in the application's code, where that is something else than before.
    fn look_up(&mut self, settings: &Settings) {
        let history = &mut self.resumable.history;
        let judged = history.migrations.iter().filter(|migration| migration.judged);
        let giving = judged.filter_map(|migration| migration.up.as_ref()).flat_map(Script::giving_up);
        let given_up = Some(giving.map(|giving| giving.what).collect());
        if given_up != self.given_up {
            history.application = application(history, &settings.application);
            self.given_up = given_up;
        }
    }

    /// Divides what is to be judged, and keeps what was found in texts that are still the same.
    fn divide(&mut self) {
        let before = std::mem::take(&mut self.parts);
        for (index, migration) in self.resumable.history.migrations.iter().enumerate() {
            if migration.judged {
                let sources = scripts(migration).map(|script| Arc::clone(&script.source)).collect();
                self.parts.push(Part {
                    migrations: vec![index],
                    sources,
                    found: Vec::new(),
                    left: Left::Urgent,
                    is_new: false,
                });
            }
        }
        self.parts = join(std::mem::take(&mut self.parts));
        for part in &mut self.parts {
            if let Some(same) = before.iter().find(|before| before.has_texts_of(part)) {
                part.found.clone_from(&same.found);
                part.left = same.left.max(Left::Later);
            }
        }
    }
}

impl Part {
    fn has_texts_of(&self, other: &Part) -> bool {
        let is_same = |(one, other): (&Arc<SourceFile>, &Arc<SourceFile>)| {
            Arc::ptr_eq(one, other) || (one.path() == other.path() && one.text() == other.text())
        };
        self.sources.len() == other.sources.len() && self.sources.iter().zip(&other.sources).all(is_same)
    }

    fn has_file(&self, name: &str) -> bool {
        self.sources.iter().any(|source| **source.path() == *name)
    }

    fn shares_file_with(&self, other: &Part) -> bool {
        let mut sources = self.sources.iter();
        sources.any(|one| other.sources.iter().any(|other| one.path() == other.path()))
    }
}

/// Joins what shares files.
fn join(parts: Vec<Part>) -> Vec<Part> {
    let mut joined: Vec<Part> = Vec::new();
    for mut part in parts {
        let (sharing, others): (Vec<Part>, Vec<Part>) =
            joined.into_iter().partition(|known| part.shares_file_with(known));
        joined = others;
        for known in sharing.into_iter().rev() {
            part.migrations.splice(0..0, known.migrations);
            part.sources.splice(0..0, known.sources);
        }
        part.migrations.sort_unstable();
        joined.push(part);
    }
    joined
}

fn scripts(migration: &Migration) -> impl Iterator<Item = &Script> {
    migration.up.iter().chain(migration.down.script())
}
