//! What has a number, in a tree of which the versions share all that did not change: numbers are given out in a row, so
//! that a few steps by their digits find one.

use std::sync::Arc;

use super::RelationId;

/// The binary digits that a step looks at, and so many ways lead on from it.
const BITS: u32 = 3;
const WAYS: usize = 1 << BITS;

#[derive(Clone, Debug)]
pub(crate) struct ById<T> {
    root: Option<Arc<Node<T>>>,
    /// The steps above the last one.
    height: u32,
}

#[derive(Clone, Debug)]
enum Node<T> {
    Inner([Option<Arc<Node<T>>>; WAYS]),
    Leaf([Option<T>; WAYS]),
}

/// What an earlier and a later version have under one number.
pub(crate) type Change<'a, T> = (Option<&'a T>, Option<&'a T>);

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self { root: None, height: 0 }
    }
}

impl<T> Node<T> {
    fn new(height: u32) -> Self {
        if height == 0 { Node::Leaf([const { None }; WAYS]) } else { Node::Inner([const { None }; WAYS]) }
    }
}

/// The way that leads to a number at a height.
fn way(id: RelationId, height: u32) -> usize {
    (id.0 >> (BITS * height)) as usize % WAYS
}

impl<T: Clone + PartialEq> ById<T> {
    fn has_room_for(&self, id: RelationId) -> bool {
        id.0.checked_shr(BITS * (self.height + 1)).unwrap_or(0) == 0
    }

    pub(crate) fn get(&self, id: RelationId) -> Option<&T> {
        let mut node = self.root.as_ref().filter(|_| self.has_room_for(id))?;
        let mut height = self.height;
        loop {
            match &**node {
                Node::Inner(ways) => node = ways[way(id, height)].as_ref()?,
                Node::Leaf(values) => return values[way(id, 0)].as_ref(),
            }
            height = height.saturating_sub(1);
        }
    }

    pub(crate) fn get_mut(&mut self, id: RelationId) -> Option<&mut T> {
        self.get(id)?;
        self.place(id).as_mut()
    }

    pub(crate) fn insert(&mut self, id: RelationId, value: T) {
        while !self.has_room_for(id) {
            self.height += 1;
            if let Some(below) = self.root.take() {
                let mut ways = [const { None }; WAYS];
                ways[0] = Some(below);
                self.root = Some(Arc::new(Node::Inner(ways)));
            }
        }
        *self.place(id) = Some(value);
    }

    pub(crate) fn remove(&mut self, id: RelationId) -> Option<T> {
        self.get(id)?;
        self.place(id).take()
    }

    /// The place of a number that there is room for, all of its way this version's own.
    fn place(&mut self, id: RelationId) -> &mut Option<T> {
        let mut height = self.height;
        let mut node = &mut self.root;
        loop {
            match Arc::make_mut(node.get_or_insert_with(|| Arc::new(Node::new(height)))) {
                Node::Inner(ways) => node = &mut ways[way(id, height)],
                Node::Leaf(values) => return &mut values[way(id, 0)],
            }
            height = height.saturating_sub(1);
        }
    }

    /// Everything in the order of the numbers.
    pub(crate) fn values(&self) -> Values<'_, T> {
        Values { open: vec![std::slice::from_ref(&self.root).iter()], leaf: Default::default() }
    }

    /// Whether both are the very same version.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.root, &other.root) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (one, other) => one.is_none() && other.is_none(),
        }
    }

    /// What is not equal in a later version, in the order of the numbers; what both share is passed over.
    pub(crate) fn changes<'a>(&'a self, later: &'a Self) -> Vec<Change<'a, T>> {
        let mut found = Vec::new();
        changes((&self.root, self.height), (&later.root, later.height), &mut found);
        found
    }
}

type At<'a, T> = (&'a Option<Arc<Node<T>>>, u32);

fn changes<'a, T: PartialEq>(one: At<'a, T>, other: At<'a, T>, found: &mut Vec<Change<'a, T>>) {
    // Nothing is as low as can be.
    let low = |at: At<'a, T>| if at.0.is_none() { (at.0, 0) } else { at };
    match (low(one), low(other)) {
        ((Some(left), _), (Some(right), _)) if Arc::ptr_eq(left, right) => {}
        ((None, _), (None, _)) => {}
        // The lower one stands in the first way of the higher one.
        ((one, height), (Some(right), more)) if height < more => {
            if let Node::Inner(ways) = &**right {
                changes((one, height), (&ways[0], more - 1), found);
                ways[1..].iter().for_each(|way| changes((&None, 0), (way, more - 1), found));
            }
        }
        ((Some(left), more), (other, height)) if height < more => {
            if let Node::Inner(ways) = &**left {
                changes((&ways[0], more - 1), (other, height), found);
                ways[1..].iter().for_each(|way| changes((way, more - 1), (&None, 0), found));
            }
        }
        ((one, height), (other, _)) => {
            let nodes = (one.as_deref(), other.as_deref());
            for way in 0..WAYS {
                match nodes {
                    (Some(Node::Leaf(left)), Some(Node::Leaf(right))) => {
                        found.extend(change(left[way].as_ref(), right[way].as_ref()));
                    }
                    (Some(Node::Leaf(left)), None) => found.extend(change(left[way].as_ref(), None)),
                    (None, Some(Node::Leaf(right))) => found.extend(change(None, right[way].as_ref())),
                    (Some(Node::Inner(left)), Some(Node::Inner(right))) => {
                        changes((&left[way], height - 1), (&right[way], height - 1), found);
                    }
                    _ => {}
                }
            }
        }
    }
}

fn change<'a, T: PartialEq>(one: Option<&'a T>, other: Option<&'a T>) -> Option<Change<'a, T>> {
    (one != other).then_some((one, other))
}

pub(crate) struct Values<'a, T> {
    open: Vec<std::slice::Iter<'a, Option<Arc<Node<T>>>>>,
    leaf: std::slice::Iter<'a, Option<T>>,
}

impl<'a, T> Iterator for Values<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Some(value) = self.leaf.by_ref().flatten().next() {
                return Some(value);
            }
            match self.open.last_mut()?.next() {
                None => drop(self.open.pop()),
                Some(None) => {}
                Some(Some(node)) => match &**node {
                    Node::Inner(ways) => self.open.push(ways.iter()),
                    Node::Leaf(values) => self.leaf = values.iter(),
                },
            }
        }
    }
}
