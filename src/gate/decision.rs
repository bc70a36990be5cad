//! The decision: GO only where every required check is answered well.

use std::time::Duration;

use jiff::Timestamp;

use super::answer::{Answer, Status};
use super::configuration::Phase;
use super::situation::Situation;
use crate::evidence::Subject;

/// A gate, decided.
#[derive(Clone, Debug)]
pub struct Decision {
    pub gate: String,
    pub phase: Phase,
    pub decided_at: Timestamp,
    pub subject: Subject,
    /// The server in a few words: `prod (PostgreSQL 15.8, primary)`.
    pub server: Option<String>,
    pub lines: Vec<Line>,
    /// What does not fit together, as sentences.
    pub contradictions: Vec<String>,
}

/// One check, answered.
#[derive(Clone, Debug)]
pub struct Line {
    /// The name of its entry, which waivers and records go by.
    pub id: String,
    pub check: &'static str,
    pub required: bool,
    pub answer: Answer,
    pub elapsed: Duration,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    Go,
    NoGo,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Go => "GO",
            Verdict::NoGo => "NO-GO",
        }
    }
}

impl Decision {
    pub(super) fn new(situation: &Situation, lines: Vec<Line>) -> Self {
        Self {
            gate: situation.gate.name.clone(),
            phase: situation.phase,
            decided_at: situation.now,
            subject: situation.subject.clone(),
            server: situation.server_shown(),
            contradictions: contradictions(situation, &lines),
            lines,
        }
    }

    pub fn verdict(&self) -> Verdict {
        let good = |line: &Line| line.answer.status.is_good() || !line.required;
        // A gate that asks nothing has nothing to say.
        let asks = self.lines.iter().any(|line| line.required);
        if asks && self.contradictions.is_empty() && self.lines.iter().all(good) {
            Verdict::Go
        } else {
            Verdict::NoGo
        }
    }

    /// `NO-GO: 2 failed, 1 missing · 3 passed`.
    pub fn summary(&self) -> String {
        let count = |status: Status| {
            self.lines.iter().filter(|line| line.answer.status == status && line.required).count()
        };
        let said = |good: bool| {
            let statuses = Status::ALL.into_iter().filter(|status| status.is_good() == good);
            let counts = statuses.map(|status| (count(status), status)).filter(|(count, _)| *count > 0);
            counts
                .map(|(count, status)| format!("{count} {}", status.participle()))
                .collect::<Vec<_>>()
                .join(", ")
        };
        let mut parts = vec![said(false), said(true)];
        match self.contradictions.len() {
            0 => {}
            1 => parts.push("1 contradiction".to_owned()),
            several => parts.push(format!("{several} contradictions")),
        }
        let optional =
            self.lines.iter().filter(|line| !line.required && !line.answer.status.is_good()).count();
        if optional > 0 {
            parts.push(format!("{optional} not required and not good"));
        }
        parts.retain(|part| !part.is_empty());
        if parts.is_empty() {
            parts.push("no check is asked in this phase".to_owned());
        }
        format!("{}: {}", self.verdict().name(), parts.join(" · "))
    }
}

/// What does not fit together: about the records, and boxes that are ticked while their checks say otherwise.
fn contradictions(situation: &Situation, lines: &[Line]) -> Vec<String> {
    let mut found = situation.contradictions();
    for line in lines.iter().filter(|line| !line.answer.status.is_good()) {
        let entries = situation.gate.entries.iter().filter(|entry| entry.id == line.id);
        for place in entries.filter_map(|entry| entry.checkbox.as_ref()) {
            if let Some(text) = ticked(situation, place) {
                found.push(format!(
                    "{place} ticks \"{text}\", but {} is {}",
                    line.id,
                    line.answer.status.name()
                ));
            }
        }
    }
    found
}

/// What a box says, if it is ticked.
fn ticked(situation: &Situation, place: &str) -> Option<String> {
    let (path, line) = place.rsplit_once(':')?;
    let text = std::fs::read_to_string(situation.root().join(path)).ok()?;
    let line = text.lines().nth(line.parse::<usize>().ok()?.checked_sub(1)?)?;
    let (_, said) = line.split_once("[x]").or_else(|| line.split_once("[X]"))?;
    Some(said.trim().trim_matches('*').to_owned())
}
