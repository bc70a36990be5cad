//! Counters of use, as one server has them: a standby counts for itself, and a reset begins anew.

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct NodeUsage {
    /// `primary`, or the name under which a standby was asked.
    pub node: String,
    /// Seconds since 1970.
    pub taken_at: i64,
    pub stats_reset: Option<i64>,
    /// When the server started. A crash loses the counters.
    pub started_at: i64,
    pub relations: Vec<RelationUsage>,
    pub indexes: Vec<IndexUsage>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RelationUsage {
    pub schema: String,
    pub name: String,
    pub scans: i64,
    pub inserts: i64,
    pub updates: i64,
    pub deletes: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndexUsage {
    pub schema: String,
    pub name: String,
    pub scans: i64,
}

#[derive(Deserialize)]
struct Node {
    taken_at: i64,
    stats_reset: Option<i64>,
    started_at: i64,
}

pub fn read(session: &mut Session, name: &str) -> Result<NodeUsage, ProbeFailure> {
    let node: Node = session.row(
        "SELECT extract(epoch FROM now())::int8 AS taken_at, extract(epoch FROM stats_reset)::int8 AS stats_reset,
                extract(epoch FROM pg_postmaster_start_time())::int8 AS started_at
         FROM pg_stat_database WHERE datname = current_database()",
        &[],
    )?;
    let relations = session.rows(
        "SELECT schemaname AS schema, relname AS name, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) AS scans,
                n_tup_ins AS inserts, n_tup_upd AS updates, n_tup_del AS deletes
         FROM pg_stat_user_tables ORDER BY 1, 2",
        &[],
    )?;
    let indexes = session.rows(
        "SELECT schemaname AS schema, indexrelname AS name, idx_scan AS scans
         FROM pg_stat_user_indexes ORDER BY 1, 2",
        &[],
    )?;
    let Node { taken_at, stats_reset, started_at } = node;
    Ok(NodeUsage { node: name.to_owned(), taken_at, stats_reset, started_at, relations, indexes })
}
