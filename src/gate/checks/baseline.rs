//! The counters were looked at before, so that what comes later can be held against it.

use super::usage::shelf;
use crate::gate::{Answer, Check, Entry, Situation, Source, date, shown_duration};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("baseline", include_str!("../../../rules/gate/baseline.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let shelf = match shelf(situation, entry) {
        Ok(shelf) => shelf,
        Err(answer) => return answer,
    };
    let Some(baseline) = shelf.samples().first() else {
        return Answer::unknown(Source::Statistics, "there is no sample");
    };
    if !baseline.is_baseline || !shelf.faults().is_empty() {
        let finding = "the samples do not begin with a baseline that is as it was taken";
        let answer = Answer::unknown(Source::Statistics, finding).notes(shelf.faults().to_vec());
        return answer.help("migrate-lint monitor baseline begins anew");
    }
    let most = match entry.duration("max-age") {
        Ok(most) => most,
        Err(answer) => return answer,
    };
    let mut wrong = Vec::new();
    let age = situation.now.duration_since(baseline.taken_at);
    let shown = shown_duration(age.abs());
    if let Some(most) = most.filter(|most| age > *most) {
        wrong.push(format!("it is {shown} old, allowed are {}", shown_duration(most)));
    }
    if age < -super::CLOCKS_APART {
        wrong.push(format!("it was taken {shown} from now: one of the clocks is wrong"));
    }
    let statements = baseline.statements.as_ref().map(|found| found.statements.len() as u64);
    if statements.is_none() && entry.options.boolean("statements") {
        wrong.push("it has no statements: pg_stat_statements is not there, or not for this role".to_owned());
    }
    let tables = baseline.nodes.first().map_or(0, |node| node.relations.len() as u64);
    let nodes: Vec<&str> = baseline.nodes.iter().map(|node| node.node.as_str()).collect();
    let statements =
        statements.map_or(String::new(), |count| format!(" and {}", live::count(count, "statement")));
    let good = format!(
        "a baseline of {}, {shown} old, with the counters of {}{statements} on {}",
        date(baseline.taken_at),
        live::count(tables, "table"),
        nodes.join(", ")
    );
    let bad = format!("the baseline of {} does not do", date(baseline.taken_at));
    Answer::judge(Source::Statistics, good, bad, wrong)
}
