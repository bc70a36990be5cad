//! No two rows have the same key, where a unique constraint or index is about to forbid it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ast::{IndexKey, quoted};
use crate::connect::ProbeFailure;
use crate::gate::predicted::{new_indexes, qualified, shown, split};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};

pub(super) static CHECK: Check =
    Check::new("no-duplicates", include_str!("../../../rules/gate/no-duplicates.md"), check);

/// Columns that must be unique together.
struct Key {
    table: String,
    columns: Vec<String>,
    /// The predicate of a partial index, as its statement has it.
    partial: bool,
}

#[derive(Deserialize)]
struct Counted {
    keys: i64,
    surplus: i64,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let mut keys = BTreeMap::new();
    for text in entry.options.strings("keys") {
        if let Some((table, columns)) = text.trim_end_matches(')').split_once('(') {
            let (schema, name) = split(table.trim());
            let columns =
                columns.split(',').map(|column| column.trim().trim_matches('"').to_owned()).collect();
            keys.insert(text.to_owned(), Key { table: qualified(&schema, &name), columns, partial: false });
        }
    }
    if situation.phase != Phase::Post {
        keys.extend(about_to(situation));
    }
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let (mut wrong, mut unread, mut checked) = (Vec::new(), Vec::new(), 0);
    for (name, key) in &keys {
        if key.partial {
            unread.push(format!("{name}: it is partial or on an expression; ask an assertion"));
            continue;
        }
        match database.rows::<Counted>(&key.sql(), &[]) {
            Ok(counted) => {
                checked += 1;
                let found = counted.iter().filter(|counted| counted.keys > 0);
                wrong.extend(found.map(|counted| {
                    let keys = usize::try_from(counted.keys).unwrap_or(usize::MAX);
                    let rows = usize::try_from(counted.surplus).unwrap_or(usize::MAX);
                    format!(
                        "{name}: {} twice or more, {} too many",
                        super::counted(keys, "key"),
                        super::counted(rows, "row")
                    )
                }));
            }
            // A column that the migration adds has no duplicates yet, but what fills it may make some.
            Err(ProbeFailure::Refused { code, .. }) if code == "42703" => {}
            Err(failure) => unread.push(format!("{name}: {failure}")),
        }
    }
    if wrong.is_empty() && !unread.is_empty() {
        let finding = format!("{} could not be counted", super::counted(unread.len(), "key"));
        return Answer::unknown(Source::Exact, finding).notes(unread);
    }
    let good = format!("no duplicates of {}", super::counted(checked, "key"));
    let bad = format!("duplicates of {} of {}", wrong.len(), super::counted(keys.len(), "key"));
    Answer::judge(Source::Exact, good, bad, wrong).notes(unread)
}

/// Unique indexes that the migrations build on tables that are there.
fn about_to(situation: &Situation) -> BTreeMap<String, Key> {
    let before = situation.before();
    let mut found = BTreeMap::new();
    for relation in new_indexes(situation) {
        let Some(index) = relation.index.as_deref().filter(|index| index.unique) else { continue };
        let Some(table) = index.table.and_then(|table| before.relation(table)) else { continue };
        let columns: Vec<Option<String>> = index
            .elements
            .iter()
            .map(|element| match &element.key {
                IndexKey::Column(column) => Some(column.to_string()),
                IndexKey::Expression(_) => None,
            })
            .collect();
        let partial = index.predicate.is_some() || columns.iter().any(Option::is_none);
        let columns: Vec<String> = columns.into_iter().flatten().collect();
        let name = format!("{}({})", shown(&table.name.schema, &table.name.name), columns.join(", "));
        found.insert(name, Key { table: qualified(&table.name.schema, &table.name.name), columns, partial });
    }
    found
}

impl Key {
    /// Nulls are equal to nothing.
    fn sql(&self) -> String {
        let columns: Vec<String> = self.columns.iter().map(|column| quoted(column).into_owned()).collect();
        let known: Vec<String> = columns.iter().map(|column| format!("{column} IS NOT NULL")).collect();
        format!(
            "SELECT count(*) AS keys, coalesce(sum(found - 1), 0)::int8 AS surplus
             FROM (SELECT count(*) AS found FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1) AS twice",
            self.table,
            known.join(" AND "),
            columns.join(", ")
        )
    }
}
