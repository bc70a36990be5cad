//! CONCURRENTLY: what did an earlier attempt leave, and who would it wait for?

use crate::ast::{Statement, quoted};

use super::sizes;
use super::{Judged, Probe};
use crate::live::activity;
use crate::live::answer::Answer;
use crate::live::duration;
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "concurrent",
    asks: "whether an invalid index was left behind, and whose snapshot a concurrent build would wait for",
    rules: &[
        "concurrent-index-invalid-retry",
        "concurrent-op-with-lock-timeout",
        "concurrent-op-with-statement-timeout",
    ],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Statement::CreateIndex(create) = question.statement() else { return Ok(None) };
    let relation = question.table(&create.table)?;
    let name = create.name.as_ref().map(|name| name.name.as_str()).unwrap_or_default();
    let there =
        question.facts.indexes.iter().find(|index| index.schema == relation.schema && index.name == name);
    if let Some(left) = there.filter(|index| !index.valid) {
        let kept =
            if create.if_not_exists { "IF NOT EXISTS keeps it" } else { "the statement fails on its name" };
        let text = format!("{} is there and INVALID: {kept}; drop it first", quoted(&left.name));
        return Ok(Some(Answer::fails(text)));
    }
    if question.finding.rule == "concurrent-index-invalid-retry" {
        return Ok(Some(retried(question, name, there.is_some())));
    }
    let range = sizes::concurrent_build(question, relation);
    let Some(session) = question.asking.session.as_deref_mut() else {
        return Ok(Some(Answer::unknown("who is connected is not in a snapshot")));
    };
    let old = activity::old_snapshots(session).map_err(|failure| Answer::unknown(failure.to_string()))?;
    if !old.is_empty() {
        let text = format!("it would wait for {}", activity::listed(&old));
        return Ok(Some(Answer::confirmed(text).seconds(range, false)));
    }
    if !activity::sees_others(session) {
        let text = "the role does not see the transactions of others (GRANT pg_read_all_stats)";
        return Ok(Some(Answer::unknown(text)));
    }
    let size = question.size(relation);
    let quiet = "no open transaction would hold it up at this moment";
    Ok(Some(match range {
        Some(range) if range.1 < 1.0 => {
            Answer::refuted(format!("{size}: {}; {quiet}", duration::shown(range)))
                .seconds(Some(range), false)
        }
        Some(range) => {
            Answer::sized(format!("{size}: {}; {quiet}", duration::shown(range))).seconds(Some(range), false)
        }
        None => {
            Answer::unknown(format!("{size}, so nobody knows how long it takes: run ANALYZE, and ask again"))
        }
    }))
}

fn retried(question: &Question, name: &str, is_there: bool) -> Answer {
    if let Some(reason) = question.facts.unseen("indexes") {
        return Answer::unknown(format!("the indexes could not be read: {reason}"));
    }
    let name = quoted(name);
    Answer::refuted(match is_there {
        true => format!("{name} is there and valid"),
        false => format!("no earlier attempt left {name} behind"),
    })
}
