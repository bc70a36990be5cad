//! No row points at a parent that is not there, for every foreign key that exists or is about to.

use std::collections::BTreeMap;

use serde::Deserialize;

use crate::ast::orphan;
use crate::catalog::ConstraintDef;
use crate::connect::ProbeFailure;
use crate::gate::predicted::{foreign_keys, new_constraints, qualified};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check = Check::new("orphans", include_str!("../../../rules/gate/orphans.md"), check);

/// One foreign key: child and parent as SQL names them.
struct Key {
    child: String,
    columns: Vec<String>,
    parent: String,
    referenced: Vec<String>,
    /// The migrations make a part of it.
    is_to_come: bool,
}

#[derive(Deserialize)]
struct Existing {
    name: String,
    child: String,
    columns: Vec<String>,
    parent: String,
    referenced: Vec<String>,
}

#[derive(Deserialize)]
struct Counted {
    orphans: i64,
    rows: i64,
}

/// Of tables that are partitions the keys of the parent speak.
const EXISTING: &str = "
    SELECT k.conname AS name, quote_ident(cn.nspname) || '.' || quote_ident(c.relname) AS child,
      ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS key(number, place)
            JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number ORDER BY key.place) AS columns,
      quote_ident(pn.nspname) || '.' || quote_ident(p.relname) AS parent,
      ARRAY(SELECT a.attname FROM unnest(k.confkey) WITH ORDINALITY AS key(number, place)
            JOIN pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = key.number ORDER BY key.place) AS referenced
    FROM pg_constraint k
    JOIN pg_class c ON c.oid = k.conrelid JOIN pg_namespace cn ON cn.oid = c.relnamespace
    JOIN pg_class p ON p.oid = k.confrelid JOIN pg_namespace pn ON pn.oid = p.relnamespace
    WHERE k.contype = 'f' AND NOT c.relispartition
    ORDER BY 2, 1";

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let mut keys = about_to(situation);
    let new = keys.len();
    let everything = entry.options.string("scope") != "migration";
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    if everything {
        match database.rows::<Existing>(EXISTING, &[]) {
            Ok(found) => keys
                .extend(found.into_iter().map(|key| (format!("{}.{}", key.child, key.name), Key::of(key)))),
            Err(failure) => return crate::gate::unknown(&failure),
        }
    }
    let (mut orphans, mut rows, mut wrong, mut unread) = (0, 0, Vec::new(), Vec::new());
    let (mut checked, mut to_come) = (0, 0);
    for (name, key) in &keys {
        match database.rows::<Counted>(&key.sql(), &[]) {
            Ok(counted) => {
                let Some(counted) = counted.first() else { continue };
                checked += 1;
                orphans += counted.orphans;
                rows += counted.rows;
                if counted.orphans > 0 {
                    wrong.push(format!(
                        "{name}: {} of {} rows point at no row of {}",
                        counted.orphans, counted.rows, key.parent
                    ));
                }
            }
            // A column or table that the migration makes holds nothing yet.
            Err(ProbeFailure::Refused { code, .. })
                if key.is_to_come && (code == "42703" || code == "42P01") =>
            {
                to_come += 1;
            }
            Err(failure) => unread.push(format!("{name}: {failure}")),
        }
    }
    let tolerated = entry.options.integer("tolerance");
    let about = if new > 0 { format!(", {new} of them about to be") } else { String::new() };
    let later =
        if to_come > 0 { format!(", {to_come} on columns that are still to come") } else { String::new() };
    let facts = format!(
        "{}{about}{later}: {} of {}",
        live::count(checked as u64, "foreign key"),
        live::count(orphans.unsigned_abs(), "orphan"),
        live::count(rows.unsigned_abs(), "row")
    );
    match (orphans > tolerated, unread.is_empty()) {
        (true, _) => Answer::fail(Source::Exact, facts).notes(wrong).notes(unread),
        (false, false) => Answer::unknown(
            Source::Exact,
            format!("{} could not be counted", live::count(unread.len() as u64, "foreign key")),
        )
        .notes(unread),
        (false, true) => Answer::pass(Source::Exact, facts).notes(wrong),
    }
}

/// The foreign keys that the migrations add, by the names that tables and columns have when they begin.
fn about_to(situation: &Situation) -> BTreeMap<String, Key> {
    let mut found = BTreeMap::new();
    if situation.phase == Phase::Post {
        return found;
    }
    let after = situation.after();
    for (table, constraint) in new_constraints(situation) {
        let ConstraintDef::ForeignKey { columns, references, referenced_columns, .. } = &constraint.kind
        else {
            continue;
        };
        let before = situation.before();
        let named = |id, now: &crate::catalog::QualifiedName| {
            let name = before.relation(id).map_or(now, |known| &known.name);
            qualified(&name.schema, &name.name)
        };
        let Some(parent) = after.relation(*references) else { continue };
        let is_there = |id, columns: &[crate::ast::Name]| {
            let known = before.relation(id);
            known.is_some_and(|known| columns.iter().all(|column| known.column(column).is_some()))
        };
        let primary = parent.primary_key().map(crate::catalog::Constraint::columns).unwrap_or_default();
        let referenced = if referenced_columns.is_empty() { &primary } else { referenced_columns };
        let texts = |names: &[crate::ast::Name]| names.iter().map(ToString::to_string).collect();
        let key = Key {
            child: named(table.id, &table.name),
            columns: texts(columns),
            parent: named(parent.id, &parent.name),
            referenced: texts(referenced),
            is_to_come: !is_there(table.id, columns) || !is_there(parent.id, referenced),
        };
        found.insert(format!("{}.{}", table.name, constraint.name), key);
    }
    let known = foreign_keys(situation.before());
    found.retain(|name, _| known.keys().all(|(table, key)| format!("{table}.{key}") != *name));
    found
}

impl Key {
    fn of(found: Existing) -> Self {
        Self {
            child: found.child,
            columns: found.columns,
            parent: found.parent,
            referenced: found.referenced,
            is_to_come: false,
        }
    }

    fn sql(&self) -> String {
        let pairs = self.columns.iter().zip(&self.referenced);
        let orphan = orphan(&self.parent, pairs.map(|(own, other)| (&**own, "=", &**other)));
        format!(
            "SELECT count(*) FILTER (WHERE {orphan}) AS orphans, count(*) AS rows FROM {} AS c",
            self.child
        )
    }
}
