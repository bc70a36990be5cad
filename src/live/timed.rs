//! What applied migrations took on the host, beside what would be estimated of them now.

use serde::Deserialize;

use crate::ast::{IndexKey, Statement};
use crate::effects::WorkKind;
use crate::migration::{History, Script, Step};

use super::duration::{DurationModel, Task, index_task};
use super::facts::{Facts, RelationFact};
use super::ledger::{Ledger, comparable_version};

/// Shorter than this, in seconds, is mostly the round trip.
const MEASURABLE: f64 = 0.5;

/// Pairs of an estimate and the time that the ledger holds. Tables have grown since, so that the host looks faster than
/// it is; only work that took a while is taken.
pub fn timed(histories: &[History], facts: &Facts) -> Vec<(f64, f64)> {
    let mut pairs = Vec::new();
    for history in histories {
        for migration in history.migrations.iter().filter(|migration| !migration.judged) {
            let took = facts.ledgers.iter().find_map(|ledger| time(ledger, &migration.version));
            let estimated = migration.up.as_ref().map(|script| estimate(script, facts));
            if let (Some(took), Some(estimated)) = (took, estimated)
                && took >= MEASURABLE
                && estimated > 0.0
            {
                pairs.push((estimated, took));
            }
        }
    }
    pairs
}

/// What a rehearsal calls a server that was there before it.
const CLONE: &str = "environment";

/// What statements took in a rehearsal, as `rehearse --format json` wrote it.
#[derive(Clone, Debug, Deserialize)]
pub struct Rehearsed {
    server: Server,
    migrations: Vec<RehearsedMigration>,
}

#[derive(Clone, Debug, Deserialize)]
struct Server {
    kind: String,
}

#[derive(Clone, Debug, Deserialize)]
struct RehearsedMigration {
    path: String,
    statements: Vec<RehearsedStatement>,
}

#[derive(Clone, Debug, Deserialize)]
struct RehearsedStatement {
    line: usize,
    observed: Option<Observed>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
struct Observed {
    milliseconds: f64,
}

impl Rehearsed {
    /// Reads a report; what it cannot be used for is said in one sentence.
    pub fn read(text: &str) -> Result<Self, String> {
        let read: Self = serde_json::from_str(text)
            .map_err(|error| format!("it is no report of `rehearse --format json`: {error}"))?;
        match read.server.kind.as_str() {
            CLONE => Ok(read),
            kind => Err(format!(
                "it ran on rows that were made up ({kind}), whose times say nothing of this host: rehearse on a clone, with \
                 --server-env"
            )),
        }
    }

    /// The seconds of a statement.
    fn seconds(&self, path: &str, line: usize) -> Option<f64> {
        let migration = self.migrations.iter().find(|migration| migration.path == path)?;
        let mut here = migration.statements.iter().filter(|statement| statement.line == line);
        // Of two statements on one line nobody knows which is which.
        let (only, further) = (here.next()?, here.next());
        Some(only.observed.filter(|_| further.is_none())?.milliseconds / 1e3)
    }
}

/// Pairs of an estimate and what a clone took for the same statement, of pending migrations.
pub fn timed_on_clone(histories: &[History], facts: &Facts, rehearsed: &Rehearsed) -> Vec<(f64, f64)> {
    let migrations = histories.iter().flat_map(|history| &history.migrations);
    let scripts =
        migrations.filter(|migration| migration.judged).filter_map(|migration| migration.up.as_ref());
    let pair = |script: &Script, step: &Step| {
        let line = script.source.line_column(step.span().start).line;
        Some((estimate_step(step, facts), rehearsed.seconds(script.source.path(), line)?))
    };
    let pairs = scripts.flat_map(|script| script.steps.iter().filter_map(move |step| pair(script, step)));
    pairs.filter(|(estimated, took)| *took >= MEASURABLE && *estimated > 0.0).collect()
}

fn time(ledger: &Ledger, version: &str) -> Option<f64> {
    let own = comparable_version(version);
    ledger.applied.iter().find(|applied| comparable_version(&applied.id) == own)?.seconds
}

/// The middle of what its work would take now.
fn estimate(script: &Script, facts: &Facts) -> f64 {
    script.steps.iter().map(|step| estimate_step(step, facts)).sum()
}

fn estimate_step(step: &Step, facts: &Facts) -> f64 {
    let model = DurationModel::default();
    let mut whole = 0.0;
    for work in &step.effects.work {
        let Some(name) = step.before.relation(work.relation).map(|relation| &relation.name) else { continue };
        let Some(relation) = facts.relation(&name.schema, &name.name) else { continue };
        let task = match work.kind {
            WorkKind::Rewrite => Task::Rewrite,
            WorkKind::Scan => Task::Verify,
            WorkKind::IndexBuild { .. } => index_build(&step.statement.kind, facts, relation),
            WorkKind::Write { bounded: false } => match step.statement.kind {
                Statement::Delete(_) => Task::Delete,
                _ => Task::Update,
            },
            _ => continue,
        };
        whole += model.middle(task, facts.extent(relation)).unwrap_or_default();
    }
    whole
}

/// The task of building the index of a statement, by the types that its columns have on the server.
pub(super) fn index_build(statement: &Statement, facts: &Facts, relation: &RelationFact) -> Task {
    let Statement::CreateIndex(create) = statement else { return Task::IndexOfNumbers };
    let columns = create.elements.iter().filter_map(|element| match &element.key {
        IndexKey::Column(column) => facts.column(relation, column),
        IndexKey::Expression(_) => None,
    });
    index_task(columns.map(|column| column.data_type.as_str()))
}
