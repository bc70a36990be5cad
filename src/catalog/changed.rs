//! Which objects are not the same in two catalogs of one history.

use std::sync::Arc;

use super::found::differing;
use super::{Catalog, QualifiedName, RelationId, Routine, TypeDef};
use crate::ast::Name;

/// What a statement changed, by name, each kind in order.
#[derive(Debug, Default)]
pub struct Changed {
    pub relations: Vec<RelationId>,
    pub types: Vec<QualifiedName>,
    pub routines: Vec<QualifiedName>,
    pub statistics: Vec<QualifiedName>,
    pub schemas: Vec<Name>,
    pub extensions: Vec<Name>,
    pub publications: Vec<Name>,
}

impl Changed {
    pub fn between(before: &Catalog, after: &Catalog) -> Self {
        let mut relations: Vec<RelationId> = differing(before, after).into_iter().collect();
        relations.sort_unstable();
        let names = |one: Vec<&Name>, other: Vec<&Name>| -> Vec<Name> {
            let gone = one.iter().filter(|name| !other.contains(name));
            gone.chain(other.iter().filter(|name| !one.contains(name))).copied().cloned().collect()
        };
        Self {
            relations,
            types: unlike(before.seldom.types.iter(), after.seldom.types.iter(), Arc::ptr_eq),
            routines: unlike(before.routines.iter(), after.routines.iter(), |one, other| {
                one.len() == other.len() && one.iter().zip(other).all(|(one, other)| Arc::ptr_eq(one, other))
            }),
            statistics: unlike(before.seldom.statistics.iter(), after.seldom.statistics.iter(), Arc::ptr_eq),
            schemas: names(before.seldom.schemas.keys().collect(), after.seldom.schemas.keys().collect()),
            extensions: names(
                before.seldom.extensions.keys().collect(),
                after.seldom.extensions.keys().collect(),
            ),
            publications: names(
                before.seldom.publications.keys().collect(),
                after.seldom.publications.keys().collect(),
            ),
        }
    }
}

/// The keys under which two maps in the same order do not hold the same.
fn unlike<'a, K: Ord + Clone + 'a, V: 'a>(
    one: impl Iterator<Item = (&'a K, &'a V)>,
    other: impl Iterator<Item = (&'a K, &'a V)>,
    same: impl Fn(&V, &V) -> bool,
) -> Vec<K> {
    let (mut one, mut other) = (one.peekable(), other.peekable());
    let mut found = Vec::new();
    loop {
        match (one.peek(), other.peek()) {
            (None, None) => return found,
            (Some((left, _)), Some((right, _))) if left == right => {
                if let (Some((key, left)), Some((_, right))) = (one.next(), other.next())
                    && !same(left, right)
                {
                    found.push(key.clone());
                }
            }
            (Some((left, _)), right) if right.is_none_or(|(right, _)| left < right) => {
                found.extend(one.next().map(|(key, _)| key.clone()));
            }
            _ => found.extend(other.next().map(|(key, _)| key.clone())),
        }
    }
}

impl Catalog {
    /// Whether nothing but relations, types and routines can differ from the other.
    pub(super) fn has_same_rest(&self, other: &Self) -> bool {
        self.seldom.schemas.ptr_eq(&other.seldom.schemas)
            && self.seldom.extensions.ptr_eq(&other.seldom.extensions)
            && self.seldom.publications.ptr_eq(&other.seldom.publications)
            && self.seldom.statistics.ptr_eq(&other.seldom.statistics)
    }

    /// Whether no type has been made, changed or dropped in either since one was a clone of the other.
    pub fn has_same_types(&self, other: &Self) -> bool {
        self.seldom.types.ptr_eq(&other.seldom.types)
    }

    /// The type with exactly this schema and name.
    pub fn type_named(&self, name: &QualifiedName) -> Option<&TypeDef> {
        self.seldom.types.get(name).map(Arc::as_ref)
    }

    /// Every overload under exactly this schema and name.
    pub fn routines_named(&self, name: &QualifiedName) -> Vec<&Routine> {
        self.routines.get(name).into_iter().flatten().map(Arc::as_ref).collect()
    }

    pub fn has_statistics(&self, name: &QualifiedName) -> bool {
        self.seldom.statistics.contains_key(name)
    }
}
