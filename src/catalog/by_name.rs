//! What goes by a name in a schema: in two levels, so that only names of one schema are compared with each other.

use std::hash::{Hash, Hasher};

use imbl::OrdMap;
use rustc_hash::FxHasher;

use super::QualifiedName;
use crate::ast::Name;

#[derive(Clone, Debug)]
pub(crate) struct ByName<T> {
    /// In the schema of temporary relations, which every search begins with and few ever find anything in.
    temporary: OrdMap<Key, T>,
    /// No schema here is empty, so that a search path passes over those that are.
    schemas: OrdMap<Name, OrdMap<Key, T>>,
}

const TEMPORARY: &str = "pg_temp";

/// A name behind its hash: most of them differ in that, and two numbers are compared faster than two texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    hash: u32,
    name: Name,
}

impl Key {
    fn of(name: Name) -> Self {
        let mut hasher = FxHasher::default();
        name.hash(&mut hasher);
        Self { hash: (hasher.finish() >> 32) as u32, name }
    }
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self { temporary: OrdMap::new(), schemas: OrdMap::new() }
    }
}

impl<T: Clone> ByName<T> {
    pub(crate) fn get(&self, schema: &str, name: &Name) -> Option<&T> {
        self.names(schema)?.get(&Key::of(name.clone()))
    }

    pub(crate) fn contains(&self, name: &QualifiedName) -> bool {
        self.get(&name.schema, &name.name).is_some()
    }

    pub(crate) fn insert(&mut self, name: QualifiedName, value: T) {
        let names = match name.schema.as_str() {
            TEMPORARY => &mut self.temporary,
            _ => self.schemas.entry(name.schema).or_default(),
        };
        names.insert(Key::of(name.name), value);
    }

    pub(crate) fn remove(&mut self, name: &QualifiedName) {
        if name.schema == TEMPORARY {
            self.temporary.remove(&Key::of(name.name.clone()));
            return;
        }
        let Some(names) = self.schemas.get_mut(&name.schema) else { return };
        names.remove(&Key::of(name.name.clone()));
        if names.is_empty() {
            self.schemas.remove(&name.schema);
        }
    }

    /// Nothing where the schema has none.
    fn names(&self, schema: &str) -> Option<&OrdMap<Key, T>> {
        match schema {
            TEMPORARY => Some(&self.temporary).filter(|names| !names.is_empty()),
            _ => self.schemas.get(schema),
        }
    }

    /// Everything in a schema, by name.
    pub(crate) fn in_schema(&self, schema: &str) -> impl Iterator<Item = &T> {
        let mut found: Vec<(&Key, &T)> = self.names(schema).into_iter().flatten().collect();
        found.sort_by_key(|(key, _)| &key.name);
        found.into_iter().map(|(_, value)| value)
    }
}
