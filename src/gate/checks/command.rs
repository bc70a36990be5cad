//! A command was run and ended well: a test, a smoke test, a request.

use jiff::SignedDuration;

use crate::evidence::Content;
use crate::gate::{Answer, Check, Entry, Situation, Source, date, shown_duration};

pub(super) static CHECK: Check = Check::new("command", include_str!("../../../rules/gate/command.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let remedy = format!("migrate-lint evidence run {} --gate {} -- COMMAND", entry.id, situation.gate.name);
    let is_one = |content: &Content| matches!(content, Content::Command { .. });
    let record = match situation.record(entry, is_one, &remedy) {
        Ok(record) => record,
        Err(answer) => return answer,
    };
    let Content::Command { command, exit_code, milliseconds, .. } = &record.content else {
        return Answer::unknown(Source::Evidence, "the record is of another kind");
    };
    let wanted = entry.options.string("run");
    let shown = command.join(" ");
    if !wanted.is_empty() && wanted != shown {
        let finding = format!("`{shown}` was run, and not `{wanted}`");
        return Answer::fail(Source::Evidence, finding).help(remedy);
    }
    let took = SignedDuration::from_millis(i64::try_from(*milliseconds).unwrap_or(i64::MAX));
    let ended = match exit_code {
        Some(code) => format!("exit {code}"),
        None => "ended by a signal".to_owned(),
    };
    let finding = format!("`{shown}` {ended} in {} on {}", shown_duration(took), date(record.made_at));
    let most = match entry.duration("max-duration") {
        Ok(most) => most,
        Err(answer) => return answer,
    };
    let slow = most.filter(|most| took > *most);
    match (exit_code, slow) {
        (Some(0), None) => Answer::pass(Source::Evidence, finding),
        (Some(0), Some(most)) => {
            Answer::fail(Source::Evidence, format!("{finding}, allowed are {}", shown_duration(most)))
        }
        _ => Answer::fail(Source::Evidence, finding).help(remedy),
    }
}
