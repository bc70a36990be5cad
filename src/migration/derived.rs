//! What rules ask of a whole history, found out at the first question.

use std::ops::{Range, RangeInclusive};
use std::sync::OnceLock;

use rustc_hash::{FxHashMap, FxHashSet};

use super::circles::PolicyCircle;
use super::{History, Migration, Script, Step};
use crate::ast::{Name, ObjectName, Query, RowChange, Statement};
use crate::catalog::{Catalog, QualifiedName, Relation, RelationId, RelationKind, ScriptId};

/// Answers about a history. Whoever changes the history makes them new.
#[derive(Debug, Default)]
pub(crate) struct Derived {
    /// How many migrations before each one do something that is not seen.
    unseen: OnceLock<Vec<u32>>,
    paths: OnceLock<FxHashSet<String>>,
    copies: OnceLock<FxHashMap<RelationId, Vec<StepPlace>>>,
    about_rights: OnceLock<Vec<StepPlace>>,
    seeded: OnceLock<FxHashMap<RelationId, usize>>,
    made: OnceLock<FxHashMap<ScriptId, Vec<RelationId>>>,
    customs: OnceLock<FxHashMap<Name, SchemaCustoms>>,
    triggered: OnceLock<Vec<RelationId>>,
    trigger_words: OnceLock<FxHashMap<String, Vec<QualifiedName>>>,
    pub(super) policy_circles: OnceLock<Vec<PolicyCircle>>,
}

/// A step of a deployed script: the place of its migration, and its own there.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct StepPlace {
    pub migration: usize,
    pub step: usize,
}

/// What is usual for the tables of a schema at the end of the history.
#[derive(Debug, Default)]
pub struct SchemaCustoms {
    pub tables: usize,
    /// How many of them have row level security.
    pub secured: usize,
    /// How many of the tables each role that is named in a grant has a right on.
    pub roles: FxHashMap<Name, usize>,
}

impl History {
    /// Whether all that these migrations do is seen.
    pub fn is_seen(&self, migrations: RangeInclusive<usize>) -> bool {
        let unseen = self.derived.unseen.get_or_init(|| self.count_unseen());
        let before = unseen.get(*migrations.start());
        before.is_some() && before == unseen.get(migrations.end() + 1)
    }

    /// Whether one of these migrations is written in another language, so that nothing is known of what it does.
    pub fn has_code(&self, mut migrations: Range<usize>) -> bool {
        migrations.any(|at| self.migrations.get(at).is_some_and(|migration| migration.up.is_none()))
    }

    fn count_unseen(&self) -> Vec<u32> {
        let mut count = 0;
        let seen = |migration: &Migration| {
            !migration.repeatable && migration.up.as_ref().is_some_and(Script::is_seen)
        };
        let after = self.migrations.iter().map(|migration| {
            count += u32::from(!seen(migration));
            count
        });
        std::iter::once(0).chain(after).collect()
    }

    /// Whether a deployed script has this path.
    pub fn has_path(&self, path: &str) -> bool {
        let paths = self.derived.paths.get_or_init(|| {
            let scripts = self.migrations.iter().filter_map(|migration| migration.up.as_ref());
            scripts.map(|script| script.source.path().to_string()).collect()
        });
        paths.contains(path)
    }

    /// The steps that can put rows of a relation elsewhere, or fill it from others, in the order they run.
    pub fn copies(&self, relation: RelationId) -> &[StepPlace] {
        let copies = self.derived.copies.get_or_init(|| self.find_copies());
        copies.get(&relation).map_or(&[], Vec::as_slice)
    }

    fn find_copies(&self) -> FxHashMap<RelationId, Vec<StepPlace>> {
        let mut copies: FxHashMap<RelationId, Vec<StepPlace>> = FxHashMap::default();
        for (migration, script) in
            self.migrations.iter().enumerate().filter_map(|(at, m)| Some((at, m.up.as_ref()?)))
        {
            for step in script.copying() {
                let place = StepPlace { migration, step };
                let catalog = &script.steps[step].before;
                for id in named(&script.steps[step]).filter_map(|name| catalog.resolve_id(name)) {
                    let places = copies.entry(id).or_default();
                    if places.last() != Some(&place) {
                        places.push(place);
                    }
                }
            }
        }
        copies
    }

    /// How many rows of a table the migrations spell out, each with its key.
    pub fn seeded_rows(&self, table: RelationId) -> usize {
        let seeded = self.derived.seeded.get_or_init(|| {
            let mut rows: FxHashMap<RelationId, usize> = FxHashMap::default();
            let scripts = self.migrations.iter().filter_map(|migration| migration.up.as_ref());
            for (table, count) in scripts.flat_map(|script| script.steps.iter().filter_map(seeds)) {
                *rows.entry(table).or_default() += count;
            }
            rows
        });
        seeded.get(&table).copied().unwrap_or_default()
    }

    /// The steps that make or change roles, grant or revoke, in the order they run.
    pub fn about_rights(&self) -> &[StepPlace] {
        self.derived.about_rights.get_or_init(|| {
            let scripts = self.migrations.iter().enumerate().filter_map(|(at, m)| Some((at, m.up.as_ref()?)));
            let places = scripts.flat_map(|(migration, script)| {
                let steps = script.steps.iter().enumerate().filter(|(_, step)| is_about_rights(step));
                steps.map(move |(step, _)| StepPlace { migration, step })
            });
            places.collect()
        })
    }

    /// The relations that have triggers in one of its catalogs, in the order they were made.
    pub fn triggered<'a>(&self, catalog: &'a Catalog) -> impl Iterator<Item = &'a Relation> {
        let ids = self.derived.triggered.get_or_init(|| self.find_triggered());
        let known = ids.iter().filter_map(|id| catalog.relation(*id));
        known.filter(|relation| !relation.triggers.is_empty())
    }

    /// Every relation that has a trigger at some time.
    fn find_triggered(&self) -> Vec<RelationId> {
        let scripts = || self.migrations.iter().filter_map(|migration| migration.up.as_ref());
        let ends = scripts().take(1).map(|script| &script.before).chain([&self.end]);
        let there = ends.flat_map(Catalog::relations).filter(|relation| !relation.triggers.is_empty());
        let mut ids: Vec<RelationId> = there.map(|relation| relation.id).collect();
        for step in scripts().flat_map(|script| &script.steps) {
            if let Statement::CreateTrigger(create) = &step.statement.kind {
                ids.extend(step.before.resolve_id(&create.table));
            }
        }
        ids.sort_unstable();
        ids.dedup();
        ids
    }

    /// The functions made for triggers that say a name somewhere in a body, as a word in small or capital letters: those
    /// that use what has the name are among them.
    pub fn trigger_functions_saying(&self, name: &str) -> &[QualifiedName] {
        let words = self.derived.trigger_words.get_or_init(|| self.find_trigger_words());
        let word = words_of(name).max_by_key(|word| word.len()).unwrap_or_default();
        words.get(&word.to_ascii_lowercase()).map_or(&[], Vec::as_slice)
    }

    fn find_trigger_words(&self) -> FxHashMap<String, Vec<QualifiedName>> {
        let mut words: FxHashMap<String, Vec<QualifiedName>> = FxHashMap::default();
        let scripts = self.migrations.iter().filter_map(|migration| migration.up.as_ref());
        for step in scripts.flat_map(|script| &script.steps) {
            let Statement::CreateFunction(create) = &step.statement.kind else { continue };
            let Some((body, _)) = create.body.as_ref().filter(|_| create.is_for_triggers()) else { continue };
            let function = step.before.qualify(&create.name);
            let body = body.to_ascii_lowercase();
            for word in words_of(&body).collect::<FxHashSet<_>>() {
                match words.get_mut(word) {
                    Some(functions) if functions.last() == Some(&function) => {}
                    Some(functions) => functions.push(function.clone()),
                    None => drop(words.insert(word.to_owned(), vec![function.clone()])),
                }
            }
        }
        words
    }

    /// What is usual for the tables that the history made in a schema.
    pub fn customs_in(&self, schema: &str) -> Option<&SchemaCustoms> {
        self.derived.customs.get_or_init(|| self.find_customs()).get(schema)
    }

    fn find_customs(&self) -> FxHashMap<Name, SchemaCustoms> {
        let mut customs: FxHashMap<Name, SchemaCustoms> = FxHashMap::default();
        for table in self.tables_made() {
            let schema = customs.entry(table.name.schema.clone()).or_default();
            schema.tables += 1;
            schema.secured += usize::from(table.row_security);
            for (_, role) in &table.grants {
                schema.roles.entry(role.clone()).or_default();
            }
        }
        for table in self.tables_made() {
            let Some(schema) = customs.get_mut(&table.name.schema) else { continue };
            let letting_in = schema.roles.iter_mut().filter(|(role, _)| self.end.lets_in(table, role));
            letting_in.for_each(|(_, tables)| *tables += 1);
        }
        customs
    }

    /// Those of `tables_made` that a script made.
    pub fn tables_made_by(&self, script: ScriptId) -> impl Iterator<Item = &Relation> {
        let made = self.derived.made.get_or_init(|| {
            let mut made: FxHashMap<ScriptId, Vec<RelationId>> = FxHashMap::default();
            for (table, place) in
                self.tables_made().filter_map(|table| Some((table, table.origin.created()?)))
            {
                made.entry(place.script).or_default().push(table.id);
            }
            made
        });
        let of_script = made.get(&script).map_or(&[][..], Vec::as_slice);
        of_script.iter().filter_map(|id| self.end.relation(*id))
    }

    /// The tables that the history made and that are there at its end, but for partitions and temporary ones.
    pub fn tables_made(&self) -> impl Iterator<Item = &Relation> {
        self.end.relations().filter(|table| table.stands_alone() && table.origin.created().is_some())
    }
}

impl Relation {
    /// Whether it is a table that is neither a partition nor temporary.
    pub fn stands_alone(&self) -> bool {
        matches!(self.kind, RelationKind::Table | RelationKind::PartitionedTable)
            && !self.is_partition()
            && !self.is_temporary()
    }
}

fn words_of(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !c.is_alphanumeric() && !matches!(c, '_' | '$'))
}

/// The table that a step stores rows in which it spells out, and how many.
fn seeds(step: &Step) -> Option<(RelationId, usize)> {
    let Statement::Insert(insert) = &step.statement.kind else { return None };
    let rows = insert.source.as_ref().map(|source| source.values_rows).filter(|rows| *rows > 0)?;
    let table = step.before.resolve(&insert.table)?;
    let key = table.primary_key().map(|key| key.columns()).unwrap_or_default();
    let given = |column: &Name| insert.columns.iter().any(|given| given.name == *column);
    (insert.columns.is_empty() || key.iter().all(given)).then_some((table.id, rows))
}

fn is_about_rights(step: &Step) -> bool {
    matches!(
        step.statement.kind,
        Statement::CreateRole(_)
            | Statement::AlterRole(_)
            | Statement::Grant(_)
            | Statement::AlterDefaultPrivileges(_)
    )
}

/// The relations that a statement which copies rows reads or changes.
fn named(step: &Step) -> impl Iterator<Item = &ObjectName> {
    let (target, queries): (Option<&ObjectName>, Vec<&Query>) = match &step.statement.kind {
        Statement::Update(update) => (Some(&update.table), vec![&update.source]),
        Statement::Insert(insert) => (None, insert.source.iter().chain([&insert.with]).collect()),
        Statement::CreateTableAs(create) => (None, vec![&create.query]),
        _ => (None, Vec::new()),
    };
    let read = queries
        .into_iter()
        .flat_map(|query| query.relations.iter().chain(query.changes.iter().map(RowChange::table)));
    target.into_iter().chain(read)
}
