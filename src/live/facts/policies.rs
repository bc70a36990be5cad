//! Policies of row security: which rows whom is let to.

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

use super::masked::{fingerprint, masked};

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct PolicyFact {
    pub schema: String,
    pub table: String,
    pub name: String,
    pub permissive: bool,
    /// As `polcmd` has it: `r`, `a`, `w`, `d`, or `*` for all.
    pub command: String,
    /// Nobody is named where it is for all.
    pub roles: Vec<String>,
    /// With `$n` for their constants.
    pub using: Option<String>,
    pub check: Option<String>,
    pub hash: String,
}

pub(super) fn read(session: &mut Session, key: &str) -> Result<Vec<PolicyFact>, ProbeFailure> {
    let mut policies: Vec<PolicyFact> = session.rows(
        r#"WITH taken AS MATERIALIZED (
             SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL)
           SELECT n.nspname AS schema, c.relname AS table, p.polname AS name, p.polpermissive AS permissive,
             p.polcmd AS command,
             ARRAY(SELECT r.rolname FROM pg_roles r WHERE r.oid = ANY (p.polroles) ORDER BY 1) AS roles,
             CASE WHEN c.oid NOT IN (SELECT relation FROM taken) THEN pg_get_expr(p.polqual, c.oid) END AS using,
             CASE WHEN c.oid NOT IN (SELECT relation FROM taken) THEN pg_get_expr(p.polwithcheck, c.oid) END AS check,
             '' AS hash
           FROM pg_policy p JOIN pg_class c ON c.oid = p.polrelid JOIN pg_namespace n ON n.oid = c.relnamespace
           ORDER BY 1, 2, 3"#,
        &[],
    )?;
    for policy in &mut policies {
        let text = |expression: &Option<String>| expression.clone().unwrap_or_default();
        policy.hash = fingerprint(key, &format!("{}\n{}", text(&policy.using), text(&policy.check)));
        policy.using = policy.using.as_deref().map(masked);
        policy.check = policy.check.as_deref().map(masked);
    }
    Ok(policies)
}
