//! Rewrites, scans and index builds: how large is the table, and how long is it held?

use crate::ast::{AlterActionKind, Statement};
use crate::effects::{Effects, WorkKind, calls_left};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::{DurationModel, Task};
use crate::live::facts::RelationFact;
use crate::live::question::Question;
use crate::live::text;
use crate::live::timed::index_build;

pub(super) static PROBE: Probe = Probe {
    name: "sizes",
    asks: "how large the table is, how long the work takes, and how much waits meanwhile",
    rules: &[
        "add-column-constrained-domain",
        "add-column-identity",
        "add-column-serial",
        "add-column-stored-generated",
        "add-column-volatile-default",
        "add-exclusion-constraint",
        "alter-column-type-rewrite",
        "attach-partition-unprepared",
        "index-not-concurrent",
        "lock-budget-exceeded",
        "refresh-matview-not-concurrent",
        "reindex-not-concurrent",
        "slow-statement-while-holding-lock",
        "table-rewrite",
        "unlogged-table",
        "validate-in-same-transaction",
    ],
    judge,
};

const FILLS: [&str; 4] = [
    "add-column-identity",
    "add-column-serial",
    "add-column-stored-generated",
    "add-column-volatile-default",
];

fn judge(question: &mut Question) -> Judged {
    if let Some(harmless) = stable_default(question) {
        return Ok(Some(harmless));
    }
    let Some((relation, task)) = work(question)? else { return Ok(None) };
    let answer = question.sized(relation, task);
    Ok(Some(match task {
        Task::Rewrite | Task::Fill | Task::Update | Task::Delete => {
            answer.and(&followers(question, relation))
        }
        _ => answer,
    }))
}

/// The slowest work of the statement, and the table that it is done on.
fn work<'a>(question: &Question<'a, '_>) -> Result<Option<(&'a RelationFact, Task)>, Answer> {
    let effects: &Effects = &question.step.effects;
    let own = question.finding.relation.is_some().then(|| question.relation()).transpose()?;
    let rank = |kind: &WorkKind| match kind {
        WorkKind::Rewrite => 4,
        WorkKind::Write { bounded: false } => 3,
        WorkKind::IndexBuild { .. } => 2,
        WorkKind::Scan => 1,
        _ => 0,
    };
    let Some(work) =
        effects.work.iter().filter(|work| rank(&work.kind) > 0).max_by_key(|work| rank(&work.kind))
    else {
        return Ok(None);
    };
    let named = question.step.before.relation(work.relation).map(|relation| &relation.name);
    let relation = match (named, own) {
        (Some(name), _) => question.named(name)?,
        (None, Some(own)) => own,
        (None, None) => return Ok(None),
    };
    Ok(Some((relation, task(question, relation, &work.kind))))
}

fn task(question: &Question, relation: &RelationFact, kind: &WorkKind) -> Task {
    match kind {
        _ if FILLS.contains(&question.finding.rule) => Task::Fill,
        WorkKind::Rewrite => Task::Rewrite,
        WorkKind::Write { .. } if matches!(question.statement(), Statement::Delete(_)) => Task::Delete,
        WorkKind::Write { .. } => Task::Update,
        WorkKind::IndexBuild { .. } => index_build(question.statement(), question.facts, relation),
        _ => Task::Verify,
    }
}

/// A default whose functions the server knows to be stable needs no rewrite, whatever the files left open.
fn stable_default(question: &Question) -> Option<Answer> {
    if question.finding.rule != "add-column-volatile-default" {
        return None;
    }
    let default = question.action(|action| match action {
        AlterActionKind::AddColumn { column, .. } => column.default.as_ref(),
        _ => None,
    })?;
    let mut names = Vec::new();
    for call in calls_left(&default.expr) {
        let mut known = question
            .facts
            .routines
            .iter()
            .filter(|routine| {
                routine.name == call.name.as_str()
                    && call.schema.as_ref().is_none_or(|schema| routine.schema == schema.as_str())
            })
            .peekable();
        known.peek()?;
        if known.any(|routine| routine.volatility == "v") {
            return None;
        }
        names.push(call.name.to_string());
    }
    (!names.is_empty()).then(|| {
        Answer::refuted(format!(
            "{} is not volatile on the server, so nothing is rewritten",
            text::names(&names)
        ))
    })
}

/// Those who have to follow every byte: a rewrite writes the table into the log once more.
fn followers(question: &Question, relation: &RelationFact) -> String {
    let slots: Vec<String> = question.facts.slots.iter().map(|slot| slot.name.clone()).collect();
    if slots.is_empty() {
        return String::new();
    }
    let wal = text::bytes(question.bytes(relation) * 3 / 2);
    format!("about {wal} of WAL is written, and has to be kept for the slots {}", text::names(&slots))
}

/// How long CONCURRENTLY takes, where nobody is in its way.
pub(super) fn concurrent_build(question: &Question, relation: &RelationFact) -> Option<(f64, f64)> {
    let task = index_build(question.statement(), question.facts, relation);
    question.estimate(relation, task).map(DurationModel::concurrently)
}
