//! How each migration tool keeps its ledger.

/// What an entry is known by.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Identity {
    Version,
    Name,
    /// The file's name, with or without its ending, or that of its folder.
    File,
    /// The SHA-256 of the file.
    Contents,
}

/// One tool's table.
#[derive(Debug)]
pub(super) struct LedgerTable {
    pub(super) tools: &'static str,
    pub(super) name: &'static str,
    /// The columns that tell it from another tool's table of the same name.
    pub(super) columns: &'static [&'static str],
    pub(super) identity: Identity,
    /// It holds the last version alone.
    pub(super) last_only: bool,
    /// Selects `id`, `checksum`, `appliedAt`, `seconds` and `failed`.
    pub(super) sql: &'static str,
}

const fn every(
    tools: &'static str,
    name: &'static str,
    columns: &'static [&'static str],
    identity: Identity,
    sql: &'static str,
) -> LedgerTable {
    LedgerTable { tools, name, columns, identity, last_only: false, sql }
}

const fn last(
    tools: &'static str,
    name: &'static str,
    columns: &'static [&'static str],
    sql: &'static str,
) -> LedgerTable {
    LedgerTable { tools, name, columns, identity: Identity::Version, last_only: true, sql }
}

use Identity::*;

/// Where two tools use one name, the one with more columns comes first.
pub(super) const LEDGERS: &[LedgerTable] = &[
    every(
        "sqlx",
        "_sqlx_migrations",
        &["version", "success", "checksum", "execution_time"],
        Version,
        r#"SELECT version::text AS id, encode(checksum, 'hex') AS checksum,
             to_char(installed_on AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             execution_time / 1e9 AS seconds, NOT success AS failed FROM {table} ORDER BY version"#,
    ),
    every(
        "Supabase",
        "schema_migrations",
        &["version", "statements"],
        Version,
        r#"SELECT version AS id, NULL AS checksum, NULL AS "appliedAt", NULL AS seconds, false AS failed
           FROM {table} ORDER BY version"#,
    ),
    last(
        "golang-migrate",
        "schema_migrations",
        &["version", "dirty"],
        r#"SELECT version::text AS id, NULL AS checksum, NULL AS "appliedAt", NULL AS seconds, dirty AS failed
           FROM {table}"#,
    ),
    every(
        "dbmate, Rails",
        "schema_migrations",
        &["version"],
        Version,
        r#"SELECT version::text AS id, NULL AS checksum, NULL AS "appliedAt", NULL AS seconds, false AS failed
           FROM {table} ORDER BY version"#,
    ),
    every(
        "pop",
        "schema_migration",
        &["version"],
        Version,
        r#"SELECT version::text AS id, NULL AS checksum, NULL AS "appliedAt", NULL AS seconds, false AS failed
           FROM {table} ORDER BY version"#,
    ),
    every(
        "Flyway",
        "flyway_schema_history",
        &["version", "checksum", "installed_on", "execution_time", "success"],
        Version,
        r#"SELECT version AS id, checksum::text AS checksum,
             to_char(installed_on, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt",
             execution_time / 1000.0 AS seconds, NOT success AS failed
           FROM {table} WHERE version IS NOT NULL ORDER BY installed_rank"#,
    ),
    every(
        "goose",
        "goose_db_version",
        &["id", "version_id", "is_applied"],
        Version,
        r#"SELECT id, checksum, "appliedAt", seconds, failed FROM (
             SELECT DISTINCT ON (version_id) version_id, version_id::text AS id, NULL AS checksum,
               to_char(tstamp, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt", NULL AS seconds, false AS failed, is_applied
             FROM {table} ORDER BY version_id, {table}.id DESC) AS newest
           WHERE is_applied AND version_id > 0 ORDER BY version_id"#,
    ),
    every(
        "Prisma",
        "_prisma_migrations",
        &["migration_name", "finished_at", "rolled_back_at", "checksum"],
        File,
        r#"SELECT migration_name AS id, checksum,
             to_char(finished_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             extract(epoch FROM finished_at - started_at)::float8 AS seconds, finished_at IS NULL AS failed
           FROM {table} WHERE rolled_back_at IS NULL ORDER BY started_at"#,
    ),
    every(
        "diesel",
        "__diesel_schema_migrations",
        &["version", "run_on"],
        Version,
        r#"SELECT version AS id, NULL AS checksum, to_char(run_on, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY version"#,
    ),
    every(
        "refinery",
        "refinery_schema_history",
        &["version", "applied_on", "checksum"],
        Version,
        r#"SELECT version::text AS id, checksum, applied_on AS "appliedAt", NULL AS seconds, false AS failed
           FROM {table} ORDER BY version"#,
    ),
    every(
        "Sqitch",
        "changes",
        &["change_id", "change", "project", "committed_at"],
        Name,
        r#"SELECT change AS id, script_hash AS checksum,
             to_char(committed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY committed_at"#,
    ),
    every(
        "Liquibase",
        "databasechangelog",
        &["id", "author", "filename", "md5sum"],
        Name,
        r#"SELECT id, md5sum AS checksum, to_char(dateexecuted, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY orderexecuted"#,
    ),
    every(
        "Atlas",
        "atlas_schema_revisions",
        &["version", "hash", "execution_time", "executed_at", "error"],
        Version,
        r#"SELECT version AS id, hash AS checksum,
             to_char(executed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             execution_time / 1e9 AS seconds, coalesce(error, '') <> '' AS failed FROM {table} ORDER BY version"#,
    ),
    every(
        "Drizzle",
        "__drizzle_migrations",
        &["hash", "created_at"],
        Contents,
        r#"SELECT hash AS id, hash AS checksum, NULL AS "appliedAt", NULL AS seconds, false AS failed
           FROM {table} ORDER BY created_at"#,
    ),
    every(
        "node-pg-migrate",
        "pgmigrations",
        &["name", "run_on"],
        File,
        r#"SELECT name AS id, NULL AS checksum, to_char(run_on, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY run_on"#,
    ),
    every(
        "graphile-migrate",
        "migrations",
        &["hash", "previous_hash", "filename", "date"],
        File,
        r#"SELECT filename AS id, hash AS checksum,
             to_char(date AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY date"#,
    ),
    every(
        "postgres-migrations",
        "migrations",
        &["id", "name", "hash", "executed_at"],
        Version,
        r#"SELECT id::text AS id, hash AS checksum, to_char(executed_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} WHERE id > 0 ORDER BY id"#,
    ),
    every(
        "pgmigrate",
        "schema_version",
        &["version", "description", "installed_on"],
        Version,
        r#"SELECT version::text AS id, NULL AS checksum, to_char(installed_on, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY version"#,
    ),
    last(
        "tern",
        "schema_version",
        &["version"],
        r#"SELECT version::text AS id, NULL AS checksum, NULL AS "appliedAt", NULL AS seconds, false AS failed
           FROM {table}"#,
    ),
    every(
        "postgrator",
        "schemaversion",
        &["version", "md5", "run_at"],
        Version,
        r#"SELECT version::text AS id, md5 AS checksum, to_char(run_at, 'YYYY-MM-DD"T"HH24:MI:SS') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} WHERE version > 0 ORDER BY version"#,
    ),
    every(
        "sql-migrate",
        "gorp_migrations",
        &["id", "applied_at"],
        File,
        r#"SELECT id, NULL AS checksum,
             to_char(applied_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY id"#,
    ),
    every(
        "yoyo",
        "_yoyo_migration",
        &["migration_hash", "migration_id", "applied_at_utc"],
        File,
        r#"SELECT migration_id AS id, migration_hash AS checksum,
             to_char(applied_at_utc, 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY applied_at_utc"#,
    ),
    every(
        "Alembic",
        "alembic_version",
        &["version_num"],
        Name,
        r#"SELECT version_num AS id, NULL AS checksum, NULL AS "appliedAt", NULL AS seconds, false AS failed
           FROM {table}"#,
    ),
    every(
        "Django",
        "django_migrations",
        &["app", "name", "applied"],
        Name,
        r#"SELECT name AS id, NULL AS checksum,
             to_char(applied AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS"Z"') AS "appliedAt",
             NULL AS seconds, false AS failed FROM {table} ORDER BY id"#,
    ),
];
