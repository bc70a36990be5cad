//! Row security is on where it must be, and has a policy.

use crate::gate::predicted::{shown, split};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("row-security", include_str!("../../../rules/gate/row-security.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let schemas = entry.options.strings("schemas");
    let named: Vec<(String, String)> = entry.options.strings("tables").into_iter().map(split).collect();
    let except: Vec<(String, String)> = entry.options.strings("except").into_iter().map(split).collect();
    let ledger = situation.history.tool.ledger.map(split);
    let policies = entry.options.boolean("policies");
    let facts = match situation.facts(&["relations"]) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let is = |list: &[(String, String)], schema: &str, name: &str| {
        list.iter().any(|(known, other)| known == schema && other == name)
    };
    let (mut on, mut count, mut wrong, mut notes) = (0, 0, Vec::new(), Vec::new());
    for table in facts.relations.iter().filter(|table| matches!(table.kind.as_str(), "r" | "p")) {
        let asked = if named.is_empty() {
            schemas.contains(&table.schema.as_str())
                && ledger.as_ref().is_none_or(|(_, name)| *name != table.name)
        } else {
            is(&named, &table.schema, &table.name)
        };
        if !asked {
            continue;
        }
        let name = shown(&table.schema, &table.name);
        count += 1;
        match (table.row_security, table.policies, is(&except, &table.schema, &table.name)) {
            (false, _, true) => notes.push(format!("{name} is excepted")),
            (false, _, false) => wrong.push(format!("{name} has no row security")),
            (true, 0, false) if policies => {
                wrong.push(format!("{name} has no policy: nobody but its owner sees a row"))
            }
            (true, ..) => on += 1,
        }
    }
    let missing = named.iter().filter(|(schema, name)| facts.relation(schema, name).is_none());
    wrong.extend(missing.map(|(schema, name)| format!("{} is missing", shown(schema, name))));
    if count == 0 && wrong.is_empty() {
        let finding = format!("no table is in {}", schemas.join(", "));
        return Answer::unknown(Source::Catalog, finding);
    }
    let facts = format!("on for {on} of {}", live::count(count as u64, "table"));
    Answer::judge(Source::Catalog, facts.clone(), facts, wrong).notes(notes)
}
