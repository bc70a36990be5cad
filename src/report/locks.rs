//! The locks of every statement as JSON, version 1. These structs are its definition.

use std::io::{self, Write};

use serde::Serialize;

use crate::catalog::{Catalog, Origin, QualifiedName, Relation, RelationId, RelationKind, TransactionKind};
use crate::effects::{Work, WorkKind};
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
pub(crate) struct Statement<'a> {
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
pub(crate) struct Lock {
    pub(crate) relation: String,
    pub(crate) kind: &'static str,
    /// As `LOCK TABLE` spells it.
    pub(crate) mode: &'static str,
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
        let steps = &script.steps;
        let outer: Vec<usize> = (0..steps.len()).filter(|index| steps[*index].within.is_none()).collect();
        let after = |place: usize| outer.get(place + 1).map_or(&script.after, |next| &steps[*next].before);
        let statements = outer.iter().enumerate();
        let statements =
            statements.map(|(place, index)| Statement::of(script, &steps[*index], after(place))).collect();
        Self { path: script.source.path(), transaction: script.unit.name(), statements }
    }
}

impl<'a> Statement<'a> {
    /// A statement of a script, by the index of its step; what a block does counts for the block.
    pub(crate) fn of_step(script: &'a Script, index: usize) -> Self {
        let inner = script.steps.iter().skip(index + 1).take_while(|step| step.within.is_some()).count();
        Self::of(script, &script.steps[index], script.after_step(index + inner))
    }

    fn of(script: &'a Script, step: &Step, after: &Catalog) -> Self {
        let alone = |kind: TransactionKind| kind == TransactionKind::Single;
        let open = step.before.session.transaction.as_ref();
        let locks = step.effects.locks.iter().filter_map(|lock| {
            let relation = certain(step, lock.relation)?;
            Some(Lock { relation: name(&relation.name), kind: relation.kind.name(), mode: lock.mode.name() })
        });
        Self {
            line: script.source.line_column(step.span().start).line,
            sql: script.source.slice(step.span()),
            transactional: open.is_some_and(|open| !alone(open.kind)),
            locks: locks.collect(),
            rewrites: rewrites(step),
            scans: worked_on(step, |kind| *kind == WorkKind::Scan).map(|table| name(&table.name)).collect(),
            index_builds: index_builds(step, after),
        }
    }
}

fn worked_on(step: &Step, kind: impl Fn(&WorkKind) -> bool) -> impl Iterator<Item = &Relation> {
    let work = step.effects.work.iter().filter(move |work| kind(&work.kind));
    let own = work.filter_map(|work| certain(step, work.relation));
    own.filter(|relation| !relation.hides_partitions())
}

/// What gets another file: written anew, or emptied.
fn rewrites(step: &Step) -> Vec<String> {
    let changed = worked_on(step, |kind| matches!(kind, WorkKind::Rewrite | WorkKind::NewFile));
    changed.filter(|relation| !relation.kind.is_index()).map(|relation| name(&relation.name)).collect()
}

/// Indexes built, also those of a table that the statement makes, and those emptied with their table.
fn index_builds(step: &Step, after: &Catalog) -> Vec<String> {
    let hidden = |work: &Work| {
        let table = step.before.relation(work.relation);
        table.is_some_and(|table| table.hides_partitions())
    };
    let built = step.effects.work.iter().filter_map(|work| match &work.kind {
        WorkKind::IndexBuild { index } if index.schema != "pg_temp" && !hidden(work) => Some(name(index)),
        _ => None,
    });
    let emptied = worked_on(step, |kind| *kind == WorkKind::NewFile);
    let emptied = emptied.filter(|relation| relation.kind.is_index()).map(|index| name(&index.name));
    let with_table = after.made_since(&step.before).filter(|relation| {
        let table = relation.index.as_deref().and_then(|index| index.table);
        relation.kind == RelationKind::Index
            && table.is_some_and(|table| step.before.relation(table).is_none())
    });
    let mut builds: Vec<String> = built.chain(emptied).collect();
    builds.extend(with_table.map(|index| name(&index.name)));
    builds
}

/// A relation that was there before, as far as the history tells: not what only an `IF EXISTS` speaks of,
/// nor temporary tables, which no one else sees.
fn certain(step: &Step, relation: RelationId) -> Option<&Relation> {
    let relation = step.before.relation(relation)?;
    (relation.origin != Origin::Assumed { certain: false } && !relation.is_temporary()).then_some(relation)
}

/// The name as the catalog has it, with its schema.
fn name(name: &QualifiedName) -> String {
    format!("{}.{}", name.schema, name.name)
}
