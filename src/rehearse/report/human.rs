//! A rehearsal for people: what went wrong, then a table of the round trips.

use std::borrow::Cow;
use std::io::{self, Write};

use annotate_snippets::renderer::Style;

use crate::diagnostic::{Diagnostic, Severity};
use crate::migration::History;
use crate::report::{self, ReportOptions, counted, style, text};

use super::super::findings::NOT_IDEMPOTENT;
use super::super::trip::{Leg, Trip};
use super::super::watched::Seen;
use super::super::{Rehearsal, Unseeded, Whole, findings};
use super::{Rehearsed, duration, file_name, path};

/// As many reasons why second runs fail are told.
const AGAIN: usize = 10;

/// As many tables are named in a note.
const NAMED: usize = 5;

/// A longer table has only the rows that stand out.
const ROWS: usize = 40;

/// As many migrations are shown for being slow.
const SLOWEST: usize = 10;

/// More findings about second runs than these are told as a list.
const FOLDED: usize = 5;

/// The widest column of names.
const NAME: usize = 60;

pub fn write(rehearsed: &[Rehearsed], options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    let options = ReportOptions { hyperlinks: false, ..options.clone() };
    let mut all: Vec<Diagnostic> = Vec::new();
    for one in rehearsed {
        if !options.quiet {
            writeln!(out, "{}\n", options.paint(style::DIM, &lead(one)))?;
        }
        let found = findings(one.history, one.rehearsal);
        let mut shown = found.clone();
        let of_second_runs = |finding: &Diagnostic| finding.rule == NOT_IDEMPOTENT;
        let folded = found.iter().filter(|finding| of_second_runs(finding)).count() > FOLDED;
        shown.retain(|finding| !folded || !of_second_runs(finding));
        if !shown.is_empty() {
            writeln!(out, "{}", report::findings(&shown, &options))?;
        }
        table(one, &options, out)?;
        for line in second_runs(one, folded).into_iter().chain(waits(one)) {
            writeln!(out, "{}", options.paint(style::DIM, &line))?;
        }
        if let Some(whole) = &one.rehearsal.whole {
            writeln!(out, "{}\n", sentence(one.history, whole))?;
        }
        for note in notes(one.history, one.rehearsal) {
            writeln!(out, "{}: {note}", options.paint(style::GOOD.bold(), "note"))?;
        }
        all.extend(found);
    }
    if options.quiet {
        return Ok(());
    }
    writeln!(out, "{}", options.paint(closing_style(&all), &verdict(rehearsed)))
}

/// What was done to what.
pub(super) fn lead(one: &Rehearsed) -> String {
    let Rehearsal { version, server, over, .. } = one.rehearsal;
    let server = match *server {
        "embedded" => format!("the embedded PostgreSQL {version}"),
        "environment" => format!("a clone with PostgreSQL {version}"),
        _ => format!("PostgreSQL {version}"),
    };
    format!("{} on {server}: each migration up, up again, down and up, {over}", one.history.root)
}

fn table(one: &Rehearsed, options: &ReportOptions, out: &mut dyn Write) -> io::Result<()> {
    let trips = rows(&one.rehearsal.trips);
    let names: Vec<&str> =
        trips.iter().map(|trip| file_name(path(&one.history.migrations[trip.index]))).collect();
    let width = names.iter().map(|name| text::width(name)).max().unwrap_or(0).clamp(9, NAME);
    let head = format!(
        "{}  {:<9} {:<9} {:<9} {:<9} slowest statement",
        text::padded("migration", width),
        "up",
        "again",
        "down",
        "restored"
    );
    writeln!(out, "{}", options.paint(style::STRONG, &head))?;
    for (trip, name) in trips.iter().zip(names) {
        let restored = match trip.restored() {
            Some(true) => options.paint(style::GOOD, "yes      "),
            Some(false) => options.paint(style::ERROR, "no       "),
            None => options.paint(style::DIM, "-        "),
        };
        writeln!(
            out,
            "{}  {} {} {} {restored} {}",
            text::padded(&text::cut(name, width), width),
            leg(&trip.up, style::ERROR, options),
            again(trip, options),
            leg(&trip.down, style::ERROR, options),
            slowest(one.history, trip)
        )?;
    }
    let others = one.rehearsal.trips.len() - trips.len();
    if others > 0 {
        let others = counted(others, "other came up as predicted", "others came up as predicted");
        let line = format!("{others}, and back where there is a way; --format json or --html lists them all");
        writeln!(out, "{}", options.paint(style::DIM, &line))?;
    }
    writeln!(out)
}

/// The trips that the table shows: of many those that went wrong, and the slowest.
fn rows(trips: &[Trip]) -> Vec<&Trip> {
    if trips.len() <= ROWS {
        return trips.iter().collect();
    }
    let longest = |trip: &Trip| trip.seen.iter().map(|seen| seen.milliseconds).fold(0.0, f64::max);
    let mut times: Vec<f64> = trips.iter().map(longest).collect();
    times.sort_by(|left, right| right.total_cmp(left));
    let slow = times.get(SLOWEST - 1).copied().unwrap_or_default();
    let stands_out = |trip: &&Trip| {
        trip.fails() || matches!(trip.up, Leg::Skipped) || !trip.lost_rows.is_empty() || longest(trip) >= slow
    };
    trips.iter().filter(stands_out).collect()
}

/// What the table has no room for: why a second run fails, and, where there are too many findings of it, what it does.
fn second_runs(one: &Rehearsed, folded: bool) -> Vec<String> {
    let (mut more, mut in_parts, mut others) = (Vec::new(), Vec::new(), Vec::new());
    for trip in &one.rehearsal.trips {
        let name = file_name(path(&one.history.migrations[trip.index]));
        match trip.again.failed() {
            Some(failed) if folded || !trip.runs_in_parts() => {
                let line = format!("  {name}: {}", text::one_line(&failed.refusal.message));
                if trip.runs_in_parts() { in_parts.push(line) } else { others.push(line) }
            }
            None if folded && !trip.again_changes.is_empty() => {
                more.push(format!("  {name}: {}", trip.again_changes.join(", ")));
            }
            _ => {}
        }
    }
    let mut lines = Vec::new();
    for (head, mut list) in [
        ("A second run changes more:", more),
        (
            "A second run fails, and they run in several transactions: where one stops half way, it cannot be run again:",
            in_parts,
        ),
        ("A second run fails, which matters only where the tool loses track of the first:", others),
    ] {
        if list.is_empty() {
            continue;
        }
        let more = list.len().saturating_sub(AGAIN);
        list.truncate(AGAIN);
        lines.push(head.to_owned());
        lines.append(&mut list);
        lines.extend((more > 0).then(|| format!("  and {more} more, which --format json lists")));
        lines.push(String::new());
    }
    lines
}

/// Who waited for what.
fn waits(one: &Rehearsed) -> Vec<String> {
    let mut lines = Vec::new();
    for trip in &one.rehearsal.trips {
        let migration = &one.history.migrations[trip.index];
        let (name, Some(up)) = (file_name(path(migration)), &migration.up) else { continue };
        for waited in trip.load.iter().flat_map(|load| &load.tables) {
            for (kind, share) in [("reads", &waited.reads), ("writes", &waited.writes)] {
                let worst = share.blocked_by.iter().max_by(|left, right| left.1.total_cmp(&right.1));
                let Some((step, most)) = worst else { continue };
                let line = up.source.line_column(up.steps[*step].span().start).line;
                let all: f64 = share.blocked_by.iter().map(|(_, wait)| wait).sum();
                let table = waited.table.strip_prefix("public.").unwrap_or(&waited.table);
                let (all, most) = (duration(all), duration(*most));
                lines.push(match share.blocked_by.len() {
                    1 => format!("load: {name}:{line}: {kind} of {table} waited {all}"),
                    _ => {
                        format!("load: {name}: {kind} of {table} waited {all}, {most} of it for line {line}")
                    }
                });
            }
        }
    }
    if !lines.is_empty() {
        lines.push(String::new());
    }
    lines
}

fn leg(leg: &Leg, failed: Style, options: &ReportOptions) -> String {
    let (word, style) = match leg {
        Leg::Ok => ("ok", style::GOOD),
        Leg::Failed(_) => ("fails", failed),
        Leg::Missing => ("none", style::DIM),
        Leg::Skipped => ("-", style::DIM),
    };
    options.paint(style, &format!("{word:<9}"))
}

/// Most migrations cannot run twice, and need not where their tool keeps track.
fn again(trip: &Trip, options: &ReportOptions) -> String {
    if matches!(trip.again, Leg::Ok) && !trip.again_changes.is_empty() {
        return options.paint(style::WARNING, &format!("{:<9}", "changes"));
    }
    leg(&trip.again, style::DIM, options)
}

fn slowest(history: &History, trip: &Trip) -> String {
    let Some(up) = &history.migrations[trip.index].up else { return String::new() };
    let slowest = trip.seen.iter().max_by(|left, right| left.milliseconds.total_cmp(&right.milliseconds));
    let Some(seen) = slowest.filter(|seen| seen.outcome.is_some()) else { return String::new() };
    let sql = text::one_line(up.source.slice(up.steps[seen.step].span())).into_owned();
    let words = sql.split_whitespace().collect::<Vec<_>>().join(" ");
    format!("{:>7}  {}", duration(seen.milliseconds), text::cut(&words, 40))
}

pub(super) fn sentence(history: &History, whole: &Whole) -> String {
    let first = file_name(path(&history.migrations[whole.first]));
    let count = whole.migrations;
    if whole.restored() {
        format!(
            "All {count} ways back lead back to what was there before {first}, and all of them come up again."
        )
    } else {
        format!(
            "The {count} ways back one after the other do not lead back to what was there before {first}."
        )
    }
}

pub(super) fn notes(history: &History, rehearsal: &Rehearsal) -> Vec<String> {
    let mut notes = rehearsal.notes.clone();
    if let Some(index) = rehearsal.spoiled_by {
        notes.push(format!(
            "{} left the clone as it cannot be used further, so nothing after it was tried: make the clone anew",
            file_name(path(&history.migrations[index]))
        ));
    }
    let adrift = rehearsal.trips.iter().any(|trip| trip.adrift && !trip.seen.is_empty());
    let failed = rehearsal.trips.iter().find(|trip| trip.stops()).filter(|_| adrift);
    notes.extend(failed.map(|trip| {
        format!(
            "no statement after {} was held against its prediction, which takes that to have run",
            file_name(path(&history.migrations[trip.index]))
        )
    }));
    if !rehearsal.made.is_empty() {
        let made = rehearsal.made.join(", ");
        notes.push(format!("the history takes these to be there, so they were made for it: {made}"));
    }
    notes.extend(unseeded(&rehearsal.unseeded));
    notes
}

/// A note for each reason why tables have no rows.
fn unseeded(tables: &[Unseeded]) -> Vec<String> {
    let mut reasons: Vec<(Cow<str>, Vec<&str>)> = Vec::new();
    for Unseeded { table, reason, because_of } in tables {
        let reason = match because_of {
            Some(_) => "a row must refer to one of a table that has none".into(),
            None => text::one_line(reason),
        };
        match reasons.iter_mut().find(|(known, _)| *known == reason) {
            Some((_, tables)) => tables.push(table),
            None => reasons.push((reason, vec![table])),
        }
    }
    let notes = reasons.into_iter().map(|(reason, tables)| {
        let named: Vec<&str> = tables.iter().take(NAMED).copied().collect();
        let more = match tables.len() - named.len() {
            0 => String::new(),
            more => format!(" and {more} more"),
        };
        format!("no rows could be made up for {}{more}: {reason}", named.join(", "))
    });
    notes.collect()
}

fn closing_style(found: &[Diagnostic]) -> Style {
    match found.iter().map(|finding| finding.severity).max() {
        Some(Severity::Error) => style::ERROR,
        Some(Severity::Warning) => style::WARNING,
        _ => style::GOOD,
    }
}

/// What it all comes to.
pub(super) fn verdict(rehearsed: &[Rehearsed]) -> String {
    let first = rehearsed.first().map(|one| one.rehearsal);
    let server = first.map_or(String::new(), |first| match first.server {
        "embedded" => format!(" on the embedded PostgreSQL {}", first.version),
        "environment" => format!(" on a clone with PostgreSQL {}", first.version),
        _ => format!(" on PostgreSQL {}", first.version),
    });
    let trips: Vec<&Trip> = rehearsed.iter().flat_map(|one| &one.rehearsal.trips).collect();
    let ran = trips.iter().filter(|trip| !matches!(trip.up, Leg::Skipped)).count();
    let failed = trips.iter().filter(|trip| matches!(trip.up, Leg::Failed(_))).count();
    let (back, restored) = trips
        .iter()
        .filter_map(|trip| trip.restored())
        .fold((0, 0), |(back, restored), yes| (back + 1, restored + usize::from(yes)));
    let seen: Vec<&Seen> = trips.iter().filter(|trip| !trip.adrift).flat_map(|trip| &trip.seen).collect();
    let wrong = seen.iter().filter(|seen| !seen.differences.is_empty()).count();
    let mut line = format!("{} rehearsed{server}: ", counted(ran, "migration", "migrations"));
    line += &match failed {
        0 => "all came up".to_owned(),
        some => format!("{some} failed"),
    };
    if back > 0 {
        line += &format!(", {restored} of {} led back", counted(back, "way back", "ways back"));
    }
    line += &match wrong {
        0 => format!("; {} did what was predicted", counted(seen.len(), "statement", "statements")),
        some => format!(
            "; {some} of {} did something else than predicted",
            counted(seen.len(), "statement", "statements")
        ),
    };
    let skipped = trips.len() - ran;
    if skipped > 0 {
        line += &format!("; {} not reached", counted(skipped, "migration", "migrations"));
    }
    line
}
