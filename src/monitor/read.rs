//! Takes a sample: counters of every node, sizes, and statements where the server collects them.

use serde::Deserialize;

use super::LogCount;
use super::sample::{FORMAT, Sample, Sizes, Statement, Statements};
use crate::connect::{ProbeFailure, Session};
use crate::evidence::ServerIdentity;
use crate::live::{self, NodeUsage};

/// So many statements are kept: those that took most of the time. By default the server keeps no more.
const STATEMENTS: i64 = 5000;

/// So many of them are kept with their text, and those that take long.
const TEXTS: usize = 200;

/// Milliseconds from which a statement takes long.
const LONG: f64 = 1.0;

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
    /// How many there are, whether or not they are listed.
    found: u64,
}

#[derive(Deserialize)]
struct Hidden {
    hidden: bool,
}

#[derive(Default, Deserialize)]
struct Reset {
    at: Option<i64>,
    evictions: Option<i64>,
}

/// What does no work of its own, and what this program asks.
const NO_WORK: &str = r"
    query NOT LIKE '%pg_stat_statements%' AND query NOT LIKE 'SELECT pg_catalog.row_to_json(answer)::%'
    AND query !~* '^\s*(begin|start|set|reset|show|rollback|savepoint|release|discard|deallocate)\M'";

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
                sum(calls)::int8 AS calls, sum({total})::float8 AS total, count(*) OVER () AS found
         FROM {schema}.pg_stat_statements
         WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database()) AND queryid IS NOT NULL
           AND {NO_WORK}
         GROUP BY queryid ORDER BY sum({total}) DESC LIMIT {STATEMENTS}"
    );
    // Of a statement that somebody else ran, a role without the right sees that it is there and nothing else.
    let hidden = format!(
        "SELECT EXISTS (SELECT FROM {schema}.pg_stat_statements
                        WHERE dbid = (SELECT oid FROM pg_database WHERE datname = current_database())
                          AND (queryid IS NULL OR query = '<insufficient privilege>')) AS hidden"
    );
    let dates = format!(
        "SELECT extract(epoch FROM stats_reset)::int8 AS at, dealloc AS evictions FROM {schema}.pg_stat_statements_info"
    );
    let mut answers = || -> Result<(bool, Reset, Vec<Raw>), ProbeFailure> {
        let hidden = session.row::<Hidden>(&hidden, &[])?.hidden;
        let reset = if dated { session.row(&dates, &[])? } else { Reset::default() };
        Ok((hidden, reset, session.rows(&own, &[])?))
    };
    let (reset, rows) = match answers() {
        Ok((false, reset, rows)) => (reset, rows),
        Err(ProbeFailure::Lost) => return Err(ProbeFailure::Lost),
        // It is installed and not loaded, or not for this role.
        Ok((true, ..)) | Err(_) => return Ok(None),
    };
    let found = rows.first().map_or(0, |raw| raw.found);
    let left_out = Some(found.saturating_sub(rows.len() as u64));
    let statements = rows.into_iter().enumerate().map(|(at, raw)| Statement {
        text: raw.text.filter(|_| at < TEXTS || raw.total > LONG * raw.calls as f64),
        id: raw.id,
        calls: raw.calls,
        total_milliseconds: raw.total,
    });
    let mut statements: Vec<Statement> = statements.collect();
    statements.sort_by(|one, other| one.id.cmp(&other.id));
    Ok(Some(Statements { reset: reset.at, evictions: reset.evictions, left_out, statements }))
}
