//! A rehearsal as a page for a browser.

use std::io::{self, Write};

use minijinja::value::Serde;
use serde::Serialize;

use crate::diagnostic::{Diagnostic, Severity};
use crate::migration::{History, Script};
use crate::report::html;

use super::super::load::{Load, Share};
use super::super::trip::{Leg, Trip};
use super::super::{Rehearsal, findings};
use super::picture::{Picture, pictures, shown};
use super::{Rehearsed, duration, file_name, human, path};

#[derive(Serialize)]
struct Page {
    version: &'static str,
    title: &'static str,
    lead: String,
    fails: bool,
    verdict: String,
    histories: Vec<HistoryPart>,
}

#[derive(Serialize)]
struct HistoryPart {
    root: String,
    whole: Option<String>,
    notes: Vec<String>,
    trips: Vec<TripPart>,
    /// Whether there is anything worse than advice.
    wrong: bool,
}

#[derive(Serialize)]
struct TripPart {
    id: String,
    name: String,
    up: Word,
    again: Word,
    down: Word,
    restored: Word,
    longest: String,
    /// Why a second run fails, where no problem says so.
    second_run: Option<String>,
    problems: Vec<Problem>,
    transactions: Vec<Picture>,
    traffic: Vec<Traffic>,
}

/// A word of the table, and its color.
#[derive(Serialize)]
struct Word {
    word: &'static str,
    class: &'static str,
}

#[derive(Serialize)]
struct Problem {
    severity: &'static str,
    message: String,
    file: String,
    line: usize,
    notes: Vec<String>,
    help: Vec<String>,
}

#[derive(Serialize)]
struct Traffic {
    table: String,
    kind: &'static str,
    queries: usize,
    longest: String,
    blocked: Vec<Blocked>,
}

#[derive(Serialize)]
struct Blocked {
    number: usize,
    time: String,
    /// In thousandths of the longest.
    width: usize,
}

pub fn write(rehearsed: &[Rehearsed], out: &mut dyn Write) -> io::Result<()> {
    let first = rehearsed.first().map(|one| one.rehearsal);
    let page = Page {
        version: env!("CARGO_PKG_VERSION"),
        title: "Rehearsal of migrations",
        lead: first.map_or(String::new(), |first| {
            let Rehearsal { version, server, over, .. } = first;
            format!("PostgreSQL {version} ({server}): each migration up, up again, down and up, {over}")
        }),
        fails: rehearsed.iter().any(|one| one.rehearsal.fails()),
        verdict: human::verdict(rehearsed),
        histories: rehearsed.iter().map(history).collect(),
    };
    let page = html::render("rehearsal.html", include_str!("rehearsal.html"), Serde(page).into())?;
    out.write_all(page.as_bytes())
}

fn history(one: &Rehearsed) -> HistoryPart {
    let found = findings(one.history, one.rehearsal);
    let trips = one.rehearsal.trips.iter().map(|trip| part(one.history, trip, &found));
    HistoryPart {
        root: one.history.root.clone(),
        whole: one.rehearsal.whole.as_ref().map(|whole| human::sentence(one.history, whole)),
        notes: notes(one.history, one.rehearsal),
        trips: trips.collect(),
        wrong: found.iter().any(|finding| finding.severity > Severity::Advice),
    }
}

fn notes(history: &History, rehearsal: &Rehearsal) -> Vec<String> {
    let mut notes = human::notes(history, rehearsal);
    if !rehearsal
        .trips
        .iter()
        .flat_map(|trip| &trip.seen)
        .all(|seen| seen.locks_seen || seen.outcome.is_none())
    {
        notes.push(
            "The embedded server has one connection: what statements outside of transactions lock was not seen."
                .to_owned(),
        );
    }
    notes
}

fn part(history: &History, trip: &Trip, found: &[Diagnostic]) -> TripPart {
    let migration = &history.migrations[trip.index];
    let scripts: Vec<&Script> = migration.up.iter().chain(migration.down.script()).collect();
    let own = found.iter().filter(|finding| {
        scripts.iter().any(|script| {
            script.source.path() == finding.source.path()
                && (scripts.len() == 1
                    || script.steps.iter().any(|step| step.span().start <= finding.span.start))
        })
    });
    let longest = trip.seen.iter().map(|seen| seen.milliseconds).fold(0.0, f64::max);
    TripPart {
        id: format!("migration-{}", trip.index + 1),
        name: file_name(path(migration)).to_owned(),
        up: word(&trip.up, "bad"),
        again: match (&trip.again, trip.again_changes.is_empty()) {
            (Leg::Ok, false) => Word { word: "changes", class: "warn" },
            (again, _) => word(again, "dim"),
        },
        down: word(&trip.down, "bad"),
        restored: match trip.restored() {
            Some(true) => Word { word: "yes", class: "good" },
            Some(false) => Word { word: "no", class: "bad" },
            None => Word { word: "–", class: "dim" },
        },
        longest: if trip.seen.is_empty() { "–".to_owned() } else { duration(longest) },
        second_run: trip
            .again
            .failed()
            .filter(|_| !trip.runs_in_parts())
            .map(|failed| failed.refusal.message.clone()),
        problems: own.map(problem).collect(),
        transactions: migration.up.as_ref().map(|up| pictures(up, &trip.seen)).unwrap_or_default(),
        traffic: trip.load.as_ref().map(|load| traffic(load, trip)).unwrap_or_default(),
    }
}

fn word(leg: &Leg, failed: &'static str) -> Word {
    match leg {
        Leg::Ok => Word { word: "ok", class: "good" },
        Leg::Failed(_) => Word { word: "fails", class: failed },
        Leg::Missing => Word { word: "none", class: "dim" },
        Leg::Skipped => Word { word: "–", class: "dim" },
    }
}

fn problem(finding: &Diagnostic) -> Problem {
    Problem {
        severity: finding.severity.name(),
        message: finding.message.clone(),
        file: file_name(finding.source.path()).to_owned(),
        line: finding.source.line_column(finding.span.start).line,
        notes: finding.notes.clone(),
        help: finding.help.clone(),
    }
}

fn traffic(load: &Load, trip: &Trip) -> Vec<Traffic> {
    let shares = || load.tables.iter().flat_map(|waited| [&waited.reads, &waited.writes]);
    let longest = shares().flat_map(|share| &share.blocked_by).map(|(_, wait)| *wait).fold(1.0, f64::max);
    let row = |table: &String, kind: &'static str, share: &Share| Traffic {
        table: shown(table).to_owned(),
        kind,
        queries: share.queries,
        longest: duration(share.longest_milliseconds),
        blocked: share
            .blocked_by
            .iter()
            .map(|(step, wait)| Blocked {
                number: trip.seen.iter().position(|seen| seen.step == *step).unwrap_or(0) + 1,
                time: duration(*wait),
                width: (wait / longest * 1000.0) as usize,
            })
            .collect(),
    };
    let tables = load.tables.iter();
    tables
        .flat_map(|waited| {
            [row(&waited.table, "reads", &waited.reads), row(&waited.table, "writes", &waited.writes)]
        })
        .collect()
}
