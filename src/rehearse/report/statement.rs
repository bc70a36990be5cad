//! One statement as it was predicted and as it was seen, in the words of `locks --format json`.

use serde::Serialize;

use crate::catalog::{Catalog, RelationKind};
use crate::migration::Script;
use crate::report::locks;
use crate::server::Outcome;

use super::super::watched::Seen;

/// What the server was seen to do.
#[derive(Serialize)]
pub(super) struct Observed {
    /// Absent where the statement runs in no transaction and the server has a single connection.
    #[serde(skip_serializing_if = "Option::is_none")]
    pub(super) locks: Option<Vec<locks::Lock>>,
    pub(super) rewrites: Vec<String>,
    pub(super) scans: Vec<String>,
    pub(super) index_builds: Vec<String>,
    pub(super) milliseconds: f64,
    pub(super) wal_bytes: u64,
    /// Rows inserted, updated or deleted.
    pub(super) rows: Vec<Rows>,
}

#[derive(Serialize)]
pub(super) struct Rows {
    pub(super) relation: String,
    pub(super) changed: u64,
}

impl Observed {
    pub(super) fn of(script: &Script, seen: &Seen, outcome: &Outcome) -> Self {
        let step = &script.steps[seen.step];
        let after = script.after_step(seen.step);
        let named = |shown: &String| full_name(&step.before, after, shown);
        let locks = outcome.locks.iter().map(|(shown, mode)| {
            let (relation, kind) = named(shown);
            locks::Lock { relation, kind, mode: mode.name() }
        });
        let names =
            |list: &std::collections::BTreeSet<String>| list.iter().map(|shown| named(shown).0).collect();
        Self {
            locks: seen.locks_seen.then(|| locks.collect()),
            rewrites: names(&outcome.files),
            scans: names(&outcome.scans),
            index_builds: names(&outcome.builds),
            milliseconds: (seen.milliseconds * 1000.0).round() / 1000.0,
            wal_bytes: seen.wal_bytes,
            rows: seen
                .rows
                .iter()
                .map(|(relation, changed)| Rows { relation: relation.clone(), changed: *changed })
                .collect(),
        }
    }
}

/// The name with its schema, and the kind, of what a message shows by a name.
fn full_name(before: &Catalog, after: &Catalog, shown: &str) -> (String, &'static str) {
    let relation = before.relation_shown(shown).or_else(|| after.relation_shown(shown));
    match relation {
        Some(relation) => (format!("{}.{}", relation.name.schema, relation.name.name), relation.kind.name()),
        None if shown.contains('.') => (shown.to_owned(), RelationKind::Table.name()),
        None => (format!("public.{shown}"), RelationKind::Table.name()),
    }
}
