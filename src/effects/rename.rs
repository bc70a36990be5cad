//! `RENAME`, `SET SCHEMA`, `OWNER TO`, `COMMENT`, `GRANT`: short changes to the catalog, and the locks they still take.

use super::LockReason;
use super::prediction::Prediction;
use crate::ast::{Comment, Grant, Name, ObjectKind, ObjectName, ObjectRef, OwnerTo, Rename, SetSchema};
use crate::catalog::{ConstraintDef, Origin, QualifiedName, Relation, RelationKind};
use crate::lock::LockMode::{AccessExclusive, AccessShare, ShareUpdateExclusive};
use crate::version::PgVersion;

impl<'a> Prediction<'a> {
    pub(super) fn rename(&mut self, rename: &Rename) {
        if rename.object.kind == ObjectKind::Attribute {
            return self.rename_attribute(&rename.object.name);
        }
        let Some(relation) = self.resolve(&rename.object.name) else { return };
        let part = rename.object.part.as_ref().map(|part| &part.name);
        self.refuse_taken_name(relation, rename);
        match rename.object.kind {
            // ALTER INDEX … RENAME only keeps other changes out (PostgreSQL 12); ALTER TABLE on the same index takes
            // what a table would need.
            ObjectKind::Index if rename.written_as == ObjectKind::Index && relation.kind.is_index() => {
                self.lock(relation, ShareUpdateExclusive, LockReason::Target);
            }
            ObjectKind::Column => {
                if relation.of_type.is_some() {
                    self.fail("42809", "cannot rename column of typed table");
                }
                self.lock_tree(relation, false, AccessExclusive, LockReason::Target);
            }
            ObjectKind::Constraint => self.rename_constraint(relation, part),
            ObjectKind::Trigger => {
                self.lock(relation, AccessExclusive, LockReason::Target);
                // Since 15 the clones on partitions are renamed with the trigger.
                let row = part.and_then(|part| relation.trigger(part)).is_some_and(|trigger| trigger.row);
                let partitioned = relation.kind == RelationKind::PartitionedTable;
                if row && partitioned && self.version >= PgVersion::V15 {
                    self.lock_children(relation, AccessExclusive, LockReason::Child);
                }
            }
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Index
            | ObjectKind::Sequence
            | ObjectKind::Rule
            | ObjectKind::Policy => self.lock(relation, AccessExclusive, LockReason::Target),
            _ => {}
        }
    }

    /// A relation or a column cannot take the name that another one has.
    fn refuse_taken_name(&mut self, relation: &Relation, rename: &Rename) {
        let new = &rename.new_name.name;
        let schema = &relation.name.schema;
        let (code, taken, message) = match rename.object.kind {
            ObjectKind::Column => (
                "42701",
                relation.column(new).map(|column| column.origin),
                format!("column \"{new}\" of relation \"{}\" already exists", relation.name.name),
            ),
            kind if is_relation(kind) => {
                let name = QualifiedName { schema: schema.clone(), name: new.clone() };
                let taken = self.before.relation_named(&name).map(|relation| relation.origin);
                ("42P07", taken, format!("relation \"{new}\" already exists"))
            }
            _ => return,
        };
        if let Some(Origin::Created(place)) = taken {
            self.fail_for(code, message, [place]);
        }
    }

    /// With CASCADE, which is taken to be there, tables made `OF` the type follow; without it the server refuses.
    fn rename_attribute(&mut self, name: &ObjectName) {
        let name = self.before.qualify(name);
        let before = self.before;
        for table in before.relations().filter(|table| table.of_type.as_ref() == Some(&name)) {
            self.lock_tree(table, false, AccessExclusive, LockReason::Target);
        }
    }

    fn rename_constraint(&mut self, relation: &'a Relation, name: Option<&Name>) {
        self.lock(relation, AccessExclusive, LockReason::Target);
        let Some(constraint) = name.and_then(|name| relation.constraint(name)) else { return };
        if let Some(index) = constraint.index() {
            self.lock_id(index, ShareUpdateExclusive, LockReason::Index);
        }
        let inherits = matches!(constraint.kind, ConstraintDef::Check { .. } | ConstraintDef::NotNull { .. });
        if inherits && !constraint.no_inherit {
            self.lock_children(relation, AccessExclusive, LockReason::Child);
        }
    }

    pub(super) fn set_schema(&mut self, set: &SetSchema) {
        if !is_relation(set.object.kind) {
            return;
        }
        let Some(relation) = self.resolve(&set.object.name) else { return };
        self.lock(relation, AccessExclusive, LockReason::Target);
        if !relation.kind.is_index() && relation.kind != RelationKind::Sequence {
            for sequence in self.owned_sequences(relation) {
                self.lock(sequence, AccessExclusive, LockReason::Owned);
            }
        }
    }

    pub(super) fn owner_to(&mut self, owner: &OwnerTo) {
        if owner.object.kind == ObjectKind::Role {
            // REASSIGN OWNED: everything that belonged to the role.
            let before = self.before;
            let owned = before.relations().filter(|relation| {
                relation.owner.as_ref() == Some(&owner.object.name.name) && !relation.kind.is_index()
            });
            for relation in owned {
                self.lock(relation, AccessExclusive, LockReason::Target);
                self.change_owner(&owner.new_owner, relation);
            }
            return;
        }
        if is_relation(owner.object.kind)
            && let Some(relation) = self.resolve(&owner.object.name)
        {
            self.lock(relation, AccessExclusive, LockReason::Target);
            self.change_owner(&owner.new_owner, relation);
        }
    }

    /// `COMMENT ON` a relation or a column keeps other changes out; on what hangs on a relation it barely touches it.
    pub(super) fn comment(&mut self, comment: &Comment) {
        let mode = match comment.object.kind {
            kind if is_relation(kind) => ShareUpdateExclusive,
            ObjectKind::Column => ShareUpdateExclusive,
            ObjectKind::Constraint | ObjectKind::Trigger | ObjectKind::Policy | ObjectKind::Rule => {
                AccessShare
            }
            _ => return,
        };
        self.lock_named(&comment.object.name, mode, LockReason::Target);
    }

    /// `DEPENDS ON EXTENSION` and security labels.
    pub(super) fn label(&mut self, object: &ObjectRef) {
        let mode = match object.kind {
            ObjectKind::Index | ObjectKind::MaterializedView => AccessExclusive,
            ObjectKind::Trigger => AccessShare,
            kind if is_relation(kind) || kind == ObjectKind::Column => ShareUpdateExclusive,
            _ => return,
        };
        self.lock_named(&object.name, mode, LockReason::Target);
    }

    /// Up to 17 GRANT and REVOKE hold no lock on the relations; 18 keeps them from being dropped meanwhile.
    pub(super) fn grant(&mut self, grant: &Grant) {
        if self.version < PgVersion::V18 || grant.all_in_schema || grant.of_role || !is_relation(grant.kind) {
            return;
        }
        for object in &grant.objects {
            self.lock_named(&object.name, AccessShare, LockReason::Target);
        }
    }
}

fn is_relation(kind: ObjectKind) -> bool {
    matches!(
        kind,
        ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Index
            | ObjectKind::Sequence
    )
}
