//! Sequences of narrow types: how much is used up?

use super::{Judged, Probe};
use crate::ast::Statement;
use crate::live::answer::Answer;
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "integers",
    asks: "how much of a key's numbers is used up",
    rules: &["narrow-integer", "serial-sequence-left-integer"],
    judge,
};

/// From here on it is urgent, in percent.
const URGENT: f64 = 70.0;
const YEARS_AWAY: f64 = 5.0;

fn judge(question: &mut Question) -> Judged {
    let relation = match question.statement() {
        Statement::CreateTable(create) => question.table(&create.name)?,
        _ => question.relation()?,
    };
    let prefix = format!("{}.", relation.full_name());
    let owned = question
        .facts
        .sequences
        .iter()
        .filter(|sequence| sequence.owner.as_ref().is_some_and(|owner| owner.starts_with(&prefix)));
    let sequences: Vec<_> = owned.collect();
    if sequences.is_empty() {
        return Ok(Some(Answer::unknown(format!("`{}` owns no sequence on the server", relation.shown()))));
    }
    let last = sequences.iter().filter_map(|sequence| Some((sequence, sequence.last_value?)));
    let fullest = last.map(|(sequence, last)| (sequence, last as f64 * 100.0 / largest(&sequence.data_type)));
    let Some((sequence, percent)) = fullest.max_by(|one, other| one.1.total_cmp(&other.1)) else {
        return Ok(Some(Answer::unknown(
            "the role may not see the sequence, or nothing was taken from it yet",
        )));
    };
    let text = format!(
        "the sequence {} has used {percent:.0} % of its {} numbers",
        sequence.name, sequence.data_type
    );
    Ok(Some(match percent {
        p if p >= URGENT => Answer::confirmed(text),
        p if p < YEARS_AWAY => Answer::refuted(text),
        _ => Answer::sized(text),
    }))
}

fn largest(data_type: &str) -> f64 {
    match data_type {
        "smallint" => f64::from(i16::MAX),
        "integer" => f64::from(i32::MAX),
        _ => i64::MAX as f64,
    }
}
