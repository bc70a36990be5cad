//! Publications: each table named is kept from other schema changes.

use super::LockReason;
use super::prediction::Prediction;
use crate::ast::{Publication, PublicationAction};
use crate::catalog::RelationKind;
use crate::lock::LockMode::ShareUpdateExclusive;

impl Prediction<'_> {
    pub(super) fn publication(&mut self, publication: &Publication) {
        for name in &publication.tables {
            let Some(table) = self.resolve(name) else { continue };
            // Inheritance children are added with their parent; partitions follow theirs by themselves.
            let alone = table.kind == RelationKind::PartitionedTable;
            self.lock_tree(table, alone, ShareUpdateExclusive, LockReason::Target);
        }
        // What SET takes away is locked as well.
        let replaces = publication.action == PublicationAction::Set;
        let before = self.before;
        let present = before.publications().find(|(name, _)| **name == publication.name);
        if let Some((_, present)) = present.filter(|_| replaces) {
            for table in &present.tables {
                self.lock_id(*table, ShareUpdateExclusive, LockReason::Dependent);
            }
        }
    }
}
