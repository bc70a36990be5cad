//! The tables in which migration tools note what they applied: which migrations are pending, and how long others took.

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use crate::connect::{ProbeFailure, Session};
use crate::migration::{HistorySource, MigrationSource};

mod tables;

use tables::{Identity, LEDGERS, LedgerTable};

/// What one table says.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Ledger {
    /// `public.schema_migrations`.
    pub table: String,
    pub tools: String,
    pub applied: Vec<Applied>,
    /// Why it could not be read.
    pub unread: Option<String>,
}

/// One migration that was applied, or tried.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Applied {
    /// What the tool calls it by: a version, a name, a file.
    pub id: String,
    pub checksum: Option<String>,
    /// `2026-01-15T09:30:00Z`.
    pub applied_at: Option<String>,
    pub seconds: Option<f64>,
    pub failed: bool,
}

/// What a history and its ledger come to.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Standing {
    pub applied: usize,
    pub pending: usize,
    /// Migrations of which the ledger says that they failed half way.
    pub failed: Vec<String>,
    /// Applied there, but no file here.
    pub unknown: Vec<String>,
    /// Why nothing is known of what was applied.
    pub unread: Option<String>,
}

/// Reads every ledger that is there.
pub fn read(session: &mut Session) -> Result<Vec<Ledger>, ProbeFailure> {
    #[derive(Deserialize)]
    struct Found {
        schema: String,
        name: String,
        columns: Vec<String>,
    }
    let names: Vec<String> = LEDGERS.iter().map(|ledger| ledger.name.to_owned()).collect();
    let found: Vec<Found> = session.rows(
        "SELECT n.nspname AS schema, c.relname AS name,
                ARRAY(SELECT a.attname FROM pg_attribute a
                      WHERE a.attrelid = c.oid AND a.attnum > 0 AND NOT a.attisdropped) AS columns
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind = 'r' AND c.relname = ANY($1) ORDER BY n.nspname <> 'public', 1, 2",
        &[crate::connect::Parameter::Texts(names)],
    )?;
    let mut ledgers = Vec::new();
    for table in found {
        let has = |column: &str| table.columns.iter().any(|known| known == column);
        let Some(kind) = LEDGERS
            .iter()
            .find(|ledger| ledger.name == table.name && ledger.columns.iter().all(|column| has(column)))
        else {
            continue;
        };
        let quoted = format!("{}.{}", crate::ast::quoted(&table.schema), crate::ast::quoted(&table.name));
        let mut ledger = Ledger {
            table: format!("{}.{}", table.schema, table.name),
            tools: kind.tools.to_owned(),
            applied: Vec::new(),
            unread: None,
        };
        match session.rows(&kind.sql(&quoted), &[]) {
            Ok(applied) => ledger.applied = applied,
            Err(ProbeFailure::Lost) => return Err(ProbeFailure::Lost),
            Err(failure) => ledger.unread = Some(failure.to_string()),
        }
        ledgers.push(ledger);
    }
    Ok(ledgers)
}

/// What the ledger notes of each migration, by the index of the migration; or why nothing is known of it.
pub fn noted(history: &HistorySource, ledgers: &[Ledger]) -> Result<Vec<(usize, Applied)>, String> {
    let mut marked = history.clone();
    marked.migrations.iter_mut().for_each(|migration| migration.judged = true);
    let standing = mark_applied(&mut marked, ledgers);
    if let Some(reason) = standing.unread {
        return Err(reason);
    }
    let Some((ledger, kind)) = ledger_of(history, ledgers) else { return Ok(Vec::new()) };
    let mut found = Vec::new();
    for (index, migration) in marked.migrations.iter().enumerate() {
        let own = identities(migration, kind.identity);
        let row = ledger.applied.iter().find(|applied| own.contains(&comparable(&applied.id, kind.identity)));
        match row {
            Some(applied) => found.push((index, applied.clone())),
            // The tool keeps its last version alone.
            None if !migration.judged => {
                let id = migration.version.clone();
                found.push((
                    index,
                    Applied { id, checksum: None, applied_at: None, seconds: None, failed: false },
                ));
            }
            None => {}
        }
    }
    Ok(found)
}

/// Marks what is applied already as not to be judged, and says how the history stands.
pub fn mark_applied(history: &mut HistorySource, ledgers: &[Ledger]) -> Standing {
    let Some((ledger, kind)) = ledger_of(history, ledgers) else {
        let reason = match history.tool.ledger {
            Some(table) => format!("the ledger of {}, {table}, is not there", history.tool.name),
            None => format!("{} keeps no ledger in the database", history.tool.name),
        };
        return Standing { pending: history.migrations.len(), unread: Some(reason), ..Standing::default() };
    };
    if let Some(reason) = &ledger.unread {
        let unread = Some(format!("{} could not be read: {reason}", ledger.table));
        return Standing { pending: history.migrations.len(), unread, ..Standing::default() };
    }
    let mut standing = Standing::default();
    for migration in &mut history.migrations {
        let own = identities(migration, kind.identity);
        let noted =
            ledger.applied.iter().find(|applied| own.contains(&comparable(&applied.id, kind.identity)));
        let is_applied = match noted {
            Some(applied) if applied.failed => {
                standing.failed.push(migration.version.clone());
                false
            }
            Some(_) => true,
            // The tool keeps its last version alone.
            None => kind.last_only && ledger.applied.iter().any(|last| is_before(&migration.version, last)),
        };
        if is_applied && !migration.repeatable {
            migration.judged = false;
            standing.applied += 1;
        } else {
            standing.pending += 1;
        }
    }
    if !kind.last_only {
        let known: Vec<String> =
            history.migrations.iter().flat_map(|migration| identities(migration, kind.identity)).collect();
        let strange =
            ledger.applied.iter().filter(|applied| !known.contains(&comparable(&applied.id, kind.identity)));
        standing.unknown = strange.map(|applied| applied.id.clone()).collect();
    }
    standing
}

fn ledger_of<'a>(
    history: &HistorySource,
    ledgers: &'a [Ledger],
) -> Option<(&'a Ledger, &'static LedgerTable)> {
    let expected = history.tool.ledger.map(|table| table.rsplit('.').next().unwrap_or(table));
    // Several tools may have left a table of the same name.
    let tool = history.tool.name.to_lowercase();
    let is_own = |ledger: &&Ledger| ledger.tools.to_lowercase().split(", ").any(|name| name == tool);
    let (own, others): (Vec<&Ledger>, Vec<&Ledger>) = ledgers.iter().partition(is_own);
    own.into_iter().chain(others).find_map(|ledger| {
        let name = ledger.table.split_once('.').map_or(ledger.table.as_str(), |(_, name)| name);
        let kind = LEDGERS.iter().find(|kind| kind.name == name && kind.tools == ledger.tools)?;
        (expected == Some(name)).then_some((ledger, kind))
    })
}

fn is_before(version: &str, last: &Applied) -> bool {
    let number = |text: &str| text.parse::<u128>().ok();
    match (number(version), number(&last.id)) {
        (Some(version), Some(last_version)) => {
            if last.failed {
                version < last_version
            } else {
                version <= last_version
            }
        }
        _ => false,
    }
}

/// What a migration could be called in the ledger.
fn identities(migration: &MigrationSource, identity: Identity) -> Vec<String> {
    let source = migration.up.as_ref().map(|script| &script.source);
    let path = source.map(|source| source.path().replace('\\', "/")).unwrap_or_default();
    let file = path.rsplit('/').next().unwrap_or_default();
    let stem = file.split('.').next().unwrap_or_default();
    let folder = path.rsplit('/').nth(1).unwrap_or_default();
    match identity {
        Identity::Version => vec![comparable(&migration.version, identity)],
        Identity::Name => {
            let both = format!("{}_{}", migration.version, migration.name);
            [&migration.version, &migration.name, &both].map(Clone::clone).to_vec()
        }
        Identity::File => [file, stem, folder].map(str::to_owned).to_vec(),
        Identity::Contents => {
            let digest = source.map(|source| Sha256::digest(source.text())).unwrap_or_default();
            vec![digest.iter().map(|byte| format!("{byte:02x}")).collect()]
        }
    }
}

/// `007` and `7` are one version; so are `1_2` and `1.2`.
fn comparable(id: &str, identity: Identity) -> String {
    if identity != Identity::Version {
        return id.to_owned();
    }
    let parts: Vec<&str> = id.split(['.', '_']).map(|part| part.trim_start_matches('0')).collect();
    let parts: Vec<&str> = parts.into_iter().map(|part| if part.is_empty() { "0" } else { part }).collect();
    parts.join(".")
}

/// A version as two texts of it can be compared.
pub(super) fn comparable_version(id: &str) -> String {
    comparable(id, Identity::Version)
}
