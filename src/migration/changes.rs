//! What changed since a revision: which migrations are new, and which old ones are no longer what they were.

use std::collections::{HashMap, HashSet};
use std::ops::Range;
use std::sync::Arc;

use super::{AfterEdit, HistorySource, MigrationSource, ScriptSource};
use crate::source::{SourceFile, Span};

/// The files that changed, by their path as the sources have it.
#[derive(Clone, Debug, Default)]
pub struct Changes {
    /// What they changed since, as the reader knows it: `origin/main`.
    pub base: String,
    /// What each was before; nothing where it is new.
    pub files: HashMap<String, Option<Earlier>>,
}

/// A file as it was.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Earlier {
    pub path: String,
    pub text: String,
}

/// An old migration that was changed: for the rule on it.
#[derive(Clone, Debug)]
pub struct EditedMigration {
    /// Its place in the history.
    pub index: usize,
    pub source: Arc<SourceFile>,
    /// The first line that differs.
    pub span: Span,
    pub message: String,
}

/// What became of a script.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Fate {
    New,
    Edited,
    Renumbered,
    /// As it was, or with other comments and another form.
    Old,
}

impl Changes {
    /// Whether findings in a file are news.
    pub fn touch(&self, path: &str) -> bool {
        self.files.contains_key(path)
    }
}

impl HistorySource {
    /// Leaves unjudged what was there before, and notes what of it was changed.
    pub fn judge_changes(&mut self, changes: &Changes) {
        let mut edits = Vec::new();
        for index in 0..self.migrations.len() {
            let migration = &self.migrations[index];
            let up = migration.up.as_ref().map(|up| self.fate(migration, up, changes));
            let down = migration.down.script().map(|down| self.fate(migration, down, changes));
            if let (Some(up), Some(fate), false) = (&migration.up, up, migration.repeatable) {
                edits.extend(self.edit(index, up, fate, changes));
            }
            let is_news = [up, down].into_iter().flatten().any(|fate| fate != Fate::Old);
            self.migrations[index].judged &= is_news;
        }
        self.edits = edits;
        self.ordering.retain(|problem| changes.touch(problem.source.path()));
        self.forget_unjudged();
    }

    fn fate(&self, migration: &MigrationSource, script: &ScriptSource, changes: &Changes) -> Fate {
        let Some(change) = changes.files.get(&**script.source.path()) else { return Fate::Old };
        let Some(earlier) = change else { return Fate::New };
        let refused = self.tool.after_edit == AfterEdit::Refused && !migration.repeatable;
        let same = |now: &str, before: &str| match refused {
            true => now.lines().eq(before.lines()),
            false => squeezed(now) == squeezed(before),
        };
        let text = script.source.text();
        if script.sections.is_empty() {
            return match same(text, &earlier.text) {
                true if number(&earlier.path) != number(script.source.path()) => Fate::Renumbered,
                true => Fate::Old,
                false => Fate::Edited,
            };
        }
        // The way back can stand in comments.
        let before = [squeezed(&earlier.text), earlier.text.split_whitespace().collect()];
        let is_there = |section: &str| {
            let section = squeezed(section);
            before.iter().any(|before| before.contains(&section))
        };
        let mut sections = script.sections.iter().filter_map(|section| text.get(section.clone()));
        // A file can hold several migrations, one of which may be new.
        let is_named = || {
            let mut words = earlier.text.split_whitespace();
            words.any(|word| word == migration.name || word == migration.version)
        };
        match sections.all(is_there) {
            true => Fate::Old,
            false if self.is_alone(migration, script) || is_named() => Fate::Edited,
            false => Fate::New,
        }
    }

    fn is_alone(&self, migration: &MigrationSource, script: &ScriptSource) -> bool {
        let shares = |other: &&MigrationSource| {
            other.up.as_ref().is_some_and(|up| Arc::ptr_eq(&up.source, &script.source))
        };
        self.migrations.iter().filter(shares).all(|other| other.name == migration.name)
    }

    fn edit(
        &self,
        index: usize,
        up: &ScriptSource,
        fate: Fate,
        changes: &Changes,
    ) -> Option<EditedMigration> {
        let earlier = changes.files.get(&**up.source.path())?.as_ref()?;
        let name = file_name(up.source.path());
        let (base, tool) = (&changes.base, self.tool.name);
        let message = match (fate, self.tool.after_edit) {
            (Fate::Renumbered, _) => {
                let former = file_name(&earlier.path);
                format!(
                    "`{former}` of `{base}` is `{name}` now: a database that ran it under its old number runs it again"
                )
            }
            (Fate::Edited, AfterEdit::Refused) => format!(
                "`{name}` is in `{base}` already: where {tool} has run it, {tool} now refuses to go on, since the checksum differs"
            ),
            (Fate::Edited, AfterEdit::Reset) => format!(
                "`{name}` is in `{base}` already: a database that ran it does not run it again, and {tool} asks to reset one that is developed on, since the checksum differs"
            ),
            (Fate::Edited, AfterEdit::Ignored) => format!(
                "`{name}` is in `{base}` already: a database that ran it does not run it again, and keeps the schema it made"
            ),
            _ => return None,
        };
        let span = first_difference(up, &earlier.text);
        Some(EditedMigration { index, source: Arc::clone(&up.source), span, message })
    }
}

/// A script without comment lines and white space.
fn squeezed(text: &str) -> String {
    let lines = text.lines().filter(|line| !line.trim_start().starts_with("--"));
    lines.flat_map(str::split_whitespace).collect()
}

fn file_name(path: &str) -> &str {
    path.rsplit('/').next().unwrap_or(path)
}

/// The number that a file is ordered by: its own, or that of its folder.
fn number(path: &str) -> Option<Vec<u128>> {
    path.rsplit('/').find_map(super::start::parts)
}

/// The first line of a script that was not there before; its first line of all where lines were only taken away.
fn first_difference(script: &ScriptSource, before: &str) -> Span {
    let known: HashSet<&str> = before.lines().map(str::trim).collect();
    let text = script.source.text();
    let whole = [Range { start: 0, end: text.len() }];
    let sections = if script.sections.is_empty() { &whole } else { script.sections.as_slice() };
    let lines = sections.iter().filter_map(|section| Some((section.start, text.get(section.clone())?)));
    let mut lines = lines.flat_map(|(start, section)| {
        let lines = section.split_inclusive('\n').scan(start, |at, line| {
            *at += line.len();
            Some(Span::new(*at - line.len(), *at - line.len() + line.trim_end().len()))
        });
        lines.filter(|line| !line.is_empty()).collect::<Vec<_>>()
    });
    let first = lines.clone().next();
    lines.find(|line| !known.contains(script.source.slice(*line).trim())).or(first).unwrap_or_default()
}
