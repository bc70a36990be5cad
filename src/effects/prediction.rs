//! A prediction in the making: the catalog it looks at, and the steps that every family of statements shares.

use super::{Effects, Failure, InTransaction, Lock, LockReason, Loss, Unknown, Work, WorkKind};
use crate::ast::{ObjectName, Statement};
use crate::catalog::{Catalog, Place, Relation, RelationId, RelationKind};
use crate::lock::LockMode;
use crate::version::PgVersion;

pub(super) struct Prediction<'a> {
    pub(super) before: &'a Catalog,
    pub(super) version: PgVersion,
    pub(super) effects: Effects,
    /// How many function bodies this one is inside of: functions may call each other.
    pub(super) depth: u8,
    /// What is predicted now depends on rows or on conditions, so many times over.
    pub(super) unsure: u8,
}

/// Function bodies deeper than this are not looked into.
pub(super) const DEEPEST_CALL: u8 = 4;

impl<'a> Prediction<'a> {
    pub(super) fn new(before: &'a Catalog, version: PgVersion) -> Self {
        Self { before, version, effects: Effects::default(), depth: 0, unsure: 0 }
    }

    /// A statement that is refused takes no locks that outlive it.
    pub(super) fn finish(mut self) -> Effects {
        if self.effects.failure.is_some() {
            self.effects.locks.clear();
            self.effects.work.clear();
            self.effects.losses.clear();
        }
        self.effects
    }

    pub(super) fn resolve(&self, name: &ObjectName) -> Option<&'a Relation> {
        self.before.resolve(name)
    }

    pub(super) fn relation(&self, id: RelationId) -> Option<&'a Relation> {
        self.before.relation(id)
    }

    pub(super) fn related(&self, ids: &[RelationId]) -> Vec<&'a Relation> {
        ids.iter().filter_map(|id| self.relation(*id)).collect()
    }

    pub(super) fn lock(&mut self, relation: &Relation, mode: LockMode, reason: LockReason) {
        self.lock_id(relation.id, mode, reason);
    }

    pub(super) fn lock_id(&mut self, relation: RelationId, mode: LockMode, reason: LockReason) {
        let sure = Some(mode).filter(|_| self.unsure == 0);
        self.effects.add_lock(Lock { relation, mode, reason, sure });
    }

    pub(super) fn work(&mut self, relation: &Relation, kind: WorkKind) {
        self.effects.work(relation.id, kind);
    }

    /// Every row is read to verify or validate; what holds no rows of its own is not.
    pub(super) fn scan(&mut self, relation: &Relation) {
        if matches!(relation.kind, RelationKind::Table | RelationKind::MaterializedView) {
            self.work(relation, WorkKind::Scan);
        }
        self.work_below(relation, WorkKind::Scan);
    }

    /// The work on partitions that the history does not show is put on their parent.
    fn work_below(&mut self, relation: &Relation, kind: WorkKind) {
        if relation.hides_partitions() {
            self.work(relation, kind);
            self.unknown(Unknown::Partitions(relation.id));
        }
    }

    /// The table is written anew: so are its indexes, each under ACCESS EXCLUSIVE.
    pub(super) fn rewrite(&mut self, relation: &'a Relation) {
        self.rewrite_without(relation, &[]);
    }

    /// The same, and some of its indexes are gone by then.
    pub(super) fn rewrite_without(&mut self, relation: &'a Relation, gone: &[RelationId]) {
        if !relation.kind.has_storage() {
            return self.work_below(relation, WorkKind::Rewrite);
        }
        self.work(relation, WorkKind::Rewrite);
        for index in self.indexes(relation).into_iter().filter(|index| !gone.contains(&index.id)) {
            self.rebuild(relation, index);
        }
    }

    /// The table gets a new, empty file, and so do its indexes.
    pub(super) fn new_file(&mut self, relation: &'a Relation) {
        if !relation.kind.has_storage() && relation.kind != RelationKind::Sequence {
            return;
        }
        self.work(relation, WorkKind::NewFile);
        for index in self.indexes(relation) {
            self.lock(index, LockMode::AccessExclusive, LockReason::Index);
            self.work(index, WorkKind::NewFile);
        }
    }

    /// An index that exists is built again.
    pub(super) fn rebuild(&mut self, table: &Relation, index: &Relation) {
        self.lock(index, LockMode::AccessExclusive, LockReason::Index);
        if index.kind == RelationKind::Index {
            self.work(table, WorkKind::IndexBuild { index: (*index.name).clone() });
        }
    }

    /// What the catalog has afterwards and had not before: indexes that the statement builds on relations that exist.
    pub(super) fn new_indexes(&mut self, statement: &Statement, after: &Catalog) {
        let only = match statement {
            Statement::CreateIndex(create) => create.only,
            Statement::AlterTable(alter) => alter.only,
            _ => false,
        };
        for relation in after.made_since(self.before) {
            let table = relation.index.as_deref().and_then(|index| self.relation(index.table?));
            let Some(table) = table else { continue };
            let build = WorkKind::IndexBuild { index: (*relation.name).clone() };
            match relation.kind {
                RelationKind::Index if table.kind.has_storage() => self.work(table, build),
                RelationKind::PartitionedIndex if !only => self.work_below(table, build),
                _ => {}
            }
        }
    }

    pub(super) fn indexes(&self, relation: &'a Relation) -> Vec<&'a Relation> {
        relation.indexes.iter().filter_map(|index| self.relation(*index)).collect()
    }

    pub(super) fn descendants(&self, relation: &Relation) -> Vec<&'a Relation> {
        self.before.descendants(relation.id)
    }

    /// The relation and, unless ONLY was written, everything below it.
    pub(super) fn tree(&self, relation: &'a Relation, only: bool) -> Vec<&'a Relation> {
        let mut tree = vec![relation];
        if !only {
            tree.extend(self.descendants(relation));
        }
        tree
    }

    /// Locks a relation and everything below it in the same mode.
    pub(super) fn lock_tree(
        &mut self,
        relation: &'a Relation,
        only: bool,
        mode: LockMode,
        reason: LockReason,
    ) {
        self.lock(relation, mode, reason);
        if !only {
            self.lock_children(relation, mode, LockReason::Child);
        }
    }

    pub(super) fn lock_children(&mut self, relation: &Relation, mode: LockMode, reason: LockReason) {
        for child in self.descendants(relation) {
            self.lock(child, mode, reason);
        }
    }

    /// The sequences that the columns of a table own.
    pub(super) fn owned_sequences(&self, table: &Relation) -> Vec<&'a Relation> {
        let sequences = table.columns.iter().filter_map(|column| self.relation(column.sequence?));
        let owned = |sequence: &&Relation| {
            sequence.sequence_owner.as_ref().is_some_and(|(owner, _, _)| *owner == table.id)
        };
        sequences.filter(owned).collect()
    }

    pub(super) fn loss(&mut self, loss: Loss) {
        self.effects.loss(loss);
    }

    pub(super) fn unknown(&mut self, unknown: Unknown) {
        self.effects.unknown(unknown);
    }

    pub(super) fn refuse_transaction(&mut self, called: &'static str) {
        self.effects.transaction = InTransaction::Refused(called);
    }

    /// The first certain error is the one that the server raises.
    pub(super) fn fail(&mut self, code: &'static str, message: impl Into<String>) {
        if self.effects.failure.is_none() {
            self.effects.failure = Some(Failure { message: message.into(), code });
        }
    }

    /// An error for the sake of something that is there, unless code that the history does not show may have taken it
    /// away since it was made. Whether the server is certain to raise it.
    pub(super) fn fail_for(
        &mut self,
        code: &'static str,
        message: impl Into<String>,
        made: impl IntoIterator<Item = Place>,
    ) -> bool {
        let certain = self.before.is_seen_since(made);
        if certain {
            self.fail(code, message);
        }
        certain
    }

    /// Does another statement's work as part of this one, once or over and over.
    pub(super) fn nested(&mut self, statement: &Statement, repeated: bool) {
        if self.depth >= DEEPEST_CALL {
            return;
        }
        let mut inner = Prediction { depth: self.depth + 1, ..Prediction::new(self.before, self.version) };
        inner.statement(statement);
        // What a body would do depends on where its IFs lead, so an error in it is not certain.
        inner.effects.failure = None;
        let mut effects = inner.finish();
        if repeated {
            effects.repeat(self.before);
        }
        self.effects.absorb(&effects, self.unsure == 0);
    }
}

impl Effects {
    /// The locks that a reader of the whole prediction wants first: strongest first, in the order they are taken.
    pub fn strongest(&self) -> Option<&Lock> {
        self.locks.iter().rev().max_by_key(|lock| lock.mode)
    }

    pub fn work_on(&self, relation: RelationId) -> impl Iterator<Item = &Work> {
        self.work.iter().filter(move |work| work.relation == relation)
    }
}
