//! One look at the counters of every server of a database.

use std::collections::BTreeMap;

use jiff::Timestamp;
use serde::{Deserialize, Serialize};

use super::LogCount;
use crate::evidence::{self, ServerIdentity};
use crate::live::NodeUsage;

/// The version of the format.
pub(super) const FORMAT: u32 = 1;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Sample {
    pub format: u32,
    pub tool: String,
    /// By the clock of the primary.
    pub taken_at: Timestamp,
    /// It begins a window; earlier ones belong to another.
    pub is_baseline: bool,
    /// Absent where the role may not know it.
    pub server: Option<ServerIdentity>,
    pub database: String,
    pub nodes: Vec<NodeUsage>,
    pub sizes: Sizes,
    /// Absent where pg_stat_statements is not there, or does not show this role every statement.
    pub statements: Option<Statements>,
    pub log: Option<LogCount>,
    /// The hash of the sample before; empty for a baseline.
    pub previous: String,
    /// SHA-256 over all of the above.
    pub hash: String,
}

/// Bytes on disk.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
pub struct Sizes {
    pub database: u64,
    /// With indexes and TOAST, by `schema.name`.
    pub tables: BTreeMap<String, u64>,
}

/// What pg_stat_statements has counted since its last reset.
#[derive(Clone, Debug, Default, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statements {
    /// Seconds since 1970; absent before version 1.9 of the extension.
    pub reset: Option<i64>,
    /// How often it has put statements out of its list for want of room; absent likewise.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub evictions: Option<i64>,
    /// How many statements with less time in all are not in this list; absent where nobody noted it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub left_out: Option<u64>,
    pub statements: Vec<Statement>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Statement {
    pub id: String,
    /// The beginning of the text, with `$n` for its constants. Only queries and changes of rows have one: in others the
    /// server leaves constants, and passwords, as they are.
    pub text: Option<String>,
    pub calls: i64,
    pub total_milliseconds: f64,
}

impl Statements {
    /// The most time in all that a statement can have which is not in the list.
    pub fn most_left_out(&self) -> f64 {
        let least = self.statements.iter().map(|statement| statement.total_milliseconds).reduce(f64::min);
        if self.left_out == Some(0) { 0.0 } else { least.unwrap_or(f64::INFINITY) }
    }
}

impl Sample {
    /// The hash that belongs to what it says.
    pub fn computed_hash(&self) -> String {
        let unsealed = Sample { hash: String::new(), ..self.clone() };
        evidence::of_bytes(&serde_json::to_vec(&unsealed).unwrap_or_default())
    }

    /// Whether both are of the same database, as far as that is known.
    pub(super) fn is_of_same(&self, other: &Sample) -> bool {
        match (&self.server, &other.server) {
            (Some(own), Some(theirs)) => own == theirs,
            _ => self.database == other.database,
        }
    }

    /// Which database it is of.
    pub(super) fn place(&self) -> String {
        match &self.server {
            Some(server) => format!("{} of the system {}", server.database, server.system_identifier),
            None => self.database.clone(),
        }
    }
}
