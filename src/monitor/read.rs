//! Takes a sample: counters of every node, sizes, and statements where the server collects them.

use serde::Deserialize;

use super::LogCount;
use super::sample::{FORMAT, Sample, Sizes, Statement, Statements};
use crate::connect::{ProbeFailure, Session};
use crate::evidence::ServerIdentity;
use crate::live::{self, NodeUsage};

/// So many statements are kept: those that took most of the time.
const STATEMENTS: i64 = 200;

#[derive(Deserialize)]
struct TableSize {
    name: String,
    bytes: u64,
}

#[derive(Deserialize)]
struct DatabaseSize {
    bytes: u64,
}

/// Asks the primary, and takes in what the standbys counted.
pub fn read(
    session: &mut Session,
    standbys: Vec<NodeUsage>,
    log: Option<LogCount>,
) -> Result<Sample, ProbeFailure> {
    let server = session.server().clone();
    let name = if server.in_recovery { "standby" } else { "primary" };
    let primary = live::read_usage(session, name)?;
    let taken_at = jiff::Timestamp::from_second(primary.taken_at)
        .map_err(|error| ProbeFailure::Misread(error.to_string()))?;
    let mut nodes = vec![primary];
    nodes.extend(standbys);
    let identity = server
        .system_identifier
        .clone()
        .map(|system_identifier| ServerIdentity { system_identifier, database: server.database.clone() });
    Ok(Sample {
        format: FORMAT,
        tool: env!("CARGO_PKG_VERSION").to_owned(),
        taken_at,
        is_baseline: false,
        server: identity,
        database: server.database,
        nodes,
        sizes: sizes(session)?,
        statements: statements(session)?,
        log,
        previous: String::new(),
        hash: String::new(),
    })
}

/// A table that another session has to itself is left out: its size would have to wait.
fn sizes(session: &mut Session) -> Result<Sizes, ProbeFailure> {
    let whole: DatabaseSize = session
        .row("SELECT pg_database_size(current_database()) AS bytes", &[])
        .or_else(|failure| match failure {
            ProbeFailure::Lost => Err(failure),
            _ => Ok(DatabaseSize { bytes: 0 }),
        })?;
    let tables: Vec<TableSize> = session.rows(
        "WITH taken AS MATERIALIZED (
           SELECT relation FROM pg_locks WHERE mode = 'AccessExclusiveLock' AND relation IS NOT NULL)
         SELECT n.nspname || '.' || c.relname AS name, pg_total_relation_size(c.oid) AS bytes
         FROM pg_class c JOIN pg_namespace n ON n.oid = c.relnamespace
         WHERE c.relkind IN ('r', 'm') AND n.nspname NOT IN ('pg_catalog', 'information_schema')
           AND n.nspname !~ '^pg_(toast|temp)' AND c.oid NOT IN (SELECT relation FROM taken)
         ORDER BY 1",
        &[],
    )?;
    let tables = tables.into_iter().map(|table| (table.name, table.bytes)).collect();
    Ok(Sizes { database: whole.bytes, tables })
}

#[derive(Deserialize)]
struct Extension {
    schema: String,
    /// Whether its view says when it was reset.
    dated: bool,
    /// The column for the time of all executions: it was renamed in version 1.8.
    total: String,
}

#[derive(Deserialize)]
struct Raw {
    id: String,
    text: Option<String>,
    calls: i64,
    total: f64,
}

#[derive(Deserialize)]
struct Reset {
    at: Option<i64>,
}

fn statements(session: &mut Session) -> Result<Option<Statements>, ProbeFailure> {
    let found: Vec<Extension> = session.rows(
        "SELECT quote_ident(n.nspname) AS schema,
                EXISTS (SELECT FROM pg_class c WHERE c.relnamespace = n.oid AND c.relname = 'pg_stat_statements_info')
                  AS dated,
                CASE WHEN EXISTS (SELECT FROM pg_attribute a JOIN pg_class c ON c.oid = a.attrelid
                                  WHERE c.relnamespace = n.oid AND c.relname = 'pg_stat_statements'
                                    AND a.attname = 'total_exec_time')
                     THEN 'total_exec_time' ELSE 'total_time' END AS total
         FROM pg_extension e JOIN pg_namespace n ON n.oid = e.extnamespace
         WHERE e.extname = 'pg_stat_statements'",
        &[],
    )?;
    let Some(Extension { schema, dated, total }) = found.into_iter().next() else { return Ok(None) };
    let own = format!(
        "SELECT queryid::text AS id,
                CASE WHEN min(query) ~* '^\\s*(select|insert|update|delete|with|merge)\\M'
                     THEN left(regexp_replace(min(query), '\\s+', ' ', 'g'), 160) END AS text,
                sum(calls)::int8 AS calls, sum({total})::float8 AS total
         FROM {schema}.pg_stat_statements
         WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND queryid IS NOT NULL
           AND query NOT LIKE '%pg_stat_statements%' AND query <> '<insufficient privilege>'
           AND query NOT LIKE 'SELECT pg_catalog.row_to_json(answer)::%'
         GROUP BY queryid ORDER BY sum({total}) DESC LIMIT {STATEMENTS}"
    );
    // It is installed and not loaded, or not for this role.
    let rows: Vec<Raw> = match session.rows(&own, &[]) {
        Ok(rows) => rows,
        Err(ProbeFailure::Lost) => return Err(ProbeFailure::Lost),
        Err(_) => return Ok(None),
    };
    let reset = match dated {
        true => {
            let sql = format!(
                "SELECT extract(epoch FROM stats_reset)::int8 AS at FROM {schema}.pg_stat_statements_info"
            );
            session.row::<Reset>(&sql, &[]).ok().and_then(|reset| reset.at)
        }
        false => None,
    };
    let statements = rows.into_iter().map(|raw| Statement {
        id: raw.id,
        text: raw.text,
        calls: raw.calls,
        total_milliseconds: raw.total,
    });
    let mut statements: Vec<Statement> = statements.collect();
    statements.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(Some(Statements { reset, statements }))
}
