//! Go or no-go: what a team checks before and after a risky migration, each answered with its evidence, and the
//! decision that follows from the answers.

use std::time::Instant;

use crate::evidence::{Content, Kept, Validity};
use crate::rule::Paged;

mod answer;
mod checks;
mod configuration;
mod database;
mod dated;
mod decision;
mod import;
mod predicted;
pub mod report;
mod rollbacks;
mod situation;
mod time;

pub use answer::{Answer, Source, Status};
pub use checks::CHECKS;
pub use configuration::{Entry, Gate, GateFile, Phase, read as read_gates};
pub use database::{Database, unknown};
pub use decision::{Decision, Line, Verdict};
pub use import::{Imported, import};
pub use rollbacks::put_rollbacks;
pub use situation::{Applied, Situation, Surroundings};
pub use time::{date, duration, instant, shown_duration};

/// A question of a gate: declared like a rule, with a page of its own that holds its options.
pub type Check = Paged<fn(&mut Situation, &Entry) -> Answer>;

/// The check of this name.
pub fn find(id: &str) -> Option<&'static Check> {
    CHECKS.iter().copied().find(|check| check.id == id)
}

/// Asks every check of the phase and decides.
pub fn decide(situation: &mut Situation) -> Decision {
    let gate = situation.gate;
    let entries = gate.entries.iter().filter(|entry| entry.phases.contains(&situation.phase));
    let entries: Vec<&Entry> = entries.collect();
    let lines = entries.into_iter().map(|entry| {
        let started = Instant::now();
        let answer = (entry.check.check)(situation, entry);
        let answer = waived(situation, entry, unbound(situation, entry, answer));
        Line {
            id: entry.id.clone(),
            check: entry.check.id,
            required: entry.required,
            answer,
            elapsed: started.elapsed(),
        }
    });
    let mut lines: Vec<Line> = lines.collect();
    refuse_late(situation, &mut lines);
    Decision::new(situation, lines)
}

/// What is measured before a migration is what it is held against afterwards: once that has begun, it is too late for it.
fn refuse_late(situation: &mut Situation, lines: &mut [Line]) {
    let mut measured = lines.iter_mut().filter(|line| line.answer.captured.is_some()).peekable();
    if situation.phase != Phase::Go || measured.peek().is_none() || !situation.has_begun() {
        return;
    }
    for Line { answer, .. } in measured {
        let finding =
            format!("too late to be kept for --phase post, a migration is applied: {}", answer.finding);
        *answer = Answer::unknown(answer.source, finding)
            .help("--phase post holds it against what was kept before");
    }
}

/// A record that was made without a look at the server may be about another one of the same name, and the answer says so.
fn unbound(situation: &Situation, entry: &Entry, answer: Answer) -> Answer {
    let recorded = matches!(answer.source, Source::Evidence | Source::Person) && answer.status.is_good();
    if !recorded || situation.subject.server.is_none() {
        return answer;
    }
    let own =
        |kept: &&Kept| kept.record.id == entry.id && !matches!(kept.record.content, Content::Waiver { .. });
    match situation.store.of_gate(&situation.gate.name).find(own) {
        Some(kept) if kept.record.subject.server.is_none() => {
            answer.note("the record names no server: it was made without a connection")
        }
        _ => answer,
    }
}

/// A check that was waived and is not answered well is WAIVED, with the answer beside it.
fn waived(situation: &Situation, entry: &Entry, answer: Answer) -> Answer {
    if answer.status.is_good() {
        return answer;
    }
    let waiver =
        |kept: &&Kept| kept.record.id == entry.id && matches!(kept.record.content, Content::Waiver { .. });
    let Some(kept) = situation.store.of_gate(&situation.gate.name).find(waiver) else { return answer };
    let Content::Waiver { reason } = &kept.record.content else { return answer };
    let refused = match (&kept.fault, kept.record.validity(&situation.subject, situation.now)) {
        (Some(fault), _) => format!("the waiver {fault}"),
        (None, Validity::Stale(why)) => format!("the waiver is stale: {why}"),
        (None, Validity::Valid) => {
            let until = kept.record.expires_at.map(|end| format!(" until {}", end.strftime("%Y-%m-%d")));
            let said = format!("{reason}: {}{}", kept.record.by, until.unwrap_or_default());
            let note = format!("{} without the waiver: {}", answer.status.name(), answer.finding);
            return Answer::new(Status::Waived, Source::Person, said).note(note);
        }
    };
    answer.note(refused)
}
