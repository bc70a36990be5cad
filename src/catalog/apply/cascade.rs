//! What a drop takes along by itself, and what only CASCADE takes along.

use rustc_hash::FxHashSet;

use super::Apply;
use crate::ast::{Expr, Name};
use crate::catalog::{Origin, QualifiedName, Rare, Relation, RelationId, RelationKind};

/// Everything that goes with some relations.
#[derive(Default)]
struct Reach {
    order: Vec<RelationId>,
    relations: FxHashSet<RelationId>,
    constraints: Vec<(RelationId, Name)>,
    /// Something that only CASCADE takes along was found.
    needs_cascade: bool,
}

impl Apply<'_> {
    /// Drops relations with what belongs to them. Without CASCADE nothing is dropped where something else is certain
    /// to need one of them.
    pub(super) fn drop_relations(&mut self, roots: &[RelationId], cascade: bool) {
        let mut reach = Reach::default();
        self.reach_parts(roots.to_vec(), &mut reach);
        let mut next = 0;
        while let Some(id) = reach.order.get(next).copied() {
            next += 1;
            let dependents = self.dependents(id, &mut reach);
            if cascade {
                self.reach_parts(dependents, &mut reach);
            } else {
                reach.needs_cascade |=
                    dependents.iter().any(|dependent| !reach.relations.contains(dependent));
            }
        }
        reach.constraints.retain(|(holder, _)| !reach.relations.contains(holder));
        reach.needs_cascade |= !reach.constraints.is_empty();
        if reach.needs_cascade && !cascade {
            return;
        }
        for (holder, name) in &reach.constraints {
            self.remove_constraint_with_index(*holder, name);
        }
        self.forget_all(&reach.order);
    }

    /// Adds relations and what is part of them: indexes, owned sequences, partitions.
    fn reach_parts(&self, roots: Vec<RelationId>, reach: &mut Reach) {
        let mut open = roots;
        while let Some(id) = open.pop() {
            let Some(relation) = self.catalog.relation(id) else { continue };
            if !reach.relations.insert(id) {
                continue;
            }
            reach.order.push(id);
            open.extend(&relation.indexes);
            open.extend(relation.owned_sequences());
            if matches!(relation.kind, RelationKind::PartitionedTable | RelationKind::PartitionedIndex) {
                open.extend(&relation.children);
            }
        }
    }

    /// What needs a relation without being part of it: views, inheritance children; foreign keys go on a list.
    fn dependents(&self, id: RelationId, reach: &mut Reach) -> Vec<RelationId> {
        let Some(relation) = self.catalog.relation(id) else { return Vec::new() };
        let by_index = match relation.kind.is_index() {
            true => self.catalog.resting_on(relation),
            false => Vec::new(),
        };
        for (holder, foreign_key) in self.catalog.referencing(id).into_iter().chain(by_index) {
            reach.constraints.push((holder.id, foreign_key.name.clone()));
        }
        relation.read_by.iter().chain(&relation.children).copied().collect()
    }

    fn forget_all(&mut self, relations: &[RelationId]) {
        let place = self.at(self.statement);
        for id in relations {
            let Some(relation) = self.catalog.relation(*id) else { continue };
            if relation.kind == RelationKind::Sequence {
                self.drop_default_of(*id);
            }
            self.catalog.forget(*id, Some(place));
        }
    }

    /// The default that uses a dropped sequence.
    fn drop_default_of(&mut self, sequence: RelationId) {
        let Some(relation) = self.catalog.relation(sequence) else { return };
        match &*relation.sequence_owner.clone() {
            Some((table, column, _)) => {
                self.catalog.change_column(*table, column, |column| column.default = Rare::default());
            }
            None => {
                let name = relation.name.clone();
                self.drop_defaults(|default| draws_from(default, &name));
            }
        }
    }

    /// DROP INDEX, which the server refuses for an index that a constraint owns.
    pub(super) fn drop_indexes(&mut self, roots: &[RelationId], cascade: bool) {
        let owned = roots.iter().any(|id| self.catalog.constraint_of_index(*id).is_some());
        let part =
            roots.iter().any(|id| self.catalog.relation(*id).is_some_and(|index| !index.parents.is_empty()));
        if !owned && !part {
            self.drop_relations(roots, cascade);
        }
    }

    /// DROP SEQUENCE, which without CASCADE is refused where a serial column draws from it, and always for identity.
    pub(super) fn drop_sequences(&mut self, roots: &[RelationId], cascade: bool) {
        let refused =
            roots.iter().filter_map(|id| self.catalog.relation(*id)).any(|sequence| {
                match &*sequence.sequence_owner {
                    Some((_, _, true)) => true,
                    Some((table, column, false)) if !cascade => {
                        let column = self.catalog.relation(*table).and_then(|table| table.column(column));
                        let default = column.and_then(|column| column.default.as_ref());
                        default.is_some_and(|default| draws_from(default, &sequence.name))
                    }
                    _ => false,
                }
            });
        if !refused {
            self.drop_relations(roots, cascade);
        }
    }

    /// `DROP SCHEMA`: refused without CASCADE while a statement's own objects are in it.
    pub(super) fn drop_schema(&mut self, schema: &Name, cascade: bool) {
        let within = |name: &QualifiedName| name.schema == *schema;
        let relations = self.catalog.relations_in(schema);
        let types: Vec<QualifiedName> =
            self.catalog.seldom.types.keys().filter(|name| within(name)).cloned().collect();
        let routines: Vec<QualifiedName> =
            self.catalog.routines.keys().filter(|name| within(name)).cloned().collect();
        let made = |id: &RelationId| {
            let origin = self.catalog.relation(*id).map(|relation| relation.origin);
            matches!(origin, Some(Origin::Created(_)))
        };
        if !cascade && (relations.iter().any(made) || !types.is_empty() || !routines.is_empty()) {
            return;
        }
        self.drop_relations(&relations, true);
        for name in types {
            self.drop_type(&name, true);
        }
        for name in routines {
            self.drop_routines(&name, None, true);
        }
        let statistics: Vec<QualifiedName> =
            self.catalog.seldom.statistics.keys().filter(|name| within(name)).cloned().collect();
        for name in statistics {
            self.catalog.seldom.statistics.remove(&name);
        }
        self.catalog.seldom.schemas.remove(schema);
    }

    /// Drops every column of a type, or nothing without CASCADE; tells whether the type can go.
    pub(super) fn drop_columns_where(
        &mut self,
        cascade: bool,
        uses: impl Fn(&Relation) -> Vec<Name>,
    ) -> bool {
        let found: Vec<(RelationId, Vec<Name>)> = self
            .catalog
            .relations()
            .filter(|relation| !relation.kind.is_index() && relation.kind != RelationKind::Sequence)
            .map(|relation| (relation.id, uses(relation)))
            .filter(|(_, columns)| !columns.is_empty())
            .collect();
        if !cascade && !found.is_empty() {
            return false;
        }
        for (id, columns) in found {
            let kind = self.catalog.relation(id).map(|relation| relation.kind);
            if matches!(kind, Some(RelationKind::View | RelationKind::MaterializedView)) {
                self.drop_relations(&[id], true);
                continue;
            }
            for column in columns {
                self.drop_column_of(id, &column);
            }
        }
        true
    }
}

/// Whether a default is `nextval` of a sequence.
pub(super) fn draws_from(default: &Expr, sequence: &QualifiedName) -> bool {
    let full = format!("{}.{}", sequence.schema, sequence.name);
    default.calls().into_iter().filter(|call| call.name == "nextval").any(|call| {
        let mut named = false;
        call.arguments.iter().for_each(|argument| {
            argument.walk(&mut |part| {
                if let Expr::String(text) = part {
                    let plain = text.replace('"', "");
                    named |= plain == full || plain == sequence.name.as_str();
                }
            });
        });
        named
    })
}
