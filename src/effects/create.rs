//! `CREATE TABLE` in all its forms: a new table is no one's concern, what it hangs on is.

use std::cell::LazyCell;

use super::LockReason;
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use super::query::Stage;
use crate::ast::{
    ConstraintKind, CreateSchema, CreateStatistics, CreateTable, CreateTableAs, TableConstraint,
};
use crate::catalog::RelationKind;
use crate::lock::LockMode::{AccessShare, ShareRowExclusive, ShareUpdateExclusive};

impl<'a> Prediction<'a> {
    pub(super) fn create_table(&mut self, create: &CreateTable) {
        if create.if_not_exists && self.is_there(&create.name) {
            return;
        }
        for like in &create.like {
            self.lock_named(&like.relation, AccessShare, LockReason::Read);
        }
        for parent in &create.inherits {
            self.lock_named(parent, ShareUpdateExclusive, LockReason::Parent);
        }
        if let Some((parent, bound)) = &create.partition_of
            && let Some(parent) = self.resolve(parent)
        {
            if parent.kind == RelationKind::PartitionedTable {
                self.create_partition(parent, &create.name, bound);
            } else {
                let message = format!("\"{}\" is not partitioned", parent.name.name);
                self.fail("42P17", message);
            }
        }
        let types = create.columns.iter().filter_map(|column| column.data_type.as_ref());
        types.for_each(|data_type| self.refuse_misspelled(data_type));
        // A serial column makes a sequence first, perhaps the one that another draws from.
        let serial = create.columns.iter().any(|column| column.is_serial());
        let defaults = create.columns.iter().filter_map(|column| column.default.as_ref());
        defaults.filter(|_| !serial).for_each(|default| self.refuse_gone_sequence(&default.expr));
        let before = self.before;
        let types = LazyCell::new(|| ColumnTypes::of_new(before, &create.columns));
        for column in create.columns.iter().filter(|column| column.generated.is_some()) {
            self.refuse_mutable_column(column, &types);
        }
        self.refuse_keys_of_new(create);
        let beside_columns = create.columns.iter().flat_map(|column| &column.constraints);
        let constraints = create.constraints.iter().chain(beside_columns);
        let is_primary =
            |constraint: &&TableConstraint| matches!(constraint.kind, ConstraintKind::PrimaryKey(_));
        if constraints.clone().filter(is_primary).count() > 1 {
            let message = format!("multiple primary keys for table \"{}\" are not allowed", create.name.name);
            self.fail("42P16", message);
        }
        for constraint in constraints {
            self.reference(constraint);
            if let ConstraintKind::Exclusion(exclusion) = &constraint.kind {
                let elements = exclusion.elements.iter().map(|(element, _)| element);
                self.refuse_operator_classes(&exclusion.method, elements, &types, None);
            }
        }
    }

    fn reference(&mut self, constraint: &TableConstraint) {
        let ConstraintKind::ForeignKey(key) = &constraint.kind else { return };
        if let Some(referenced) = self.resolve(&key.references) {
            self.lock_referenced(referenced.id, ShareRowExclusive);
        }
    }

    pub(super) fn create_table_as(&mut self, create: &CreateTableAs) {
        if create.if_not_exists && self.is_there(&create.name) {
            return;
        }
        self.query(&create.query, if create.with_data { Stage::Executed } else { Stage::Parsed });
    }

    pub(super) fn create_statistics(&mut self, create: &CreateStatistics) {
        for relation in &create.relations {
            self.lock_named(relation, ShareUpdateExclusive, LockReason::Target);
        }
    }

    pub(super) fn create_schema(&mut self, create: &CreateSchema) {
        for element in &create.elements {
            self.nested(&element.kind, false);
        }
    }

    /// Whether a relation is there already, in the schema where the statement would put it.
    fn is_there(&self, name: &crate::ast::ObjectName) -> bool {
        self.before.relation_named(&self.before.qualify(name)).is_some()
    }
}
