//! Tables, views and their kin with their sizes, their columns and their sequences.

use serde::{Deserialize, Serialize};

use crate::connect::{ProbeFailure, Session};

use super::masked::{fingerprint, masked};

/// One row of `pg_class`. Sizes are what the last VACUUM or ANALYZE saw; they need no lock.
#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct RelationFact {
    pub schema: String,
    pub name: String,
    /// As `relkind` has it: `r`, `p`, `v`, `m`, `f`, `S`.
    pub kind: String,
    /// As `relpersistence` has it.
    pub persistence: String,
    /// Absent where nobody counted: never analyzed is not empty.
    pub rows: Option<u64>,
    pub bytes: u64,
    pub toast_bytes: u64,
    pub index_bytes: u64,
    pub indexes: u64,
    /// Tables it inherits from or is a partition of.
    pub parents: Vec<String>,
    pub is_default_partition: bool,
    /// What rows are divided by, as `pg_get_partkeydef` tells it: `LIST (region)`.
    #[serde(default)]
    pub partition_key: Option<String>,
    pub xid_age: i64,
    pub row_security: bool,
    pub force_row_security: bool,
    pub policies: u64,
    pub replica_identity: String,
    pub triggers: u64,
    pub options: Vec<String>,
    pub last_analyze: Option<String>,
    pub modified_since_analyze: Option<i64>,
    /// What the role that asked may do with it.
    pub readable: bool,
    pub rows_hidden: bool,
    pub owned: bool,
    /// It belongs to an extension.
    #[serde(default)]
    pub of_extension: bool,
    /// Of a view: tells its query from another.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub hash: Option<String>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct ColumnFact {
    pub schema: String,
    pub table: String,
    pub name: String,
    /// As `format_type` prints it.
    pub data_type: String,
    pub not_null: bool,
    /// With `$n` for its constants.
    pub default: Option<String>,
    pub default_hash: Option<String>,
    pub generated: bool,
    pub identity: bool,
    /// From the statistics; absent where they could not be seen.
    pub null_fraction: Option<f64>,
    pub distinct: Option<f64>,
    pub width: Option<i64>,
}

#[derive(Clone, Debug, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct SequenceFact {
    pub schema: String,
    pub name: String,
    pub data_type: String,
    pub last_value: Option<i64>,
    pub max_value: i64,
    /// The column that owns it: `public.orders.id`.
    pub owner: Option<String>,
}

impl RelationFact {
    pub fn full_name(&self) -> String {
        format!("{}.{}", self.schema, self.name)
    }

    /// As SQL has to write it.
    pub fn quoted(&self) -> String {
        format!("{}.{}", crate::ast::quoted(&self.schema), crate::ast::quoted(&self.name))
    }

    /// As a message shows it.
    pub fn shown(&self) -> String {
        let name = crate::ast::quoted(&self.name);
        if self.schema == "public" { name.into_owned() } else { self.quoted() }
    }
}

pub(super) fn read(session: &mut Session, key: &str) -> Result<Vec<RelationFact>, ProbeFailure> {
    let mut relations: Vec<RelationFact> = session.rows(
        r#"WITH taken AS MATERIALIZED (
             SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL)
           SELECT n.nspname AS schema, c.relname AS name, c.relkind AS kind, c.relpersistence AS persistence,
             CASE WHEN c.relkind IN ('r', 'm') AND c.reltuples >= 0
                   AND (c.relpages > 0 OR s.last_analyze IS NOT NULL OR s.last_autoanalyze IS NOT NULL
                        OR s.last_vacuum IS NOT NULL OR s.last_autovacuum IS NOT NULL)
                  THEN c.reltuples::int8 END AS rows,
             greatest(c.relpages, 0)::int8 * block.size AS bytes,
             greatest(coalesce(t.relpages, 0), 0)::int8 * block.size AS "toastBytes",
             coalesce(i.pages, 0)::int8 * block.size AS "indexBytes",
             coalesce(i.count, 0) AS indexes,
             ARRAY(SELECT pn.nspname || '.' || p.relname FROM pg_inherits h JOIN pg_class p ON p.oid = h.inhparent
                   JOIN pg_namespace pn ON pn.oid = p.relnamespace WHERE h.inhrelid = c.oid ORDER BY h.inhseqno)
               AS parents,
             EXISTS (SELECT FROM pg_partitioned_table d WHERE d.partdefid = c.oid) AS "isDefaultPartition",
             pg_get_partkeydef(c.oid) AS "partitionKey",
             CASE WHEN c.relfrozenxid <> '0' THEN age(c.relfrozenxid) ELSE 0 END AS "xidAge",
             c.relrowsecurity AS "rowSecurity", c.relforcerowsecurity AS "forceRowSecurity",
             (SELECT count(*) FROM pg_policy p WHERE p.polrelid = c.oid) AS policies,
             c.relreplident AS "replicaIdentity",
             (SELECT count(*) FROM pg_trigger g WHERE g.tgrelid = c.oid AND NOT g.tgisinternal) AS triggers,
             coalesce(c.reloptions, '{}') AS options,
             to_char(greatest(s.last_analyze, s.last_autoanalyze) AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"')
               AS "lastAnalyze",
             s.n_mod_since_analyze AS "modifiedSinceAnalyze",
             has_table_privilege(c.oid, 'SELECT') AND has_schema_privilege(n.oid, 'USAGE') AS readable,
             row_security_active(c.oid) AS "rowsHidden",
             pg_has_role(c.relowner, 'MEMBER') AS owned,
             EXISTS (SELECT FROM pg_depend e WHERE e.classid = 'pg_class'::regclass AND e.objid = c.oid
                     AND e.deptype = 'e') AS "ofExtension",
             CASE WHEN c.relkind IN ('v', 'm') AND c.oid NOT IN (SELECT relation FROM taken)
                  THEN pg_get_viewdef(c.oid) END AS hash
           FROM pg_class c
           JOIN pg_namespace n ON n.oid = c.relnamespace
           CROSS JOIN (SELECT current_setting('block_size')::int8 AS size) AS block
           LEFT JOIN pg_class t ON t.oid = c.reltoastrelid
           LEFT JOIN pg_stat_all_tables s ON s.relid = c.oid
           LEFT JOIN (SELECT x.indrelid, count(*) AS count, sum(greatest(y.relpages, 0)) AS pages
                      FROM pg_index x JOIN pg_class y ON y.oid = x.indexrelid GROUP BY 1) AS i ON i.indrelid = c.oid
           WHERE c.relkind IN ('r', 'p', 'v', 'm', 'f', 'S')
             AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
           ORDER BY 1, 2"#,
        &[],
    )?;
    for relation in &mut relations {
        relation.hash = relation.hash.as_deref().map(|query| fingerprint(key, query));
    }
    Ok(relations)
}

#[derive(Deserialize)]
struct RawColumn {
    #[serde(flatten)]
    fact: ColumnFact,
    expression: Option<String>,
}

/// While another session has a table to itself, the expressions of its columns are not to be had.
pub(super) fn read_columns(session: &mut Session, key: &str) -> Result<Vec<ColumnFact>, ProbeFailure> {
    let raw: Vec<RawColumn> = session.rows(
        r#"WITH taken AS MATERIALIZED (
             SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL)
           SELECT n.nspname AS schema, c.relname AS table, a.attname AS name,
             format_type(a.atttypid, a.atttypmod) AS "dataType", a.attnotnull AS "notNull",
             CASE WHEN c.oid NOT IN (SELECT relation FROM taken) THEN pg_get_expr(d.adbin, d.adrelid) END AS expression,
             NULL::text AS default, NULL::text AS "defaultHash",
             a.attgenerated <> '' AS generated, a.attidentity <> '' AS identity,
             s.null_frac AS "nullFraction", s.n_distinct AS distinct, s.avg_width AS width
           FROM pg_attribute a
           JOIN pg_class c ON c.oid = a.attrelid
           JOIN pg_namespace n ON n.oid = c.relnamespace
           LEFT JOIN pg_attrdef d ON d.adrelid = a.attrelid AND d.adnum = a.attnum
           LEFT JOIN pg_stats s ON s.schemaname = n.nspname AND s.tablename = c.relname AND s.attname = a.attname
             AND NOT s.inherited
           WHERE c.relkind IN ('r', 'p', 'm', 'f') AND a.attnum > 0 AND NOT a.attisdropped
             AND n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_(toast|temp)'
           ORDER BY 1, 2, a.attnum"#,
        &[],
    )?;
    let mask = |raw: RawColumn| ColumnFact {
        default: raw.expression.as_deref().map(masked),
        default_hash: raw.expression.as_deref().map(|text| fingerprint(key, text)),
        ..raw.fact
    };
    Ok(raw.into_iter().map(mask).collect())
}

pub(super) fn read_sequences(session: &mut Session, _key: &str) -> Result<Vec<SequenceFact>, ProbeFailure> {
    session.rows(
        r#"SELECT n.nspname AS schema, c.relname AS name, format_type(q.seqtypid, NULL) AS "dataType",
             CASE WHEN has_sequence_privilege(c.oid, 'USAGE,SELECT') THEN pg_sequence_last_value(c.oid) END
               AS "lastValue",
             q.seqmax AS "maxValue",
             (SELECT tn.nspname || '.' || t.relname || '.' || a.attname
              FROM pg_depend d JOIN pg_class t ON t.oid = d.refobjid JOIN pg_namespace tn ON tn.oid = t.relnamespace
              JOIN pg_attribute a ON a.attrelid = t.oid AND a.attnum = d.refobjsubid
              WHERE d.classid = 'pg_class'::regclass AND d.objid = c.oid AND d.refclassid = 'pg_class'::regclass
                AND d.deptype IN ('a', 'i')
              LIMIT 1) AS owner
           FROM pg_sequence q JOIN pg_class c ON c.oid = q.seqrelid JOIN pg_namespace n ON n.oid = c.relnamespace
           WHERE n.nspname NOT IN ('pg_catalog', 'information_schema') AND n.nspname !~ '^pg_temp'
           ORDER BY 1, 2"#,
        &[],
    )
}
