//! A rehearsal as JSON, version 1. These structs are its definition.

use std::io::{self, Write};

use serde::Serialize;

use crate::migration::{History, Script};
use crate::report::locks;
use crate::server::Refusal;

use super::super::load::{Load, Share};
use super::super::trip::{Leg, Trip};
use super::super::watched::Seen;
use super::super::{Rehearsal, Whole};
use super::statement::Observed;
use super::{Rehearsed, path};

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    server: Server<'a>,
    migrations: Vec<Migration<'a>>,
    /// Every way back, one after the other, and up again; absent where fewer than two can be taken back.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    histories: Vec<WholeHistory<'a>>,
    /// What the history takes to be there, and was made for it: `role app`.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    made: Vec<&'a str>,
    /// Tables that no rows could be made up for.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    unseeded: Vec<Unseeded<'a>>,
}

#[derive(Serialize)]
struct Server<'a> {
    kind: &'a str,
    version: &'a str,
}

#[derive(Serialize)]
struct Unseeded<'a> {
    relation: &'a str,
    reason: &'a str,
}

#[derive(Serialize)]
struct Migration<'a> {
    path: &'a str,
    up: &'static str,
    /// It failed over rows that were made up; how it ended without them.
    #[serde(skip_serializing_if = "Option::is_none")]
    without_rows: Option<&'static str>,
    again: &'static str,
    /// What a second run changes once more.
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    again_changes: &'a [String],
    down: &'static str,
    /// Whether the way back led back; absent where none was gone.
    #[serde(skip_serializing_if = "Option::is_none")]
    restored: Option<bool>,
    lost: Vec<String>,
    left: Vec<String>,
    changed: Vec<String>,
    up_again: &'static str,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    invalid_indexes: &'a [String],
    errors: Vec<Error<'a>>,
    statements: Vec<Statement<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    load: Option<Vec<Traffic<'a>>>,
}

#[derive(Serialize)]
struct Error<'a> {
    /// `up`, `again`, `down` or `up_again`.
    leg: &'static str,
    code: &'a str,
    message: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    line: Option<usize>,
}

#[derive(Serialize)]
struct Statement<'a> {
    line: usize,
    sql: &'a str,
    predicted: locks::Statement<'a>,
    #[serde(skip_serializing_if = "Option::is_none")]
    observed: Option<Observed>,
    agrees: bool,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    differences: &'a [String],
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    only_observed: &'a [String],
    #[serde(skip_serializing_if = "Option::is_none")]
    error: Option<StatementError<'a>>,
}

#[derive(Serialize)]
struct StatementError<'a> {
    code: &'a str,
    message: &'a str,
}

#[derive(Serialize)]
struct Traffic<'a> {
    relation: &'a str,
    reads: Queries,
    writes: Queries,
}

#[derive(Serialize)]
struct Queries {
    queries: usize,
    failed: usize,
    longest_milliseconds: f64,
    blocked: Vec<Blocked>,
}

#[derive(Serialize)]
struct Blocked {
    line: usize,
    milliseconds: f64,
}

#[derive(Serialize)]
struct WholeHistory<'a> {
    /// The earliest migration that was taken back.
    from: &'a str,
    migrations: usize,
    down: &'static str,
    up: &'static str,
    restored: bool,
    differences: Vec<&'a str>,
}

pub fn write(rehearsed: &[Rehearsed], out: &mut dyn Write) -> io::Result<()> {
    let first = rehearsed.first().map(|one| one.rehearsal);
    let server = first.map_or(Server { kind: "", version: "" }, |first| Server {
        kind: first.server,
        version: &first.version,
    });
    let rehearsals = || rehearsed.iter().map(|one| one.rehearsal);
    let report = Report {
        version: 1,
        server,
        migrations: rehearsed
            .iter()
            .flat_map(|one| one.rehearsal.trips.iter().map(|trip| Migration::of(one.history, trip)))
            .collect(),
        histories: rehearsed.iter().filter_map(WholeHistory::of).collect(),
        made: rehearsals().flat_map(|rehearsal| rehearsal.made.iter().map(String::as_str)).collect(),
        unseeded: rehearsals().flat_map(unseeded).collect(),
    };
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    serde_json::to_writer(&mut out, &report)?;
    out.write_all(b"\n")?;
    out.flush()
}

fn unseeded(rehearsal: &Rehearsal) -> impl Iterator<Item = Unseeded<'_>> {
    rehearsal.unseeded.iter().map(|one| Unseeded { relation: &one.table, reason: &one.reason })
}

impl<'a> WholeHistory<'a> {
    fn of(one: &Rehearsed<'a>) -> Option<Self> {
        let whole: &Whole = one.rehearsal.whole.as_ref()?;
        Some(Self {
            from: path(&one.history.migrations[whole.first]),
            migrations: whole.migrations,
            down: whole.down.name(),
            up: whole.up.name(),
            restored: whole.restored(),
            differences: whole.differences.iter().map(|difference| difference.object()).collect(),
        })
    }
}

impl<'a> Migration<'a> {
    fn of(history: &'a History, trip: &'a Trip) -> Self {
        let migration = &history.migrations[trip.index];
        let up = migration.up.as_ref();
        let legs = [
            ("up", &trip.up, up),
            ("again", &trip.again, up),
            ("down", &trip.down, migration.down.script()),
            ("up_again", &trip.up_again, up),
        ];
        Self {
            path: path(migration),
            up: trip.up.name(),
            without_rows: trip.without_rows.as_ref().map(Leg::name),
            again: trip.again.name(),
            again_changes: &trip.again_changes,
            down: trip.down.name(),
            restored: trip.restored(),
            lost: trip.lost(),
            left: trip.left(),
            changed: trip.changed(),
            up_again: trip.up_again.name(),
            invalid_indexes: &trip.invalid,
            errors: legs.into_iter().filter_map(|(leg, way, script)| Error::of(leg, way, script)).collect(),
            statements: up
                .map(|up| trip.seen.iter().map(|seen| Statement::of(up, seen)).collect())
                .unwrap_or_default(),
            load: trip.load.as_ref().zip(up).map(|(load, up)| traffic(load, up)),
        }
    }
}

impl<'a> Error<'a> {
    fn of(leg: &'static str, way: &'a Leg, script: Option<&Script>) -> Option<Self> {
        let failed = way.failed()?;
        let Refusal { code, message, .. } = &failed.refusal;
        let line = script.zip(failed.step).map(|(script, step)| line(script, step));
        Some(Self { leg, code, message, line })
    }
}

impl<'a> Statement<'a> {
    fn of(script: &'a Script, seen: &'a Seen) -> Self {
        let predicted = locks::Statement::of_step(script, seen.step);
        Self {
            line: line(script, seen.step),
            sql: script.source.slice(script.steps[seen.step].span()),
            predicted,
            observed: seen.outcome.as_ref().map(|outcome| Observed::of(script, seen, outcome)),
            agrees: seen.differences.is_empty(),
            differences: &seen.differences,
            only_observed: &seen.only_observed,
            error: seen
                .error
                .as_ref()
                .map(|error| StatementError { code: &error.code, message: &error.message }),
        }
    }
}

fn traffic<'a>(load: &'a Load, script: &Script) -> Vec<Traffic<'a>> {
    let queries = |share: &Share| Queries {
        queries: share.queries,
        failed: share.failed,
        longest_milliseconds: share.longest_milliseconds,
        blocked: share
            .blocked_by
            .iter()
            .map(|(step, milliseconds)| Blocked { line: line(script, *step), milliseconds: *milliseconds })
            .collect(),
    };
    let tables = load.tables.iter();
    tables
        .map(|waited| Traffic {
            relation: &waited.table,
            reads: queries(&waited.reads),
            writes: queries(&waited.writes),
        })
        .collect()
}

fn line(script: &Script, step: usize) -> usize {
    script.source.line_column(script.steps[step].span().start).line
}
