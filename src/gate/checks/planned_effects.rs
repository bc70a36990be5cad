//! The migrations make, drop and rename what the plan says, and CASCADE reaches nothing beyond it.

use std::collections::BTreeSet;

use crate::catalog::{Catalog, Relation};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("planned-effects", include_str!("../../../rules/gate/planned-effects.md"), check);

/// Names of tables and views, as a plan has them.
#[derive(Default)]
struct Effects {
    creates: BTreeSet<String>,
    drops: BTreeSet<String>,
    /// `old -> new`.
    renames: BTreeSet<String>,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let answer = judged(situation, entry);
    super::read_whole(situation, answer)
}

fn judged(situation: &mut Situation, entry: &Entry) -> Answer {
    let real = Effects::between(situation.before(), situation.after());
    let planned = |option: &str| -> BTreeSet<String> {
        entry.options.strings(option).into_iter().map(without_public).collect()
    };
    let mut wrong = Vec::new();
    let kinds = [("creates", &real.creates), ("drops", &real.drops), ("renames", &real.renames)];
    for (option, real) in kinds {
        let planned = planned(option);
        wrong.extend(
            planned.difference(real).map(|name| format!("the plan {option} {name}, the SQL does not")),
        );
        wrong.extend(
            real.difference(&planned).map(|name| format!("the SQL {option} {name}, the plan does not")),
        );
    }
    let counts = kinds.iter().filter(|(_, names)| !names.is_empty());
    let counts: Vec<String> = counts.map(|(option, names)| format!("{option} {}", names.len())).collect();
    let good = match counts.len() {
        0 => "the SQL makes, drops and renames nothing, as planned".to_owned(),
        _ => format!("the SQL {}, as planned", counts.join(", ")),
    };
    let bad = format!("the plan and the SQL differ in {}", live::count(wrong.len() as u64, "object"));
    Answer::judge(Source::Files, good, bad, wrong)
}

impl Effects {
    fn between(before: &Catalog, after: &Catalog) -> Self {
        let mut effects = Self::default();
        for relation in before.relations().filter(|relation| counts(relation)) {
            match after.relation(relation.id) {
                None => drop(effects.drops.insert(relation.name.to_string())),
                Some(now) if now.name != relation.name => {
                    effects.renames.insert(format!("{} -> {}", relation.name, now.name));
                }
                Some(_) => {}
            }
        }
        let made = after.made_since(before).filter(|relation| counts(relation));
        effects.creates.extend(made.map(|relation| relation.name.to_string()));
        // What the scripts met without knowing it was there before.
        let met = |name: &String| before.relations().all(|known| known.name.to_string() != *name);
        effects.creates.retain(met);
        effects
    }
}

fn counts(relation: &Relation) -> bool {
    (relation.holds_rows() || relation.query.is_some()) && !relation.is_temporary()
}

fn without_public(name: &str) -> String {
    let parts = name.split("->").map(|part| part.trim().trim_start_matches("public.").to_owned());
    parts.collect::<Vec<_>>().join(" -> ")
}
