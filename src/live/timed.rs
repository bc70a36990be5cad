//! What applied migrations took on the host, beside what would be estimated of them now.

use crate::ast::{IndexKey, Statement};
use crate::effects::WorkKind;
use crate::migration::{History, Script};

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

fn time(ledger: &Ledger, version: &str) -> Option<f64> {
    let own = comparable_version(version);
    ledger.applied.iter().find(|applied| comparable_version(&applied.id) == own)?.seconds
}

/// The middle of what its work would take now.
fn estimate(script: &Script, facts: &Facts) -> f64 {
    let model = DurationModel::default();
    let mut whole = 0.0;
    for step in &script.steps {
        for work in &step.effects.work {
            let Some(name) = step.before.relation(work.relation).map(|relation| &relation.name) else {
                continue;
            };
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
