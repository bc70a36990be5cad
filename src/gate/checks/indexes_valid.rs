//! Indexes are there as the simulated schema has them, and none is what an interrupted build left.

use std::collections::BTreeSet;

use crate::gate::predicted::{new_indexes, shown};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("indexes-valid", include_str!("../../../rules/gate/indexes-valid.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let built = new_indexes(situation).into_iter().map(|index| index.name.to_string());
    let built: BTreeSet<String> = built.collect();
    let named = entry
        .options
        .strings("indexes")
        .into_iter()
        .map(|name| name.trim_start_matches("public.").to_owned());
    let mut required: BTreeSet<String> = named.collect();
    if situation.phase == Phase::Post {
        required.extend(built.iter().cloned());
    }
    let everything = entry.options.string("scope") != "migration";
    let facts = match situation.facts(&["indexes"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let (mut found, mut checked, mut wrong) = (BTreeSet::new(), 0, Vec::new());
    for index in &facts.indexes {
        let name = shown(&index.schema, &index.name);
        // Before the build, a leftover of its name is the one that IF NOT EXISTS would keep.
        if everything || required.contains(&name) || built.contains(&name) {
            checked += 1;
            if !index.valid || !index.ready {
                let table = shown(&index.schema, &index.table);
                wrong.push(format!(
                    "{name} on {table} is invalid: an interrupted build left it, and no query uses it"
                ));
            }
        }
        found.insert(name);
    }
    wrong.extend(required.difference(&found).map(|name| format!("{name} is missing")));
    let good = format!("{} valid and ready", live::count(checked as u64, "index"));
    let bad = format!("{} invalid or missing of {}", wrong.len(), checked.max(wrong.len()));
    let answer = Answer::judge(Source::Catalog, good, bad, wrong);
    if answer.status.is_good() {
        answer
    } else {
        answer.help("DROP INDEX CONCURRENTLY it, and build it again")
    }
}
