//! A migration leaves nothing behind that a reviewer of the schema would object to and did not before.

use std::collections::BTreeSet;

use crate::evidence::Content;
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source, date};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("schema-advice", include_str!("../../../rules/gate/schema-advice.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let known = match situation.phase {
        Phase::Post => {
            let remedy = "ask the gate with --phase go before the migration: it looks then";
            match situation.record(entry, |content| matches!(content, Content::Advice { .. }), remedy) {
                Ok(record) => match &record.content {
                    Content::Advice { said } => Some((said.clone(), date(record.made_at))),
                    _ => None,
                },
                Err(answer) => return answer,
            }
        }
        _ => None,
    };
    let facts = match situation.facts(&live::ADVISED) {
        Ok(facts) => facts,
        Err(answer) => return answer,
    };
    let said = live::advice(&facts);
    let total = live::count(said.len() as u64, "objection");
    let Some((before, day)) = known else {
        let said: Vec<String> = said.into_iter().collect();
        return Answer::pass(Source::Catalog, format!("{total} to the schema noted"))
            .notes(said.clone())
            .capture(Content::Advice { said });
    };
    let before: BTreeSet<String> = before.into_iter().collect();
    let allowed = entry.options.strings("allowed");
    let new = said.difference(&before).filter(|text| !allowed.iter().any(|part| text.contains(part)));
    let new: Vec<String> = new.cloned().collect();
    let gone = before.difference(&said).count() as u64;
    let fixed = if gone > 0 { format!(", {} gone", live::count(gone, "")) } else { String::new() };
    let good = format!("{total} to the schema, none new since {day}{fixed}");
    let bad = format!("{} to the schema since {day}{fixed}", live::count(new.len() as u64, "new objection"));
    Answer::judge(Source::Catalog, good, bad, new)
}
