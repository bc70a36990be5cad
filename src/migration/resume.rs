//! A history that is simulated again from where it changed: what an editor needs at every keystroke.

use std::sync::Arc;

use rayon::prelude::*;

use super::replay::{Read, Replay};
use super::{Application, Down, History, HistorySource, MigrationSource, ReplayOptions, ScriptSource};
use crate::catalog::Baseline;

/// A simulated history, and what it was made of.
#[derive(Debug)]
pub struct Resumable {
    pub history: History,
    options: ReplayOptions,
    baseline: Baseline,
    sources: Vec<MigrationSource>,
    /// The state before each migration, and the one after the last.
    states: Vec<Replay>,
}

impl Resumable {
    pub fn new(source: HistorySource, options: &ReplayOptions) -> Self {
        let begin = Replay::new(source.baseline, options);
        let history = History {
            tool: source.tool,
            root: source.root.clone(),
            version_given: options.version_given,
            migrations: Vec::new(),
            ordering: Vec::new(),
            edits: Vec::new(),
            end: begin.catalog.clone(),
            application: Application::default(),
        };
        let baseline = source.baseline;
        let mut new =
            Self { history, options: options.clone(), baseline, sources: Vec::new(), states: vec![begin] };
        new.update(source);
        new
    }

    /// Takes over the changed sources. Only what changed is parsed again, and what stands before the first change
    /// stays as it is. The places in the application's code are not looked up again. Says whether anything changed
    /// that a rule can see.
    pub fn update(&mut self, source: HistorySource) -> bool {
        let application = std::mem::take(&mut self.history.application);
        let mut changed = true;
        if source.baseline != self.baseline || !std::ptr::eq(source.tool, self.history.tool) {
            *self = Self::new(source, &self.options);
        } else {
            changed = !source.ordering.is_empty() || !self.history.ordering.is_empty();
            changed |= self.simulate(source.migrations);
            self.history.root = source.root;
            self.history.ordering = source.ordering;
            self.history.edits = source.edits;
        }
        self.history.application = application;
        changed
    }

    fn simulate(&mut self, sources: Vec<MigrationSource>) -> bool {
        let (first, tail) = self.unchanged(&sources);
        let same = first == sources.len() && first == self.sources.len();
        let mut pairs = self.sources.iter().zip(&sources);
        if same && pairs.all(|(old, new)| old.judged == new.judged) {
            return false;
        }
        let migrations = &mut self.history.migrations;
        let after = migrations.split_off(migrations.len() - tail);
        migrations.truncate(first);
        for (migration, source) in migrations.iter_mut().zip(&sources) {
            migration.judged = source.judged;
        }
        let changed = sources.get(first..sources.len() - tail).unwrap_or_default();
        let mut read: Vec<Read> = changed.par_iter().map(|source| Read::of(source, &self.options)).collect();
        read.extend(after.iter().map(Read::again));
        self.states.truncate(first + 1);
        let Some(mut state) = self.states.last().cloned() else { return true };
        for (source, read) in sources.iter().skip(first).zip(read) {
            migrations.push(state.migration(source.clone(), read));
            self.states.push(state.clone());
        }
        self.history.end = state.catalog;
        self.sources = sources;
        true
    }

    /// How many migrations are the same at the beginning, and how many at the end.
    fn unchanged(&self, sources: &[MigrationSource]) -> (usize, usize) {
        let pairs = self.sources.iter().zip(sources);
        let first = pairs.take_while(|(old, new)| is_same(old, new)).count();
        let pairs = self.sources.iter().skip(first).rev().zip(sources.iter().skip(first).rev());
        (first, pairs.take_while(|(old, new)| is_same(old, new)).count())
    }
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
