//! The settings that decide about waiting, and about how long work takes.

use std::collections::BTreeMap;

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

/// `ALTER ROLE … SET`, `ALTER DATABASE … SET`.
#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RoleSetting {
    pub role: Option<String>,
    /// Whether it holds in this database alone.
    pub here: bool,
    pub name: String,
    pub value: String,
}

#[derive(Deserialize)]
struct Setting {
    name: String,
    value: String,
}

/// What the transaction of a question sets for itself is read as the session would have it.
pub(super) fn read(session: &mut Session, _key: &str) -> Result<BTreeMap<String, String>, ProbeFailure> {
    let settings: Vec<Setting> = session.rows(
        "SELECT name, CASE WHEN source = 'session' THEN reset_val ELSE setting END || coalesce(unit, '') AS value
         FROM pg_settings
         WHERE name IN ('lock_timeout', 'statement_timeout', 'idle_in_transaction_session_timeout', 'block_size',
                        'transaction_timeout', 'max_locks_per_transaction', 'autovacuum_freeze_max_age', 'wal_level',
                        'max_slot_wal_keep_size', 'max_parallel_maintenance_workers', 'maintenance_work_mem',
                        'shared_buffers', 'archive_mode')",
        &[],
    )?;
    Ok(settings.into_iter().map(|setting| (setting.name, setting.value)).collect())
}

pub(super) fn read_of_roles(session: &mut Session, _key: &str) -> Result<Vec<RoleSetting>, ProbeFailure> {
    session.rows(
        "SELECT r.rolname AS role, s.setdatabase <> 0 AS here,
                split_part(entry, '=', 1) AS name, substr(entry, strpos(entry, '=') + 1) AS value
         FROM pg_db_role_setting s
         LEFT JOIN pg_roles r ON r.oid = s.setrole
         CROSS JOIN unnest(s.setconfig) AS entry
         WHERE s.setdatabase IN (0, (SELECT oid FROM pg_database WHERE datname = current_database()))
           AND split_part(entry, '=', 1) IN ('lock_timeout', 'statement_timeout', 'transaction_timeout',
                                             'idle_in_transaction_session_timeout')
         ORDER BY 1, 3",
        &[],
    )
}
