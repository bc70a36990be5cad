//! What is found by a hash: a tree whose branches are picked by the hash's digits, with a few things in each leaf. A clone
//! shares what neither version changes.

use std::sync::Arc;

/// How many branches a node has.
const WIDTH: usize = 1 << DIGIT;

/// How many bits of a hash pick a branch.
const DIGIT: u32 = 4;

/// How many things a leaf holds before it is divided.
const FULL: usize = 8;

/// Below here there are no more digits: a leaf holds whatever has the same hash.
const DEEPEST: u32 = u64::BITS / DIGIT;

#[derive(Clone, Debug)]
pub(crate) struct ByHash<T>(Node<T>);

#[derive(Clone, Debug)]
enum Node<T> {
    Branch(Arc<[Node<T>; WIDTH]>),
    Leaf(Arc<Vec<(u64, T)>>),
    Empty,
}

impl<T> Default for ByHash<T> {
    fn default() -> Self {
        Self(Node::Empty)
    }
}

/// The digit of a hash that picks the branch at a depth.
fn digit(hash: u64, depth: u32) -> usize {
    (hash >> (u64::BITS - DIGIT * (depth + 1))) as usize % WIDTH
}

impl<T> ByHash<T> {
    pub(crate) fn get(&self, hash: u64, is_it: impl Fn(&T) -> bool) -> Option<&T> {
        let (mut node, mut depth) = (&self.0, 0);
        loop {
            match node {
                Node::Branch(below) => node = &below[digit(hash, depth)],
                Node::Leaf(all) => return at(all, hash, is_it).map(|at| &all[at].1),
                Node::Empty => return None,
            }
            depth += 1;
        }
    }

    /// Everything, in no order that means anything.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        let mut waiting = vec![&self.0];
        let leaves = std::iter::from_fn(move || {
            loop {
                match waiting.pop()? {
                    Node::Branch(below) => waiting.extend(below.iter()),
                    Node::Leaf(all) => return Some(all.iter()),
                    Node::Empty => {}
                }
            }
        });
        leaves.flatten().map(|(_, value)| value)
    }
}

/// The place in a leaf.
fn at<T>(all: &[(u64, T)], hash: u64, is_it: impl Fn(&T) -> bool) -> Option<usize> {
    all.iter().position(|(known, value)| *known == hash && is_it(value))
}

impl<T: Clone> ByHash<T> {
    pub(crate) fn get_mut(&mut self, hash: u64, is_it: impl Fn(&T) -> bool) -> Option<&mut T> {
        // What is not there must not make the nodes above it this version's own.
        self.get(hash, &is_it)?;
        let Node::Leaf(all) = self.leaf(hash) else { return None };
        let at = at(all, hash, is_it)?;
        Some(&mut Arc::make_mut(all)[at].1)
    }

    /// Puts in what is not there yet.
    pub(crate) fn insert(&mut self, hash: u64, value: T) {
        self.0.insert(0, hash, value);
    }

    pub(crate) fn remove(&mut self, hash: u64, is_it: impl Fn(&T) -> bool) -> Option<T> {
        self.get(hash, &is_it)?;
        let node = self.leaf(hash);
        let Node::Leaf(all) = node else { return None };
        let at = at(all, hash, is_it)?;
        let all = Arc::make_mut(all);
        let (_, removed) = all.swap_remove(at);
        if all.is_empty() {
            *node = Node::Empty;
        }
        Some(removed)
    }

    /// Where a hash belongs, with nodes of this version's own above it.
    fn leaf(&mut self, hash: u64) -> &mut Node<T> {
        let (mut node, mut depth) = (&mut self.0, 0);
        while let Node::Branch(below) = node {
            node = &mut Arc::make_mut(below)[digit(hash, depth)];
            depth += 1;
        }
        node
    }
}

impl<T: Clone> Node<T> {
    fn insert(&mut self, depth: u32, hash: u64, value: T) {
        match self {
            Node::Branch(below) => Arc::make_mut(below)[digit(hash, depth)].insert(depth + 1, hash, value),
            Node::Leaf(all) if all.len() < FULL || depth == DEEPEST => Arc::make_mut(all).push((hash, value)),
            Node::Leaf(all) => {
                let all = std::mem::take(Arc::make_mut(all));
                *self = Node::Branch(Arc::new([const { Node::Empty }; WIDTH]));
                all.into_iter().for_each(|(hash, value)| self.insert(depth, hash, value));
                self.insert(depth, hash, value);
            }
            Node::Empty => *self = Node::Leaf(Arc::new(vec![(hash, value)])),
        }
    }
}
