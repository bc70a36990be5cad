//! Another database has the same schema and the same rows, as a copy should.

use std::time::Duration;

use crate::compare::{self, Options, Refusal, Tolerances};
use crate::config::relation_glob;
use crate::connect::Limits;
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("databases-equal", include_str!("../../../rules/gate/databases-equal.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let source = entry.options.string("source");
    if source.is_empty() {
        let answer = Answer::unknown(Source::Exact, "the entry names no database to compare with");
        return answer.help("source = \"production\", a name of [databases]");
    }
    let places =
        situation.other_database(source).and_then(|other| Ok([other, situation.database()?.place()]));
    let places = match places {
        Ok(places) => places,
        Err(answer) => return answer,
    };
    let options = match options(entry) {
        Ok(options) => options,
        Err(why) => return Answer::unknown(Source::Exact, why),
    };
    let comparison = match compare::compare(&places, &options, None, &|_, _| {}) {
        Ok(comparison) => comparison,
        Err(refusal @ Refusal::SameDatabase(..)) => return Answer::fail(Source::Exact, refusal.to_string()),
        Err(refusal) => return Answer::unknown(Source::Exact, refusal.to_string()),
    };
    let caveats = compare::report::caveats(&comparison);
    let rows: u64 = comparison.tables.iter().filter_map(|table| table.target).sum();
    let facts = format!(
        "{} with {} and {} as in {source}",
        live::count(comparison.tables.len() as u64, "table"),
        live::count(rows, "row"),
        live::count(comparison.keys.len() as u64, "foreign key"),
    );
    let differences = comparison.differences.len() as u64;
    let listed = comparison.differences.into_iter().map(|difference| difference.text);
    match (differences, comparison.unknown.len() as u64) {
        (0, 0) => Answer::pass(Source::Exact, facts).notes(caveats),
        (0, unknown) => {
            let finding = format!("{} could not be compared", live::count(unknown, "thing"));
            Answer::unknown(Source::Exact, finding).notes(comparison.unknown).notes(caveats)
        }
        (several, _) => {
            let finding = format!("{} between {source} and this", live::count(several, "difference"));
            let answer = Answer::fail(Source::Exact, finding).notes(listed);
            answer.notes(comparison.unknown).notes(caveats)
        }
    }
}

fn options(entry: &Entry) -> Result<Options, String> {
    let tolerances = Tolerances::read(entry.options.strings("tolerance"))?;
    let excluded = entry.options.strings("exclude").into_iter().map(relation_glob);
    let excluded = excluded.collect::<Result<_, _>>().map_err(|error| error.to_string())?;
    let limits = Limits { probe: Duration::from_secs(600), total: Duration::MAX, ..Limits::default() };
    Ok(Options { tolerances, excluded, jobs: 2, limits })
}
