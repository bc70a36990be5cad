//! CREATE TABLE: columns and constraints in the order and under the names that the server gives them.

use std::borrow::Cow;
use std::sync::Arc;

use super::Apply;
use crate::ast::{
    ColumnDef, ConstraintKind, CreateTable, ExclusionConstraint, Ident, IndexElement, IndexKey, LikeClause,
    Name, ObjectName, PartitionBound, Persistence, TableConstraint,
};
use crate::catalog::{Column, Rare, RelationId, RelationKind};

/// A column or a LIKE clause, which define columns in the order they are written.
enum Element<'a> {
    Column(&'a ColumnDef),
    Like(&'a LikeClause),
}

impl Apply<'_> {
    pub(super) fn create_table(&mut self, create: &CreateTable) {
        let name = self.creation_name(&create.name, create.persistence == Persistence::Temporary);
        let kind = match (create.foreign, &create.partition_by) {
            (true, _) => RelationKind::ForeignTable,
            (false, Some(_)) => RelationKind::PartitionedTable,
            (false, None) => RelationKind::Table,
        };
        let Some(id) = self.new_relation(name, kind, create.name.span, create.if_not_exists) else { return };
        self.catalog.change(id, |table| {
            if create.persistence == Persistence::Unlogged {
                table.persistence = Persistence::Unlogged;
            }
            table.partition_key = create.partition_by.clone().map(Arc::new);
            table.options = create.options.clone().into();
            table.access_method = create.access_method.clone().into();
            table.tablespace = create.tablespace.clone().into();
        });
        self.inherit(id, create);
        self.define_elements(id, create);
        self.define_constraints(id, create);
        for like in &create.like {
            self.like_after(id, like);
        }
        if let Some((parent, _)) = &create.partition_of
            && let Some(parent) = self.resolve(parent)
        {
            self.take_over_from_parent(parent, id);
        }
        if create.on_commit_drop {
            self.drop_on_commit(id);
        }
    }

    pub(super) fn drop_on_commit(&mut self, id: RelationId) {
        if let Some(open) = &mut self.catalog.session.transaction {
            open.drop_on_commit.push(id);
        }
    }

    /// Columns and checks that come from parents and the type of a typed table.
    fn inherit(&mut self, id: RelationId, create: &CreateTable) {
        if let Some(type_name) = &create.of_type {
            self.columns_of_type(id, type_name);
        }
        if let Some((parent, bound)) = &create.partition_of {
            match self.resolve(parent) {
                Some(parent) => self.become_partition(parent, id, bound),
                None => self.catalog.change(id, |table| table.columns_known = false),
            }
        }
        for parent in &create.inherits {
            match self.resolve(parent) {
                Some(parent) => self.become_child(parent, id),
                None => self.catalog.change(id, |table| table.columns_known = false),
            }
        }
    }

    fn become_partition(&mut self, parent: RelationId, id: RelationId, bound: &PartitionBound) {
        self.catalog.change(id, |table| table.partition_bound = Some(Arc::new(bound.clone())));
        self.become_child(parent, id);
    }

    /// Gives a new table its parent's columns, checks and NOT NULL constraints.
    fn become_child(&mut self, parent: RelationId, id: RelationId) {
        let origin = self.created(self.statement);
        let Some(from) = self.catalog.relation(parent) else { return };
        let partition = self.catalog.relation(id).is_some_and(|child| child.is_partition());
        let known = from.columns_known;
        // Partitions share the identity of their parent since PostgreSQL 17; inheritance children never do.
        let identity = partition && self.version >= crate::version::PgVersion::V17;
        let columns: Vec<Column> = from
            .columns
            .iter()
            .map(|column| Column {
                origin,
                inherited: true,
                sequence: None,
                identity: column.identity.filter(|_| identity),
                comment: Rare::default(),
                changed: None,
                ..Column::clone(column)
            })
            .collect();
        self.catalog.change(id, |table| {
            table.columns_known &= known;
            for column in columns {
                match table.columns.iter_mut().find(|own| own.name == column.name) {
                    Some(own) => Arc::make_mut(own).not_null |= column.not_null,
                    None => table.columns.push(Arc::new(column)),
                }
            }
        });
        self.catalog.link_child(parent, id);
        self.inherit_checks(parent, id);
    }

    fn columns_of_type(&mut self, id: RelationId, type_name: &ObjectName) {
        let found = self.catalog.type_def(type_name);
        let of_type = found.map(|found| found.name.clone());
        let attributes = found.and_then(|found| match &found.kind {
            crate::catalog::TypeDefKind::Composite { attributes } => Some(attributes.clone()),
            _ => None,
        });
        let origin = self.created(self.statement);
        self.catalog.change(id, |table| table.of_type = of_type.into());
        self.catalog.change(id, |table| match attributes {
            Some(attributes) => {
                let columns = attributes.into_iter().map(|(name, data_type)| {
                    Arc::new(Column { data_type: Some(data_type).into(), ..Column::new(name, origin) })
                });
                table.columns.extend(columns);
            }
            None => table.columns_known = false,
        });
    }

    fn define_elements(&mut self, id: RelationId, create: &CreateTable) {
        let columns = create.columns.iter().map(|column| (column.name.span.start, Element::Column(column)));
        let like = create.like.iter().map(|like| (like.relation.span.start, Element::Like(like)));
        let mut elements: Vec<(u32, Element<'_>)> = columns.chain(like).collect();
        elements.sort_by_key(|(start, _)| *start);
        let mut columns: Vec<&ColumnDef> = Vec::new();
        for (_, element) in elements {
            match element {
                Element::Column(column) => columns.push(column),
                Element::Like(like) => {
                    self.define_columns(id, &std::mem::take(&mut columns));
                    self.like_columns(id, like);
                }
            }
        }
        self.define_columns(id, &columns);
    }

    /// Checks first, then NOT NULL, then the keys with the primary key before the others, then foreign keys.
    fn define_constraints(&mut self, id: RelationId, create: &CreateTable) {
        let all: Vec<&TableConstraint> =
            create.columns.iter().flat_map(|column| &column.constraints).chain(&create.constraints).collect();
        for constraint in &all {
            if let ConstraintKind::Check(check) = &constraint.kind {
                self.add_check(id, constraint, check, true, false);
            }
        }
        for column in &create.columns {
            if column.not_null || column.is_serial() || column.identity.is_some() {
                self.set_not_null(id, &column.name.name, column.not_null_name.as_ref(), false);
            }
        }
        for constraint in &all {
            if let ConstraintKind::NotNull(column) = &constraint.kind {
                self.add_not_null(id, constraint, column, true, false);
            }
        }
        for constraint in merged_keys(&all) {
            self.add_key(id, &constraint, false);
        }
        for constraint in &all {
            if let ConstraintKind::ForeignKey(foreign_key) = &constraint.kind {
                self.add_foreign_key(id, constraint, foreign_key, true, false);
            }
        }
    }
}

/// The constraints that need an index, primary key first, as the server merges them (transformIndexConstraints): what
/// repeats an earlier one is left out, and gives its name to it where that has none.
pub(super) fn merged_keys<'a>(all: &[&'a TableConstraint]) -> Vec<Cow<'a, TableConstraint>> {
    let is_primary =
        |constraint: &&&TableConstraint| matches!(constraint.kind, ConstraintKind::PrimaryKey(_));
    let is_other = |constraint: &&&TableConstraint| {
        matches!(constraint.kind, ConstraintKind::Unique(_) | ConstraintKind::Exclusion(_))
    };
    let ordered = all.iter().filter(is_primary).chain(all.iter().filter(is_other));
    let mut kept: Vec<Cow<TableConstraint>> = Vec::new();
    for constraint in ordered.copied() {
        let Some(earlier) = kept.iter_mut().find(|earlier| same_index(earlier, constraint)) else {
            kept.push(Cow::Borrowed(constraint));
            continue;
        };
        if earlier.name.is_none() && constraint.name.is_some() {
            earlier.to_mut().name.clone_from(&constraint.name);
        }
    }
    kept
}

fn same_index(one: &TableConstraint, other: &TableConstraint) -> bool {
    let list = |idents: &[Ident]| -> Vec<Name> { idents.iter().map(|ident| ident.name.clone()).collect() };
    let same = match (&one.kind, &other.kind) {
        (
            ConstraintKind::PrimaryKey(one) | ConstraintKind::Unique(one),
            ConstraintKind::PrimaryKey(other) | ConstraintKind::Unique(other),
        ) => {
            list(&one.columns) == list(&other.columns)
                && list(&one.include) == list(&other.include)
                && one.nulls_not_distinct == other.nulls_not_distinct
        }
        (ConstraintKind::Exclusion(one), ConstraintKind::Exclusion(other)) => {
            let predicate = |exclusion: &ExclusionConstraint| {
                exclusion.predicate.as_ref().map(|predicate| predicate.expr.clone())
            };
            one.method == other.method && one.elements == other.elements && predicate(one) == predicate(other)
        }
        _ => false,
    };
    let deferrable = |constraint: &TableConstraint| (constraint.deferrable, constraint.initially_deferred);
    same && deferrable(one) == deferrable(other)
}

/// A key column as an index has it.
pub(super) fn plain_element(column: &Name) -> IndexElement {
    IndexElement {
        key: IndexKey::Column(column.clone()),
        collation: None,
        operator_class: None,
        descending: false,
        unusual_nulls: false,
    }
}
