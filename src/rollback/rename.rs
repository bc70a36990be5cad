//! Renames, which keep the object and so are undone by its other name.

use super::{Rank, Undo, arguments};
use crate::ast::{ObjectKind, Rename, quoted};
use crate::catalog::QualifiedName;

impl Undo<'_> {
    pub(super) fn rename(&mut self, rename: &Rename) {
        let object = &rename.object;
        let (new, kind) = (&rename.new_name, object.kind.name().to_uppercase());
        let relation = self.before.resolve(&object.name);
        // With IF EXISTS there may have been nothing to rename.
        if rename.if_exists && relation.is_none_or(|relation| relation.origin.created().is_none()) {
            self.lost(format!("the name of {} {}, if it was there", object.kind.name(), object.name));
            return;
        }
        let name = self.before.full_name(&object.name);
        let sql = match (object.kind, &object.part) {
            (ObjectKind::Column, Some(old)) => {
                let table = rename.written_as.name().to_uppercase();
                let table = if rename.written_as == ObjectKind::Column { "TABLE".to_owned() } else { table };
                format!("ALTER {table} {name} RENAME COLUMN {new} TO {old}")
            }
            (ObjectKind::Constraint, Some(old)) => {
                format!("ALTER TABLE {name} RENAME CONSTRAINT {new} TO {old}")
            }
            (ObjectKind::DomainConstraint, Some(old)) => {
                format!("ALTER DOMAIN {name} RENAME CONSTRAINT {new} TO {old}")
            }
            (ObjectKind::Attribute, Some(old)) => {
                format!("ALTER TYPE {name} RENAME ATTRIBUTE {new} TO {old}")
            }
            (ObjectKind::Trigger | ObjectKind::Policy | ObjectKind::Rule, Some(old)) => {
                format!("ALTER {kind} {new} ON {name} RENAME TO {old}")
            }
            (ObjectKind::Schema | ObjectKind::Role | ObjectKind::Database, None) => {
                format!("ALTER {kind} {new} RENAME TO {}", quoted(&object.name.name))
            }
            (_, None) => {
                let now = QualifiedName { schema: name.schema.clone(), name: new.name.clone() };
                format!("ALTER {kind} {now}{} RENAME TO {}", arguments(object), quoted(&name.name))
            }
            _ => {
                self.lost(format!("the name of {}", object.name));
                return;
            }
        };
        self.sql(Rank::Column, sql);
    }
}
