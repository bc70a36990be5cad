//! Which relations' columns mention a type or a sequence, so that a drop need not look at every column there is.

use std::sync::Arc;

use super::{Catalog, Column, Relation, RelationId};
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
    /// Every relation with a column whose type or default may mention this name, without its schema. Whether it
    /// really does, and means this object, is for the caller to see.
    pub fn mentioning(&self, name: &Name) -> impl Iterator<Item = &Relation> {
        let everyone = BUILT_IN.contains(&name.as_str()).then(|| self.relations());
        let known = self.mentions.get(name).into_iter().flatten();
        let known =
            known.filter(|_| everyone.is_none()).filter_map(|id| self.relation(*id)).collect::<Vec<_>>();
        everyone.into_iter().flatten().chain(known)
    }

    pub(super) fn note_mentions(&mut self, id: RelationId, before: &[Arc<Column>], after: &[Arc<Column>]) {
        for (at, column) in after.iter().enumerate() {
            if before.get(at).is_some_and(|same| Arc::ptr_eq(same, column)) {
                continue;
            }
            for name in mentioned(column) {
                if self.mentions.get(&name).is_some_and(|known| known.contains(&id)) {
                    continue;
                }
                self.mentions.entry(name).or_default().insert(id);
            }
        }
    }
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
