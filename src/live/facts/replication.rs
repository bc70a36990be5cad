//! Who follows this server: publications and slots.

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PublicationFact {
    pub name: String,
    pub all_tables: bool,
    pub tables: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SlotFact {
    pub name: String,
    pub kind: String,
    pub active: bool,
    /// As `wal_status` has it, from version 13.
    pub wal_status: Option<String>,
    /// How much WAL is kept for it.
    pub lag_bytes: Option<i64>,
}

pub(super) fn read_publications(
    session: &mut Session,
    _key: &str,
) -> Result<Vec<PublicationFact>, ProbeFailure> {
    session.rows(
        r#"SELECT p.pubname AS name, p.puballtables AS "allTables",
             ARRAY(SELECT t.schemaname || '.' || t.tablename FROM pg_publication_tables t
                   WHERE t.pubname = p.pubname AND NOT p.puballtables ORDER BY 1) AS tables
           FROM pg_publication p ORDER BY 1"#,
        &[],
    )
}

pub(super) fn read_slots(session: &mut Session, _key: &str) -> Result<Vec<SlotFact>, ProbeFailure> {
    session.rows(
        r#"SELECT s.slot_name AS name, s.slot_type AS kind, s.active, to_jsonb(s) ->> 'wal_status' AS "walStatus",
             pg_wal_lsn_diff(CASE WHEN pg_is_in_recovery() THEN pg_last_wal_replay_lsn() ELSE pg_current_wal_lsn() END,
                             s.restart_lsn)::int8 AS "lagBytes"
           FROM pg_replication_slots s ORDER BY 1"#,
        &[],
    )
}
