//! A prediction against what was seen.

use crate::catalog::{Catalog, Relation};
use crate::effects::{Effects, Lock};
use crate::migration::{Script, Step};
use crate::server::Outcome;

use super::run::is_inside;
use super::watched::Seen;

/// What is predicted of a statement. What depends on rows and conditions, as a foreign key, a trigger and what stands
/// below an IF do, is predicted as it was seen, if that was possible.
pub(super) fn predicted(script: &Script, step: &Step, start: &Catalog, seen: &Outcome) -> Outcome {
    let mut said = Outcome::predicted(&step.effects, start, &step.before);
    let sure = Outcome::predicted(&surely(&step.effects), start, &step.before);
    said.locks.retain(|name, mode| {
        let least = sure.locks.get(name);
        match seen.locks.get(name) {
            None => least.is_some(),
            Some(seen) => {
                if seen < mode && least <= Some(seen) {
                    *mode = *seen;
                }
                true
            }
        }
    });
    let inner = script.steps.iter().filter(|inner| inner.conditional && is_inside(script, inner, step));
    for inner in inner {
        let maybe = Outcome::predicted(&inner.effects, start, &inner.before);
        said.files.retain(|name| seen.files.contains(name) || !maybe.files.contains(name));
        said.scans.retain(|name| seen.scans.contains(name) || !maybe.scans.contains(name));
        said.builds.retain(|name| seen.builds.contains(name) || !maybe.builds.contains(name));
    }
    said
}

/// Divides what was seen into what is known of and what is not: code that cannot be read has made that. Of what a
/// statement only names, no more is known than what was said of it.
pub(super) fn known_of(seen: &Outcome, said: &Outcome, catalogs: &[&Catalog]) -> (Outcome, Vec<String>) {
    let is_said = |name: &str| {
        let lists = [&said.files, &said.scans, &said.builds];
        said.locks.contains_key(name) || lists.iter().any(|list| list.contains(name))
    };
    let is_known = |name: &str| {
        let known = catalogs.iter().find_map(|catalog| Some((catalog, catalog.relation_shown(name)?)));
        known.is_some_and(|(catalog, relation)| is_made(catalog, relation) || is_said(name))
    };
    let mut known = seen.clone();
    let mut others = Vec::new();
    known.locks.retain(|name, mode| {
        let keep = is_known(name);
        others.extend((!keep).then(|| format!("{name}: observed {}", mode.name())));
        keep
    });
    known.asked.retain(|(name, _)| is_known(name));
    for (word, names) in
        [("rewrites", &mut known.files), ("scans", &mut known.scans), ("builds", &mut known.builds)]
    {
        names.retain(|name| {
            let keep = is_known(name);
            others.extend((!keep).then(|| format!("{word} {name}")));
            keep
        });
    }
    (known, others)
}

/// Whether the history makes a relation; an index, the table that it is on.
fn is_made(catalog: &Catalog, relation: &Relation) -> bool {
    let table = catalog.table_of(relation.id).filter(|_| relation.kind.is_index());
    table.unwrap_or(relation).origin.created().is_some()
}

fn surely(effects: &Effects) -> Effects {
    let locks = effects.locks.iter().filter_map(|lock| Some(Lock { mode: lock.sure?, ..*lock }));
    Effects { locks: locks.collect(), ..Effects::default() }
}

/// Notes where a statement that ran did something else than was said of it.
pub(super) fn note(step: &Step, differences: Vec<String>, seen: &mut Seen) {
    seen.differences.extend(differences);
    if let Some(failure) = &step.effects.failure {
        seen.differences.push(format!("predicted to be refused ({}), but it ran", failure.message));
    }
}
