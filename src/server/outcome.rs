//! What a statement does to the relations that were there before it, as predicted, as written down, or as observed;
//! and where two of them differ.

use std::collections::{BTreeMap, BTreeSet};

use crate::catalog::{Catalog, Origin, Relation, RelationId};
use crate::effects::{Effects, WorkKind};
use crate::lock::LockMode;

/// Relations by the name that they had before.
#[derive(Clone, Debug, Default, PartialEq)]
pub struct Outcome {
    /// The strongest mode on each relation.
    pub locks: BTreeMap<String, LockMode>,
    /// Locks on partitioned tables that were seen to be asked for, and may have been held for a moment only.
    pub asked: Vec<(String, LockMode)>,
    /// Tables, materialized views and sequences that got a new file.
    pub files: BTreeSet<String>,
    /// Tables that were read to verify or validate a constraint.
    pub scans: BTreeSet<String>,
    /// Indexes that were built, or got a new file.
    pub builds: BTreeSet<String>,
}

/// How much the observation could see.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sight {
    /// `pg_locks` in the same transaction: everything but the weak locks on indexes, which depend on the plan.
    Inside,
    /// `pg_locks` from another session while the statement ran: what is held only for a moment is left out.
    Sampled,
    /// No locks: the statement runs in no transaction, and there is no second session.
    Afterwards,
}

impl Outcome {
    /// With the locks on what was there at the start of the transaction, by its name at that time; what is assumed
    /// was there too, although no statement had named it yet.
    pub fn predicted(effects: &Effects, start: &Catalog, before: &Catalog) -> Outcome {
        let mut outcome = Outcome::default();
        let assumed = |id| there(before, id).filter(|relation| relation.origin.created().is_none());
        for lock in &effects.locks {
            if let Some(relation) = there(start, lock.relation).or_else(|| assumed(lock.relation)) {
                outcome.lock(relation.name.to_string(), lock.mode);
            }
        }
        for work in &effects.work {
            let Some(relation) = there(before, work.relation) else { continue };
            // What is done to partitions that the history does not show is no work on the table itself.
            if relation.hides_partitions() {
                continue;
            }
            let name = relation.name.to_string();
            match &work.kind {
                WorkKind::NewFile if relation.kind.is_index() => outcome.builds.insert(name),
                WorkKind::Rewrite | WorkKind::NewFile => outcome.files.insert(name),
                WorkKind::Scan => outcome.scans.insert(name),
                WorkKind::IndexBuild { index } => outcome.builds.insert(index.to_string()),
                WorkKind::Read { .. } | WorkKind::Write { .. } => false,
            };
        }
        outcome
    }

    pub fn lock(&mut self, name: String, mode: LockMode) {
        let known = self.locks.entry(name).or_insert(mode);
        *known = mode.max(*known);
    }

    /// Adds what the next statement of the transaction does: locks stay, work is its own.
    pub fn then(&mut self, next: Outcome) {
        next.locks.iter().for_each(|(name, mode)| self.lock(name.clone(), *mode));
        *self = Outcome { locks: std::mem::take(&mut self.locks), ..next };
    }

    /// Where a prediction and what was observed differ, a sentence for each.
    pub fn differences(
        predicted: &Outcome,
        observed: &Outcome,
        sight: Sight,
        is_index: impl Fn(&str) -> bool,
    ) -> Vec<String> {
        let mut found = Vec::new();
        let seen = |name: &str, mode: LockMode| match (sight, is_index(name)) {
            (Sight::Inside, true) => mode >= LockMode::ShareUpdateExclusive,
            (Sight::Inside, false) => true,
            (Sight::Sampled, false) => mode >= LockMode::RowShare,
            (Sight::Sampled, true) | (Sight::Afterwards, _) => false,
        };
        let names: BTreeSet<&String> = predicted.locks.keys().chain(observed.locks.keys()).collect();
        for name in names {
            let mode = |outcome: &Outcome| outcome.locks.get(name).copied().filter(|mode| seen(name, *mode));
            let (said, real) = (mode(predicted), mode(observed));
            let momentary = |mode| observed.asked.contains(&(name.clone(), mode));
            if said != real && !(real.is_none() && said.is_some_and(momentary)) {
                let word = |mode: Option<LockMode>| mode.map_or("no lock", LockMode::name);
                found.push(format!("{name}: predicted {}, observed {}", word(said), word(real)));
            }
        }
        for (word, said, real) in [
            ("rewrites", &predicted.files, &observed.files),
            ("scans", &predicted.scans, &observed.scans),
            ("builds", &predicted.builds, &observed.builds),
        ] {
            if said != real {
                found.push(format!("{word}: predicted {said:?}, observed {real:?}"));
            }
        }
        found
    }
}

/// A relation that was there before, unless nobody knows whether it was; the system's own do not count.
fn there(before: &Catalog, id: RelationId) -> Option<&Relation> {
    let relation = before.relation(id)?;
    let known = relation.origin != Origin::Assumed { certain: false };
    let own = !relation.is_temporary() && !relation.name.name.starts_with("pg_");
    (known && own).then_some(relation)
}
