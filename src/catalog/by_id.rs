//! What has a number: a tree whose branches are picked by the number's digits. Numbers are given out in a row, so that it is
//! full, and a clone shares what neither version changes.

use std::sync::Arc;

use super::RelationId;

/// How many branches a node has.
const WIDTH: usize = 1 << DIGIT;

/// How many bits of a number pick a branch.
const DIGIT: u32 = 4;

#[derive(Clone, Debug)]
enum Node<T> {
    Branch([Option<Arc<Node<T>>>; WIDTH]),
    Leaf([Option<T>; WIDTH]),
}

#[derive(Clone, Debug)]
pub(crate) struct ById<T> {
    root: Arc<Node<T>>,
    /// How many levels of branches are above the leaves.
    height: u32,
}

/// What is not equal in a later version, by its number, before and after.
type Change<'a, T> = (RelationId, Option<&'a T>, Option<&'a T>);

impl<T> Default for ById<T> {
    fn default() -> Self {
        Self { root: Arc::new(Node::leaf()), height: 0 }
    }
}

/// The digit of a number that picks the branch at a height.
fn digit(id: u32, height: u32) -> usize {
    (id >> (DIGIT * height)) as usize % WIDTH
}

impl<T> Node<T> {
    fn leaf() -> Self {
        Node::Leaf([const { None }; WIDTH])
    }

    fn branch() -> Self {
        Node::Branch([const { None }; WIDTH])
    }
}

impl<T> ById<T> {
    /// Whether the tree is high enough for a number.
    fn reaches(&self, id: RelationId) -> bool {
        id.0.checked_shr(DIGIT * (self.height + 1)).unwrap_or(0) == 0
    }

    pub(crate) fn get(&self, id: RelationId) -> Option<&T> {
        let (mut node, mut height) = (&*self.root, self.height);
        loop {
            match node {
                Node::Branch(below) => node = below[digit(id.0, height)].as_deref()?,
                Node::Leaf(values) => {
                    return values[digit(id.0, 0)].as_ref().filter(|_| self.reaches(id));
                }
            }
            height -= 1;
        }
    }

    /// Everything in the order of the numbers.
    pub(crate) fn values(&self) -> impl Iterator<Item = &T> {
        let mut values = Values { above: Vec::new(), values: [].iter() };
        values.enter(&self.root);
        values
    }

    /// Whether nothing has been changed in either since one was a clone of the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        Arc::ptr_eq(&self.root, &other.root)
    }
}

impl<T: Clone + PartialEq> ById<T> {
    pub(crate) fn get_mut(&mut self, id: RelationId) -> Option<&mut T> {
        self.get(id)?;
        self.place(id).as_mut()
    }

    pub(crate) fn insert(&mut self, id: RelationId, value: T) {
        while !self.reaches(id) {
            let mut root = [const { None }; WIDTH];
            root[0] = Some(std::mem::replace(&mut self.root, Arc::new(Node::leaf())));
            self.root = Arc::new(Node::Branch(root));
            self.height += 1;
        }
        *self.place(id) = Some(value);
    }

    pub(crate) fn remove(&mut self, id: RelationId) -> Option<T> {
        self.get(id)?;
        self.place(id).take()
    }

    /// The place of a number that the tree reaches, with nodes of this version's own above it.
    fn place(&mut self, id: RelationId) -> &mut Option<T> {
        let (mut node, mut height) = (&mut self.root, self.height);
        loop {
            match Arc::make_mut(node) {
                Node::Branch(below) => {
                    let new = || Arc::new(if height == 1 { Node::leaf() } else { Node::branch() });
                    node = below[digit(id.0, height)].get_or_insert_with(new);
                }
                Node::Leaf(values) => return &mut values[digit(id.0, 0)],
            }
            height -= 1;
        }
    }

    /// What is not equal in a later version; what both share is passed over.
    pub(crate) fn changes<'a>(&'a self, later: &'a Self) -> impl Iterator<Item = Change<'a, T>> {
        let mut found = Vec::new();
        let height = self.height.max(later.height);
        compare(
            0,
            height,
            [self, later].map(|tree| Part { node: Some(&tree.root), height: tree.height }),
            &mut found,
        );
        found.into_iter()
    }
}

/// A part of one of two trees that are compared.
struct Part<'a, T> {
    node: Option<&'a Arc<Node<T>>>,
    height: u32,
}

impl<T> Clone for Part<'_, T> {
    fn clone(&self) -> Self {
        *self
    }
}

impl<T> Copy for Part<'_, T> {}

impl<'a, T> Part<'a, T> {
    /// What is below it at a height of the comparison, where a lower tree is the beginning of a higher one.
    fn below(self, height: u32, at: usize) -> Self {
        if self.height < height {
            return Self { node: self.node.filter(|_| at == 0), ..self };
        }
        let node = match self.node.map(Arc::as_ref) {
            Some(Node::Branch(below)) => below[at].as_ref(),
            _ => None,
        };
        Self { node, height: height - 1 }
    }

    fn value(self, at: usize) -> Option<&'a T> {
        match self.node.map(Arc::as_ref) {
            Some(Node::Leaf(values)) => values[at].as_ref(),
            _ => None,
        }
    }
}

fn compare<'a, T: PartialEq>(
    first: u32,
    height: u32,
    parts: [Part<'a, T>; 2],
    found: &mut Vec<Change<'a, T>>,
) {
    let [before, after] = parts;
    let same = match (before.node, after.node) {
        (Some(one), Some(other)) => Arc::ptr_eq(one, other),
        (None, None) => true,
        _ => false,
    };
    if same {
        return;
    }
    for at in 0..WIDTH {
        let number = first + ((at as u32) << (DIGIT * height));
        if height > 0 {
            compare(number, height - 1, parts.map(|part| part.below(height, at)), found);
        } else if before.value(at) != after.value(at) {
            found.push((RelationId(number), before.value(at), after.value(at)));
        }
    }
}

/// The values of a tree, from the left to the right.
struct Values<'a, T> {
    above: Vec<std::slice::Iter<'a, Option<Arc<Node<T>>>>>,
    values: std::slice::Iter<'a, Option<T>>,
}

impl<'a, T> Values<'a, T> {
    fn enter(&mut self, node: &'a Node<T>) {
        match node {
            Node::Branch(below) => self.above.push(below.iter()),
            Node::Leaf(values) => self.values = values.iter(),
        }
    }
}

impl<'a, T> Iterator for Values<'a, T> {
    type Item = &'a T;

    fn next(&mut self) -> Option<&'a T> {
        loop {
            if let Some(value) = self.values.by_ref().flatten().next() {
                return Some(value);
            }
            match self.above.last_mut()?.next() {
                Some(Some(node)) => self.enter(node),
                Some(None) => {}
                None => drop(self.above.pop()),
            }
        }
    }
}
