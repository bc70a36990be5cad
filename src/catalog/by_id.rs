//! What has a number: a few neighbors together, so that the tree above them is low. Numbers are given out in a row.

use std::sync::Arc;

use imbl::OrdMap;
use imbl::ordmap::DiffItem;

use super::RelationId;

/// How many neighbors stand together.
const TOGETHER: usize = 16;

type Neighbors<T> = Arc<[Option<T>; TOGETHER]>;

#[derive(Clone, Debug)]
pub(crate) struct ById<T> {
    neighbors: OrdMap<u32, Neighbors<T>>,
}

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self { neighbors: OrdMap::new() }
    }
}

/// Which neighbors a number is one of, and its place among them.
fn place(id: RelationId) -> (u32, usize) {
    (id.0 / TOGETHER as u32, id.0 as usize % TOGETHER)
}

impl<T: Clone + PartialEq> ById<T> {
    pub(crate) fn get(&self, id: RelationId) -> Option<&T> {
        let (group, at) = place(id);
        self.neighbors.get(&group)?[at].as_ref()
    }

    pub(crate) fn get_mut(&mut self, id: RelationId) -> Option<&mut T> {
        self.get(id)?;
        let (group, at) = place(id);
        Arc::make_mut(self.neighbors.get_mut(&group)?)[at].as_mut()
    }

    pub(crate) fn insert(&mut self, id: RelationId, value: T) {
        let (group, at) = place(id);
        let neighbors = self.neighbors.entry(group).or_insert_with(|| Arc::new([const { None }; TOGETHER]));
        Arc::make_mut(neighbors)[at] = Some(value);
    }

    pub(crate) fn remove(&mut self, id: RelationId) -> Option<T> {
        self.get(id)?;
        let (group, at) = place(id);
        Arc::make_mut(self.neighbors.get_mut(&group)?)[at].take()
    }

    /// Everything in the order of the numbers.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        self.neighbors.values().flat_map(|neighbors| neighbors.iter().flatten())
    }

    /// Whether nothing has been changed in either since one was a clone of the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        self.neighbors.ptr_eq(&other.neighbors)
    }

    /// What is not equal in a later version, by its number, before and after; what both share is passed over.
    pub(crate) fn changes<'a>(
        &'a self,
        later: &'a Self,
    ) -> impl Iterator<Item = (RelationId, Option<&'a T>, Option<&'a T>)> {
        self.neighbors.diff(&later.neighbors).flat_map(|difference| {
            let (group, one, other) = match difference {
                DiffItem::Add(group, other) => (*group, None, Some(other)),
                DiffItem::Remove(group, one) => (*group, Some(one), None),
                DiffItem::Update { old: (group, one), new: (_, other) } => (*group, Some(one), Some(other)),
            };
            (0..TOGETHER).filter_map(move |at| {
                let before = one.and_then(|neighbors| neighbors[at].as_ref());
                let after = other.and_then(|neighbors| neighbors[at].as_ref());
                let id = RelationId(group * TOGETHER as u32 + at as u32);
                (before != after).then_some((id, before, after))
            })
        })
    }
}
