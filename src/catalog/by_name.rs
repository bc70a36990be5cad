//! What goes by a name in a schema: in two levels, so that only names of one schema are compared with each other.

use imbl::OrdMap;

use super::QualifiedName;
use crate::ast::Name;

#[derive(Clone, Debug)]
pub(crate) struct ByName<T> {
    /// No schema here is empty, so that a search path passes over those that are.
    schemas: OrdMap<Name, OrdMap<Name, T>>,
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self { schemas: OrdMap::new() }
    }
}

impl<T: Clone> ByName<T> {
    pub(crate) fn get(&self, schema: &str, name: &str) -> Option<&T> {
        self.schemas.get(schema)?.get(name)
    }

    pub(crate) fn contains(&self, name: &QualifiedName) -> bool {
        self.get(&name.schema, &name.name).is_some()
    }

    pub(crate) fn insert(&mut self, name: QualifiedName, value: T) {
        self.schemas.entry(name.schema).or_default().insert(name.name, value);
    }

    pub(crate) fn remove(&mut self, name: &QualifiedName) {
        let Some(names) = self.schemas.get_mut(&name.schema) else { return };
        names.remove(&name.name);
        if names.is_empty() {
            self.schemas.remove(&name.schema);
        }
    }

    /// Everything in a schema, by name.
    pub(crate) fn in_schema(&self, schema: &str) -> impl Iterator<Item = &T> {
        self.schemas.get(schema).into_iter().flat_map(OrdMap::values)
    }
}
