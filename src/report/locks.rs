//! The locks of every statement as JSON, version 1. These structs are its definition.

use std::io::{self, Write};

use serde::Serialize;

use crate::catalog::{RelationId, TransactionKind};
use crate::effects::WorkKind;
use crate::migration::{History, Script, Step};
use crate::version::PgVersion;

#[derive(Serialize)]
struct Report<'a> {
    version: u32,
    postgres: u8,
    migrations: Vec<Migration<'a>>,
}

#[derive(Serialize)]
struct Migration<'a> {
    path: &'a str,
    /// How the tool sends the file.
    transaction: &'static str,
    statements: Vec<Statement<'a>>,
}

#[derive(Serialize)]
struct Statement<'a> {
    line: usize,
    sql: &'a str,
    /// It runs in a transaction that others of the file can share.
    transactional: bool,
    locks: Vec<Lock>,
    rewrites: Vec<String>,
    /// Tables read whole to verify or validate; for a foreign key, the referencing one.
    scans: Vec<String>,
    index_builds: Vec<String>,
}

#[derive(Serialize)]
struct Lock {
    relation: String,
    kind: &'static str,
    /// As `LOCK TABLE` spells it.
    mode: &'static str,
}

/// Writes every statement of the migrations that are to be judged.
pub fn write(histories: &[History], version: PgVersion, out: &mut dyn Write) -> io::Result<()> {
    let migrations = histories.iter().flat_map(|history| &history.migrations);
    let scripts =
        migrations.filter(|migration| migration.judged).filter_map(|migration| migration.up.as_ref());
    let report =
        Report { version: 1, postgres: version.major(), migrations: scripts.map(Migration::of).collect() };
    let mut out = io::BufWriter::with_capacity(1 << 16, out);
    serde_json::to_writer(&mut out, &report)?;
    out.write_all(b"\n")?;
    out.flush()
}

impl<'a> Migration<'a> {
    fn of(script: &'a Script) -> Self {
        // What a block does counts for the block.
        let outer = script.steps.iter().filter(|step| step.within.is_none());
        let statements = outer.map(|step| Statement::of(script, step)).collect();
        Self { path: script.source.path(), transaction: script.unit.name(), statements }
    }
}

impl<'a> Statement<'a> {
    fn of(script: &'a Script, step: &Step) -> Self {
        let alone = |kind: TransactionKind| kind == TransactionKind::Single;
        let open = step.before.session.transaction.as_ref();
        let locks = step.effects.locks.iter().filter_map(|lock| {
            let relation = step.before.relation(lock.relation)?;
            let (kind, mode) = (relation.kind.name(), lock.mode.name());
            Some(Lock { relation: name(step, lock.relation)?, kind, mode })
        });
        Self {
            line: script.source.line_column(step.span().start).line,
            sql: script.source.slice(step.span()),
            transactional: open.is_some_and(|open| !alone(open.kind)),
            locks: locks.collect(),
            rewrites: worked_on(step, |kind| *kind == WorkKind::Rewrite),
            scans: worked_on(step, |kind| *kind == WorkKind::Scan),
            index_builds: index_builds(step),
        }
    }
}

fn worked_on(step: &Step, kind: impl Fn(&WorkKind) -> bool) -> Vec<String> {
    let work = step.effects.work.iter().filter(|work| kind(&work.kind));
    work.filter_map(|work| name(step, work.relation)).collect()
}

fn index_builds(step: &Step) -> Vec<String> {
    let built = step.effects.work.iter().filter_map(|work| match &work.kind {
        WorkKind::IndexBuild { index } => Some(format!("{}.{}", index.schema, index.name)),
        _ => None,
    });
    built.collect()
}

/// The name as the catalog has it, with its schema.
fn name(step: &Step, relation: RelationId) -> Option<String> {
    let relation = step.before.relation(relation)?;
    Some(format!("{}.{}", relation.name.schema, relation.name.name))
}
