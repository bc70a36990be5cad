//! The migrations were run on a scratch server just now: up, up again, down on a new connection, and up.

use jiff::SignedDuration;

use crate::gate::{Answer, Check, Entry, Situation, Source, shown_duration};
use crate::live;
use crate::migration::replay;
use crate::rehearse::{self, Leg, Options, Rehearsal, Trip};
use crate::rule::says_irreversible;
use crate::server::{Refusal, Server};

pub(super) static CHECK: Check =
    Check::new("rehearsal", include_str!("../../../rules/gate/rehearsal.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    match rehearsed(situation, entry) {
        Ok((rehearsal, irreversible)) => judged(situation, entry, &rehearsal, &irreversible),
        Err(refusal) => {
            let answer = Answer::unknown(Source::Rehearsal, refusal.message.to_string());
            match refusal.hint {
                Some(hint) => answer.help(hint.to_string()),
                None => answer,
            }
        }
    }
}

/// What was seen, and which of the migrations say that there is no way back.
fn rehearsed(situation: &Situation, entry: &Entry) -> Result<(Rehearsal, Vec<usize>), Refusal> {
    let mut server = server(situation, entry)?;
    let mut options = Options {
        replay: situation.settings.replay.clone(),
        rows: usize::try_from(entry.options.integer("rows")).unwrap_or_default(),
        seed: None,
        load: false,
    };
    options.replay.version = server.version();
    let history = replay(situation.source.clone(), &options.replay);
    let says = |index: &usize| history.migrations[*index].up.as_ref().is_some_and(says_irreversible);
    let irreversible = (0..history.migrations.len()).filter(says).collect();
    let rehearsal = rehearse::rehearse(&history, server.as_mut(), &options, &|| {})?;
    Ok((rehearsal, irreversible))
}

fn judged(situation: &Situation, entry: &Entry, rehearsal: &Rehearsal, irreversible: &[usize]) -> Answer {
    let mut wrong = Vec::new();
    let mut milliseconds = 0.0;
    for trip in &rehearsal.trips {
        let migration = &situation.source.migrations[trip.index].version;
        let marked = irreversible.contains(&trip.index);
        wrong.extend(faults(trip, entry, marked).into_iter().map(|fault| format!("{migration}: {fault}")));
        milliseconds += trip.seen.iter().map(|seen| seen.milliseconds).sum::<f64>();
    }
    let took = SignedDuration::from_millis(milliseconds as i64);
    let most = match entry.duration("max-duration") {
        Ok(most) => most,
        Err(answer) => return answer,
    };
    if let Some(most) = most.filter(|most| took > *most) {
        wrong.push(format!("it took {}, allowed are {}", shown_duration(took), shown_duration(most)));
    }
    let ways = match (entry.options.boolean("way-back"), entry.options.boolean("twice")) {
        (true, true) => "up, up again, down and up",
        (true, false) => "up, down and up again",
        (false, true) => "up and up again",
        (false, false) => "up",
    };
    let count = live::count(rehearsal.trips.len() as u64, "migration");
    let facts = format!(
        "{count} {ways} on PostgreSQL {} ({}) in {}",
        rehearsal.version,
        rehearsal.server,
        shown_duration(took)
    );
    let bad = format!("{}: {}", facts, live::count(wrong.len() as u64, "problem"));
    Answer::judge(Source::Rehearsal, facts, bad, wrong)
}

/// What went wrong with one migration, as far as it was asked.
fn faults(trip: &Trip, entry: &Entry, irreversible: bool) -> Vec<String> {
    let mut faults = Vec::new();
    let said = |leg: &Leg| leg.failed().map(|failed| failed.refusal.message.to_string());
    faults.extend(said(&trip.up).map(|why| format!("fails: {why}")));
    faults.extend(trip.invalid.iter().map(|index| format!("leaves the index {index} invalid")));
    let predicted = trip.seen.iter().flat_map(|seen| &seen.differences);
    faults.extend(predicted.map(|difference| format!("does something else than predicted: {difference}")));
    if entry.options.boolean("twice") {
        faults.extend(said(&trip.again).map(|why| format!("cannot run twice: {why}")));
        faults.extend(trip.again_changes.iter().map(|change| format!("a second run changes more: {change}")));
    }
    if entry.options.boolean("way-back") && !irreversible {
        match &trip.down {
            Leg::Failed(failed) => faults.push(format!("the way back fails: {}", failed.refusal.message)),
            Leg::Missing => faults.push("there is no way back".to_owned()),
            Leg::Ok | Leg::Skipped => {}
        }
        let list = [
            ("does not bring back", trip.lost()),
            ("leaves behind", trip.left()),
            ("makes otherwise", trip.changed()),
        ];
        for (what, names) in list {
            faults.extend(names.into_iter().map(|name| format!("the way back {what} {name}")));
        }
        faults.extend(said(&trip.up_again).map(|why| format!("does not go up again: {why}")));
    }
    faults
}

/// A cluster of an installed server of the version that the migrations are for, or else of the newest that is here; a
/// server in the process where none is.
#[cfg(unix)]
fn server(situation: &Situation, entry: &Entry) -> Result<Box<dyn Server>, Refusal> {
    let found = crate::server::installation_for(situation.settings.replay.version);
    match found.filter(|_| entry.options.string("server") != "embedded") {
        Some(installation) => Ok(Box::new(crate::server::Installed::start(installation, &[])?)),
        None => embedded(situation),
    }
}

#[cfg(not(unix))]
fn server(situation: &Situation, _: &Entry) -> Result<Box<dyn Server>, Refusal> {
    embedded(situation)
}

#[cfg(feature = "embedded")]
fn embedded(situation: &Situation) -> Result<Box<dyn Server>, Refusal> {
    let needed = rehearse::Needed::by(situation.history);
    let extensions: Vec<&str> = needed.extensions.iter().map(String::as_str).collect();
    Ok(Box::new(crate::server::Embedded::start(&extensions, &[])?))
}

#[cfg(not(feature = "embedded"))]
fn embedded(_: &Situation) -> Result<Box<dyn Server>, Refusal> {
    Err(Refusal::of("no PostgreSQL server is installed here, and none is in this build"))
}
