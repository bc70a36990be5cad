//! What SET, BEGIN and their like leave behind: the search path, the timeouts, the open transaction.

use std::sync::Arc;

use imbl::OrdMap;

use super::{Catalog, Place, RelationId};
use crate::ast::Name;

/// A setting's value and where it came from.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Setting {
    pub value: Name,
    /// `SET LOCAL`: it ends with the transaction.
    pub local: bool,
    pub place: Option<Place>,
    /// The value that comes back when a local one ends.
    pub(crate) outer: Option<Arc<Setting>>,
}

#[derive(Clone, Debug)]
pub struct Session {
    /// Shared, since every step keeps a catalog.
    pub search_path: Arc<[Name]>,
    /// Every setting that a statement or the configuration has given a value.
    pub settings: OrdMap<Name, Setting>,
    /// What the configuration gives every new session, and `RESET` comes back to.
    pub(crate) defaults: OrdMap<Name, Setting>,
    /// The transaction that is open, whoever opened it.
    pub transaction: Option<OpenTransaction>,
    pub role: Option<Name>,
    /// The path that an earlier script has set, where their tool keeps the connection.
    pub left_path: Option<Arc<[Name]>>,
    /// Temporary tables of the scripts before: a script that names one runs in the same session after all.
    pub(crate) past_temporary: Vec<Name>,
}

#[derive(Clone, Debug)]
pub struct OpenTransaction {
    /// Counts every transaction of the history, so that two steps can be compared.
    pub number: u32,
    pub kind: TransactionKind,
    pub savepoints: Vec<Savepoint>,
    /// What ROLLBACK comes back to. It has no open transaction, so that snapshots do not hold snapshots.
    pub(crate) start: Option<Arc<Catalog>>,
    /// Temporary tables made with `ON COMMIT DROP`.
    pub(crate) drop_on_commit: Vec<RelationId>,
    /// Tables whose rows it has written.
    pub written: Vec<RelationId>,
}

#[derive(Clone, Debug)]
pub struct Savepoint {
    pub name: Name,
    pub(crate) snapshot: Arc<Catalog>,
}

impl OpenTransaction {
    pub fn new(number: u32, kind: TransactionKind) -> Self {
        let (savepoints, drop_on_commit, written) = (Vec::new(), Vec::new(), Vec::new());
        Self { number, kind, savepoints, start: None, drop_on_commit, written }
    }
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum TransactionKind {
    /// The migration tool opened it.
    Managed,
    /// The file's own BEGIN.
    Explicit,
    /// Several statements sent as one message run in one transaction.
    Implicit,
    /// One statement on its own: it ends with the statement.
    Single,
}

impl Default for Session {
    fn default() -> Self {
        Self {
            search_path: Arc::new([Name::new_static("public")]),
            settings: OrdMap::new(),
            defaults: OrdMap::new(),
            transaction: None,
            role: None,
            left_path: None,
            past_temporary: Vec::new(),
        }
    }
}

impl Session {
    /// Where an unqualified CREATE puts its object.
    pub fn creation_schema(&self) -> Name {
        self.search_path.first().cloned().unwrap_or(Name::new_static("public"))
    }

    pub fn setting(&self, name: &str) -> Option<&Setting> {
        self.settings.get(name)
    }

    /// A timeout in milliseconds; `None` when it was never set, zero when it is off.
    pub fn timeout(&self, name: &str) -> Option<u64> {
        self.setting(name).and_then(|setting| milliseconds(&setting.value))
    }

    /// Whether the session's time zone is known to be the same as UTC.
    pub fn is_utc(&self) -> bool {
        let zone =
            self.setting("timezone").map_or("UTC".to_owned(), |setting| setting.value.to_ascii_uppercase());
        matches!(
            zone.as_str(),
            "UTC" | "GMT" | "ETC/UTC" | "ETC/GMT" | "ZULU" | "UCT" | "UNIVERSAL" | "0" | "+00:00"
        )
    }
}

/// Reads a timeout as the server does: a bare number is milliseconds, units are us, ms, s, min, h and d.
/// A timeout as it is spoken of: a number without a unit, which counts milliseconds, with the largest that fits.
pub fn spoken_timeout(text: &str) -> String {
    match text.trim().parse::<u64>() {
        Ok(0) | Err(_) => text.trim().to_owned(),
        Ok(value) if value % 60_000 == 0 => format!("{}min", value / 60_000),
        Ok(value) if value % 1_000 == 0 => format!("{}s", value / 1_000),
        Ok(value) => format!("{value}ms"),
    }
}

pub fn milliseconds(text: &str) -> Option<u64> {
    let text = text.trim();
    let split = text.find(|c: char| !c.is_ascii_digit() && c != '.').unwrap_or(text.len());
    let number: f64 = text[..split].parse().ok()?;
    let factor = match text[split..].trim() {
        "" | "ms" => 1.0,
        "us" => 0.001,
        "s" => 1_000.0,
        "min" => 60_000.0,
        "h" => 3_600_000.0,
        "d" => 86_400_000.0,
        _ => return None,
    };
    Some((number * factor).round() as u64)
}
