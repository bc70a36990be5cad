//! What the versions of an object share until one of them changes it.

use std::ops::{Deref, DerefMut};
use std::sync::Arc;

/// A part that is large and seldom changes. A clone costs nothing.
#[derive(Clone, Debug, Default)]
pub struct Part<T>(Arc<T>);

impl<T> Deref for Part<T> {
    type Target = T;

    fn deref(&self) -> &T {
        &self.0
    }
}

impl<T: Clone> DerefMut for Part<T> {
    fn deref_mut(&mut self) -> &mut T {
        Arc::make_mut(&mut self.0)
    }
}

impl<T> From<T> for Part<T> {
    fn from(part: T) -> Self {
        Self(Arc::new(part))
    }
}

/// A list. Reads and writes as the `Vec` it stands for. A clone costs nothing, and neither does an empty one.
#[derive(Clone, Debug)]
pub struct Shared<T>(Option<Arc<Vec<T>>>);

impl<T> Default for Shared<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Shared<T> {
    /// Whether nothing has been changed in either since one was a clone of the other.
    pub(crate) fn is_same(&self, other: &Self) -> bool {
        match (&self.0, &other.0) {
            (Some(one), Some(other)) => Arc::ptr_eq(one, other),
            (None, None) => true,
            _ => false,
        }
    }
}

impl<T> Deref for Shared<T> {
    type Target = Vec<T>;

    fn deref(&self) -> &Vec<T> {
        self.0.as_deref().unwrap_or(const { &Vec::new() })
    }
}

impl<T: Clone> DerefMut for Shared<T> {
    fn deref_mut(&mut self) -> &mut Vec<T> {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl<T> From<Vec<T>> for Shared<T> {
    fn from(list: Vec<T>) -> Self {
        Self((!list.is_empty()).then(|| Arc::new(list)))
    }
}

impl<T> FromIterator<T> for Shared<T> {
    fn from_iter<I: IntoIterator<Item = T>>(items: I) -> Self {
        Vec::from_iter(items).into()
    }
}

impl<'a, T> IntoIterator for &'a Shared<T> {
    type Item = &'a T;
    type IntoIter = std::slice::Iter<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter()
    }
}

impl<'a, T: Clone> IntoIterator for &'a mut Shared<T> {
    type Item = &'a mut T;
    type IntoIter = std::slice::IterMut<'a, T>;

    fn into_iter(self) -> Self::IntoIter {
        self.iter_mut()
    }
}

impl<T: Clone> IntoIterator for Shared<T> {
    type Item = T;
    type IntoIter = std::vec::IntoIter<T>;

    fn into_iter(self) -> Self::IntoIter {
        self.0.map(Arc::unwrap_or_clone).unwrap_or_default().into_iter()
    }
}

/// What few have. Reads and writes as the `Option` it stands for. A clone costs nothing, and an empty one takes a word.
#[derive(Debug)]
pub struct Rare<T>(Option<Arc<Option<T>>>);

impl<T> Default for Rare<T> {
    fn default() -> Self {
        Self(None)
    }
}

impl<T> Clone for Rare<T> {
    fn clone(&self) -> Self {
        Self(self.0.clone())
    }
}

impl<T> Deref for Rare<T> {
    type Target = Option<T>;

    fn deref(&self) -> &Option<T> {
        self.0.as_deref().unwrap_or(const { &None })
    }
}

impl<T> Rare<T> {
    pub(crate) fn keep_if(&mut self, kept: bool) {
        self.0.take_if(|_| !kept);
    }
}

impl<T: Clone> DerefMut for Rare<T> {
    fn deref_mut(&mut self) -> &mut Option<T> {
        Arc::make_mut(self.0.get_or_insert_default())
    }
}

impl<T> From<Option<T>> for Rare<T> {
    fn from(option: Option<T>) -> Self {
        Self(option.map(|some| Arc::new(Some(some))))
    }
}

impl<T: PartialEq> PartialEq for Rare<T> {
    fn eq(&self, other: &Self) -> bool {
        **self == **other
    }
}
