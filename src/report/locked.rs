//! What the judged migrations lock of what was there before, one line for each statement and table.

use std::borrow::Cow;

use super::timeline::slow_work;
use crate::catalog::Origin;
use crate::effects::{Lock, WorkKind};
use crate::lint::Placeholders;
use crate::lock::LockMode;
use crate::migration::{History, Script, Step};

/// How many lines are named.
const LINES: usize = 4;

/// A lock that somebody can have to wait for.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Locked {
    pub path: String,
    pub line: usize,
    /// As a message names it: without the schema `public`.
    pub relation: String,
    pub mode: LockMode,
    /// What is done to the relation meanwhile: `a full scan`; nothing where it takes a moment.
    pub meanwhile: Option<Cow<'static, str>>,
}

/// The locks of a history's judged migrations. What reads and writes take is left out, but for a
/// write of every row.
pub fn locked(history: &History) -> Vec<Locked> {
    let judged = history.migrations.iter().filter(|migration| migration.judged);
    let scripts = judged.filter_map(|migration| migration.up.as_ref());
    let placeholders = Placeholders::of(history);
    let mut locked: Vec<Locked> = scripts.flat_map(of_script).collect();
    locked.iter_mut().for_each(|lock| placeholders.leave_out(&mut lock.relation));
    locked
}

fn of_script(script: &Script) -> Vec<Locked> {
    script.steps.iter().enumerate().flat_map(|(index, step)| of_step(script, index, step)).collect()
}

fn of_step(script: &Script, index: usize, step: &Step) -> Vec<Locked> {
    let changes_all = |lock: &Lock| {
        !step.is_block
            && step.effects.work_on(lock.relation).any(|work| work.kind == WorkKind::Write { bounded: false })
    };
    let locks = step
        .effects
        .locks
        .iter()
        .filter(|lock| lock.mode >= LockMode::ShareUpdateExclusive || changes_all(lock));
    let line = |step: &Step| script.source.line_column(step.span().start).line;
    let locked = locks.filter_map(|lock| {
        let relation = step.before.relation(lock.relation)?;
        let certain = relation.origin != Origin::Assumed { certain: false };
        if !certain || relation.kind.is_index() || relation.is_temporary() || script.creates(relation.origin)
        {
            return None;
        }
        let own = step.effects.work_on(lock.relation).find_map(|work| words(&work.kind));
        let meanwhile = match own {
            Some(own) => Some(Cow::Borrowed(own)),
            None if lock.mode.blocks_writes() => later(script, index, &line).map(Cow::Owned),
            None => None,
        };
        let name = &relation.name;
        Some(Locked {
            path: script.source.path().to_string(),
            line: line(step),
            relation: if name.schema == "public" {
                name.name.to_string()
            } else {
                format!("{}.{}", name.schema, name.name)
            },
            mode: lock.mode,
            meanwhile,
        })
    });
    locked.collect()
}

/// The slow statements that follow while a lock is held to the end of the transaction, by their lines.
fn later(script: &Script, index: usize, line: &dyn Fn(&Step) -> usize) -> Option<String> {
    let slow = script
        .later_in_transaction(index)
        .iter()
        .filter(|later| !later.is_block && !slow_work(script, later, &later.effects).is_empty());
    let mut lines: Vec<usize> = slow.map(line).collect();
    lines.dedup();
    let shown: Vec<String> = lines.iter().take(LINES).map(usize::to_string).collect();
    let more = match lines.len().saturating_sub(LINES) {
        0 => String::new(),
        more => format!(" and {more} more"),
    };
    match shown.as_slice() {
        [] => None,
        [one] if more.is_empty() => Some(format!("the slow statement in line {one}")),
        _ => Some(format!("the slow statements in lines {}{more}", shown.join(", "))),
    }
}

fn words(work: &WorkKind) -> Option<&'static str> {
    match work {
        WorkKind::Rewrite => Some("every row is rewritten"),
        WorkKind::Scan => Some("every row is checked"),
        WorkKind::IndexBuild { .. } => Some("an index is built"),
        WorkKind::Write { bounded: false } => Some("every row is changed"),
        WorkKind::Read { bounded: false } => Some("every row is read"),
        WorkKind::NewFile | WorkKind::Write { .. } | WorkKind::Read { .. } => None,
    }
}
