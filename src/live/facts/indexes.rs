//! Indexes: keys, validity, size.

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

use super::masked::masked;

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct IndexFact {
    pub schema: String,
    pub table: String,
    pub name: String,
    pub method: String,
    /// The columns of its key; an expression is an empty name.
    pub columns: Vec<String>,
    pub include: Vec<String>,
    /// With `$n` for their constants.
    pub expressions: Option<String>,
    pub predicate: Option<String>,
    pub is_partial: bool,
    pub unique: bool,
    pub primary: bool,
    pub valid: bool,
    pub ready: bool,
    pub default_order: bool,
    pub replica_identity: bool,
    /// The constraint that needs it.
    pub constraint: Option<String>,
    pub bytes: u64,
}

/// `pg_get_indexdef` waits for a lock, and `pg_get_expr` does in newer versions: neither is asked of a table that
/// another session has to itself.
pub(super) fn read(session: &mut Session, _key: &str) -> Result<Vec<IndexFact>, ProbeFailure> {
    let mut indexes: Vec<IndexFact> = session.rows(
        r#"WITH taken AS MATERIALIZED (
             SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL)
           SELECT n.nspname AS schema, t.relname AS table, i.relname AS name, m.amname AS method,
             ARRAY(SELECT coalesce(a.attname, '') FROM unnest(x.indkey) WITH ORDINALITY AS k(number, place)
                   LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number AND k.number <> 0
                   WHERE k.place <= x.indnkeyatts ORDER BY k.place) AS columns,
             ARRAY(SELECT coalesce(a.attname, '') FROM unnest(x.indkey) WITH ORDINALITY AS k(number, place)
                   LEFT JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = k.number
                   WHERE k.place > x.indnkeyatts ORDER BY k.place) AS include,
             CASE WHEN t.oid NOT IN (SELECT relation FROM taken) THEN pg_get_expr(x.indexprs, t.oid) END
               AS expressions,
             CASE WHEN t.oid NOT IN (SELECT relation FROM taken) THEN pg_get_expr(x.indpred, t.oid) END AS predicate,
             x.indpred IS NOT NULL AS "isPartial",
             x.indisunique AS unique, x.indisprimary AS primary, x.indisvalid AS valid, x.indisready AS ready,
             NOT EXISTS (SELECT FROM unnest(x.indoption) AS o(flags) WHERE o.flags <> 0) AS "defaultOrder",
             x.indisreplident AS "replicaIdentity",
             (SELECT k.conname FROM pg_constraint k WHERE k.conindid = i.oid AND k.contype IN ('p', 'u', 'x') LIMIT 1)
               AS constraint,
             greatest(i.relpages, 0)::int8 * current_setting('block_size')::int8 AS bytes
           FROM pg_index x
           JOIN pg_class i ON i.oid = x.indexrelid
           JOIN pg_class t ON t.oid = x.indrelid
           JOIN pg_namespace n ON n.oid = t.relnamespace
           JOIN pg_am m ON m.oid = i.relam
           WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
           ORDER BY 1, 2, 3"#,
        &[],
    )?;
    for index in &mut indexes {
        index.expressions = index.expressions.as_deref().map(masked);
        index.predicate = index.predicate.as_deref().map(masked);
    }
    Ok(indexes)
}
