//! Functions with the relations and columns that their text names, enum types, extensions.

use std::collections::BTreeSet;

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

use super::Facts;

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct RoutineFact {
    pub schema: String,
    pub name: String,
    pub arguments: String,
    /// As `provolatile` has it: `i`, `s`, `v`.
    pub volatility: String,
    /// Words of its text that are names of relations or columns here. The text itself is not kept.
    pub names: Vec<String>,
    /// Tells its text from another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct EnumFact {
    pub schema: String,
    pub name: String,
    pub labels: Vec<String>,
    /// Columns of the type: `public.orders.status`.
    pub columns: Vec<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
pub struct ExtensionFact {
    pub name: String,
    pub installed: Option<String>,
    pub available: Option<String>,
    pub trusted: bool,
    /// Whether the role that asked may create trusted ones.
    pub can_create: bool,
}

pub(super) fn read(session: &mut Session, key: &str) -> Result<Vec<RoutineFact>, ProbeFailure> {
    let mut routines: Vec<RoutineFact> = session.rows(
        r#"SELECT n.nspname AS schema, p.proname AS name, pg_get_function_identity_arguments(p.oid) AS arguments,
             p.provolatile AS volatility, p.prosrc AS hash,
             ARRAY(SELECT DISTINCT lower(word[1]) FROM regexp_matches(p.prosrc, '[[:alpha:]_][[:alnum:]_]*', 'g') AS word
                   ORDER BY 1) AS names
           FROM pg_proc p JOIN pg_namespace n ON n.oid = p.pronamespace
           WHERE n.nspname NOT IN ('pg_catalog', 'information_schema')
             AND NOT EXISTS (SELECT FROM pg_depend d WHERE d.classid = 'pg_proc'::regclass AND d.objid = p.oid
                             AND d.deptype = 'e')
           ORDER BY 1, 2, 3"#,
        &[],
    )?;
    for routine in &mut routines {
        routine.hash = routine.hash.as_deref().map(|text| super::masked::fingerprint(key, text));
    }
    Ok(routines)
}

/// Of a function's words, those that name something here.
pub(super) fn keep_known_names(facts: &mut Facts) {
    let relations = facts.relations.iter().map(|relation| relation.name.to_lowercase());
    let columns = facts.columns.iter().map(|column| column.name.to_lowercase());
    let enums = facts.enums.iter().map(|known| known.name.to_lowercase());
    let known: BTreeSet<String> = relations.chain(columns).chain(enums).collect();
    for routine in &mut facts.routines {
        routine.names.retain(|name| known.contains(name));
    }
}

pub(super) fn read_enums(session: &mut Session, _key: &str) -> Result<Vec<EnumFact>, ProbeFailure> {
    session.rows(
        r#"SELECT n.nspname AS schema, t.typname AS name,
             ARRAY(SELECT e.enumlabel FROM pg_enum e WHERE e.enumtypid = t.oid ORDER BY e.enumsortorder) AS labels,
             ARRAY(SELECT cn.nspname || '.' || c.relname || '.' || a.attname
                   FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                   JOIN pg_namespace cn ON cn.oid = c.relnamespace
                   WHERE a.atttypid = t.oid AND NOT a.attisdropped AND c.relkind IN ('r', 'p', 'm') ORDER BY 1)
               AS columns
           FROM pg_type t JOIN pg_namespace n ON n.oid = t.typnamespace
           WHERE t.typtype = 'e' AND n.nspname NOT IN ('pg_catalog', 'information_schema')
           ORDER BY 1, 2"#,
        &[],
    )
}

pub(super) fn read_extensions(session: &mut Session, _key: &str) -> Result<Vec<ExtensionFact>, ProbeFailure> {
    session.rows(
        r#"SELECT a.name, a.installed_version AS installed, a.default_version AS available,
             coalesce((SELECT bool_or((to_jsonb(v) ->> 'trusted')::bool) FROM pg_available_extension_versions v
                       WHERE v.name = a.name AND v.version = a.default_version), false) AS trusted,
             has_database_privilege(current_database(), 'CREATE') AS can_create
           FROM pg_available_extensions a ORDER BY 1"#,
        &[],
    )
}
