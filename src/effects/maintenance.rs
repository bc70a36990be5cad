//! VACUUM, ANALYZE, CLUSTER and LOCK TABLE.

use super::prediction::Prediction;
use super::{LockReason, WorkKind};
use crate::ast::{ClusterTable, LockTable, Vacuum};
use crate::catalog::{Relation, RelationKind};
use crate::lock::LockMode::{self, AccessExclusive, AccessShare, ShareUpdateExclusive};
use crate::version::PgVersion;

impl<'a> Prediction<'a> {
    pub(super) fn vacuum(&mut self, vacuum: &Vacuum) {
        if !vacuum.analyze_only {
            self.refuse_transaction("VACUUM");
        }
        let before = self.before;
        let named: Vec<&'a Relation> = if vacuum.tables.is_empty() {
            let stored = before.relations().filter(|relation| relation.kind.has_storage());
            stored.filter(|relation| !relation.kind.is_index()).collect()
        } else {
            vacuum.tables.iter().filter_map(|name| self.resolve(name)).collect()
        };
        for table in named {
            let partitions = if table.kind == RelationKind::PartitionedTable && !vacuum.only {
                self.descendants(table)
            } else {
                Vec::new()
            };
            self.vacuum_one(table, vacuum, LockReason::Target);
            for partition in partitions {
                self.vacuum_one(partition, vacuum, LockReason::Child);
            }
            // The statistics of a tree are made from samples of everything below.
            if vacuum.analyze_only {
                self.lock_children(table, AccessShare, LockReason::Child);
            }
        }
    }

    fn vacuum_one(&mut self, table: &'a Relation, vacuum: &Vacuum, reason: LockReason) {
        let holds_rows = matches!(table.kind, RelationKind::Table | RelationKind::MaterializedView);
        if vacuum.full && holds_rows {
            self.lock(table, AccessExclusive, reason);
            self.rewrite(table);
            return;
        }
        // VACUUM opens a partitioned table only for its partitions, unless it is to be analyzed.
        if holds_rows || vacuum.analyze_only || vacuum.analyze {
            self.lock(table, ShareUpdateExclusive, reason);
        }
        self.work(table, WorkKind::Read { bounded: vacuum.analyze_only });
    }

    pub(super) fn cluster(&mut self, cluster: &ClusterTable) {
        let Some(name) = &cluster.table else {
            return self.refuse_transaction("CLUSTER");
        };
        let Some(table) = self.resolve(name) else { return };
        if table.kind == RelationKind::PartitionedTable {
            if self.version < PgVersion::V15 {
                return self.fail("0A000", "cannot cluster a partitioned table");
            }
            self.refuse_transaction("CLUSTER");
            for partition in self.descendants(table) {
                self.lock(partition, AccessExclusive, LockReason::Child);
                self.rewrite(partition);
            }
            return;
        }
        self.lock(table, AccessExclusive, LockReason::Target);
        self.rewrite(table);
    }

    /// LOCK TABLE goes through views to what they read, and down to partitions and children.
    pub(super) fn lock_table(&mut self, lock: &LockTable) {
        for name in &lock.tables {
            if let Some(relation) = self.resolve(name) {
                self.lock_through(relation, lock.mode, lock.only, LockReason::Target, 0);
            }
        }
    }

    fn lock_through(
        &mut self,
        relation: &'a Relation,
        mode: LockMode,
        only: bool,
        reason: LockReason,
        depth: u8,
    ) {
        if depth > 32 {
            return;
        }
        self.lock_tree(relation, only, mode, reason);
        if relation.kind == RelationKind::View {
            for read in self.related(&relation.reads) {
                if !matches!(read.kind, RelationKind::MaterializedView) {
                    self.lock_through(read, mode, false, LockReason::Read, depth + 1);
                }
            }
        }
    }
}
