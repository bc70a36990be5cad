//! Changes of single relations that keep both ends of every link.

use std::sync::Arc;

use super::mentions::Parts;
use super::{
    Catalog, Column, Constraint, ConstraintDef, Gone, Index, Origin, Place, QualifiedName, Rare, Relation,
    RelationId, RelationKind, Shared,
};
use crate::ast::{Name, Persistence};

impl Relation {
    fn new(id: RelationId, name: Arc<QualifiedName>, kind: RelationKind, origin: Origin) -> Self {
        let temporary = name.schema == "pg_temp";
        Self {
            id,
            name,
            kind,
            origin,
            persistence: if temporary { Persistence::Temporary } else { Persistence::Permanent },
            columns_known: true,
            columns: Shared::default(),
            constraints: Shared::default(),
            indexes: Shared::default(),
            triggers: Shared::default(),
            rules: Shared::default(),
            policies: Shared::default(),
            row_security: false,
            force_row_security: false,
            options: Shared::default(),
            access_method: Rare::default(),
            tablespace: Rare::default(),
            replica_identity: Rare::default(),
            owner: Rare::default(),
            comment: Rare::default(),
            grants: Shared::default(),
            parents: Shared::default(),
            children: Shared::default(),
            of_type: Rare::default(),
            partition_key: None,
            partition_bound: None,
            referenced_by: Shared::default(),
            read_by: Shared::default(),
            reads: Shared::default(),
            query: None,
            definition: None,
            populated: false,
            index: None,
            sequence_owner: Rare::default(),
            sequence_type: Rare::default(),
            changed: None,
        }
    }

    pub(super) fn position(&self, column: &str) -> Option<usize> {
        self.columns.iter().position(|known| known.name == column)
    }
}

impl Catalog {
    /// Puts in a relation that has nothing but a name. What was assumed under that name gives its place to it.
    pub(super) fn add_relation(
        &mut self,
        name: QualifiedName,
        kind: RelationKind,
        origin: Origin,
    ) -> RelationId {
        let taken = self.names.relation(&name.schema, &name.name);
        let id = taken.unwrap_or(RelationId(self.next_relation));
        let name = Arc::new(name);
        let mut relation = Relation::new(id, Arc::clone(&name), kind, origin);
        match taken {
            Some(id) => {
                self.clear(id);
                if let Some(earlier) = self.relation(id) {
                    relation.referenced_by = earlier.referenced_by.clone();
                    relation.read_by = earlier.read_by.clone();
                }
            }
            None => self.next_relation += 1,
        }
        self.names.change(&name, |named| {
            named.relation = Some(id);
            named.gone.take_if(|_| origin.created().is_some());
        });
        self.relations.insert(id, Arc::new(relation));
        id
    }

    pub(super) fn change(&mut self, id: RelationId, change: impl FnOnce(&mut Relation)) {
        let Some(relation) = self.relations.get_mut(id).map(Arc::make_mut) else { return };
        let before = Parts::of(relation);
        change(relation);
        let names = before.new_names(relation);
        self.note_mentions(id, names);
    }

    pub(super) fn change_index(&mut self, id: RelationId, change: impl FnOnce(&mut Index)) {
        self.change(id, |relation| {
            if let Some(index) = &mut relation.index {
                change(Arc::make_mut(index));
            }
        });
    }

    pub(super) fn change_column(&mut self, id: RelationId, name: &str, change: impl FnOnce(&mut Column)) {
        self.change(id, |relation| {
            if let Some(column) = relation.columns.iter_mut().find(|column| column.name == name) {
                change(Arc::make_mut(column));
            }
        });
    }

    pub(super) fn change_constraint(
        &mut self,
        id: RelationId,
        name: &str,
        change: impl FnOnce(&mut Constraint),
    ) {
        self.change(id, |relation| {
            if let Some(constraint) = relation.constraints.iter_mut().find(|known| known.name == name) {
                change(Arc::make_mut(constraint));
            }
        });
    }

    /// Adds a constraint; one of the same name must not be there.
    pub(super) fn add_constraint(&mut self, id: RelationId, constraint: Constraint) {
        let Some(schema) = self.relation(id).map(|relation| relation.name.schema.clone()) else { return };
        self.count_constraint_name(&schema, &constraint.name, true);
        let references = constraint.references();
        self.change(id, |relation| relation.constraints.push(Arc::new(constraint)));
        if let Some(referenced) = references {
            self.change(referenced, |referenced| push_new(&mut referenced.referenced_by, id));
        }
    }

    /// Takes a constraint away, but not the index under it.
    pub(super) fn remove_constraint(&mut self, id: RelationId, name: &str) -> Option<Arc<Constraint>> {
        let relation = self.relation(id)?;
        let at = relation.constraints.iter().position(|constraint| constraint.name == name)?;
        let schema = relation.name.schema.clone();
        let mut removed = None;
        self.change(id, |relation| removed = Some(relation.constraints.remove(at)));
        self.count_constraint_name(&schema, name, false);
        if let Some(referenced) = removed.as_ref().and_then(|constraint| constraint.references()) {
            self.unlink_reference(id, referenced);
        }
        removed
    }

    /// Takes back that `holder` has a foreign key to `referenced`, unless another one remains.
    fn unlink_reference(&mut self, holder: RelationId, referenced: RelationId) {
        let remains = self.relation(holder).is_some_and(|holder| {
            holder.constraints.iter().any(|constraint| constraint.references() == Some(referenced))
        });
        if !remains {
            self.change(referenced, |relation| relation.referenced_by.retain(|known| *known != holder));
        }
    }

    pub(super) fn rename_constraint_only(&mut self, id: RelationId, old: &str, new: &Name) {
        let Some(schema) = self.relation(id).map(|relation| relation.name.schema.clone()) else { return };
        self.count_constraint_name(&schema, old, false);
        self.count_constraint_name(&schema, new, true);
        self.change_constraint(id, old, |constraint| constraint.name = new.clone());
    }

    fn count_constraint_name(&mut self, schema: &Name, name: &str, more: bool) {
        let name = Arc::new(QualifiedName { schema: schema.clone(), name: Name::new(name) });
        self.names.change(&name, |named| {
            let count = named.constraints;
            named.constraints = if more { count + 1 } else { count.saturating_sub(1) };
        });
    }

    /// Gives a relation another name or schema.
    pub(super) fn move_relation(&mut self, id: RelationId, to: QualifiedName, place: Place) {
        let Some(relation) = self.relation(id) else { return };
        let from = Arc::clone(&relation.name);
        if *from == to || self.names.relation(&to.schema, &to.name).is_some() {
            return;
        }
        if from.schema != to.schema {
            let names: Vec<Name> = relation.constraints.iter().map(|known| known.name.clone()).collect();
            for name in names {
                self.count_constraint_name(&from.schema, &name, false);
                self.count_constraint_name(&to.schema, &name, true);
            }
        }
        let to = Arc::new(to);
        self.names.change(&from, |named| {
            named.relation = None;
            named.gone = Some(Arc::new(Gone { place, now: Some(id) }));
        });
        self.names.change(&to, |named| {
            named.relation = Some(id);
            named.gone = None;
        });
        self.change(id, |relation| {
            relation.name = to;
            relation.changed = Some(place);
        });
    }

    /// Takes a relation out with its parts, and every link to it. What depends on it is the caller's affair.
    pub(super) fn forget(&mut self, id: RelationId, place: Option<Place>) {
        self.clear_to(id, place);
        let Some(relation) = self.relations.remove(id) else { return };
        self.names.change(&relation.name, |named| {
            named.relation.take_if(|known| *known == id);
            if let Some(place) = place {
                named.gone = Some(Arc::new(Gone { place, now: None }));
            }
        });
        for holder in &relation.referenced_by {
            let pointing: Vec<Name> = self
                .relation(*holder)
                .map(|holder| holder.foreign_keys().filter(|known| known.references() == Some(id)))
                .map(|known| known.map(|constraint| constraint.name.clone()).collect())
                .unwrap_or_default();
            pointing.iter().for_each(|name| drop(self.remove_constraint(*holder, name)));
        }
        for view in &relation.read_by {
            self.change(*view, |view| view.reads.retain(|read| *read != id));
        }
        if !relation.kind.is_index() && relation.kind != RelationKind::Sequence {
            self.forget_mentions(id);
        }
    }

    /// Takes everything away that a relation has and is a part of, except that others refer to it.
    fn clear(&mut self, id: RelationId) {
        self.clear_to(id, None);
    }

    fn clear_to(&mut self, id: RelationId, place: Option<Place>) {
        let Some(relation) = self.relations.get(id).cloned() else { return };
        if let Some((table, constraint)) = self.constraint_of_index(id) {
            self.remove_constraint(table, &constraint);
        }
        for constraint in &relation.constraints {
            self.remove_constraint(id, &constraint.name);
        }
        relation.parents.iter().for_each(|parent| self.unlink_child(*parent, id));
        relation.children.iter().for_each(|child| self.unlink_child(id, *child));
        self.set_reads(id, Vec::new());
        if let Some(table) = relation.index.as_ref().and_then(|index| index.table) {
            self.change(table, |table| table.indexes.retain(|index| *index != id));
        }
        if let Some((table, column, _)) = &*relation.sequence_owner {
            self.change_column(*table, column, |column| {
                column.sequence = column.sequence.filter(|sequence| *sequence != id);
            });
        }
        // The links go first, so that no circle of them is followed for ever.
        self.change(id, |relation| {
            relation.indexes.clear();
            relation.columns.clear();
        });
        let sequences = relation.columns.iter().filter_map(|column| column.sequence);
        for part in relation.indexes.iter().copied().chain(sequences) {
            self.forget(part, place);
        }
    }

    /// Takes a table out of statistics objects and publications.
    fn forget_mentions(&mut self, id: RelationId) {
        let on_it =
            self.seldom.statistics.iter().filter(|(_, statistics)| statistics.relations.contains(&id));
        for name in on_it.map(|(name, _)| name.clone()).collect::<Vec<_>>() {
            self.seldom.statistics.remove(&name);
        }
        let with_it =
            self.seldom.publications.iter().filter(|(_, publication)| publication.tables.contains(&id));
        for name in with_it.map(|(name, _)| name.clone()).collect::<Vec<_>>() {
            if let Some(publication) = self.seldom.publications.get_mut(&name) {
                publication.tables.retain(|table| *table != id);
            }
        }
    }

    /// Whether a relation may become the child of another: circles are refused.
    pub(super) fn may_have_child(&self, parent: RelationId, child: RelationId) -> bool {
        parent != child && self.ancestors(parent).iter().all(|ancestor| ancestor.id != child)
    }

    pub(super) fn link_child(&mut self, parent: RelationId, child: RelationId) {
        if !self.may_have_child(parent, child) {
            return;
        }
        self.change(parent, |parent| push_new(&mut parent.children, child));
        self.change(child, |child| push_new(&mut child.parents, parent));
    }

    pub(super) fn unlink_child(&mut self, parent: RelationId, child: RelationId) {
        self.change(parent, |parent| parent.children.retain(|known| *known != child));
        self.change(child, |child| child.parents.retain(|known| *known != parent));
    }

    /// Sets what a view reads.
    pub(super) fn set_reads(&mut self, view: RelationId, reads: Vec<RelationId>) {
        let earlier = self.relation(view).map(|view| view.reads.clone()).unwrap_or_default();
        for read in earlier {
            self.change(read, |read| read.read_by.retain(|known| *known != view));
        }
        for read in &reads {
            self.change(*read, |read| push_new(&mut read.read_by, view));
        }
        self.change(view, |view| view.reads = reads.into());
    }

    /// The name of the index's constraint's table and the constraint, where a constraint owns the index.
    pub(super) fn constraint_of_index(&self, index: RelationId) -> Option<(RelationId, Name)> {
        let definition = self.relation(index)?.index.as_ref()?;
        Some((definition.table?, definition.constraint.clone()?))
    }

    /// The relations with names in a schema.
    pub(super) fn relations_in(&self, schema: &Name) -> Vec<RelationId> {
        self.names.in_schema(schema).collect()
    }
}

impl ConstraintDef {
    /// The columns and expressions it is about mention a column of its own table.
    pub(super) fn mentions(&self, column: &str) -> bool {
        match self {
            ConstraintDef::Unknown => false,
            ConstraintDef::Check { expr, columns } => {
                columns.iter().any(|known| known == column) || expr.mentions_column(column)
            }
            ConstraintDef::NotNull { column: known } => known == column,
            ConstraintDef::PrimaryKey { columns, .. }
            | ConstraintDef::Unique { columns, .. }
            | ConstraintDef::ForeignKey { columns, .. } => columns.iter().any(|known| known == column),
            ConstraintDef::Exclusion { definition, .. } => {
                let elements = definition.elements.iter().any(|(element, _)| element.key.mentions(column));
                elements || definition.predicate.as_ref().is_some_and(|at| at.expr.mentions_column(column))
            }
        }
    }
}

impl Index {
    pub(super) fn mentions(&self, column: &str) -> bool {
        self.elements.iter().any(|element| element.key.mentions(column))
            || self.include.iter().any(|included| included == column)
            || self.predicate.as_ref().is_some_and(|predicate| predicate.mentions_column(column))
    }
}

impl crate::ast::IndexKey {
    pub(super) fn mentions(&self, column: &str) -> bool {
        match self {
            crate::ast::IndexKey::Column(known) => known == column,
            crate::ast::IndexKey::Expression(expr) => expr.mentions_column(column),
        }
    }
}

pub(super) fn push_new<T: PartialEq>(list: &mut Vec<T>, item: T) {
    if !list.contains(&item) {
        list.push(item);
    }
}
