//! RENAME, SET SCHEMA, OWNER TO and COMMENT of every kind of object.

use std::sync::Arc;

use super::Apply;
use super::cascade::draws_from;
use crate::ast::{Comment, Name, ObjectKind, ObjectName, OwnerTo, Rename, SetSchema};
use crate::catalog::{Column, Origin, QualifiedName, RelationId, RelationKind, names};

impl Apply<'_> {
    pub(super) fn rename(&mut self, rename: &Rename) {
        let object = &rename.object;
        let new = names::truncated(&rename.new_name.name);
        match object.kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Index
            | ObjectKind::Sequence => {
                if let Some(id) = self.resolve(&object.name) {
                    self.rename_relation(id, new);
                }
            }
            ObjectKind::Column
            | ObjectKind::Constraint
            | ObjectKind::Trigger
            | ObjectKind::Policy
            | ObjectKind::Rule => {
                if let Some((id, part)) = self.resolve(&object.name).zip(object.part.as_ref()) {
                    self.rename_part(object.kind, id, &part.name, &new);
                }
            }
            ObjectKind::Type | ObjectKind::Domain => {
                let found = self.catalog.type_def(&object.name).map(|found| found.name.clone());
                if let Some(from) = found {
                    self.move_type(&from, QualifiedName { schema: from.schema.clone(), name: new });
                }
            }
            ObjectKind::Attribute | ObjectKind::DomainConstraint => {
                if let Some(part) = &object.part {
                    self.rename_in_type(&object.name, &part.name, &new);
                }
            }
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
                if let Some(from) = self.routine_name(&object.name) {
                    let to = QualifiedName { schema: from.schema.clone(), name: new };
                    self.move_routine(&from, object.arguments.as_deref(), to);
                }
            }
            ObjectKind::Schema => self.rename_schema(&object.name.name, &new),
            ObjectKind::Publication => {
                if let Some(publication) = self.catalog.seldom.publications.remove(&object.name.name) {
                    self.catalog.seldom.publications.insert(new, publication);
                }
            }
            ObjectKind::Statistics => {
                if let Some(from) = self.statistics_name(&object.name) {
                    let to = QualifiedName { schema: from.schema.clone(), name: new };
                    self.move_statistics(&from, to);
                }
            }
            _ => {}
        }
    }

    /// A default holds the sequence that it draws from, not its name.
    fn redraw_defaults(&mut self, sequence: RelationId, from: &QualifiedName) {
        let Some(default) = self.next_value(sequence) else { return };
        let mut found = Vec::new();
        for table in self.catalog.mentioning(&from.name) {
            let drawing = |column: &&Arc<Column>| {
                column.default.as_ref().is_some_and(|default| draws_from(default, from))
            };
            found.extend(table.columns.iter().filter(drawing).map(|column| (table.id, column.name.clone())));
        }
        for (table, column) in found {
            self.catalog
                .change_column(table, &column, |column| column.default = Some(default.clone()).into());
        }
    }

    fn rename_relation(&mut self, id: RelationId, new: Name) {
        let Some(relation) = self.catalog.relation(id) else { return };
        let old = relation.name.name.clone();
        let from = relation.name.clone();
        let is_sequence = relation.kind == RelationKind::Sequence;
        let to = QualifiedName { schema: relation.name.schema.clone(), name: new.clone() };
        let owner = self.catalog.constraint_of_index(id);
        let taken = self.catalog.relation_named(&to).map(|taken| (taken.id, taken.origin));
        match taken {
            // A name that is only assumed proves wrong: the server would refuse otherwise.
            Some((taken, Origin::Assumed { .. })) if taken != id => self.catalog.forget(taken, None),
            Some(_) => return,
            None => {}
        }
        let place = self.at(self.statement);
        self.catalog.move_relation(id, to, place);
        if is_sequence {
            self.redraw_defaults(id, &from);
        }
        if let Some((table, constraint)) = owner.filter(|(_, constraint)| *constraint == old) {
            self.catalog.rename_constraint_only(table, &constraint, &new);
            self.catalog.change_index(id, |index| index.constraint = Some(new));
        }
    }

    fn rename_part(&mut self, kind: ObjectKind, id: RelationId, old: &Name, new: &Name) {
        match kind {
            ObjectKind::Column => self.rename_column(id, old, new),
            ObjectKind::Constraint => self.rename_constraint(id, old, new),
            ObjectKind::Trigger => {
                for id in self.reached(id, false) {
                    self.catalog.change(id, |table| {
                        let found = table.triggers.iter_mut().find(|trigger| trigger.name == *old);
                        found.into_iter().for_each(|found| Arc::make_mut(found).name = new.clone());
                    });
                }
            }
            ObjectKind::Policy => self.catalog.change(id, |table| {
                let found = table.policies.iter_mut().find(|policy| policy.name == *old);
                found.into_iter().for_each(|found| Arc::make_mut(found).name = new.clone());
            }),
            _ => self.catalog.change(id, |table| {
                let found = table.rules.iter_mut().find(|rule| *rule == old);
                found.into_iter().for_each(|found| *found = new.clone());
            }),
        }
    }

    fn rename_constraint(&mut self, id: RelationId, old: &Name, new: &Name) {
        let Some(table) = self.catalog.relation(id) else { return };
        let Some(constraint) = table.constraint(old).filter(|_| table.constraint(new).is_none()) else {
            return;
        };
        if let Some(index) = constraint.index() {
            return self.rename_relation(index, new.clone());
        }
        self.catalog.rename_constraint_only(id, old, new);
        for child in self.below(id) {
            let inherited = self.catalog.relation(child).and_then(|child| child.constraint(old));
            if inherited.is_some_and(|constraint| constraint.inherited) {
                self.catalog.rename_constraint_only(child, old, new);
            }
        }
    }

    fn rename_schema(&mut self, old: &Name, new: &Name) {
        if self.catalog.seldom.schemas.contains_key(new) {
            return;
        }
        let Some(origin) = self.catalog.seldom.schemas.remove(old) else { return };
        self.catalog.seldom.schemas.insert(new.clone(), origin);
        let place = self.at(self.statement);
        for id in self.catalog.relations_in(old) {
            let Some(relation) = self.catalog.relation(id) else { continue };
            let to = QualifiedName { schema: new.clone(), name: relation.name.name.clone() };
            self.catalog.move_relation(id, to, place);
        }
        let moved = |name: &QualifiedName| QualifiedName { schema: new.clone(), name: name.name.clone() };
        let within = |name: &&QualifiedName| name.schema == *old;
        for name in self.catalog.seldom.types.keys().filter(within).cloned().collect::<Vec<_>>() {
            self.move_type(&name, moved(&name));
        }
        for name in self.catalog.routines.keys().filter(within).cloned().collect::<Vec<_>>() {
            self.move_routine(&name, None, moved(&name));
        }
        for name in self.catalog.seldom.statistics.keys().filter(within).cloned().collect::<Vec<_>>() {
            self.move_statistics(&name, moved(&name));
        }
    }

    fn move_statistics(&mut self, from: &QualifiedName, to: QualifiedName) {
        if let Some(mut statistics) = self.catalog.seldom.statistics.remove(from) {
            Arc::make_mut(&mut statistics).name = to.clone();
            self.catalog.seldom.statistics.insert(to, statistics);
        }
    }

    pub(super) fn set_schema(&mut self, set: &SetSchema) {
        let object = &set.object;
        let to =
            |name: &QualifiedName| QualifiedName { schema: set.new_schema.clone(), name: name.name.clone() };
        match object.kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Sequence => {
                if let Some(id) = self.resolve(&object.name) {
                    self.move_with_parts(id, &set.new_schema);
                }
            }
            ObjectKind::Type | ObjectKind::Domain => {
                let found = self.catalog.type_def(&object.name).map(|found| found.name.clone());
                if let Some(from) = found {
                    self.move_type(&from, to(&from));
                }
            }
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
                if let Some(from) = self.routine_name(&object.name) {
                    self.move_routine(&from, object.arguments.as_deref(), to(&from));
                }
            }
            ObjectKind::Extension => {
                if let Some(extension) = self.catalog.seldom.extensions.get_mut(&object.name.name) {
                    extension.schema = Some(set.new_schema.clone());
                }
            }
            ObjectKind::Statistics => {
                if let Some(from) = self.statistics_name(&object.name) {
                    self.move_statistics(&from, to(&from));
                }
            }
            _ => {}
        }
    }

    /// A table takes its indexes and the sequences of its columns along.
    fn move_with_parts(&mut self, id: RelationId, schema: &Name) {
        let Some(relation) = self.catalog.relation(id) else { return };
        let to = QualifiedName { schema: schema.clone(), name: relation.name.name.clone() };
        let taken = self.catalog.relation_named(&to).map(|taken| (taken.id, taken.origin));
        let parts: Vec<RelationId> = [id]
            .into_iter()
            .chain(relation.indexes.iter().copied())
            .chain(relation.owned_sequences())
            .collect();
        match taken {
            Some((taken, Origin::Assumed { .. })) if taken != id => self.catalog.forget(taken, None),
            Some(_) => return,
            None => {}
        }
        let place = self.at(self.statement);
        for part in parts {
            let Some(name) = self.catalog.relation(part).map(|part| part.name.name.clone()) else { continue };
            self.catalog.move_relation(part, QualifiedName { schema: schema.clone(), name }, place);
        }
    }

    pub(super) fn owner_to(&mut self, owner: &OwnerTo) {
        match owner.object.kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Sequence
            | ObjectKind::Index => {
                if let Some(id) = self.resolve(&owner.object.name) {
                    self.set_owner(id, &owner.new_owner);
                }
            }
            _ => {}
        }
    }

    pub(super) fn comment(&mut self, comment: &Comment) {
        let object = &comment.object;
        let text = comment.text.clone();
        match object.kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView
            | ObjectKind::Sequence
            | ObjectKind::Index => {
                if let Some(id) = self.resolve(&object.name) {
                    self.catalog.change(id, |relation| relation.comment = text.into());
                }
            }
            ObjectKind::Column => {
                if let Some((id, column)) = self.resolve(&object.name).zip(object.part.as_ref()) {
                    self.catalog.change_column(id, &column.name, |column| column.comment = text.into());
                }
            }
            ObjectKind::Type | ObjectKind::Domain => {
                self.change_type(&object.name, |found| found.comment = text);
            }
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
                self.change_routines(&object.name, object.arguments.as_deref(), |routine| {
                    routine.comment = text.clone();
                });
            }
            _ => {}
        }
    }

    /// The name of a function under the present search path.
    pub(super) fn routine_name(&self, name: &ObjectName) -> Option<QualifiedName> {
        self.catalog.routines(name).first().map(|routine| routine.name.clone())
    }
}
