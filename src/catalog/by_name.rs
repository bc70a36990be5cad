//! What goes by a name in a schema: one map for all of it, since a statement mostly changes several at once.

use std::hash::{Hash, Hasher};
use std::sync::Arc;

use rustc_hash::FxHasher;

use super::by_hash::ByHash;
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
    names: ByHash<(Arc<QualifiedName>, Named)>,
    /// How many are in the schema of temporary relations, which every search begins with and few ever find anything in.
    temporary: u32,
    /// How many of these stand for a relation that is still there.
    temporary_relations: u32,
}

const TEMPORARY: &str = "pg_temp";

fn hash(schema: &str, name: &str) -> u64 {
    let mut hasher = FxHasher::default();
    (schema, name).hash(&mut hasher);
    hasher.finish()
}

fn is_called<'a>(schema: &'a str, name: &'a str) -> impl Fn(&(Arc<QualifiedName>, Named)) -> bool + 'a {
    move |(known, _)| known.name == name && known.schema == schema
}

impl ByName {
    pub(crate) fn get(&self, schema: &str, name: &str) -> Option<&Named> {
        if !self.may_have(schema) {
            return None;
        }
        let (_, named) = self.names.get(hash(schema, name), is_called(schema, name))?;
        Some(named)
    }

    pub(crate) fn relation(&self, schema: &str, name: &str) -> Option<RelationId> {
        self.get(schema, name)?.relation
    }

    /// How many constraints have a name.
    pub(crate) fn constraints(&self, name: &QualifiedName) -> u32 {
        self.get(&name.schema, &name.name).map_or(0, |named| named.constraints)
    }

    pub(crate) fn change(&mut self, name: &Arc<QualifiedName>, change: impl FnOnce(&mut Named)) {
        let hash = hash(&name.schema, &name.name);
        let is_it = is_called(&name.schema, &name.name);
        let temporary = u32::from(name.schema == TEMPORARY);
        let relation = |named: &Named| temporary * u32::from(named.relation.is_some());
        if let Some((_, named)) = self.names.get_mut(hash, &is_it) {
            self.temporary_relations -= relation(named);
            change(named);
            self.temporary_relations += relation(named);
            if named.is_nothing() {
                self.names.remove(hash, is_it);
                self.temporary -= temporary;
            }
            return;
        }
        let mut named = Named::default();
        change(&mut named);
        if !named.is_nothing() {
            self.temporary += temporary;
            self.temporary_relations += relation(&named);
            self.names.insert(hash, (Arc::clone(name), named));
        }
    }

    fn may_have(&self, schema: &str) -> bool {
        schema != TEMPORARY || self.temporary > 0
    }

    /// Every relation of a schema, by name.
    pub(crate) fn in_schema(&self, schema: &str) -> impl Iterator<Item = RelationId> {
        let may_have_one = schema != TEMPORARY || self.temporary_relations > 0;
        let all = may_have_one.then(|| self.names.values()).into_iter().flatten();
        let mut found: Vec<_> = all
            .filter(|(name, _)| name.schema == schema)
            .filter_map(|(name, named)| Some((&name.name, named.relation?)))
            .collect();
        found.sort();
        found.into_iter().map(|(_, relation)| relation)
    }
}
