//! One migration in its history, as every rule sees it.

use std::cell::OnceCell;
use std::ops::Range;
use std::sync::Arc;

use super::Altering;
use super::along::DealtWith;
use super::rerun::DropsIfThere;
use crate::ast::{ObjectName, Statement};
use crate::catalog::{Catalog, Origin, Place, Relation, RelationId, ScriptId, TransactionKind};
use crate::diagnostic::Label;
use crate::migration::{History, Migration, Script, Step, Tool};
use crate::version::PgVersion;

/// A migration, its history, and what many rules ask of them and is found out once.
pub struct Scene<'a> {
    pub history: &'a History,
    pub migration: &'a Migration,
    /// The place of the migration in the history.
    pub index: usize,
    pub version: PgVersion,
    /// The migrations that were one with this one, where its tool splits them.
    pub unit: Range<usize>,
    /// Those that are deployed with it.
    pub release: Range<usize>,
    pub(super) altering: Vec<Altering<'a>>,
    pub(super) drops_if_there: OnceCell<DropsIfThere>,
    pub(super) dealt_with: OnceCell<DealtWith>,
}

impl<'a> Scene<'a> {
    pub fn new(history: &'a History, index: usize, version: PgVersion) -> Self {
        let migration = &history.migrations[index];
        let mut scene = Self {
            history,
            migration,
            index,
            version,
            unit: history.split_from(index),
            release: history.released_with(index),
            altering: Vec::new(),
            drops_if_there: OnceCell::new(),
            dealt_with: OnceCell::new(),
        };
        scene.altering = scene.find_altering();
        scene
    }

    pub fn tool(&self) -> &'static Tool {
        self.history.tool
    }

    /// The script that is deployed; absent where the migration is no SQL.
    pub fn up(&self) -> Option<&'a Script> {
        self.migration.up.as_ref()
    }

    /// The script that takes it back.
    pub fn down(&self) -> Option<&'a Script> {
        self.migration.down.script()
    }

    /// The statements that are deployed, those inside `DO` blocks too.
    pub fn steps(&self) -> &'a [Step] {
        self.up().map_or(&[], |script| &script.steps)
    }

    /// Whether this migration made it, or one that is deployed with it, so that nothing else can be using it yet.
    pub fn is_new(&self, origin: Origin) -> bool {
        self.up().is_some_and(|script| script.creates(origin))
            || self.release.start < self.index && self.made_in_release(origin)
    }

    fn made_in_release(&self, origin: Origin) -> bool {
        let earlier = self.history.migrations.get(self.release.start..self.index).unwrap_or_default();
        earlier.iter().filter_map(|migration| migration.up.as_ref()).any(|up| up.creates(origin))
    }

    /// Whether a relation is of no one's concern but this migration's: made by it, or temporary.
    pub fn is_new_relation(&self, catalog: &Catalog, relation: RelationId) -> bool {
        catalog
            .relation(relation)
            .is_none_or(|relation| self.is_untouched(catalog, relation) || relation.is_temporary())
    }

    /// Whether this migration made a relation, and it has not come into use since by taking the name of one that was.
    fn is_untouched(&self, catalog: &Catalog, relation: &Relation) -> bool {
        self.is_new(relation.origin) && !self.took_a_name_in_use(catalog, relation)
    }

    /// Whether a new relation with rows was given the name of one in use, and the transaction that did it has ended.
    fn took_a_name_in_use(&self, catalog: &Catalog, relation: &Relation) -> bool {
        let open = catalog.session.transaction.as_ref();
        if !relation.populated || open.is_some_and(|open| open.kind != TransactionKind::Single) {
            return false;
        }
        let renamed = || {
            let made = relation.origin.created().and_then(|place| self.history.step_at(place));
            made.is_some_and(|(_, step)| match &step.statement.kind {
                Statement::CreateTable(create) => create.name.name != relation.name.name,
                Statement::CreateTableAs(create) => create.name.name != relation.name.name,
                _ => false,
            })
        };
        let taken = self.up().and_then(|up| up.before.relation_named(&relation.name));
        taken.is_some_and(|taken| taken.id != relation.id && taken.kind == relation.kind) && renamed()
    }

    /// The relation under a name, when it is in use: not made by this migration and not temporary.
    pub fn in_use(&self, catalog: &'a Catalog, name: &ObjectName) -> Option<&'a Relation> {
        let relation = catalog.resolve(name)?;
        (!self.is_untouched(catalog, relation) && !relation.is_temporary()).then_some(relation)
    }

    /// The script of the history that a place is in, and its text.
    pub fn script(&self, id: ScriptId) -> Option<&'a Script> {
        Some(self.history.script(id)?.1)
    }

    /// A label at the place where something was made or changed.
    pub fn label_at(&self, place: Place, text: impl Into<String>) -> Option<Label> {
        let source = Arc::clone(&self.script(place.script)?.source);
        Some(Label { source, span: place.span, text: text.into() })
    }
}
