//! DROP of every kind of object.

use super::Apply;
use crate::ast::{DropObjects, Name, ObjectKind, ObjectRef};
use crate::catalog::{QualifiedName, RelationId};

impl Apply<'_> {
    pub(super) fn drop_objects(&mut self, drop: &DropObjects) {
        if drop.owned {
            return;
        }
        match drop.kind {
            ObjectKind::Table
            | ObjectKind::ForeignTable
            | ObjectKind::View
            | ObjectKind::MaterializedView => {
                self.drop_relations(&self.ids(drop), drop.cascade);
            }
            ObjectKind::Index => self.drop_indexes(&self.ids(drop), drop.cascade),
            ObjectKind::Sequence => self.drop_sequences(&self.ids(drop), drop.cascade),
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
                for object in &drop.objects {
                    if let Some(name) = self.routine_name(&object.name) {
                        self.drop_routines(&name, object.arguments.as_deref(), drop.cascade);
                    }
                }
            }
            ObjectKind::Type | ObjectKind::Domain => {
                for object in &drop.objects {
                    let found = self.catalog.type_def(&object.name).map(|found| found.name.clone());
                    if let Some(name) = found {
                        self.drop_type(&name, drop.cascade);
                    }
                }
            }
            ObjectKind::Schema => {
                drop.objects.iter().for_each(|object| self.drop_schema(&object.name.name, drop.cascade));
            }
            ObjectKind::Extension => {
                drop.objects.iter().for_each(|object| self.drop_extension(&object.name.name, drop.cascade));
            }
            ObjectKind::Publication => {
                for object in &drop.objects {
                    self.catalog.seldom.publications.remove(&object.name.name);
                }
            }
            ObjectKind::Statistics => {
                for object in &drop.objects {
                    let name = self.statistics_name(&object.name);
                    name.and_then(|name| self.catalog.seldom.statistics.remove(&name));
                }
            }
            ObjectKind::Trigger | ObjectKind::Rule | ObjectKind::Policy => {
                drop.objects.iter().for_each(|object| self.drop_part(drop.kind, object));
            }
            _ => {}
        }
    }

    fn ids(&self, drop: &DropObjects) -> Vec<RelationId> {
        drop.objects.iter().filter_map(|object| self.resolve(&object.name)).collect()
    }

    fn drop_part(&mut self, kind: ObjectKind, object: &ObjectRef) {
        let Some((id, part)) = self.resolve(&object.name).zip(object.part.as_ref()) else { return };
        let name: &Name = &part.name;
        match kind {
            ObjectKind::Trigger => {
                for id in self.reached(id, false) {
                    self.catalog.change(id, |table| table.triggers.retain(|trigger| trigger.name != *name));
                }
            }
            ObjectKind::Rule => self.catalog.change(id, |table| table.rules.retain(|rule| rule != name)),
            _ => self.catalog.change(id, |table| table.policies.retain(|policy| policy.name != *name)),
        }
    }

    pub(super) fn statistics_name(&self, name: &crate::ast::ObjectName) -> Option<QualifiedName> {
        let in_schema = |schema: &Name| {
            let name = QualifiedName { schema: schema.clone(), name: name.name.clone() };
            self.catalog.seldom.statistics.contains_key(&name).then_some(name)
        };
        match &name.schema {
            Some(schema) => in_schema(schema),
            None => self.catalog.session.search_path.iter().find_map(in_schema),
        }
    }
}
