//! The backup was restored once, into a server that nobody needs, and its rows were there.

use jiff::SignedDuration;
use serde::Deserialize;

use crate::catalog::QualifiedName;
use crate::evidence::{self, Content};
use crate::gate::predicted::qualified;
use crate::gate::{Answer, Check, Entry, Situation, Source, Status, date, shown_duration};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("restored", include_str!("../../../rules/gate/restored.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let remedy =
        format!("migrate-lint evidence restore FILE --id {} --gate {}", entry.id, situation.gate.name);
    let is_one = |content: &Content| matches!(content, Content::Restore { .. });
    let record = match situation.record(entry, is_one, &remedy) {
        Ok(record) => record,
        Err(answer) => return answer,
    };
    let Content::Restore { dump_sha256, errors, milliseconds, rows } = &record.content else {
        return Answer::unknown(Source::Evidence, "the record is of another kind");
    };
    let file = entry.options.string("file");
    if !file.is_empty() {
        match evidence::of_file(&situation.root().join(file)) {
            Ok((sha256, _)) if sha256 == *dump_sha256 => {}
            Ok(_) => {
                let finding = format!("{file} is another dump than the one that was restored");
                return Answer::new(Status::Stale, Source::Evidence, finding).help(remedy);
            }
            Err(error) => {
                return Answer::unknown(Source::Files, format!("{file} cannot be read: {error}"));
            }
        }
    }
    let (mut wrong, mut unknown) = (Vec::new(), Vec::new());
    if *errors > 0 {
        wrong.push(format!("{} while it was restored", live::count(*errors, "error")));
    }
    let took = SignedDuration::from_millis(i64::try_from(*milliseconds).unwrap_or(i64::MAX));
    let most = match entry.duration("max-duration") {
        Ok(most) => most,
        Err(answer) => return answer,
    };
    if let Some(most) = most.filter(|most| took > *most) {
        wrong.push(format!("it took {}, allowed are {}", shown_duration(took), shown_duration(most)));
    }
    let mut needed: Vec<String> = super::backup::needed(situation, entry)
        .into_iter()
        .map(|name| format!("{}.{}", name.schema, name.name))
        .collect();
    needed.retain(|name| !rows.contains_key(name));
    wrong.extend(needed.into_iter().map(|name| format!("{name} was not in it")));
    let empty = super::backup::needed(situation, entry);
    let empty =
        empty.into_iter().filter(|name| rows.get(&format!("{}.{}", name.schema, name.name)) == Some(&0));
    for name in empty.collect::<Vec<_>>() {
        match has_rows(situation, &name) {
            Ok(false) => {}
            Ok(true) => wrong.push(format!("{name} came back without a row, and has some")),
            Err(why) => {
                unknown.push(format!("{name} came back without a row, and whether it has some: {why}"))
            }
        }
    }
    let total: u64 = rows.values().sum();
    let facts = format!(
        "{} with {} restored in {} on {}, {}, sha256 {}…",
        live::count(rows.len() as u64, "table"),
        live::count(total, "row"),
        shown_duration(took),
        date(record.made_at),
        live::count(*errors, "error"),
        &dump_sha256[..dump_sha256.len().min(8)]
    );
    if wrong.is_empty() && !unknown.is_empty() {
        return Answer::unknown(Source::Evidence, facts).notes(unknown);
    }
    Answer::judge(Source::Evidence, facts.clone(), facts, wrong).notes(unknown)
}

/// Whether a table holds a row where it is.
fn has_rows(situation: &mut Situation, name: &QualifiedName) -> Result<bool, String> {
    #[derive(Deserialize)]
    struct Found {
        found: bool,
    }
    let sql = format!("SELECT EXISTS (SELECT FROM {}) AS found", qualified(&name.schema, &name.name));
    let database = situation.database().map_err(|answer| answer.finding)?;
    database.row::<Found>(&sql, &[]).map(|row| row.found).map_err(|answer| answer.finding)
}
