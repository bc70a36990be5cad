//! No two rows have the same key, where a unique constraint or index is about to forbid it.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ast::{IndexKey, quoted};
use crate::connect::ProbeFailure;
use crate::gate::predicted::{new_indexes, qualified, shown, split};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("no-duplicates", include_str!("../../../rules/gate/no-duplicates.md"), check);

/// Columns that must be unique together.
struct Key {
    table: String,
    columns: Vec<String>,
    /// The predicate of a partial index, as its statement has it.
    partial: bool,
    /// Nulls are equal to each other: NULLS NOT DISTINCT.
    null_is_equal: bool,
    /// The migrations add one of its columns.
    is_to_come: bool,
}

#[derive(Deserialize)]
struct Counted {
    keys: i64,
    surplus: i64,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let named =
        entry.each("keys", "orders(customer_id, number)", |text| Some((text.to_owned(), Key::read(text)?)));
    let mut keys: BTreeMap<String, Key> = match named {
        Ok(named) => named.into_iter().collect(),
        Err(answer) => return answer,
    };
    if situation.phase != Phase::Post {
        keys.extend(about_to(situation));
    }
    if keys.is_empty() {
        return Answer::pass(Source::Files, "no key of a table that is there is about to become unique");
    }
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let (mut wrong, mut unread, mut checked, mut to_come) = (Vec::new(), Vec::new(), 0, 0);
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
                        live::count(keys as u64, "key"),
                        live::count(rows as u64, "row")
                    )
                }));
            }
            // A column that the migration adds has no duplicates yet, but what fills it may make some.
            Err(ProbeFailure::Refused { code, .. }) if key.is_to_come && code == "42703" => to_come += 1,
            Err(failure) => unread.push(format!("{name}: {failure}")),
        }
    }
    if wrong.is_empty() && !unread.is_empty() {
        let finding = format!("{} could not be counted", live::count(unread.len() as u64, "key"));
        return Answer::unknown(Source::Exact, finding).notes(unread);
    }
    let later = match to_come {
        0 => String::new(),
        _ => format!(", {to_come} more on columns that are still to come"),
    };
    let good = format!("no duplicates of {}{later}", live::count(checked as u64, "key"));
    let bad = format!("duplicates of {} of {}", wrong.len(), live::count(keys.len() as u64, "key"));
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
        let is_to_come = columns.iter().any(|column| table.column(column).is_none());
        let null_is_equal = index.nulls_not_distinct;
        let table = qualified(&table.name.schema, &table.name.name);
        found.insert(name, Key { table, columns, partial, null_is_equal, is_to_come });
    }
    found
}

impl Key {
    /// `orders(customer_id, number)`.
    fn read(text: &str) -> Option<Self> {
        let (table, columns) = text.strip_suffix(')')?.split_once('(')?;
        let (schema, name) = split(table.trim());
        let columns = columns.split(',').map(|column| column.trim().trim_matches('"').to_owned()).collect();
        let table = qualified(&schema, &name);
        Some(Self { table, columns, partial: false, null_is_equal: false, is_to_come: false })
    }

    /// Nulls are equal to nothing, unless the index says otherwise.
    fn sql(&self) -> String {
        let columns: Vec<String> = self.columns.iter().map(|column| quoted(column).into_owned()).collect();
        let mut known: Vec<String> = columns.iter().map(|column| format!("{column} IS NOT NULL")).collect();
        if self.null_is_equal {
            known = vec!["true".to_owned()];
        }
        format!(
            "SELECT count(*) AS keys, coalesce(sum(found - 1), 0)::int8 AS surplus
             FROM (SELECT count(*) AS found FROM {} WHERE {} GROUP BY {} HAVING count(*) > 1) AS twice",
            self.table,
            known.join(" AND "),
            columns.join(", ")
        )
    }
}
