//! A lock without a limit: is one set for every session, and would the statement wait at this moment?

use super::{Judged, Probe};
use crate::live::activity;
use crate::live::answer::Answer;
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "lock-timeout",
    asks: "whether the database sets lock_timeout, and which sessions hold what the statement would wait for",
    rules: &["require-lock-timeout"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let set = question.facts.role_settings.iter().find(|setting| {
        setting.name == "lock_timeout"
            && setting.role.is_none()
            && setting.here
            && setting.value.trim() != "0"
    });
    if let Some(setting) = set {
        return Ok(Some(Answer::refuted(format!(
            "the database gives every session lock_timeout = {}",
            setting.value
        ))));
    }
    let relation = question.relation()?;
    let mode = question.finding.lock.unwrap_or(crate::lock::LockMode::AccessExclusive);
    let Some(session) = question.asking.session.as_deref_mut() else {
        return Ok(Some(Answer::unknown("who is connected is not in a snapshot")));
    };
    let holders = activity::holders(session, &relation.full_name(), mode);
    let holders = holders.map_err(|failure| Answer::unknown(failure.to_string()))?;
    if !holders.is_empty() {
        let text = format!("at this moment it would wait for {}", activity::listed(&holders));
        return Ok(Some(Answer::confirmed(text)));
    }
    Ok(Some(Answer::sized(format!(
        "nobody holds `{}` at this moment, which can be otherwise in a second",
        relation.shown()
    ))))
}
