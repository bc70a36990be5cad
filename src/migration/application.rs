//! What migrations give up, and where the application's code still names it.

use std::collections::BTreeMap;
use std::sync::Arc;

use rustc_hash::FxHashMap;

use super::{History, Script, Step};
use crate::ast::{Name, ObjectKind, Statement};
use crate::catalog::{QualifiedName, Relation};
use crate::source::{SourceFile, Span};

/// A table or view, or a column of one, by the names that code has for it.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct GivenUp {
    pub relation: QualifiedName,
    pub column: Option<Name>,
}

/// A drop or rename of something that was in use before its script.
#[derive(Clone, Debug)]
pub struct GivingUp {
    pub what: GivenUp,
    /// The index of the step, and the part of it that says so.
    pub step: usize,
    pub span: Span,
}

/// One place in the application's code.
#[derive(Clone, Debug)]
pub struct Mention {
    pub source: Arc<SourceFile>,
    pub span: Span,
}

/// Where the application's code names what is given up. It is empty where nobody looked.
#[derive(Debug, Default)]
pub struct Application {
    mentions: BTreeMap<GivenUp, Vec<Mention>>,
}

/// What is looked for, by its last word.
pub struct Wanted {
    by_word: FxHashMap<Name, Vec<GivenUp>>,
}

/// A name that is shorter stands for too much else.
const SHORTEST: usize = 3;

impl History {
    /// What the migrations that are to be judged drop or rename.
    pub fn wanted(&self) -> Wanted {
        let judged = self.migrations.iter().filter(|migration| migration.judged);
        let mut by_word: FxHashMap<Name, Vec<GivenUp>> = FxHashMap::default();
        for giving in judged.filter_map(|migration| migration.up.as_ref()).flat_map(Script::giving_up) {
            let word = giving.what.column.as_ref().unwrap_or(&giving.what.relation.name);
            let known = by_word.entry(word.clone()).or_default();
            if !known.contains(&giving.what) {
                known.push(giving.what);
            }
        }
        by_word.retain(|word, _| word.chars().count() >= SHORTEST);
        Wanted { by_word }
    }
}

impl Wanted {
    pub fn is_empty(&self) -> bool {
        self.by_word.is_empty()
    }
}

impl Application {
    pub fn mentions_of(&self, what: &GivenUp) -> &[Mention] {
        self.mentions.get(what).map_or(&[], Vec::as_slice)
    }

    /// Notes where a file names what is wanted, word by word. A column counts in a file that also names its table, in
    /// the singular or as the name of a class if need be.
    pub fn look_through(&mut self, source: &Arc<SourceFile>, wanted: &Wanted) {
        let mut plain: Option<String> = None;
        for (word, span) in words(source.text()) {
            for what in wanted.by_word.get(word).into_iter().flatten() {
                let names_table = what.column.is_none() || {
                    let text = plain.get_or_insert_with(|| stem(source.text()));
                    text.contains(stem(&what.relation.name).trim_end_matches('s'))
                };
                if names_table {
                    let mention = Mention { source: Arc::clone(source), span };
                    self.mentions.entry(what.clone()).or_default().push(mention);
                }
            }
        }
    }
}

fn stem(text: &str) -> String {
    text.to_lowercase().replace('_', "")
}

/// The words of a text and where they stand.
fn words(text: &str) -> impl Iterator<Item = (&str, Span)> {
    let part = |c: char| c.is_alphanumeric() || c == '_' || c == '$';
    text.split(move |c: char| !part(c)).filter(|word| !word.is_empty()).map(move |word| {
        let start = word.as_ptr() as usize - text.as_ptr() as usize;
        (word, Span::new(start, start + word.len()))
    })
}

impl Script {
    /// What the script drops or renames, if it was in use before and nothing has the name when the script is done.
    pub fn giving_up(&self) -> Vec<GivingUp> {
        let mut found = Vec::new();
        for (index, step) in self.steps.iter().enumerate() {
            let given = |span, relation: &Relation, column: Option<&Name>| GivingUp {
                what: GivenUp { relation: (*relation.name).clone(), column: column.cloned() },
                step: index,
                span,
            };
            match &step.statement.kind {
                Statement::Drop(drop) if is_relation(drop.kind) => {
                    let relations =
                        drop.objects.iter().filter_map(|object| step.before.resolve(&object.name));
                    found.extend(relations.map(|relation| given(step.span(), relation, None)));
                }
                Statement::Rename(rename) => {
                    let Some(relation) = step.before.resolve(&rename.object.name) else { continue };
                    match (&rename.object.part, rename.object.kind) {
                        (Some(column), ObjectKind::Column) => {
                            found.push(given(step.span(), relation, Some(&column.name)));
                        }
                        (None, kind) if is_relation(kind) => found.push(given(step.span(), relation, None)),
                        _ => {}
                    }
                }
                Statement::AlterTable(alter) => {
                    let dropped = alter
                        .actions
                        .iter()
                        .filter_map(|action| Some((action.span, &action.kind.dropped_column()?.name)));
                    found.extend(dropped.filter_map(|(span, column)| {
                        Some(given(span, step.before.resolve(&alter.name)?, Some(column)))
                    }));
                }
                _ => {}
            }
        }
        found.retain(|giving| self.is_gone(giving, &self.steps[giving.step]));
        found
    }

    fn is_gone(&self, giving: &GivingUp, step: &Step) -> bool {
        let known = step.before.relation_named(&giving.what.relation);
        let in_use = known.is_some_and(|relation| {
            let column = giving.what.column.as_ref().and_then(|column| relation.column(column));
            !self.creates(relation.origin)
                && !relation.is_temporary()
                && !column.is_some_and(|column| self.creates(column.origin))
        });
        let after = self.after.relation_named(&giving.what.relation);
        let there = match &giving.what.column {
            Some(column) => after.is_some_and(|after| after.column(column).is_some()),
            None => after.is_some(),
        };
        in_use && !there && step.effects.failure.is_none()
    }
}

fn is_relation(kind: ObjectKind) -> bool {
    matches!(
        kind,
        ObjectKind::Table | ObjectKind::ForeignTable | ObjectKind::View | ObjectKind::MaterializedView
    )
}
