//! What a script found: the catalog before it, with what its statements showed to have been there.

use std::sync::Arc;

use rustc_hash::FxHashSet;

use super::{Catalog, Column, Constraint, Origin, Relation, RelationId};

/// The relations that are not the very same in both catalogs.
pub(super) fn differing(one: &Catalog, other: &Catalog) -> FxHashSet<RelationId> {
    one.relations.changes(&other.relations).map(|(id, ..)| id).collect()
}

/// Adds to a catalog what the statements that met these later ones assumed, up to the catalog they left.
pub(super) fn found_by<'a>(
    start: &Catalog,
    met: impl IntoIterator<Item = &'a Catalog>,
    end: &Catalog,
) -> Catalog {
    let mut found = start.clone();
    let touched = differing(start, end);
    let mut earlier = start;
    for later in met {
        if !later.relations.is_same(&earlier.relations) {
            found.add_found_relations(&touched, earlier, later);
        }
        found.add_found_names(earlier, later);
        earlier = later;
    }
    found
}

fn assumed(origin: Origin) -> bool {
    matches!(origin, Origin::Assumed { .. })
}

impl Catalog {
    /// Relations that a statement showed to be there, and parts of those that were known.
    fn add_found_relations(&mut self, touched: &FxHashSet<RelationId>, earlier: &Catalog, later: &Catalog) {
        for (id, old, new) in earlier.relations.changes(&later.relations) {
            match (old, new) {
                (None, Some(relation)) => self.add_found(id, relation),
                (Some(old), Some(new)) if touched.contains(&id) => self.add_found_parts(id, old, new),
                _ => {}
            }
        }
    }

    fn add_found(&mut self, id: RelationId, relation: &Arc<Relation>) {
        if !assumed(relation.origin) || self.relation_named(&relation.name).is_some() {
            return;
        }
        let mut relation = Relation::clone(relation);
        relation.referenced_by.clear();
        relation.read_by.clear();
        relation.children.clear();
        relation.parents.clear();
        self.names.change(&relation.name, |named| named.relation = Some(id));
        self.relations.insert(id, Arc::new(relation));
    }

    /// Columns and constraints that were assumed of a relation that is known.
    fn add_found_parts(&mut self, id: RelationId, old: &Relation, new: &Relation) {
        if self.relations.get(id).is_none() {
            return;
        }
        let fresh = |column: &&Arc<Column>| {
            assumed(column.origin) && column.changed.is_none() && old.column(&column.name).is_none()
        };
        let columns: Vec<Arc<Column>> = new.columns.iter().filter(fresh).cloned().collect();
        let count =
            |relation: &Relation| relation.constraints.iter().filter(|known| assumed(known.origin)).count();
        let mut constraints: Vec<Arc<Constraint>> = Vec::new();
        if count(new) > count(old) {
            let fresh =
                |known: &&Arc<Constraint>| assumed(known.origin) && old.constraint(&known.name).is_none();
            constraints = new.constraints.iter().filter(fresh).cloned().collect();
        }
        if columns.is_empty() && constraints.is_empty() {
            return;
        }
        self.change(id, |relation| {
            for column in columns {
                if relation.column(&column.name).is_none() {
                    relation.columns.push(column);
                }
            }
            for constraint in constraints {
                if relation.constraint(&constraint.name).is_none() {
                    relation.constraints.push(constraint);
                }
            }
        });
    }

    fn add_found_names(&mut self, earlier: &Catalog, later: &Catalog) {
        let types = Some(&later.seldom.types).filter(|types| !types.ptr_eq(&earlier.seldom.types));
        for (name, found) in types.into_iter().flatten() {
            if assumed(found.origin)
                && !earlier.seldom.types.contains_key(name)
                && !self.seldom.types.contains_key(name)
            {
                self.seldom.types.insert(name.clone(), Arc::clone(found));
            }
        }
        let routines = Some(&later.routines).filter(|routines| !routines.ptr_eq(&earlier.routines));
        for (name, found) in routines.into_iter().flatten() {
            let assumed = found.iter().all(|routine| assumed(routine.origin));
            if assumed && !earlier.routines.contains_key(name) && !self.routines.contains_key(name) {
                self.put_routines(name.clone(), found.clone());
            }
        }
        let extensions =
            Some(&later.seldom.extensions).filter(|found| !found.ptr_eq(&earlier.seldom.extensions));
        for (name, found) in extensions.into_iter().flatten() {
            if assumed(found.origin) && !self.seldom.extensions.contains_key(name) {
                self.seldom.extensions.insert(name.clone(), found.clone());
            }
        }
        let schemas = Some(&later.seldom.schemas).filter(|found| !found.ptr_eq(&earlier.seldom.schemas));
        for (name, found) in schemas.into_iter().flatten() {
            if assumed(*found) && !self.seldom.schemas.contains_key(name) {
                self.seldom.schemas.insert(name.clone(), *found);
            }
        }
    }
}
