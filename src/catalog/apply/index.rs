//! Indexes, and the constraints that have one: PRIMARY KEY, UNIQUE and EXCLUDE.

use std::sync::Arc;

use super::Apply;
use super::table::plain_element;
use crate::ast::{
    ConstraintKind, CreateIndex, ExclusionConstraint, Expr, Ident, IndexElement, KeyConstraint, Name,
    ObjectName, Reindex, ReindexTarget, TableConstraint,
};
use crate::catalog::{
    Constraint, ConstraintDef, Index, Origin, QualifiedName, RelationId, RelationKind, Shared, names,
};
use crate::source::Span;

/// A constraint that an index is made for.
#[derive(Clone)]
pub(super) struct NewKey {
    pub(super) kind: KeyKind,
    pub(super) deferrable: bool,
    pub(super) initially_deferred: bool,
    pub(super) origin: Origin,
}

#[derive(Clone)]
pub(super) enum KeyKind {
    Primary,
    Unique,
    Exclusion(Arc<ExclusionConstraint>),
}

impl KeyKind {
    pub(super) fn of(kind: &ConstraintDef) -> Self {
        match kind {
            ConstraintDef::PrimaryKey { .. } => KeyKind::Primary,
            ConstraintDef::Exclusion { definition, .. } => KeyKind::Exclusion(Arc::clone(definition)),
            _ => KeyKind::Unique,
        }
    }

    fn is_of(&self, kind: &ConstraintDef) -> bool {
        matches!(
            (self, kind),
            (KeyKind::Primary, ConstraintDef::PrimaryKey { .. })
                | (KeyKind::Unique, ConstraintDef::Unique { .. })
                | (KeyKind::Exclusion(_), ConstraintDef::Exclusion { .. })
        )
    }
}

impl Apply<'_> {
    pub(super) fn create_index(&mut self, create: &CreateIndex) {
        let Some(table) = self.resolve(&create.table) else { return };
        let include: Vec<Name> = create.include.iter().map(|column| column.name.clone()).collect();
        let index = Index {
            table: Some(table),
            method: create.method.clone(),
            unique: create.unique,
            elements: create.elements.clone(),
            include,
            predicate: create.predicate.as_ref().map(|at| at.expr.clone()),
            nulls_not_distinct: create.nulls_not_distinct,
            valid: true,
            concurrently: create.concurrently,
            constraint: None,
        };
        if let Some(name) = &create.name {
            let Some(schema) = self.catalog.relation(table).map(|table| table.name.schema.clone()) else {
                return;
            };
            let name = QualifiedName { schema, name: names::truncated(&name.name) };
            let known = self.catalog.relation_named(&name).map(|known| known.origin);
            let assumed = Some(Origin::Assumed { certain: true });
            // A name that is only assumed proves wrong where the statement would fail over it.
            if known.is_some_and(|known| !matches!(known, Origin::Assumed { .. }))
                || create.if_not_exists && known == assumed
            {
                return;
            }
        }
        let (name, span) = match &create.name {
            Some(name) => (Some(&name.name), name.span),
            None => (None, create.keyword_span),
        };
        if let Some(id) = self.put_index(table, name, index, None, create.only, span) {
            self.catalog.change(id, |index| {
                index.options = create.options.clone().into();
                index.tablespace = create.tablespace.clone().into();
            });
        }
    }

    /// PRIMARY KEY, UNIQUE or EXCLUDE.
    pub(super) fn add_key(&mut self, id: RelationId, written: &TableConstraint, only: bool) {
        let kind = match &written.kind {
            ConstraintKind::PrimaryKey(key) => {
                return self.add_unique(id, written, key, KeyKind::Primary, only);
            }
            ConstraintKind::Unique(key) => return self.add_unique(id, written, key, KeyKind::Unique, only),
            ConstraintKind::Exclusion(exclusion) => KeyKind::Exclusion(Arc::new(exclusion.clone())),
            _ => return,
        };
        let KeyKind::Exclusion(exclusion) = &kind else { return };
        let elements = exclusion.elements.iter().map(|(element, _)| element.clone()).collect();
        let index = Index {
            method: exclusion.method.clone(),
            predicate: exclusion.predicate.as_ref().map(|at| at.expr.clone()),
            ..Index::btree(Some(id), elements)
        };
        let key = self.new_key(written, kind);
        self.put_index(
            id,
            written.name.as_ref().map(|name| &name.name),
            index,
            Some(key),
            only,
            written.span,
        );
    }

    fn new_key(&self, written: &TableConstraint, kind: KeyKind) -> NewKey {
        NewKey {
            kind,
            deferrable: written.deferrable,
            initially_deferred: written.initially_deferred,
            origin: self.created(written.span),
        }
    }

    fn add_unique(
        &mut self,
        id: RelationId,
        written: &TableConstraint,
        key: &KeyConstraint,
        kind: KeyKind,
        only: bool,
    ) {
        let Some(table) = self.catalog.relation(id) else { return };
        if matches!(kind, KeyKind::Primary) && table.primary_key().is_some() {
            return;
        }
        let new = self.new_key(written, kind);
        if let Some(index) = &key.using_index {
            return self.adopt_index(id, index, written, new);
        }
        let names =
            |idents: &[Ident]| -> Vec<Name> { idents.iter().map(|ident| ident.name.clone()).collect() };
        let columns = names(&key.columns);
        let primary = matches!(new.kind, KeyKind::Primary);
        let index = Index {
            table: Some(id),
            method: Name::new_static(if key.without_overlaps { "gist" } else { "btree" }),
            unique: true,
            elements: columns.iter().map(plain_element).collect(),
            include: names(&key.include),
            predicate: None,
            nulls_not_distinct: key.nulls_not_distinct,
            valid: true,
            concurrently: false,
            constraint: None,
        };
        let name = written.name.as_ref().map(|name| &name.name);
        let made = self.put_index(id, name, index, Some(new), only, written.span);
        if made.is_some() && primary {
            for column in &columns {
                self.set_not_null(id, column, None, only);
            }
        }
    }

    /// `ADD CONSTRAINT … USING INDEX`: the index gets the constraint's name.
    fn adopt_index(&mut self, id: RelationId, index: &Ident, written: &TableConstraint, new: NewKey) {
        let Some(table) = self.catalog.relation(id) else { return };
        let name = QualifiedName { schema: table.name.schema.clone(), name: index.name.clone() };
        let Some(found) = self.catalog.relation_named(&name) else { return };
        let Some(definition) = found.index.clone().filter(|index| index.table == Some(id)) else { return };
        let index_id = found.id;
        let constraint_name =
            written.name.as_ref().map_or(index.name.clone(), |name| names::truncated(&name.name));
        if table.constraint(&constraint_name).is_some() {
            return;
        }
        if constraint_name != index.name {
            let to = QualifiedName { schema: name.schema, name: constraint_name.clone() };
            self.catalog.move_relation(index_id, to, self.at(self.statement));
        }
        let primary = matches!(new.kind, KeyKind::Primary);
        self.put_key(id, index_id, &constraint_name, new, false);
        if primary {
            for column in definition.leading_columns() {
                self.set_not_null(id, column, None, false);
            }
        }
    }

    /// The constraint over an index.
    fn put_key(&mut self, table: RelationId, index: RelationId, name: &Name, key: NewKey, inherited: bool) {
        let Some(definition) = self.catalog.relation(index).and_then(|index| index.index.clone()) else {
            return;
        };
        let columns: Vec<Name> = definition.leading_columns().into_iter().cloned().collect();
        let kind = match key.kind {
            KeyKind::Primary => ConstraintDef::PrimaryKey { columns, index },
            KeyKind::Unique => ConstraintDef::Unique { columns, index },
            KeyKind::Exclusion(definition) => ConstraintDef::Exclusion { definition, index },
        };
        let constraint = Constraint {
            deferrable: key.deferrable,
            initially_deferred: key.initially_deferred,
            inherited,
            ..Constraint::new(name.clone(), kind, key.origin)
        };
        self.catalog.change_index(index, |index| index.constraint = Some(name.clone()));
        self.catalog.add_constraint(table, constraint);
    }

    /// Makes an index, and its constraint if there is one, on a table and on every partition that has no such index.
    pub(super) fn put_index(
        &mut self,
        table: RelationId,
        name: Option<&Name>,
        shape: Index,
        key: Option<NewKey>,
        only: bool,
        span: Span,
    ) -> Option<RelationId> {
        let first = self.put_one_index(table, name, &shape, key.clone(), span)?;
        let mut open = vec![(table, first)];
        while let Some((parent, parent_index)) = open.pop() {
            let children = self.index_children(parent);
            if only && !children.is_empty() {
                self.catalog.change_index(parent_index, |index| index.valid = false);
                continue;
            }
            for child in children {
                let made = match self.matching_index(child, &shape, key.as_ref()) {
                    Some(found) => found,
                    None => {
                        let Some(made) = self.put_one_index(child, None, &shape, key.clone(), span) else {
                            continue;
                        };
                        open.push((child, made));
                        made
                    }
                };
                self.attach_index(parent_index, made);
            }
        }
        Some(first)
    }

    /// The partitions that an index of a partitioned table reaches.
    fn index_children(&self, id: RelationId) -> Vec<RelationId> {
        let Some(table) = self.catalog.relation(id) else { return Vec::new() };
        if table.kind != RelationKind::PartitionedTable {
            return Vec::new();
        }
        let children = table.children.iter().filter_map(|child| self.catalog.relation(*child));
        children.filter(|child| child.kind != RelationKind::ForeignTable).map(|child| child.id).collect()
    }

    fn put_one_index(
        &mut self,
        id: RelationId,
        name: Option<&Name>,
        shape: &Index,
        key: Option<NewKey>,
        span: Span,
    ) -> Option<RelationId> {
        let table = self.catalog.relation(id).filter(|table| has_columns(table.kind))?;
        let (kind, persistence) = match table.kind {
            RelationKind::PartitionedTable => (RelationKind::PartitionedIndex, table.persistence),
            _ => (RelationKind::Index, table.persistence),
        };
        let schema = table.name.schema.clone();
        let name = match name {
            Some(name) => names::truncated(name),
            None => self.index_name(&schema, &table.name.name, shape, key.as_ref()),
        };
        let qualified = QualifiedName { schema, name: name.clone() };
        let known = self.catalog.relation_named(&qualified).map(|known| known.origin);
        if known.is_some_and(|known| !matches!(known, Origin::Assumed { .. })) {
            return None;
        }
        let origin = self.created(span);
        if qualified == *table.name || key.is_some() && table.constraint(&name).is_some() {
            return None;
        }
        let index = self.catalog.add_relation(qualified, kind, origin);
        let shape = Index { table: Some(id), constraint: None, ..shape.clone() };
        self.catalog.change(index, |relation| {
            relation.index = Some(Arc::new(shape));
            relation.persistence = persistence;
        });
        self.catalog.change(id, |table| table.indexes.push(index));
        if let Some(key) = key {
            self.put_key(id, index, &name, key, false);
        }
        Some(index)
    }

    fn index_name(&self, schema: &Name, table: &str, shape: &Index, key: Option<&NewKey>) -> Name {
        let columns = names::joined(&names::index_column_names(&shape.elements, &shape.include));
        let (columns, label) = match key.map(|key| &key.kind) {
            Some(KeyKind::Primary) => (None, "pkey"),
            Some(KeyKind::Unique) => (Some(columns.as_str()), "key"),
            Some(KeyKind::Exclusion(_)) => (Some(columns.as_str()), "excl"),
            None => (Some(columns.as_str()), "idx"),
        };
        self.catalog.choose_relation_name(schema, table, columns, label, key.is_some())
    }

    /// A partition's own index that can become a part of its parent's.
    pub(super) fn matching_index(
        &self,
        table: RelationId,
        shape: &Index,
        key: Option<&NewKey>,
    ) -> Option<RelationId> {
        let table = self.catalog.relation(table)?;
        let fits = |index: &&crate::catalog::Relation| {
            let Some(own) = &index.index else { return false };
            let constraint = own.constraint.as_ref().and_then(|name| table.constraint(name));
            let same_key = match (key, constraint) {
                (Some(key), Some(constraint)) => key.kind.is_of(&constraint.kind),
                (Some(_), None) => false,
                (None, _) => true,
            };
            same_key && index.parents.is_empty() && own.valid && same_shape(own, shape)
        };
        self.catalog.indexes_of(table).find(fits).map(|index| index.id)
    }

    /// Makes a partition's index a part of its parent's, and its constraint with it.
    pub(super) fn attach_index(&mut self, parent: RelationId, child: RelationId) {
        self.catalog.link_child(parent, child);
        if let Some((table, name)) = self.catalog.constraint_of_index(child)
            && self.catalog.constraint_of_index(parent).is_some()
        {
            self.catalog.change_constraint(table, &name, |constraint| constraint.inherited = true);
        }
    }

    /// `ALTER INDEX … ATTACH PARTITION`: the parent becomes valid when every partition has its part.
    pub(super) fn attach_index_partition(&mut self, parent: RelationId, child: RelationId) {
        self.attach_index(parent, child);
        let mut at = Some(parent);
        while let Some(index) = at.take() {
            let Some(relation) = self.catalog.relation(index) else { return };
            let Some(table) = relation.index.as_ref().and_then(|index| index.table) else { return };
            let valid = relation.children.iter().filter(|child| self.is_valid_index(**child)).count();
            if self.is_valid_index(index) || valid < self.index_children(table).len() {
                return;
            }
            let above = relation.parents.first().copied();
            self.catalog.change_index(index, |index| index.valid = true);
            at = above;
        }
    }

    fn is_valid_index(&self, id: RelationId) -> bool {
        self.catalog.relation(id).and_then(|index| index.index.as_ref()).is_some_and(|index| index.valid)
    }

    /// Takes an index out, with its parts in the partitions and the constraints over them.
    pub(super) fn forget_index(&mut self, id: RelationId) {
        let parts: Vec<RelationId> = self.reached(id, false);
        for part in parts {
            if let Some((table, constraint)) = self.catalog.constraint_of_index(part) {
                self.catalog.remove_constraint(table, &constraint);
            }
            self.catalog.forget(part, Some(self.at(self.statement)));
        }
    }

    /// REINDEX leaves a valid index behind.
    pub(super) fn reindex(&mut self, reindex: &Reindex) {
        let indexes = match &reindex.target {
            ReindexTarget::Index(name) => Shared::from_iter(self.resolve(name)),
            ReindexTarget::Table(name) => {
                self.catalog.resolve(name).map(|table| table.indexes.clone()).unwrap_or_default()
            }
            ReindexTarget::Schema(_) | ReindexTarget::Database(_) | ReindexTarget::System(_) => {
                Shared::default()
            }
        };
        for index in indexes {
            let partitioned =
                self.catalog.relation(index).is_none_or(|index| index.kind == RelationKind::PartitionedIndex);
            if !partitioned && !self.is_valid_index(index) {
                self.catalog.change_index(index, |index| index.valid = true);
            }
        }
    }
}

fn has_columns(kind: RelationKind) -> bool {
    !kind.is_index() && kind != RelationKind::Sequence
}

fn same_shape(one: &Index, other: &Index) -> bool {
    let same_elements = one.elements.len() == other.elements.len()
        && one.elements.iter().zip(&other.elements).all(|(one, other)| same_element(one, other));
    one.method == other.method
        && one.unique == other.unique
        && same_elements
        && one.include == other.include
        && one.predicate == other.predicate
        && one.nulls_not_distinct == other.nulls_not_distinct
}

/// The order of a key does not matter to the server here, its collation and operators do.
fn same_element(one: &IndexElement, other: &IndexElement) -> bool {
    one.key == other.key && one.collation == other.collation && one.operator_class == other.operator_class
}

impl Apply<'_> {
    /// `UPDATE pg_index SET indisvalid = … WHERE indexrelid = 'name'::regclass`, by which indexes are switched off.
    pub(super) fn mark_index(&mut self, update: &crate::ast::Update) {
        if update.table.name != "pg_index" {
            return;
        }
        let set = update.assignments.iter().find_map(|(column, value)| match value {
            Expr::Boolean(valid) if column.name == "indisvalid" => Some(*valid),
            _ => None,
        });
        let condition = update.where_clause.as_ref().map(|condition| &condition.expr);
        let (Some(valid), Some(Expr::Operator { name, right, .. })) = (set, condition) else { return };
        let Expr::Cast { expr, .. } = &**right else { return };
        if let (Expr::String(index), "=") = (&**expr, name.as_str()) {
            let index = ObjectName::new(None, index, Span::default());
            if let Some(index) = self.catalog.resolve_id(&index) {
                self.catalog.change_index(index, |index| index.valid = valid);
            }
        }
    }
}
