//! ATTACH and DETACH PARTITION, INHERIT and NO INHERIT.

use std::sync::Arc;

use super::Apply;
use super::index::KeyKind;
use crate::ast::{Expr, Name, ObjectName, PartitionBound, PartitionElement};
use crate::catalog::{Column, Constraint, ConstraintDef, Rare, RelationId, names};

impl Apply<'_> {
    pub(super) fn attach_partition(&mut self, parent: RelationId, child: RelationId, bound: PartitionBound) {
        self.catalog.change(child, |child| child.partition_bound = Some(Arc::new(bound)));
        self.inherit_from(parent, child);
        self.take_over_from_parent(parent, child);
    }

    /// INHERIT: the columns and checks that both have are merged.
    pub(super) fn inherit_from(&mut self, parent: RelationId, child: RelationId) {
        let Some(from) = self.catalog.relation(parent) else { return };
        let columns = from.columns.clone();
        let parents_known = from.columns_known;
        self.catalog.change(child, |child| {
            for column in &columns {
                match child.columns.iter_mut().find(|own| own.name == column.name) {
                    Some(own) => Arc::make_mut(own).inherited = true,
                    // The server would refuse a child that lacks a column: the child's columns are not all known.
                    None if !child.columns_known => {
                        child.columns.push(Arc::new(Column {
                            inherited: true,
                            sequence: None,
                            identity: None,
                            comment: Rare::default(),
                            ..Column::clone(column)
                        }));
                    }
                    None => {}
                }
            }
            child.columns_known |= parents_known && child.partition_bound.is_some();
        });
        self.catalog.link_child(parent, child);
        self.inherit_checks(parent, child);
    }

    /// What a partition gets from its parent besides columns and checks: indexes with their constraints, foreign
    /// keys and row triggers.
    pub(super) fn take_over_from_parent(&mut self, parent: RelationId, child: RelationId) {
        let Some(from) = self.catalog.relation(parent) else { return };
        let (indexes, constraints, triggers) =
            (from.indexes.clone(), from.constraints.clone(), from.triggers.clone());
        for index in indexes {
            self.take_over_index(index, child, &constraints);
        }
        for foreign_key in constraints.iter().filter(|constraint| constraint.references().is_some()) {
            for child in self.reached(child, false) {
                self.copy_foreign_key(child, foreign_key);
            }
        }
        for trigger in triggers.iter().filter(|trigger| trigger.row) {
            for child in self.reached(child, false) {
                self.catalog.change(child, |child| {
                    if child.trigger(&trigger.name).is_none() {
                        child.triggers.push(Arc::clone(trigger));
                    }
                });
            }
        }
    }

    fn take_over_index(
        &mut self,
        parent_index: RelationId,
        child: RelationId,
        constraints: &[Arc<Constraint>],
    ) {
        let relation = self.catalog.relation(parent_index);
        let Some(definition) = relation.and_then(|index| index.index.clone()) else { return };
        if self
            .catalog
            .relation(child)
            .is_none_or(|child| child.kind == crate::catalog::RelationKind::ForeignTable)
        {
            return;
        }
        let (shape, key) = self.copied_shape(parent_index, &definition, constraints);
        let primary = key.as_ref().is_some_and(|key| matches!(key.kind, KeyKind::Primary));
        let found = self.matching_index(child, &shape, key.as_ref());
        let columns: Vec<Name> = shape.leading_columns().into_iter().cloned().collect();
        let part = found.or_else(|| self.put_index(child, None, shape, key, false, self.statement));
        if let Some(part) = part {
            self.attach_index(parent_index, part);
        }
        if primary {
            for column in columns {
                self.set_not_null(child, &column, None, false);
            }
        }
    }

    pub(super) fn detach_partition(
        &mut self,
        parent: RelationId,
        partition: &ObjectName,
        concurrently: bool,
    ) {
        let Some(child) = self.resolve(partition) else { return };
        let Some(relation) = self.catalog.relation(child).filter(|child| child.parents.contains(&parent))
        else {
            return;
        };
        let was_default = relation.partition_bound.as_deref() == Some(&PartitionBound::Default);
        self.leave_parent(parent, child);
        self.catalog.change(child, |child| child.partition_bound = None);
        for index in self.catalog.relation(child).map(|child| child.indexes.clone()).unwrap_or_default() {
            for above in self.catalog.relation(index).map(|index| index.parents.clone()).unwrap_or_default() {
                self.catalog.unlink_child(above, index);
            }
        }
        self.drop_cloned_triggers(parent, child);
        if concurrently && !was_default {
            self.keep_bound_as_check(parent, child);
        }
    }

    /// The triggers that the partition had from its parent.
    fn drop_cloned_triggers(&mut self, parent: RelationId, child: RelationId) {
        let Some(from) = self.catalog.relation(parent) else { return };
        let cloned: Vec<Name> =
            from.triggers.iter().filter(|trigger| trigger.row).map(|trigger| trigger.name.clone()).collect();
        if cloned.is_empty() {
            return;
        }
        for child in self.reached(child, false) {
            self.catalog.change(child, |child| {
                child.triggers.retain(|trigger| !cloned.contains(&trigger.name));
            });
        }
    }

    /// NO INHERIT and DETACH: what came from the parent is the child's own now.
    pub(super) fn leave_parent(&mut self, parent: RelationId, child: RelationId) {
        self.catalog.unlink_child(parent, child);
        let orphan = self.catalog.relation(child).is_some_and(|child| child.parents.is_empty());
        if !orphan {
            return;
        }
        self.catalog.change(child, |child| {
            for column in child.columns.iter_mut().filter(|column| column.inherited) {
                Arc::make_mut(column).inherited = false;
            }
            for constraint in child.constraints.iter_mut().filter(|constraint| constraint.inherited) {
                Arc::make_mut(constraint).inherited = false;
            }
        });
    }

    /// DETACH CONCURRENTLY leaves a check that says the same as the bound did.
    fn keep_bound_as_check(&mut self, parent: RelationId, child: RelationId) {
        let Some(key) = self.catalog.relation(parent).and_then(|parent| parent.partition_key.clone()) else {
            return;
        };
        let columns: Vec<Name> = key
            .elements
            .iter()
            .filter_map(|element| match element {
                PartitionElement::Column(column) => Some(column.clone()),
                PartitionElement::Expression(_) => None,
            })
            .collect();
        let Some(table) = self.catalog.relation(child) else { return };
        let column = columns.first().filter(|_| columns.len() == 1).map(Name::as_str);
        let name = self.catalog.choose_constraint_name(&table.name.schema, &table.name.name, column, "check");
        let name = names::truncated(&name);
        let parts = columns.iter().map(|column| Expr::Column(vec![column.clone()])).collect();
        let kind = ConstraintDef::Check { expr: Expr::Other { what: "partition bound", parts }, columns };
        let origin = self.created(self.statement);
        self.catalog.add_constraint(child, Constraint::new(name, kind, origin));
    }
}
