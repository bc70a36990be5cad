//! Foreign keys: SHARE ROW EXCLUSIVE on both tables, since both get triggers, and the validation of the rows.

use super::LockReason;
use super::alter_table::Alteration;
use super::prediction::Prediction;
use crate::ast::{AlterAction, AlterActionKind, ColumnDef, ForeignKey, TableConstraint};
use crate::catalog::{Relation, RelationId, RelationKind};
use crate::lock::LockMode::{self, AccessExclusive, ShareRowExclusive};
use crate::version::PgVersion;

/// Whether the foreign keys beside an added column are taken to hold without a look at the rows, which have no value
/// for it: a default, a NULL spelled out included, brings the validation back.
pub(super) fn holds_without_validation(column: &ColumnDef) -> bool {
    let serial = column.data_type.as_ref().is_some_and(|data_type| data_type.serial_base().is_some());
    column.default.is_none() && column.generated.is_none() && !serial
}

/// 12 decides it for the whole statement: any other added column with a default, or any ADD CONSTRAINT, has them all
/// validated (transformAlterTableStmt, which since 13 sees one action at a time).
pub(super) fn all_hold_without_validation(actions: &[AlterAction], version: PgVersion) -> bool {
    let harmless = |action: &AlterAction| match &action.kind {
        AlterActionKind::AddColumn { column, .. } => holds_without_validation(column),
        AlterActionKind::AddConstraint { .. } => false,
        _ => true,
    };
    version > PgVersion::V12 || actions.iter().all(harmless)
}

impl<'a> Prediction<'a> {
    pub(super) fn add_foreign_key(
        &mut self,
        constraint: &TableConstraint,
        key: &ForeignKey,
        holds: bool,
        alteration: &mut Alteration<'a>,
    ) {
        let target = alteration.target;
        let Some(referenced) = self.resolve(&key.references) else { return };
        if matches!(referenced.kind, RelationKind::View | RelationKind::MaterializedView) {
            let message = format!("referenced relation \"{}\" is not a table", referenced.name.name);
            return self.fail("42809", message);
        }
        let partitioned = target.kind == RelationKind::PartitionedTable;
        if partitioned && constraint.not_valid && self.version < PgVersion::V18 {
            let message = format!(
                "cannot add NOT VALID foreign key on partitioned table \"{}\" referencing relation \"{}\"",
                target.name.name, referenced.name.name
            );
            return self.fail("42809", message);
        }
        if partitioned && alteration.only {
            let message = format!(
                "cannot use ONLY for foreign key on partitioned table \"{}\" referencing relation \"{}\"",
                target.name.name, referenced.name.name
            );
            return self.fail("42809", message);
        }
        self.lock_referenced(referenced.id, ShareRowExclusive);
        if partitioned {
            let mode = alteration.mode;
            self.lock_children(target, mode, LockReason::Child);
        }
        let unchecked = constraint.not_valid || constraint.not_enforced || holds;
        if !unchecked {
            alteration.validated.extend(self.tree(target, !partitioned));
        }
    }

    /// The table that a foreign key points at, and its partitions, each of which has triggers of its own.
    pub(super) fn lock_referenced(&mut self, referenced: RelationId, mode: LockMode) {
        self.lock_id(referenced, mode, LockReason::Referenced);
        let Some(referenced) = self.relation(referenced) else { return };
        if referenced.kind == RelationKind::PartitionedTable {
            self.lock_children(referenced, mode, LockReason::Referenced);
        }
    }

    /// The foreign keys that a partition gets from its parent, when it is made or attached.
    pub(super) fn inherit_foreign_keys(&mut self, parent: &'a Relation, partition: Option<&'a Relation>) {
        let mut validates = false;
        for constraint in parent.foreign_keys() {
            let Some(referenced) = constraint.references() else { continue };
            let own = partition.and_then(|partition| {
                partition
                    .foreign_keys()
                    .find(|own| own.references() == Some(referenced) && own.columns() == constraint.columns())
            });
            match own {
                // The partition's own key becomes part of the parent's: its triggers on the other table go.
                Some(_) => self.lock_referenced(referenced, AccessExclusive),
                None => {
                    self.lock_referenced(referenced, ShareRowExclusive);
                    validates |= constraint.enforced && constraint.validated;
                }
            }
        }
        if let Some(partition) = partition.filter(|_| validates) {
            for table in self.tree(partition, false) {
                self.scan(table);
            }
        }
    }
}
