//! A history that is simulated again from where it changed, a part at a time: what an editor needs at every keystroke.

use std::sync::Arc;

use rayon::prelude::*;

use super::derived::Derived;
use super::replay::{Read, Replay};
use super::{Application, Down, History, HistorySource, MigrationSource, ReplayOptions, ScriptSource};
use crate::catalog::{Baseline, RelationId};

/// A simulated history, and what it was made of.
///
/// What changed is simulated at once. What follows is as it was before, until it is simulated again on top of that.
#[derive(Debug)]
pub struct Resumable {
    pub history: History,
    options: ReplayOptions,
    baseline: Baseline,
    sources: Vec<MigrationSource>,
    /// The state before each migration, and the one after the last.
    states: Vec<Replay>,
    /// How many migrations are simulated on top of the present texts of those before them.
    simulated: usize,
    /// The others have the same numbers for the same things as those that are.
    fits: bool,
}

/// Fewer scripts than these are parsed sooner than threads are awake for them.
const FEW: usize = 8;

impl Resumable {
    pub fn new(source: HistorySource, options: &ReplayOptions) -> Self {
        let begin = Replay::new(source.tool, source.baseline, &source.settings, options);
        let history = History {
            tool: source.tool,
            root: source.root.clone(),
            version_given: options.version_given,
            settings: source.settings.clone(),
            migrations: Vec::new(),
            ordering: Vec::new(),
            edits: Vec::new(),
            end: begin.catalog.clone(),
            application: Application::default(),
            derived: Derived::default(),
        };
        let mut new = Self {
            history,
            options: options.clone(),
            baseline: source.baseline,
            sources: Vec::new(),
            states: vec![begin],
            simulated: 0,
            fits: true,
        };
        new.update(source);
        new
    }

    /// Takes over the changed sources. Only what changed is parsed again, what stands before the first change stays as
    /// it is, and what stands behind the last one waits for [`advance`](Self::advance). The places in the
    /// application's code are not looked up again. Says whether anything changed that a rule can see.
    pub fn update(&mut self, source: HistorySource) -> bool {
        let application = std::mem::take(&mut self.history.application);
        let mut changed = true;
        let same_beginning = source.baseline == self.baseline && source.settings == self.history.settings;
        if !same_beginning || !std::ptr::eq(source.tool, self.history.tool) {
            *self = Self::new(source, &self.options);
        } else {
            changed = !source.ordering.is_empty() || !self.history.ordering.is_empty();
            changed |= self.take_over(source.migrations);
            self.history.root = source.root;
            self.history.ordering = source.ordering;
            self.history.edits = source.edits;
        }
        self.history.application = application;
        changed
    }

    /// Every migration is simulated on top of the present texts.
    pub fn is_settled(&self) -> bool {
        self.simulated == self.history.migrations.len()
    }

    /// How many migrations are simulated on top of the present texts of those before them.
    pub fn simulated(&self) -> usize {
        self.simulated
    }

    /// Whether a rule that looks at one of the first migrations sees nothing wrong in those that are not simulated yet:
    /// at the worst what was true before.
    pub fn is_fit(&self, migrations: usize) -> bool {
        migrations <= self.simulated && self.fits
    }

    /// Simulates one migration after the other for as long as it may; at least one.
    pub fn advance(&mut self, mut may_go_on: impl FnMut() -> bool) {
        while !self.is_settled() {
            self.next();
            if !may_go_on() {
                break;
            }
        }
    }

    fn take_over(&mut self, sources: Vec<MigrationSource>) -> bool {
        let (first, tail) = self.unchanged(&sources);
        let same = first == sources.len() && first == self.sources.len();
        let judged = self.sources.iter().zip(&sources).all(|(old, new)| old.judged == new.judged);
        if same && judged {
            return false;
        }
        if !same {
            while self.simulated < first {
                self.next();
            }
            self.replace(first, tail, &sources);
        }
        for (migration, source) in self.history.migrations.iter_mut().zip(&sources) {
            migration.judged = source.judged;
        }
        self.sources = sources;
        true
    }

    /// Puts what changed in the place of what stood between the first and the last migrations.
    fn replace(&mut self, first: usize, tail: usize, sources: &[MigrationSource]) {
        let changed = sources.get(first..sources.len() - tail).unwrap_or_default();
        let read = |source: &MigrationSource| Read::of(source, &self.options);
        let read: Vec<Read> = if changed.len() < FEW {
            changed.iter().map(read).collect()
        } else {
            changed.par_iter().map(read).collect()
        };
        let Some(begin) = self.states.get(first).cloned() else { return };
        let mut state = begin.clone();
        let (mut migrations, mut states) = (Vec::new(), Vec::new());
        for (source, read) in changed.iter().zip(read) {
            migrations.push(state.migration(source.clone(), read));
            states.push(state.clone());
        }
        let end = self.history.migrations.len() - tail;
        self.fits &= self.states.get(end).is_some_and(|old| has_same_numbers(&begin, old, &state));
        self.history.migrations.splice(first..end, migrations);
        self.states.splice(first + 1..=end, states);
        self.simulated = first + changed.len();
        self.history.derived = Derived::default();
        self.note_end();
    }

    /// Simulates the next migration again.
    fn next(&mut self) {
        let at = self.simulated;
        let (Some(source), Some(begin)) = (self.sources.get(at).cloned(), self.states.get(at).cloned())
        else {
            return;
        };
        let Some(migration) = self.history.migrations.get_mut(at) else { return };
        let mut state = begin.clone();
        *migration = state.migration(source, Read::again(migration));
        if let Some(after) = self.states.get_mut(at + 1) {
            self.fits &= has_same_numbers(&begin, after, &state);
            *after = state;
        }
        self.simulated += 1;
        self.history.derived = Derived::default();
        self.note_end();
    }

    /// After the last migration all is as it should be.
    fn note_end(&mut self) {
        if let (true, Some(state)) = (self.is_settled(), self.states.last()) {
            self.history.end = state.catalog.clone();
            self.fits = true;
        }
    }

    /// How many migrations are the same at the beginning, and how many at the end.
    fn unchanged(&self, sources: &[MigrationSource]) -> (usize, usize) {
        let pairs = self.sources.iter().zip(sources);
        let first = pairs.take_while(|(old, new)| is_same(old, new)).count();
        let pairs = self.sources.iter().skip(first).rev().zip(sources.iter().skip(first).rev());
        (first, pairs.take_while(|(old, new)| is_same(old, new)).count())
    }
}

/// Whether what was simulated on top of one state calls things by the numbers that they have in the other. Both come
/// after `begin`.
fn has_same_numbers(begin: &Replay, old: &Replay, new: &Replay) -> bool {
    let transactions =
        |state: &Replay| state.catalog.session.transaction.is_some().then_some(state.transactions);
    let made = begin.catalog.next_new()..new.catalog.next_new();
    let name = |state: &Replay, id| state.catalog.relation(id).map(|known| (known.kind, known.name.clone()));
    old.scripts == new.scripts
        && transactions(old) == transactions(new)
        && old.catalog.next_new() == new.catalog.next_new()
        && made.map(RelationId).all(|id| name(old, id) == name(new, id))
}

/// Whether two sources are simulated alike; who judges them does not matter.
fn is_same(old: &MigrationSource, new: &MigrationSource) -> bool {
    let up = match (&old.up, &new.up) {
        (Some(old), Some(new)) => is_same_script(old, new),
        (old, new) => old.is_none() && new.is_none(),
    };
    let down = match (&old.down, &new.down) {
        (Down::Script(old), Down::Script(new)) => is_same_script(old, new),
        (Down::Missing { expected: old }, Down::Missing { expected: new }) => old == new,
        (Down::NotExpected, Down::NotExpected) | (Down::Code, Down::Code) => true,
        _ => false,
    };
    up && down && old.version == new.version && old.name == new.name && old.repeatable == new.repeatable
}

fn is_same_script(old: &ScriptSource, new: &ScriptSource) -> bool {
    let text = Arc::ptr_eq(&old.source, &new.source)
        || (old.source.path() == new.source.path() && old.source.text() == new.source.text());
    text && old.unit == new.unit
        && old.directive == new.directive
        && old.sections == new.sections
        && old.separators == new.separators
}
