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
    /// Which cluster answers, and on which timeline: a standby that was promoted begins another one. Absent where the
    /// role may not know it.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub system_identifier: Option<String>,
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub timeline: Option<i64>,
    /// A database that was dropped and made anew has another one, under the same name.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub database_oid: Option<i64>,
    #[serde(default)]
    pub in_recovery: bool,
    pub relations: Vec<RelationUsage>,
    pub indexes: Vec<IndexUsage>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RelationUsage {
    /// Stays with a table that gets another name or schema, as its counters do.
    #[serde(default)]
    pub oid: u32,
    pub schema: String,
    pub name: String,
    pub scans: i64,
    pub inserts: i64,
    pub updates: i64,
    pub deletes: i64,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct IndexUsage {
    /// Another one of the same name has another.
    #[serde(default, skip_serializing_if = "is_zero")]
    pub oid: u32,
    pub schema: String,
    pub name: String,
    pub scans: i64,
}

impl RelationUsage {
    /// Each counter, to be compared one by one.
    pub fn counts(&self) -> [i64; 4] {
        [self.scans, self.inserts, self.updates, self.deletes]
    }
}

fn is_zero(number: &u32) -> bool {
    *number == 0
}

#[derive(Deserialize)]
struct Node {
    database_oid: i64,
    taken_at: i64,
    stats_reset: Option<i64>,
    started_at: i64,
    timeline: Option<i64>,
}

pub fn read(session: &mut Session, name: &str) -> Result<NodeUsage, ProbeFailure> {
    let node: Node = session.row(
        "SELECT extract(epoch FROM now())::int8 AS taken_at, extract(epoch FROM stats_reset)::int8 AS stats_reset,
                extract(epoch FROM pg_postmaster_start_time())::int8 AS started_at, datid::int8 AS database_oid,
                CASE WHEN has_function_privilege('pg_control_checkpoint()', 'EXECUTE')
                     THEN (SELECT timeline_id::int8 FROM pg_control_checkpoint()) END AS timeline
         FROM pg_stat_database WHERE datname = current_database()",
        &[],
    )?;
    let relations = session.rows(
        "SELECT relid::int8 AS oid, schemaname AS schema, relname AS name, coalesce(seq_scan, 0) + coalesce(idx_scan, 0) AS scans,
                n_tup_ins AS inserts, n_tup_upd AS updates, n_tup_del AS deletes
         FROM pg_stat_user_tables ORDER BY 1, 2",
        &[],
    )?;
    let indexes = session.rows(
        "SELECT indexrelid::int8 AS oid, schemaname AS schema, indexrelname AS name, idx_scan AS scans
         FROM pg_stat_user_indexes ORDER BY 2, 3",
        &[],
    )?;
    let Node { database_oid, taken_at, stats_reset, started_at, timeline } = node;
    let server = session.server();
    Ok(NodeUsage {
        node: name.to_owned(),
        taken_at,
        stats_reset,
        started_at,
        system_identifier: server.system_identifier.clone(),
        timeline,
        database_oid: Some(database_oid),
        in_recovery: server.in_recovery,
        relations,
        indexes,
    })
}
