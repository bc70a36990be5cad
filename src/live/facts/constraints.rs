//! Constraints: what they say, and whether every row is known to satisfy them.

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

use super::masked::{fingerprint, masked};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ConstraintFact {
    pub schema: String,
    pub table: String,
    pub name: String,
    /// As `contype` has it: `c`, `f`, `n`, `p`, `u`, `x`.
    pub kind: String,
    pub columns: Vec<String>,
    /// The table that a foreign key points at: `public.customers`.
    pub references: Option<String>,
    pub validated: bool,
    pub enforced: bool,
    /// With `$n` for its constants.
    pub definition: String,
    pub hash: String,
}

pub(super) fn read(session: &mut Session, key: &str) -> Result<Vec<ConstraintFact>, ProbeFailure> {
    // Which columns `pg_constraint` has depends on the version. A definition waits for a lock on the table, so it is not
    // asked of one that another session has to itself.
    let mut constraints: Vec<ConstraintFact> = session.rows(
        r#"WITH taken AS MATERIALIZED (
             SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL)
           SELECT n.nspname AS schema, c.relname AS table, k.conname AS name, k.contype AS kind,
             ARRAY(SELECT a.attname FROM unnest(k.conkey) WITH ORDINALITY AS key(number, place)
                   JOIN pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = key.number ORDER BY key.place)
               AS columns,
             (SELECT rn.nspname || '.' || r.relname FROM pg_class r JOIN pg_namespace rn ON rn.oid = r.relnamespace
              WHERE r.oid = k.confrelid) AS references,
             k.convalidated AS validated, coalesce((to_jsonb(k) ->> 'conenforced')::bool, true) AS enforced,
             CASE WHEN k.conrelid IN (SELECT relation FROM taken) THEN '' ELSE pg_get_constraintdef(k.oid) END
               AS definition, '' AS hash
           FROM pg_constraint k
           JOIN pg_class c ON c.oid = k.conrelid
           JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE k.contype IN ('c', 'f', 'n', 'p', 'u', 'x')
             AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
           ORDER BY 1, 2, 3"#,
        &[],
    )?;
    for constraint in &mut constraints {
        constraint.hash = fingerprint(key, &constraint.definition);
        constraint.definition = masked(&constraint.definition);
    }
    Ok(constraints)
}
