//! How each migration tool keeps its ledger: a table of values.

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

/// A column that says when a migration was applied.
#[derive(Clone, Copy, Debug)]
pub(super) enum Moment {
    Unknown,
    /// With a time zone.
    Zoned(&'static str),
    /// In UTC, and it does not say so.
    Utc(&'static str),
    /// In the time zone of whoever wrote it.
    Local(&'static str),
    /// As text.
    Text(&'static str),
}

/// One tool's table. What the tool notes of a migration is SQL over its columns.
#[derive(Debug)]
pub(super) struct LedgerTable {
    pub(super) tools: &'static str,
    pub(super) name: &'static str,
    /// The columns that tell it from another tool's table of the same name.
    pub(super) columns: &'static [&'static str],
    pub(super) identity: Identity,
    /// It holds the last version alone.
    pub(super) last_only: bool,
    id: &'static str,
    checksum: &'static str,
    applied: Moment,
    seconds: &'static str,
    failed: &'static str,
    /// Where its rows are, when they are not simply those of the table.
    rows: &'static str,
    condition: &'static str,
    order: &'static str,
}

impl LedgerTable {
    /// Selects `id`, `checksum`, `appliedAt`, `seconds` and `failed`.
    pub(super) fn sql(&self, table: &str) -> String {
        let local = r#"'YYYY-MM-DD"T"HH24:MI:SS'"#;
        let utc = r#"'YYYY-MM-DD"T"HH24:MI:SS"Z"'"#;
        let applied = match self.applied {
            Moment::Unknown => "NULL".to_owned(),
            Moment::Zoned(column) => format!("to_char({column} AT TIME ZONE 'UTC', {utc})"),
            Moment::Utc(column) => format!("to_char({column}, {utc})"),
            Moment::Local(column) => format!("to_char({column}, {local})"),
            Moment::Text(column) => column.to_owned(),
        };
        let Self { id, checksum, seconds, failed, condition, order, .. } = self;
        let rows = self.rows.replace("{table}", table);
        format!(
            "SELECT {id} AS id, {checksum} AS checksum, {applied} AS \"appliedAt\", {seconds} AS seconds, \
             {failed} AS failed FROM {rows} AS ledger WHERE {condition} ORDER BY {order}"
        )
    }
}

use Identity::*;
use Moment::*;

/// What most tables have: every version, and nothing else of it.
const PLAIN: LedgerTable = LedgerTable {
    tools: "",
    name: "",
    columns: &[],
    identity: Version,
    last_only: false,
    id: "version::text",
    checksum: "NULL",
    applied: Unknown,
    seconds: "NULL",
    failed: "false",
    rows: "{table}",
    condition: "true",
    order: "ledger.version",
};

/// Where two tools use one name, the one with more columns comes first.
pub(super) const LEDGERS: &[LedgerTable] = &[
    LedgerTable {
        tools: "sqlx",
        name: "_sqlx_migrations",
        columns: &["version", "success", "checksum", "execution_time"],
        checksum: "encode(checksum, 'hex')",
        applied: Zoned("installed_on"),
        seconds: "execution_time / 1e9",
        failed: "NOT success",
        ..PLAIN
    },
    LedgerTable {
        tools: "Supabase",
        name: "schema_migrations",
        columns: &["version", "statements"],
        ..PLAIN
    },
    LedgerTable {
        tools: "golang-migrate",
        name: "schema_migrations",
        columns: &["version", "dirty"],
        last_only: true,
        failed: "dirty",
        ..PLAIN
    },
    LedgerTable {
        tools: "Migratus",
        name: "schema_migrations",
        columns: &["id", "applied", "description"],
        id: "id::text",
        applied: Local("applied"),
        condition: "id > 0",
        order: "ledger.id",
        ..PLAIN
    },
    LedgerTable { tools: "dbmate, Rails", name: "schema_migrations", columns: &["version"], ..PLAIN },
    LedgerTable { tools: "pop, popx", name: "schema_migration", columns: &["version"], ..PLAIN },
    LedgerTable {
        tools: "bun",
        name: "bun_migrations",
        columns: &["name", "group_id", "migrated_at"],
        id: "name",
        applied: Zoned("migrated_at"),
        order: "ledger.id",
        ..PLAIN
    },
    LedgerTable {
        tools: "Flyway",
        name: "flyway_schema_history",
        columns: &["version", "checksum", "installed_on", "execution_time", "success"],
        checksum: "checksum::text",
        applied: Local("installed_on"),
        seconds: "execution_time / 1000.0",
        failed: "NOT success",
        condition: "version IS NOT NULL",
        order: "installed_rank",
        ..PLAIN
    },
    LedgerTable {
        tools: "goose",
        name: "goose_db_version",
        columns: &["id", "version_id", "is_applied"],
        id: "version_id::text",
        applied: Local("tstamp"),
        rows: "(SELECT DISTINCT ON (version_id) * FROM {table} ORDER BY version_id, id DESC)",
        condition: "is_applied AND version_id > 0",
        order: "version_id",
        ..PLAIN
    },
    LedgerTable {
        tools: "Prisma",
        name: "_prisma_migrations",
        columns: &["migration_name", "finished_at", "rolled_back_at", "checksum"],
        identity: File,
        id: "migration_name",
        checksum: "checksum",
        applied: Zoned("finished_at"),
        seconds: "extract(epoch FROM finished_at - started_at)::float8",
        failed: "finished_at IS NULL",
        condition: "rolled_back_at IS NULL",
        order: "started_at",
        ..PLAIN
    },
    LedgerTable {
        tools: "diesel",
        name: "__diesel_schema_migrations",
        columns: &["version", "run_on"],
        applied: Local("run_on"),
        ..PLAIN
    },
    LedgerTable {
        tools: "refinery",
        name: "refinery_schema_history",
        columns: &["version", "applied_on", "checksum"],
        checksum: "checksum",
        applied: Text("applied_on"),
        ..PLAIN
    },
    LedgerTable {
        tools: "Sqitch",
        name: "changes",
        columns: &["change_id", "change", "project", "committed_at"],
        identity: Name,
        id: "change",
        checksum: "script_hash",
        applied: Zoned("committed_at"),
        order: "committed_at",
        ..PLAIN
    },
    LedgerTable {
        tools: "Liquibase",
        name: "databasechangelog",
        columns: &["id", "author", "filename", "md5sum"],
        identity: Name,
        id: "id",
        checksum: "md5sum",
        applied: Local("dateexecuted"),
        order: "orderexecuted",
        ..PLAIN
    },
    LedgerTable {
        tools: "Atlas",
        name: "atlas_schema_revisions",
        columns: &["version", "hash", "execution_time", "executed_at", "error"],
        checksum: "hash",
        applied: Zoned("executed_at"),
        seconds: "execution_time / 1e9",
        failed: "coalesce(error, '') <> ''",
        ..PLAIN
    },
    LedgerTable {
        tools: "Drizzle",
        name: "__drizzle_migrations",
        columns: &["hash", "created_at"],
        identity: Contents,
        id: "hash",
        checksum: "hash",
        order: "created_at",
        ..PLAIN
    },
    LedgerTable {
        tools: "node-pg-migrate",
        name: "pgmigrations",
        columns: &["name", "run_on"],
        identity: File,
        id: "name",
        applied: Local("run_on"),
        order: "run_on",
        ..PLAIN
    },
    LedgerTable {
        tools: "graphile-migrate",
        name: "migrations",
        columns: &["hash", "previous_hash", "filename", "date"],
        identity: File,
        id: "filename",
        checksum: "hash",
        applied: Zoned("date"),
        order: "date",
        ..PLAIN
    },
    LedgerTable {
        tools: "postgres-migrations",
        name: "migrations",
        columns: &["id", "name", "hash", "executed_at"],
        id: "id::text",
        checksum: "hash",
        applied: Local("executed_at"),
        condition: "id > 0",
        order: "ledger.id",
        ..PLAIN
    },
    LedgerTable {
        tools: "rambler",
        name: "migrations",
        columns: &["migration"],
        identity: File,
        id: "migration",
        order: "migration",
        ..PLAIN
    },
    LedgerTable {
        tools: "pgmigrate",
        name: "schema_version",
        columns: &["version", "description", "installed_on"],
        applied: Local("installed_on"),
        ..PLAIN
    },
    LedgerTable { tools: "tern", name: "schema_version", columns: &["version"], last_only: true, ..PLAIN },
    LedgerTable {
        tools: "postgrator",
        name: "schemaversion",
        columns: &["version", "md5", "run_at"],
        checksum: "md5",
        applied: Local("run_at"),
        condition: "version > 0",
        ..PLAIN
    },
    LedgerTable {
        tools: "sql-migrate",
        name: "gorp_migrations",
        columns: &["id", "applied_at"],
        identity: File,
        id: "id",
        applied: Zoned("applied_at"),
        order: "ledger.id",
        ..PLAIN
    },
    LedgerTable {
        tools: "yoyo",
        name: "_yoyo_migration",
        columns: &["migration_hash", "migration_id", "applied_at_utc"],
        identity: File,
        id: "migration_id",
        checksum: "migration_hash",
        applied: Utc("applied_at_utc"),
        order: "applied_at_utc",
        ..PLAIN
    },
    LedgerTable {
        tools: "Alembic",
        name: "alembic_version",
        columns: &["version_num"],
        identity: Name,
        id: "version_num",
        order: "version_num",
        ..PLAIN
    },
    LedgerTable {
        tools: "Django",
        name: "django_migrations",
        columns: &["app", "name", "applied"],
        identity: Name,
        id: "name",
        applied: Zoned("applied"),
        order: "ledger.id",
        ..PLAIN
    },
];
