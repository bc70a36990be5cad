//! What goes by a name in a schema: one map for all of it, since a statement mostly changes several at once.

use std::cmp::Ordering;
use std::hash::{Hash, Hasher};
use std::sync::Arc;

use equivalent::{Comparable, Equivalent};
use imbl::OrdMap;
use rustc_hash::FxHasher;

use super::{Gone, QualifiedName, RelationId};

/// What a name stands for.
#[derive(Clone, Debug, Default)]
pub(crate) struct Named {
    pub(crate) relation: Option<RelationId>,
    /// How many constraints have it: generated names avoid them all.
    pub(crate) constraints: u32,
    /// What became of the relation that had it last.
    pub(crate) gone: Option<Arc<Gone>>,
}

impl Named {
    fn is_nothing(&self) -> bool {
        self.relation.is_none() && self.constraints == 0 && self.gone.is_none()
    }
}

#[derive(Clone, Debug, Default)]
pub(crate) struct ByName {
    names: OrdMap<Key, Named>,
    /// How many are in the schema of temporary relations, which every search begins with and few ever find anything in.
    temporary: u32,
    /// How many of these stand for a relation that is still there.
    temporary_relations: u32,
}

const TEMPORARY: &str = "pg_temp";

/// A name behind its hash: nearly all of them differ in that, and two numbers are compared faster than two texts.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Key {
    hash: u64,
    name: Arc<QualifiedName>,
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

impl ByName {
    pub(crate) fn get(&self, schema: &str, name: &str) -> Option<&Named> {
        self.may_have(schema).then(|| self.names.get(&Sought::new(schema, name))).flatten()
    }

    pub(crate) fn relation(&self, schema: &str, name: &str) -> Option<RelationId> {
        self.get(schema, name)?.relation
    }

    /// How many constraints have a name.
    pub(crate) fn constraints(&self, name: &QualifiedName) -> u32 {
        self.get(&name.schema, &name.name).map_or(0, |named| named.constraints)
    }

    pub(crate) fn change(&mut self, name: &Arc<QualifiedName>, change: impl FnOnce(&mut Named)) {
        let sought = Sought::new(&name.schema, &name.name);
        let temporary = u32::from(name.schema == TEMPORARY);
        let relation = |named: &Named| temporary * u32::from(named.relation.is_some());
        if let Some(named) = self.names.get_mut(&sought) {
            self.temporary_relations -= relation(named);
            change(named);
            self.temporary_relations += relation(named);
            if named.is_nothing() {
                self.names.remove(&sought);
                self.temporary -= temporary;
            }
            return;
        }
        let mut named = Named::default();
        change(&mut named);
        if !named.is_nothing() {
            self.temporary += temporary;
            self.temporary_relations += relation(&named);
            self.names.insert(Key { hash: sought.hash, name: Arc::clone(name) }, named);
        }
    }

    fn may_have(&self, schema: &str) -> bool {
        schema != TEMPORARY || self.temporary > 0
    }

    /// Every relation of a schema, by name.
    pub(crate) fn in_schema(&self, schema: &str) -> impl Iterator<Item = RelationId> {
        let may_have_one = schema != TEMPORARY || self.temporary_relations > 0;
        let all = may_have_one.then(|| self.names.iter()).into_iter().flatten();
        let mut found: Vec<_> = all
            .filter(|(key, _)| key.name.schema == schema)
            .filter_map(|(key, named)| Some((&key.name.name, named.relation?)))
            .collect();
        found.sort();
        found.into_iter().map(|(_, relation)| relation)
    }
}
