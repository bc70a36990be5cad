//! What differs between two catalogs, object by object: for rollbacks that do not undo what a migration did.

use std::cell::LazyCell;
use std::collections::BTreeMap;

use super::found::{differing, found_by};
use super::objects::{Key, Object, Scope, objects};
use super::properties::Property;
use super::{Catalog, Origin};

/// One object that is not the same in both catalogs.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Difference {
    /// The words as SQL has them: `index`, `materialized view`, `column`.
    pub kind: &'static str,
    /// As a message shows it. What hangs on a table has its name in front: `users.email`.
    pub name: String,
    pub change: Change,
}

#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Change {
    /// It is only in the catalog after.
    Added,
    /// It was only in the catalog before, with these properties: `int4, not null`.
    Removed(String),
    /// It is there with the same properties under this name.
    Renamed(String),
    Changed(Vec<PropertyChange>),
}

/// A property that is not the same: `type`, `default`, `not null`. One without a value has an empty one.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct PropertyChange {
    pub property: String,
    pub before: Option<String>,
    pub after: Option<String>,
}

impl std::fmt::Display for Difference {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        write!(f, "{} {} ", self.kind, self.name)?;
        match &self.change {
            Change::Added => f.write_str("is new"),
            Change::Removed(properties) if properties.is_empty() => f.write_str("is gone"),
            Change::Removed(properties) => write!(f, "is gone: {properties}"),
            Change::Renamed(name) => write!(f, "is called {name}"),
            Change::Changed(changes) => {
                let words: Vec<String> = changes.iter().map(ToString::to_string).collect();
                f.write_str(&words.join("; "))
            }
        }
    }
}

impl std::fmt::Display for PropertyChange {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        let property = &self.property;
        let with = |value: &str| match value {
            "" => property.clone(),
            value => format!("{property} {value}"),
        };
        match (&self.before, &self.after) {
            (Some(before), Some(after)) => write!(f, "has {} instead of {before}", with(after)),
            (Some(before), None) => write!(f, "has lost {}", with(before)),
            (None, Some(after)) => write!(f, "has got {}", with(after)),
            (None, None) => Ok(()),
        }
    }
}

/// The objects that differ, parts of an object that is itself new or gone left out. What the second catalog merely
/// assumes is no difference: it was always there.
pub fn differences(before: &Catalog, after: &Catalog) -> Vec<Difference> {
    let relations = differing(before, after);
    let of = |catalog, other| objects(catalog, Some(Scope { relations: &relations, other, outputs: true }));
    compare(&of(before, after), &of(after, before), Objects::new)
}

/// What a way back leaves different from how the migration found it, but for what views put out: the catalog before the migration, those that
/// each of its statements met, the one after it, and the one after the way back.
pub fn not_undone<'a>(
    start: &Catalog,
    met: impl IntoIterator<Item = &'a Catalog>,
    between: &Catalog,
    after: &Catalog,
) -> Vec<Difference> {
    let start = found_by(start, met, between);
    let relations = differing(&start, after);
    let of = |catalog, other| objects(catalog, Some(Scope { relations: &relations, other, outputs: false }));
    let (start_objects, after_objects) = (of(&start, after), of(after, &start));
    let mut left = compare(&start_objects, &after_objects, || of(between, &start));
    pair_names(&mut left, &start_objects, &after_objects);
    left
}

/// A constraint or index that is made again under another name is one difference, not two.
fn pair_names(left: &mut Vec<Difference>, before: &Objects, after: &Objects) {
    let object = |objects: &'_ Objects, difference: &Difference| {
        let found = objects.get(&Key { kind: difference.kind, name: difference.name.clone() })?;
        Some((found.owner.clone(), shown(&found.properties)))
    };
    let mut taken: Vec<usize> = Vec::new();
    for at in 0..left.len() {
        let gone = &left[at];
        let is_named =
            matches!(gone.kind, "constraint" | "index") && matches!(gone.change, Change::Removed(_));
        let same = object(before, gone).filter(|(_, properties)| is_named && !properties.is_empty());
        let new = same.and_then(|same| {
            left.iter().enumerate().position(|(other, new)| {
                new.kind == gone.kind
                    && new.change == Change::Added
                    && !taken.contains(&other)
                    && object(after, new).as_ref() == Some(&same)
            })
        });
        if let Some(new) = new {
            taken.push(new);
            left[at].change = Change::Renamed(left[new].name.clone());
        }
    }
    let mut at = 0..;
    left.retain(|_| at.next().is_none_or(|at| !taken.contains(&at)));
}

type Objects = BTreeMap<Key, Object>;

/// What lies between the two is asked for only where something differs.
fn compare(before: &Objects, after: &Objects, between: impl FnOnce() -> Objects) -> Vec<Difference> {
    let mut found = Vec::new();
    let between = LazyCell::new(between);
    for (key, object) in before {
        match after.get(key) {
            None if owner_is_missing(object, before, after) || overloads(key, after) => {}
            None => found.push(Difference::new(key, Change::Removed(shown(&object.properties)))),
            Some(other) => {
                let changes = property_changes(object, other, || between.get(key));
                if !changes.is_empty() {
                    found.push(Difference::new(key, Change::Changed(changes)));
                }
            }
        }
    }
    for (key, object) in after {
        let assumed = matches!(object.origin, Origin::Assumed { .. });
        if !before.contains_key(key)
            && !assumed
            && !owner_is_new(object, before, after)
            && !overload_of(key, before)
        {
            found.push(Difference::new(key, Change::Added));
        }
    }
    found
}

/// Whether a function that was assumed without its arguments has got them.
fn overloads(key: &Key, after: &Objects) -> bool {
    let with_arguments = format!("{}(", key.name);
    let is_function = matches!(key.kind, "function" | "procedure") && !key.name.contains('(');
    is_function && after.keys().any(|other| other.name.starts_with(&with_arguments))
}

fn overload_of(key: &Key, before: &Objects) -> bool {
    let Some((name, _)) = key.name.split_once('(') else { return false };
    matches!(key.kind, "function" | "procedure")
        && before.contains_key(&Key { kind: "function", name: name.to_owned() })
}

impl Difference {
    fn new(key: &Key, change: Change) -> Self {
        Self { kind: key.kind, name: key.name.clone(), change }
    }
}

/// Whether what the object is a part of is gone too, at any level.
fn owner_is_missing(object: &Object, before: &Objects, after: &Objects) -> bool {
    owners(object, before).into_iter().any(|owner| before.contains_key(owner) && !after.contains_key(owner))
}

/// Whether what the object is a part of is new too, at any level, or was only assumed and has been made anew, so that
/// nobody knows what parts it had. An owner that is only assumed is not new.
fn owner_is_new(object: &Object, before: &Objects, after: &Objects) -> bool {
    owners(object, after).into_iter().any(|owner| {
        let made = after.get(owner).is_some_and(|owner| !matches!(owner.origin, Origin::Assumed { .. }));
        made && before.get(owner).is_none_or(|known| matches!(known.origin, Origin::Assumed { .. }))
    })
}

fn owners<'a>(object: &'a Object, all: &'a Objects) -> Vec<&'a Key> {
    let mut owners = Vec::new();
    let mut at = object.owner.as_ref();
    while let Some(owner) = at.filter(|owner| !owners.contains(owner)) {
        owners.push(owner);
        at = all.get(owner).and_then(|owner| owner.owner.as_ref());
    }
    owners
}

fn shown(properties: &[Property]) -> String {
    let kept = properties.iter().filter(|property| !property.aside);
    kept.map(Property::shown).collect::<Vec<_>>().join(", ")
}

/// Two spellings of one value are no difference.
fn is_same(one: &Property, other: &Property) -> bool {
    const NOW: [&str; 3] = ["now()", "CURRENT_TIMESTAMP", "transaction_timestamp()"];
    let is_now = |property: &Property| NOW.contains(&property.value.as_str());
    one == other || one.label == other.label && is_now(one) && is_now(other)
}

fn property_changes<'a>(
    before: &Object,
    after: &Object,
    between: impl Fn() -> Option<&'a Object>,
) -> Vec<PropertyChange> {
    let kept = |object: &Object| -> Vec<Property> {
        object.properties.iter().filter(|property| !property.aside).cloned().collect()
    };
    let assumed = matches!(before.origin, Origin::Assumed { .. });
    let (before, mut after) = (kept(before), kept(after));
    let mut changes = Vec::new();
    for property in before {
        if let Some(same) = after.iter().position(|other| is_same(other, &property)) {
            after.remove(same);
            continue;
        }
        let other = after.iter().position(|other| other.label == property.label);
        let value = other.map(|at| after.remove(at).value);
        let label = property.label.to_owned();
        changes.push(PropertyChange { property: label, before: Some(property.value), after: value });
    }
    for property in after {
        // What was only assumed may have had the property all along, unless the way there gave it and the way back
        // did not touch it.
        let kept_from_between = || {
            between().is_some_and(|between| {
                matches!(between.origin, Origin::Assumed { .. }) && between.properties.contains(&property)
            })
        };
        if !assumed || kept_from_between() {
            let label = property.label.to_owned();
            changes.push(PropertyChange { property: label, before: None, after: Some(property.value) });
        }
    }
    changes
}
