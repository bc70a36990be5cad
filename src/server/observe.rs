//! Watches a session while it runs statements: what is locked, which files are new, what is read to validate.

use std::collections::{BTreeMap, BTreeSet};

use super::outcome::Outcome;
use super::refusal::Refusal;
use super::session::Session;
use crate::catalog::{QualifiedName, RelationKind};
use crate::lock::LockMode;

/// The relations of a database at one moment, without those of the system and temporary ones.
#[derive(Clone, Debug, Default)]
pub struct Relations {
    by_oid: BTreeMap<String, Known>,
}

#[derive(Clone, Debug)]
struct Known {
    name: QualifiedName,
    kind: char,
    /// The file node; `0` where there is none.
    file: String,
    /// The table that an index is on.
    table: String,
    /// Rows inserted, updated and deleted by the transaction that is open.
    changed: u64,
}

const RELATIONS: &str = r"
    SELECT c.oid, n.nspname, c.relname, c.relkind, coalesce(pg_catalog.pg_relation_filenode(c.oid), 0), i.indrelid,
      CASE WHEN c.relkind = 'r' THEN pg_catalog.pg_stat_get_xact_tuples_inserted(c.oid)
        + pg_catalog.pg_stat_get_xact_tuples_updated(c.oid) + pg_catalog.pg_stat_get_xact_tuples_deleted(c.oid) END
    FROM pg_catalog.pg_class c
    JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
    LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
    WHERE n.nspname !~ '^pg_' AND n.nspname <> 'information_schema' AND c.relkind <> 'c'";

const LOCKS: &str =
    "SELECT relation, mode, granted FROM pg_catalog.pg_locks WHERE locktype = 'relation' AND pid = ";

impl Relations {
    pub fn read(session: &mut Session) -> Result<Relations, Refusal> {
        let rows = session.rows(RELATIONS)?.into_iter().filter_map(|row| {
            let [oid, schema, name, kind, file, table, changed] = row.try_into().ok()?;
            let name = QualifiedName { schema: schema.as_str().into(), name: name.as_str().into() };
            let changed = changed.parse().unwrap_or_default();
            Some((oid, Known { name, kind: kind.chars().next()?, file, table, changed }))
        });
        Ok(Relations { by_oid: rows.collect() })
    }

    /// The tables that this is true of, by the name that a message shows; as SQL names them.
    pub fn tables(&self, wanted: impl Fn(&str) -> bool) -> impl Iterator<Item = String> {
        let tables = self.by_oid.values().filter(|known| "rp".contains(known.kind));
        tables
            .filter(move |known| wanted(&known.name.to_string()))
            .map(|known| format!("\"{}\".\"{}\"", known.name.schema, known.name.name))
    }

    /// The schema, the name and the kind of what a message shows by this name.
    pub fn shown(&self, name: &str) -> Option<(&QualifiedName, RelationKind)> {
        let known = self.by_oid.values().find(|known| known.name.to_string() == name)?;
        let kind = match known.kind {
            'p' => RelationKind::PartitionedTable,
            'f' => RelationKind::ForeignTable,
            'v' => RelationKind::View,
            'm' => RelationKind::MaterializedView,
            'S' => RelationKind::Sequence,
            'i' => RelationKind::Index,
            'I' => RelationKind::PartitionedIndex,
            _ => RelationKind::Table,
        };
        Some((&known.name, kind))
    }

    /// The tables whose rows the open transaction has changed since `earlier`, by `schema.name`, and how many of them.
    pub fn changed_since(&self, earlier: &Relations) -> Vec<(String, u64)> {
        let more = self.by_oid.iter().filter_map(|(oid, known)| {
            let before = earlier.by_oid.get(oid).map_or(0, |known| known.changed);
            let count = known.changed.checked_sub(before).filter(|count| *count > 0)?;
            Some((format!("{}.{}", known.name.schema, known.name.name), count))
        });
        more.collect()
    }

    pub fn is_index(&self, name: &str) -> bool {
        let (schema, plain) = name.split_once('.').unwrap_or(("public", name));
        let quoted = name.contains('"');
        self.by_oid.values().filter(|known| "iI".contains(known.kind)).any(|known| match quoted {
            true => known.name.to_string() == name,
            false => known.name.name == plain && known.name.schema == schema,
        })
    }
}

/// What the session holds now on these relations.
pub fn held(session: &mut Session, before: &Relations, outcome: &mut Outcome) -> Result<(), Refusal> {
    let rows = session.rows(&format!("{LOCKS} pg_catalog.pg_backend_pid()"))?;
    note_locks(rows, before, outcome);
    Ok(())
}

/// What another session holds now, or waits for.
pub fn held_by(session: &mut Session, backend: &str, before: &Relations, outcome: &mut Outcome) {
    if let Ok(rows) = session.rows(&format!("{LOCKS} {backend}")) {
        note_locks(rows, before, outcome);
    }
}

fn note_locks(rows: Vec<Vec<String>>, before: &Relations, outcome: &mut Outcome) {
    for row in rows {
        let [oid, mode, granted] = row.as_slice() else { continue };
        let (Some(known), Some(mode)) = (before.by_oid.get(oid), lock_mode(mode)) else { continue };
        // What is asked for is got, but a partitioned table's own lock may be over before its partitions' turn.
        if known.kind == 'p' && granted == "f" {
            outcome.asked.push((known.name.to_string(), mode));
        } else {
            outcome.lock(known.name.to_string(), mode);
        }
    }
}

/// `AccessExclusiveLock` as `pg_locks` spells it.
fn lock_mode(text: &str) -> Option<LockMode> {
    let spelled = |mode: &LockMode| {
        let words = mode.name().split(' ').map(|word| word[..1].to_owned() + &word[1..].to_lowercase());
        words.collect::<String>() + "Lock" == text
    };
    LockMode::ALL.into_iter().find(spelled)
}

/// The files that are new, and what the server said that it validated, since `before`. Returns what is there now.
pub fn work(session: &mut Session, before: &Relations, outcome: &mut Outcome) -> Result<Relations, Refusal> {
    let said = session.notices();
    let after = Relations::read(session)?;
    let old_files: BTreeSet<&String> = before.by_oid.values().map(|known| &known.file).collect();
    for (oid, known) in &after.by_oid {
        if known.file == "0" || old_files.contains(&known.file) {
            continue;
        }
        match (known.kind, before.by_oid.get(oid)) {
            ('i', _) if before.by_oid.contains_key(&known.table) => {
                outcome.builds.insert(known.name.to_string());
            }
            ('r' | 'm' | 'S', Some(earlier)) => {
                outcome.files.insert(earlier.name.to_string());
            }
            _ => {}
        }
    }
    for message in said {
        if let Some(table) = quoted_after(&message, "verifying table ") {
            outcome.scans.extend(tables_named(table, before, &after));
        } else if let Some(constraint) = quoted_after(&message, "validating foreign key constraint ") {
            for table in validated_tables(session, constraint)? {
                outcome.scans.extend(before.by_oid.get(&table).map(|known| known.name.to_string()));
            }
        }
    }
    Ok(after)
}

fn quoted_after<'a>(message: &'a str, lead: &str) -> Option<&'a str> {
    message.strip_prefix(lead)?.strip_prefix('"')?.strip_suffix('"')
}

/// The tables of this name that were there before; the statement may have given them another one.
fn tables_named(name: &str, before: &Relations, after: &Relations) -> Vec<String> {
    let named = after.by_oid.iter().filter(|(_, known)| known.name.name == name);
    named.filter_map(|(oid, _)| before.by_oid.get(oid)).map(|known| known.name.to_string()).collect()
}

/// The tables whose foreign key of this name was written by this transaction. The server names only the constraint.
fn validated_tables(session: &mut Session, constraint: &str) -> Result<Vec<String>, Refusal> {
    let rows = session.rows(&format!(
        "SELECT k.conrelid FROM pg_catalog.pg_constraint k JOIN pg_catalog.pg_class c ON c.oid = k.conrelid \
         WHERE k.contype = 'f' AND c.relkind = 'r' AND k.conname = '{}' \
         AND k.xmin::text::bigint = pg_catalog.txid_current() % 4294967296",
        constraint.replace('\'', "''")
    ))?;
    Ok(rows.into_iter().flatten().collect())
}
