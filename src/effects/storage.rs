//! How a relation is stored and owned: parameters, tablespace, access method, LOGGED, identity, CLUSTER ON, OWNER TO.

use super::alter_table::Alteration;
use super::prediction::Prediction;
use super::{LockReason, WorkKind};
use crate::ast::{Name, Persistence, RelOption, ReplicaIdentity};
use crate::catalog::{Relation, RelationKind};
use crate::lock::LockMode::{self, AccessExclusive, Share, ShareRowExclusive, ShareUpdateExclusive};
use crate::version::PgVersion;

/// The storage parameters that only ask for SHARE UPDATE EXCLUSIVE (reloptions.c); every `autovacuum_…` and
/// `log_autovacuum_…` one does too, and none of those of views and GIN or BRIN indexes.
const WEAK_OPTIONS: &[&str] = &[
    "deduplicate_items",
    "fillfactor",
    "n_distinct",
    "n_distinct_inherited",
    "parallel_workers",
    "toast_tuple_target",
    "vacuum_index_cleanup",
    "vacuum_max_eager_freeze_failure_rate",
    "vacuum_truncate",
];

pub(super) fn options_mode(options: &[RelOption]) -> LockMode {
    let weak = |option: &RelOption| {
        let name = option.name.rsplit('.').next().unwrap_or(&option.name);
        WEAK_OPTIONS.contains(&name) || name.starts_with("autovacuum_") || name.starts_with("log_autovacuum_")
    };
    if options.iter().all(weak) { ShareUpdateExclusive } else { AccessExclusive }
}

impl<'a> Prediction<'a> {
    pub(super) fn set_logged(&mut self, logged: bool, alteration: &mut Alteration<'a>) {
        let target = alteration.target;
        let wanted = if logged { Persistence::Permanent } else { Persistence::Unlogged };
        if target.persistence == wanted || target.is_temporary() {
            return;
        }
        if target.kind.has_storage() {
            alteration.rewritten.push(target);
        }
        // Since 15 identity and serial sequences go along with their table.
        if self.version >= PgVersion::V15 && target.kind == RelationKind::Table {
            for sequence in self.owned_sequences(target) {
                self.lock(sequence, AccessExclusive, LockReason::Owned);
                self.work(sequence, WorkKind::NewFile);
            }
        }
        if target.kind == RelationKind::Sequence {
            self.work(target, WorkKind::NewFile);
        }
    }

    /// The files are copied; the indexes stay where they are.
    pub(super) fn set_tablespace(&mut self, tablespace: &Name, target: &'a Relation) {
        let default = Name::new_static("pg_default");
        let present = target.tablespace.as_ref().unwrap_or(&default);
        if present == tablespace || !target.kind.has_storage() {
            return;
        }
        if target.kind.is_index() {
            if let Some(table) = target.index.as_deref().and_then(|index| index.table) {
                self.effects.work(table, WorkKind::IndexBuild { index: (*target.name).clone() });
            }
        } else {
            self.work(target, WorkKind::Rewrite);
        }
    }

    pub(super) fn set_access_method(&mut self, method: Option<&Name>, alteration: &mut Alteration<'a>) {
        let target = alteration.target;
        let heap = Name::new_static("heap");
        let present = target.access_method.as_ref().unwrap_or(&heap);
        if target.kind.has_storage() && present != method.unwrap_or(&heap) {
            alteration.rewritten.push(target);
        }
    }

    pub(super) fn replica_identity(&mut self, identity: &ReplicaIdentity, alteration: &Alteration<'a>) {
        let ReplicaIdentity::Index(index) = identity else { return };
        let target = alteration.target;
        let indexes = self.indexes(target);
        if let Some(index) = indexes.into_iter().find(|relation| relation.name.name == index.name) {
            self.refuse_identity(index, target, alteration.alone);
            self.lock(index, Share, LockReason::Index);
        }
    }

    /// An index that does not tell every row from every other (RelationSetReplicaIdentity).
    fn refuse_identity(&mut self, index: &Relation, target: &Relation, alone: bool) {
        let Some(own) = index.index.as_deref() else { return };
        let name = &index.name.name;
        if !own.unique {
            let message = format!("cannot use non-unique index \"{name}\" as replica identity");
            return self.fail("42809", message);
        }
        if own.leading_columns().len() < own.elements.len() {
            let message = format!("cannot use expression index \"{name}\" as replica identity");
            return self.fail("0A000", message);
        }
        if own.predicate.is_some() {
            return self.fail("0A000", format!("cannot use partial index \"{name}\" as replica identity"));
        }
        let nullable = |column: &&Name| {
            target.column(column).is_some_and(|known| known.nullability_known && !known.not_null)
        };
        // Another action may set NOT NULL.
        if let Some(column) = own.leading_columns().into_iter().find(nullable).filter(|_| alone) {
            let message = format!(
                "index \"{name}\" cannot be used as replica identity because column \"{column}\" is nullable"
            );
            self.fail("42809", message);
        }
    }

    pub(super) fn cluster_on(&mut self, index: &Name, target: &'a Relation) {
        let indexes = self.indexes(target);
        if let Some(index) = indexes.into_iter().find(|relation| relation.name.name == *index) {
            self.lock(index, ShareUpdateExclusive, LockReason::Index);
        }
    }

    /// The indexes and the owned sequences change hands with their table.
    pub(super) fn change_owner(&mut self, role: &Name, target: &'a Relation) {
        if target.owner.as_ref() == Some(role) {
            return;
        }
        for index in self.indexes(target) {
            self.lock(index, AccessExclusive, LockReason::Index);
        }
        for sequence in self.owned_sequences(target) {
            self.lock(sequence, AccessExclusive, LockReason::Owned);
        }
    }

    /// `SET GENERATED` and the sequence options of an identity column work on its sequence.
    pub(super) fn set_identity(&mut self, column: &Name, restarts: bool, alteration: &Alteration<'a>) {
        for sequence in self.sequences_of(alteration.target, column) {
            self.lock(sequence, ShareRowExclusive, LockReason::Owned);
            if restarts {
                self.work(sequence, WorkKind::NewFile);
            }
        }
    }

    pub(super) fn drop_identity(&mut self, column: &Name, alteration: &Alteration<'a>) {
        for sequence in self.sequences_of(alteration.target, column) {
            self.lock(sequence, AccessExclusive, LockReason::Owned);
        }
    }

    pub(super) fn sequences_of(&self, table: &Relation, column: &Name) -> Vec<&'a Relation> {
        let owned = self.owned_sequences(table).into_iter();
        owned
            .filter(|sequence| sequence.sequence_owner.as_ref().is_some_and(|(_, of, _)| of == column))
            .collect()
    }
}
