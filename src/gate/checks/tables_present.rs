//! Tables and schemas are there, or are not, as the migrations and the plan expect.

use std::collections::BTreeSet;

use crate::gate::predicted::{shown, split, tables, touched};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("tables-present", include_str!("../../../rules/gate/tables-present.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let named = |option: &str| -> BTreeSet<(String, String)> {
        entry.options.strings(option).into_iter().map(split).collect()
    };
    let (mut present, mut absent) = (named("tables"), named("absent"));
    if entry.options.boolean("derived") {
        derive(situation, &mut present, &mut absent);
    }
    let facts = match situation.facts(&["relations"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let is_there = |(schema, name): &(String, String)| facts.relation(schema, name).is_some();
    let missing = present.iter().filter(|name| !is_there(name));
    let mut wrong: Vec<String> =
        missing.map(|(schema, name)| format!("{} is missing", shown(schema, name))).collect();
    let there = absent.iter().filter(|name| is_there(name));
    wrong.extend(there.map(|(schema, name)| format!("{} is still there", shown(schema, name))));
    let schemas = situation.schemas();
    let schemas = match schemas {
        Ok(schemas) => schemas,
        Err(answer) => return answer,
    };
    for schema in entry.options.strings("schemas").iter().filter(|schema| !schemas.contains(**schema)) {
        wrong.push(format!("the schema {schema} is missing"));
    }
    for schema in entry.options.strings("absent-schemas").iter().filter(|schema| schemas.contains(**schema)) {
        wrong.push(format!("the schema {schema} is still there"));
    }
    let names = entry.options.strings("schemas").len() + entry.options.strings("absent-schemas").len();
    let said = [
        (present.len(), format!("{} of {} there", present.len(), present.len())),
        (absent.len(), format!("{} of {} gone", absent.len(), absent.len())),
        (names, format!("{} as expected", live::count(names as u64, "schema"))),
    ];
    let said: Vec<String> = said.into_iter().filter(|(count, _)| *count > 0).map(|(_, said)| said).collect();
    let good = match said.as_slice() {
        [] => "no table is to be there or gone in this phase".to_owned(),
        said => said.join(", "),
    };
    let total = present.len() + absent.len() + names;
    Answer::judge(Source::Catalog, good, format!("{} of {total} not as expected", wrong.len()), wrong)
}

/// Before: the tables that the migrations need. Afterwards: those that they made or moved, and not those that they
/// dropped or moved away.
fn derive(
    situation: &Situation,
    present: &mut BTreeSet<(String, String)>,
    absent: &mut BTreeSet<(String, String)>,
) {
    let pair = |relation: &crate::catalog::Relation| {
        (relation.name.schema.to_string(), relation.name.name.to_string())
    };
    if situation.phase != Phase::Post {
        present.extend(touched(situation).into_iter().filter(|table| !table.is_temporary()).map(pair));
        return;
    }
    let (before, after) = (situation.before(), situation.after());
    for table in tables(after) {
        if before.relation(table.id).is_none_or(|known| known.name != table.name) {
            present.insert(pair(table));
        }
    }
    for table in tables(before) {
        if after.relation_named(&table.name).is_none() {
            absent.insert(pair(table));
        }
    }
}
