//! `CREATE INDEX`, `ALTER INDEX` beyond what ALTER TABLE covers, and `REINDEX`.

use super::LockReason;
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use crate::ast::{CreateIndex, Name, Reindex, ReindexTarget};
use crate::catalog::{Index, Relation, RelationId, RelationKind};
use crate::lock::LockMode::{self, AccessExclusive, Share, ShareUpdateExclusive};
use crate::version::PgVersion;

impl<'a> Prediction<'a> {
    /// SHARE blocks every write while the index is built; CONCURRENTLY only other schema changes. The builds
    /// themselves are read off the catalog afterwards.
    pub(super) fn create_index(&mut self, create: &CreateIndex) {
        if create.concurrently {
            self.refuse_transaction("CREATE INDEX CONCURRENTLY");
        }
        let Some(table) = self.resolve(&create.table) else { return };
        let partitioned = table.kind == RelationKind::PartitionedTable;
        if partitioned && create.concurrently {
            let message =
                format!("cannot create index on partitioned table \"{}\" concurrently", table.name.name);
            return self.fail("0A000", message);
        }
        if let Some(key) = table.partition_key.as_deref() {
            self.refuse_unique_index(key, create);
        }
        if !create.if_not_exists || !self.index_is_there(create, table) {
            self.refuse_mutable_index(create, table);
            let types = ColumnTypes::of(self.before, table);
            self.refuse_operator_classes(&create.method, &create.elements, &types, Some(table));
        }
        // On a temporary table, which no one else can see, CONCURRENTLY is quietly left out.
        let concurrently = create.concurrently && !table.is_temporary();
        let mode = if concurrently { ShareUpdateExclusive } else { Share };
        self.lock(table, mode, LockReason::Target);
        if !partitioned || create.only {
            return;
        }
        self.lock_children(table, mode, LockReason::Child);
        if self.index_is_there(create, table) {
            return;
        }
        for child in self.descendants(table) {
            if let Some(own) = self.matching_index(child, create) {
                self.lock(own, mode, LockReason::Index);
            }
        }
    }

    fn index_is_there(&self, create: &CreateIndex, table: &Relation) -> bool {
        let Some(name) = &create.name else { return false };
        let name =
            crate::catalog::QualifiedName { schema: table.name.schema.clone(), name: name.name.clone() };
        self.before.relation_named(&name).is_some()
    }

    /// An index of a partition that can serve as its part of the new one.
    fn matching_index(&self, partition: &'a Relation, create: &CreateIndex) -> Option<&'a Relation> {
        let indexes = self.indexes(partition).into_iter();
        indexes.filter(|index| index.parents.is_empty()).find(|index| {
            index.index.as_deref().is_some_and(|own| {
                own.method == create.method
                    && own.unique == create.unique
                    && own.elements == create.elements
                    && own.include.len() == create.include.len()
                    && own.include.iter().zip(&create.include).all(|(own, new)| *own == new.name)
                    && own.predicate == create.predicate.as_ref().map(|predicate| predicate.expr.clone())
            })
        })
    }

    /// `ALTER INDEX … ATTACH PARTITION`.
    pub(super) fn attach_index(&mut self, parent: &'a Relation, part: &'a Relation) {
        self.lock(part, AccessExclusive, LockReason::Child);
        for index in [parent, part] {
            if let Some(table) = index.index.as_deref().and_then(|definition: &Index| definition.table) {
                self.lock_id(table, LockMode::AccessShare, LockReason::Index);
            }
        }
    }

    pub(super) fn reindex(&mut self, reindex: &Reindex) {
        if reindex.concurrently {
            self.refuse_transaction("REINDEX CONCURRENTLY");
        }
        match &reindex.target {
            ReindexTarget::Index(name) => {
                let Some(index) = self.resolve(name) else { return };
                match index.kind {
                    RelationKind::PartitionedIndex => {
                        self.reindex_partitioned_index(index, reindex.concurrently)
                    }
                    _ => self.reindex_one(index, reindex.concurrently, LockReason::Target),
                }
            }
            ReindexTarget::Table(name) => {
                let Some(table) = self.resolve(name) else { return };
                match table.kind {
                    RelationKind::PartitionedTable => self.reindex_partitioned(table, reindex.concurrently),
                    _ => self.reindex_table(table, reindex.concurrently, LockReason::Target),
                }
            }
            ReindexTarget::Schema(schema) => {
                self.refuse_transaction_unless_refused("REINDEX SCHEMA");
                self.reindex_everything(Some(schema), reindex.concurrently);
            }
            ReindexTarget::Database(_) => {
                self.refuse_transaction_unless_refused("REINDEX DATABASE");
                self.reindex_everything(None, reindex.concurrently);
            }
            ReindexTarget::System(_) => {
                self.refuse_transaction_unless_refused("REINDEX SYSTEM");
                if reindex.concurrently {
                    self.fail("0A000", "cannot reindex system catalogs concurrently");
                }
            }
        }
    }

    fn refuse_transaction_unless_refused(&mut self, called: &'static str) {
        if self.effects.transaction == super::InTransaction::Allowed {
            self.refuse_transaction(called);
        }
    }

    fn reindex_everything(&mut self, schema: Option<&Name>, concurrently: bool) {
        let before = self.before;
        let storing = before.relations().filter(|relation| {
            matches!(relation.kind, RelationKind::Table | RelationKind::MaterializedView)
                && schema.is_none_or(|schema| relation.name.schema == *schema)
        });
        for table in storing {
            self.reindex_table(table, concurrently, LockReason::Target);
        }
    }

    fn reindex_table(&mut self, table: &'a Relation, concurrently: bool, reason: LockReason) {
        let mode = if concurrently { ShareUpdateExclusive } else { Share };
        self.lock(table, mode, reason);
        for index in self.indexes(table) {
            // An index that is not valid is left out by REINDEX TABLE CONCURRENTLY, and named in a warning.
            let skipped = concurrently && index.index.as_deref().is_some_and(|index| !index.valid);
            if !skipped {
                self.rebuild(table, index);
            }
        }
    }

    fn reindex_one(&mut self, index: &'a Relation, concurrently: bool, reason: LockReason) {
        self.lock(index, AccessExclusive, reason);
        let Some(table) = index.index.as_deref().and_then(|definition| definition.table) else { return };
        let Some(table) = self.relation(table) else { return };
        self.lock(table, if concurrently { ShareUpdateExclusive } else { Share }, LockReason::Index);
        self.rebuild(table, index);
    }

    /// Up to 13 a partitioned table is skipped with a message. From 14 on its partitions are done one by one, each in
    /// a transaction of its own.
    fn reindex_partitioned(&mut self, table: &'a Relation, concurrently: bool) {
        let mode = if concurrently { ShareUpdateExclusive } else { Share };
        if self.version < PgVersion::V14 {
            return self.lock(table, mode, LockReason::Target);
        }
        self.refuse_transaction_unless_refused("REINDEX TABLE");
        if self.version == PgVersion::V14 {
            self.lock(table, mode, LockReason::Target);
        }
        for partition in self.descendants(table) {
            if partition.kind == RelationKind::Table {
                self.reindex_table(partition, concurrently, LockReason::Child);
            }
        }
    }

    fn reindex_partitioned_index(&mut self, index: &'a Relation, concurrently: bool) {
        if self.version < PgVersion::V14 {
            return self.fail("0A000", "REINDEX is not yet implemented for partitioned indexes");
        }
        self.refuse_transaction_unless_refused("REINDEX INDEX");
        for part in self.descendants(index) {
            if part.kind == RelationKind::Index {
                self.reindex_one(part, concurrently, LockReason::Child);
            }
        }
    }

    /// The table that an index is on.
    pub(super) fn table_of_index(&self, index: RelationId) -> Option<&'a Relation> {
        self.before.table_of(index)
    }
}
