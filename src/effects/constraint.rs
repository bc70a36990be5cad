//! `ADD`, `ALTER`, `VALIDATE`, `DROP` and `RENAME CONSTRAINT`.

use super::alter_table::Alteration;
use super::dependency::Object;
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use super::{LockReason, foreign_key};
use crate::ast::{
    ColumnDef, ConstraintChange, ConstraintKind, ExclusionConstraint, Ident, IndexKey, KeyConstraint, Name,
    TableConstraint,
};
use crate::catalog::{Constraint, ConstraintDef, Relation, RelationKind};
use crate::lock::LockMode::{
    AccessExclusive, AccessShare, RowShare, Share, ShareRowExclusive, ShareUpdateExclusive,
};
use crate::version::PgVersion;

impl<'a> Prediction<'a> {
    pub(super) fn add_constraint(&mut self, constraint: &TableConstraint, alteration: &mut Alteration<'a>) {
        match &constraint.kind {
            ConstraintKind::Check(_) => self.add_check(constraint, alteration),
            ConstraintKind::NotNull(column) => self.add_not_null(&column.name, constraint, alteration),
            ConstraintKind::PrimaryKey(key) => self.add_key(constraint, key, true, alteration),
            ConstraintKind::Unique(key) => self.add_key(constraint, key, false, alteration),
            ConstraintKind::Exclusion(exclusion) => self.add_exclusion(exclusion, alteration),
            ConstraintKind::ForeignKey(key) => self.add_foreign_key(constraint, key, false, alteration),
        }
    }

    /// A constraint written beside a column that is added.
    pub(super) fn add_column_constraint(
        &mut self,
        column: &ColumnDef,
        constraint: &TableConstraint,
        alteration: &mut Alteration<'a>,
    ) {
        if let ConstraintKind::ForeignKey(key) = &constraint.kind {
            let holds = alteration.new_keys_may_hold && foreign_key::holds_without_validation(column);
            return self.add_foreign_key(constraint, key, holds, alteration);
        }
        self.add_constraint(constraint, alteration);
    }

    fn add_check(&mut self, constraint: &TableConstraint, alteration: &mut Alteration<'a>) {
        // 18 opens the children even to tell them that they do not get it.
        let reaches = !constraint.no_inherit || self.version >= PgVersion::V18;
        if !alteration.only && reaches {
            let mode = alteration.mode;
            self.lock_children(alteration.target, mode, LockReason::Child);
        }
        if !constraint.not_valid && !constraint.not_enforced {
            let tree = self.tree(alteration.target, alteration.only || constraint.no_inherit);
            alteration.verified.extend(tree);
        }
    }

    fn add_not_null(&mut self, column: &Name, constraint: &TableConstraint, alteration: &mut Alteration<'a>) {
        let alone = alteration.only || constraint.no_inherit;
        if !alone {
            let mode = alteration.mode;
            self.lock_children(alteration.target, mode, LockReason::Child);
        }
        if constraint.not_valid {
            return;
        }
        for table in self.tree(alteration.target, alone) {
            self.require_not_null(table, column, alteration);
        }
    }

    /// `PRIMARY KEY` and `UNIQUE`: an index built under ACCESS EXCLUSIVE, or one that is there taken over.
    fn add_key(
        &mut self,
        constraint: &TableConstraint,
        key: &KeyConstraint,
        primary: bool,
        alteration: &mut Alteration<'a>,
    ) {
        let target = alteration.target;
        if let Some(partition_key) = target.partition_key.as_deref() {
            self.refuse_key(partition_key, constraint);
        }
        let columns = match &key.using_index {
            Some(index) => match self.use_index(constraint, index, primary, target) {
                Some(columns) => columns,
                None => return,
            },
            None => {
                self.lock_key_children(alteration);
                key.columns.iter().map(|column| column.name.clone()).collect()
            }
        };
        if !primary {
            return;
        }
        let other = target.constraints.iter().find(|other| {
            let dropped = alteration.dropped_constraints.contains(&(target.id, other.name.clone()));
            matches!(other.kind, ConstraintDef::PrimaryKey { .. }) && !dropped
        });
        if let Some(other) = other {
            let message = format!("multiple primary keys for table \"{}\" are not allowed", target.name.name);
            self.fail_for("42P16", message, other.origin.created());
        }
        for column in &columns {
            if alteration.added_columns.contains(column) {
                continue;
            }
            if super::not_null::has_invalid_not_null(target, column) {
                return self.fail("55000", format!("cannot create primary key on column \"{column}\""));
            }
            // A primary key makes its columns NOT NULL, on the children too.
            let settled = self.is_surely_not_null(target, column);
            if !settled && !alteration.only {
                let mode = alteration.mode;
                self.lock_children(target, mode, LockReason::Child);
            }
            for table in self.tree(target, alteration.only || settled) {
                self.require_not_null(table, column, alteration);
            }
        }
    }

    /// The partitions' own indexes are built as CREATE INDEX does; 18 takes the parent's lock on them.
    fn lock_key_children(&mut self, alteration: &Alteration<'a>) {
        let target = alteration.target;
        if target.kind != RelationKind::PartitionedTable || alteration.only {
            return;
        }
        let mode = if self.version >= PgVersion::V18 { alteration.mode } else { Share };
        self.lock_children(target, mode, LockReason::Child);
    }

    /// `USING INDEX`: the columns of the index, if it can serve.
    fn use_index(
        &mut self,
        constraint: &TableConstraint,
        index: &Ident,
        primary: bool,
        target: &'a Relation,
    ) -> Option<Vec<Name>> {
        if target.kind == RelationKind::PartitionedTable {
            let message = "ALTER TABLE / ADD CONSTRAINT USING INDEX is not supported on partitioned tables";
            self.fail("0A000", message);
            return None;
        }
        let indexes = self.indexes(target);
        let relation = indexes.into_iter().find(|relation| relation.name.name == index.name)?;
        let definition = relation.index.as_deref()?;
        let name = &index.name;
        if definition.constraint.is_some() {
            self.fail("55000", format!("index \"{name}\" is already associated with a constraint"));
        } else if !definition.valid {
            self.fail("55000", format!("index \"{name}\" is not valid"));
        } else if !definition.unique {
            self.fail("42809", format!("\"{name}\" is not a unique index"));
        } else if definition.elements.iter().any(|element| matches!(element.key, IndexKey::Expression(_))) {
            self.fail("42809", format!("index \"{name}\" contains expressions"));
        } else if definition.predicate.is_some() {
            self.fail("42809", format!("\"{name}\" is a partial index"));
        } else if let Some(number) = definition
            .elements
            .iter()
            .position(|e| e.descending || e.unusual_nulls || e.operator_class.is_some())
        {
            let message = format!(
                "index \"{name}\" column number {} does not have default sorting behavior",
                number + 1
            );
            self.fail("42809", message);
        } else if primary && definition.nulls_not_distinct {
            self.fail("0A000", "primary keys cannot use NULLS NOT DISTINCT indexes");
        }
        // The index is renamed after the constraint, which is the one thing that asks for a lock on it.
        if constraint.name.as_ref().is_some_and(|own| own.name != *name) {
            self.lock(relation, ShareUpdateExclusive, LockReason::Index);
        }
        Some(definition.key_columns())
    }

    fn add_exclusion(&mut self, exclusion: &ExclusionConstraint, alteration: &Alteration<'a>) {
        let target = alteration.target;
        let types = ColumnTypes::of(self.before, target);
        let elements = exclusion.elements.iter().map(|(element, _)| element);
        self.refuse_operator_classes(&exclusion.method, elements, &types, Some(target));
        if target.kind == RelationKind::PartitionedTable && self.version < PgVersion::V17 {
            self.fail("0A000", "exclusion constraints are not supported on partitioned tables");
        }
        self.lock_key_children(alteration);
    }

    pub(super) fn alter_constraint(
        &mut self,
        name: &Name,
        change: ConstraintChange,
        alteration: &mut Alteration<'a>,
    ) {
        let target = alteration.target;
        let Some(constraint) = target.constraint(name) else { return };
        if constraint.references().is_none() && change.inherit.is_none() && !change_allowed(constraint) {
            let message = format!(
                "constraint \"{name}\" of relation \"{}\" is not a foreign key constraint",
                target.name.name
            );
            return self.fail("42809", message);
        }
        if change.inherit.is_some() || constraint.references().is_some() {
            let mode = alteration.mode;
            self.lock_children(target, mode, LockReason::Child);
        }
        if let (Some(true), ConstraintDef::NotNull { column }) = (change.inherit, &constraint.kind) {
            for child in self.descendants(target) {
                self.require_not_null(child, column, alteration);
            }
        }
        let Some(referenced) = constraint.references() else { return };
        match change.enforced {
            Some(true) if !constraint.enforced => {
                self.lock_referenced(referenced, ShareRowExclusive);
                alteration.validated.extend(self.tree(target, false));
            }
            Some(false) if constraint.enforced => self.lock_referenced(referenced, AccessExclusive),
            _ => {}
        }
    }

    /// `VALIDATE CONSTRAINT`: SHARE UPDATE EXCLUSIVE and a scan; for a foreign key ROW SHARE on the referenced table.
    /// What is valid already is left alone.
    pub(super) fn validate_constraint(&mut self, name: &Name, alteration: &mut Alteration<'a>) {
        let target = alteration.target;
        let Some(constraint) = target.constraint(name) else {
            // Added by an earlier action of the same statement, or never seen: its rows are read in any case.
            alteration.verified.push(target);
            return;
        };
        if matches!(constraint.kind, ConstraintDef::Unknown) {
            alteration.verified.push(target);
            return;
        }
        if constraint.validated {
            return;
        }
        if !constraint.enforced {
            return self.fail("55000", "cannot validate NOT ENFORCED constraint");
        }
        let children = !alteration.only && !constraint.no_inherit;
        if children {
            let mode = alteration.mode;
            self.lock_children(target, mode, LockReason::Child);
        }
        match constraint.kind {
            ConstraintDef::ForeignKey { references, .. } => {
                self.lock_id(references, RowShare, LockReason::Referenced);
                // The rows to look up are in its partitions.
                for partition in self.before.descendants(references) {
                    self.lock(partition, AccessShare, LockReason::Referenced);
                }
                let tree = self.tree(target, target.kind != RelationKind::PartitionedTable);
                alteration.validated.extend(tree);
            }
            _ => alteration.verified.extend(self.tree(target, !children)),
        }
    }

    pub(super) fn drop_constraint(&mut self, name: &Name, cascade: bool, alteration: &mut Alteration<'a>) {
        let target = alteration.target;
        let Some(constraint) = target.constraint(name) else { return };
        if constraint.inherited {
            let message =
                format!("cannot drop inherited constraint \"{name}\" of relation \"{}\"", target.name.name);
            return self.fail("42P16", message);
        }
        let shown = format!("constraint {name} on table {}", target.name.name);
        let part = Object::Constraint(target, constraint);
        if self.drop_part(part, &shown, cascade, alteration).is_none() {
            return;
        }
        // The other table of a foreign key is opened for the drop even where it is not enforced.
        if let Some(referenced) = constraint.references() {
            self.lock_id(referenced, AccessExclusive, LockReason::Referenced);
        }
        let inherits = matches!(constraint.kind, ConstraintDef::Check { .. } | ConstraintDef::NotNull { .. });
        if inherits && !alteration.only && !constraint.no_inherit {
            let mode = alteration.mode;
            self.lock_children(target, mode, LockReason::Child);
        }
    }
}

/// Besides foreign keys, only what is not yet known can take ALTER CONSTRAINT.
fn change_allowed(constraint: &Constraint) -> bool {
    matches!(constraint.kind, ConstraintDef::Unknown | ConstraintDef::NotNull { .. })
}
