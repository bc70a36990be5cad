//! What goes by a name in a schema.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use equivalent::{Comparable, Equivalent};
use imbl::OrdMap;
use rustc_hash::FxHasher;

use super::QualifiedName;

#[derive(Clone, Debug)]
pub(crate) struct ByName<T> {
    names: OrdMap<Key, T>,
    /// How many are in the schema of temporary relations, which every search begins with and few ever find anything in.
    temporary: u32,
}

const TEMPORARY: &str = "pg_temp";

/// A name behind its hash: nearly all of them differ in that, and two numbers are compared faster than two texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    hash: u64,
    name: Arc<QualifiedName>,
}

impl From<Arc<QualifiedName>> for Key {
    fn from(name: Arc<QualifiedName>) -> Self {
        Self { hash: Sought::new(&name.schema, &name.name).hash, name }
    }
}

/// A name that is looked up.
struct Sought<'a> {
    hash: u64,
    schema: &'a str,
    name: &'a str,
}

impl<'a> Sought<'a> {
    fn new(schema: &'a str, name: &'a str) -> Self {
        let mut hasher = FxHasher::default();
        (schema, name).hash(&mut hasher);
        Self { hash: hasher.finish(), schema, name }
    }
}

impl Equivalent<Key> for Sought<'_> {
    fn equivalent(&self, key: &Key) -> bool {
        self.compare(key).is_eq()
    }
}

impl Comparable<Key> for Sought<'_> {
    fn compare(&self, key: &Key) -> Ordering {
        let texts = || (self.schema, self.name).cmp(&(key.name.schema.as_str(), key.name.name.as_str()));
        self.hash.cmp(&key.hash).then_with(texts)
    }
}

impl<T> Default for ByName<T> {
    fn default() -> Self {
        Self { names: OrdMap::new(), temporary: 0 }
    }
}

impl<T: Clone> ByName<T> {
    pub(crate) fn get(&self, schema: &str, name: &str) -> Option<&T> {
        self.may_have(schema).then(|| self.names.get(&Sought::new(schema, name))).flatten()
    }

    fn may_have(&self, schema: &str) -> bool {
        schema != TEMPORARY || self.temporary > 0
    }

    pub(crate) fn contains(&self, name: &QualifiedName) -> bool {
        self.get(&name.schema, &name.name).is_some()
    }

    pub(crate) fn insert(&mut self, name: Arc<QualifiedName>, value: T) {
        let temporary = name.schema == TEMPORARY;
        let known = self.names.insert(Key::from(name), value);
        self.temporary += u32::from(temporary && known.is_none());
    }

    pub(crate) fn remove(&mut self, name: &QualifiedName) {
        let known = self.names.remove(&Sought::new(&name.schema, &name.name));
        self.temporary -= u32::from(name.schema == TEMPORARY && known.is_some());
    }

    /// Everything in a schema, by name.
    pub(crate) fn in_schema(&self, schema: &str) -> impl Iterator<Item = &T> {
        let all = self.may_have(schema).then(|| self.names.iter()).into_iter().flatten();
        let mut found: Vec<(&Key, &T)> = all.filter(|(key, _)| key.name.schema == schema).collect();
        found.sort_by_key(|(key, _)| &key.name.name);
        found.into_iter().map(|(_, value)| value)
    }
}
