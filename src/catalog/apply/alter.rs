//! ALTER TABLE and its like: what each action does.

use std::sync::Arc;

use super::Apply;
use crate::ast::{
    AlterActionKind, AlterTable, Name, ObjectKind, ObjectName, Persistence, RelOption, RowSecurity, TypeName,
};
use crate::catalog::{Column, Rare, RelationId, TypeDefKind};

impl Apply<'_> {
    pub(super) fn alter_table(&mut self, alter: &AlterTable) {
        if alter.kind == ObjectKind::Type {
            return self.alter_composite_type(alter);
        }
        let Some(id) = self.resolve(&alter.name) else { return };
        let place = self.at(self.statement);
        self.catalog.change(id, |relation| relation.changed = Some(place));
        // The server works in passes: what is dropped goes first, types change next, constraints come last.
        let mut actions: Vec<&AlterActionKind> = alter.actions.iter().map(|action| &action.kind).collect();
        actions.sort_by_key(|action| pass(action));
        for action in actions {
            self.alter_action(id, alter, action);
        }
    }

    fn alter_action(&mut self, id: RelationId, alter: &AlterTable, action: &AlterActionKind) {
        use AlterActionKind::*;
        let only = alter.only;
        match action {
            AddColumn { column, if_not_exists } => self.add_column(id, column, *if_not_exists, only),
            DropColumn { column, cascade, .. } => self.drop_column(id, &column.name, *cascade, only),
            AlterColumnType { column, data_type, collation, .. } => {
                self.alter_column_type(id, column, data_type, collation.as_ref());
            }
            SetDefault { column, default } => self.set_default(id, column, Some(&default.expr), only),
            DropDefault { column } => self.set_default(id, column, None, only),
            SetNotNull { column } => {
                self.set_not_null(id, &column.name, None, only);
                self.alter_column(id, column, only, |_| {});
            }
            DropNotNull { column } => self.drop_not_null(id, column, only),
            SetExpression { column, expr } => self.set_expression(id, column, expr),
            DropExpression { column, .. } => {
                self.alter_column(id, column, only, |column| column.generated = Rare::default());
            }
            AddIdentity { column, identity } => self.add_identity(id, column, *identity),
            SetIdentity { column, identity, .. } => self.alter_column(id, column, true, |column| {
                column.identity = identity.or(column.identity);
            }),
            DropIdentity { column, .. } => self.drop_identity(id, column),
            AddConstraint { constraint } => self.add_table_constraint(id, constraint, only),
            AlterConstraint { constraint, change } => self.alter_constraint(id, constraint, *change),
            ValidateConstraint { constraint } => self.validate_constraint(id, constraint),
            DropConstraint { constraint, cascade, .. } => {
                self.drop_constraint(id, &constraint.name, *cascade, only);
            }
            AttachPartition { partition, bound } => {
                let child = self.resolve(partition).filter(|child| self.catalog.may_have_child(id, *child));
                if let Some(child) = child {
                    match bound {
                        Some(bound) => self.attach_partition(id, child, bound.clone()),
                        None => self.attach_index_partition(id, child),
                    }
                }
            }
            DetachPartition { partition, concurrently, .. } => {
                self.detach_partition(id, partition, *concurrently);
            }
            Inherit { parent } => {
                let parent = self.resolve(parent).filter(|parent| self.catalog.may_have_child(*parent, id));
                if let Some(parent) = parent {
                    self.inherit_from(parent, id);
                }
            }
            NoInherit { parent } => {
                if let Some(parent) = self.resolve(parent) {
                    self.leave_parent(parent, id);
                }
            }
            ToggleTrigger { name, enable, .. } => {
                self.toggle_triggers(id, name.as_ref().map(|name| &name.name), *enable, only);
            }
            RowSecurity(change) => self.row_security(id, *change),
            ReplicaIdentity(identity) => {
                self.catalog.change(id, |table| table.replica_identity = Some(identity.clone()).into());
            }
            OwnerTo { role } => self.set_owner(id, role),
            SetLogged { logged } => self.set_logged(id, *logged),
            SetTablespace { tablespace } => {
                self.catalog.change(id, |relation| relation.tablespace = Some(tablespace.clone()).into());
            }
            SetAccessMethod { method } => {
                self.catalog.change(id, |table| table.access_method = method.clone().into());
            }
            SetOptions { options, reset } => {
                self.catalog.change(id, |relation| set_options(&mut relation.options, options, *reset));
            }
            OfType { name } => {
                let of_type = self.catalog.type_def(name).map(|found| found.name.clone());
                self.catalog.change(id, |table| table.of_type = of_type.into());
            }
            NotOf => self.catalog.change(id, |table| table.of_type = Rare::default()),
            AddAttribute { .. }
            | DropAttribute { .. }
            | AlterAttributeType { .. }
            | SetStatistics { .. }
            | SetColumnOptions { .. }
            | SetStorage { .. }
            | SetCompression { .. }
            | ToggleRule { .. }
            | ClusterOn { .. }
            | SetWithoutCluster
            | SetWithoutOids
            | Other(_) => {}
        }
    }

    fn row_security(&mut self, id: RelationId, change: RowSecurity) {
        self.catalog.change(id, |table| match change {
            RowSecurity::Enable => table.row_security = true,
            RowSecurity::Disable => table.row_security = false,
            RowSecurity::Force => table.force_row_security = true,
            RowSecurity::NoForce => table.force_row_security = false,
        });
    }

    pub(super) fn set_owner(&mut self, id: RelationId, role: &Name) {
        let Some(relation) = self.catalog.relation(id) else { return };
        // A table's indexes and the sequences of its columns go with it.
        let sequences = relation.columns.iter().filter_map(|column| column.sequence);
        let with: Vec<RelationId> = relation.indexes.iter().copied().chain(sequences).chain([id]).collect();
        for id in with {
            self.catalog.change(id, |relation| relation.owner = Some(role.clone()).into());
        }
    }

    fn set_logged(&mut self, id: RelationId, logged: bool) {
        let persistence = if logged { Persistence::Permanent } else { Persistence::Unlogged };
        let Some(relation) = self.catalog.relation(id) else { return };
        let sequences = relation.columns.iter().filter_map(|column| column.sequence);
        let with: Vec<RelationId> = relation.indexes.iter().copied().chain(sequences).chain([id]).collect();
        for id in with {
            self.catalog.change(id, |relation| relation.persistence = persistence);
        }
    }

    fn alter_composite_type(&mut self, alter: &AlterTable) {
        for action in &alter.actions {
            self.change_type(&alter.name, |found| {
                if let TypeDefKind::Composite { attributes } = &mut found.kind {
                    alter_attributes(attributes, &action.kind);
                }
            });
            self.alter_typed_tables(&alter.name, &action.kind);
        }
    }

    /// With CASCADE, typed tables follow their type.
    fn alter_typed_tables(&mut self, name: &ObjectName, action: &AlterActionKind) {
        use AlterActionKind::{AddAttribute, AlterAttributeType, DropAttribute};
        let (AddAttribute { cascade: true, .. }
        | DropAttribute { cascade: true, .. }
        | AlterAttributeType { cascade: true, .. }) = action
        else {
            return;
        };
        let Some(of_type) = self.catalog.type_def(name).map(|found| found.name.clone()) else { return };
        let typed = self.catalog.relations().filter(|relation| relation.of_type.as_ref() == Some(&of_type));
        let origin = self.created(self.statement);
        for id in typed.map(|relation| relation.id).collect::<Vec<RelationId>>() {
            match action {
                AddAttribute { name, data_type, .. } => {
                    let made = Column::new(name.name.clone(), origin);
                    let column = Column { data_type: Some(data_type.clone()).into(), ..made };
                    self.catalog.change(id, |table| table.columns.push(Arc::new(column)));
                }
                DropAttribute { name, .. } => self.drop_column_of(id, &name.name),
                AlterAttributeType { name, data_type, .. } => {
                    self.catalog.change_column(id, &name.name, |column| {
                        column.data_type = Some(data_type.clone()).into()
                    });
                }
                _ => {}
            }
        }
    }
}

fn alter_attributes(attributes: &mut Vec<(Name, TypeName)>, action: &AlterActionKind) {
    match action {
        AlterActionKind::AddAttribute { name, data_type, .. } => {
            attributes.push((name.name.clone(), data_type.clone()));
        }
        AlterActionKind::DropAttribute { name, .. } => attributes.retain(|(known, _)| *known != name.name),
        AlterActionKind::AlterAttributeType { name, data_type, .. } => {
            if let Some((_, known)) = attributes.iter_mut().find(|(known, _)| *known == name.name) {
                *known = data_type.clone();
            }
        }
        _ => {}
    }
}

/// When the server runs an action of an ALTER TABLE that has several.
fn pass(action: &AlterActionKind) -> u8 {
    use AlterActionKind::*;
    match action {
        DropColumn { .. }
        | DropConstraint { .. }
        | DropIdentity { .. }
        | DropNotNull { .. }
        | DropDefault { .. }
        | DropExpression { .. } => 0,
        AlterColumnType { .. } => 1,
        AddColumn { .. } => 2,
        SetExpression { .. } => 3,
        AddConstraint { constraint } => match constraint.kind {
            crate::ast::ConstraintKind::ForeignKey(_) => 6,
            _ => 5,
        },
        SetNotNull { .. } | AddIdentity { .. } | SetIdentity { .. } => 4,
        _ => 7,
    }
}

fn set_options(known: &mut Vec<RelOption>, options: &[RelOption], reset: bool) {
    for option in options {
        known.retain(|known| known.name != option.name);
        if !reset {
            known.push(option.clone());
        }
    }
}
