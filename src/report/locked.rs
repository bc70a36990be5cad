//! What the judged migrations lock of what was there before, one line for each statement and table.

use std::borrow::Cow;

use crate::catalog::Origin;
use crate::effects::WorkKind;
use crate::lock::LockMode;
use crate::migration::{History, Script, Step};

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

/// The locks of a history's judged migrations. What reads and writes take is left out.
pub fn locked(history: &History) -> Vec<Locked> {
    let judged = history.migrations.iter().filter(|migration| migration.judged);
    let scripts = judged.filter_map(|migration| migration.up.as_ref());
    scripts.flat_map(|script| script.steps.iter().flat_map(move |step| of_step(script, step))).collect()
}

fn of_step<'a>(script: &'a Script, step: &'a Step) -> impl Iterator<Item = Locked> + 'a {
    let locks = step.effects.locks.iter().filter(|lock| lock.mode >= LockMode::ShareUpdateExclusive);
    locks.filter_map(move |lock| {
        let relation = step.before.relation(lock.relation)?;
        let certain = relation.origin != Origin::Assumed { certain: false };
        if !certain || relation.kind.is_index() || relation.is_temporary() || script.creates(relation.origin)
        {
            return None;
        }
        let work = step.effects.work.iter().filter(|work| work.relation == lock.relation);
        let name = &relation.name;
        Some(Locked {
            path: script.source.path().to_string(),
            line: script.source.line_column(step.span().start).line,
            relation: if name.schema == "public" {
                name.name.to_string()
            } else {
                format!("{}.{}", name.schema, name.name)
            },
            mode: lock.mode,
            meanwhile: work.filter_map(|work| words(&work.kind)).next().map(Cow::Borrowed),
        })
    })
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
