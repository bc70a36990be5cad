//! Which relations mention a type, a sequence or a function for triggers, so that a drop need not look at every one there
//! is.

use std::sync::Arc;

use super::{Catalog, Column, Relation, RelationId, Trigger};
use crate::ast::{Expr, Name};

/// Types that nobody drops, and that most columns are of.
const BUILT_IN: &[&str] = &[
    "bool",
    "bpchar",
    "bytea",
    "date",
    "float4",
    "float8",
    "inet",
    "int2",
    "int4",
    "int8",
    "interval",
    "json",
    "jsonb",
    "numeric",
    "text",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "tsvector",
    "uuid",
    "varchar",
];

impl Catalog {
    /// Every relation with a column whose type or default may mention this name, without its schema, or with a trigger
    /// that may call it. Whether it really does, and means this object, is for the caller to see.
    pub fn mentioning(&self, name: &Name) -> impl Iterator<Item = &Relation> {
        let everyone = BUILT_IN.contains(&name.as_str()).then(|| self.relations());
        let known = self.mentions.get(name).into_iter().flatten();
        let known =
            known.filter(|_| everyone.is_none()).filter_map(|id| self.relation(*id)).collect::<Vec<_>>();
        everyone.into_iter().flatten().chain(known)
    }

    pub(super) fn note_mentions(&mut self, id: RelationId, names: Vec<Name>) {
        for name in names {
            if self.mentions.get(&name).is_some_and(|known| known.contains(&id)) {
                continue;
            }
            self.mentions.entry(name).or_default().insert(id);
        }
    }
}

/// What columns mention that were not there, or not like this.
pub(super) fn new_mentions<'a>(
    before: &'a [Arc<Column>],
    after: &'a [Arc<Column>],
) -> impl Iterator<Item = Name> + use<'a> {
    fresh(before, after).flat_map(|column| mentioned(column))
}

/// The functions of triggers that were not there, or not like this.
pub(super) fn new_calls<'a>(
    before: &'a [Arc<Trigger>],
    after: &'a [Arc<Trigger>],
) -> impl Iterator<Item = Name> + use<'a> {
    fresh(before, after).map(|trigger| trigger.function.name.clone())
}

fn fresh<'a, T>(before: &'a [Arc<T>], after: &'a [Arc<T>]) -> impl Iterator<Item = &'a Arc<T>> {
    let is_same = |(at, part): &(usize, &Arc<T>)| before.get(*at).is_some_and(|same| Arc::ptr_eq(same, part));
    after.iter().enumerate().filter(move |part| !is_same(part)).map(|(_, part)| part)
}

fn mentioned(column: &Column) -> Vec<Name> {
    let mut names = Vec::new();
    let data_type = column.data_type.as_ref().map(|data_type| &data_type.name);
    names.extend(data_type.filter(|name| !BUILT_IN.contains(&name.as_str())).cloned());
    if let Some(default) = &*column.default {
        default.walk(&mut |part| {
            if let Expr::String(text) = part {
                let last = text.rsplit('.').next().unwrap_or(text);
                names.push(Name::new(last.replace('"', "")));
            }
        });
    }
    names
}
