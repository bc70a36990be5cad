//! The logs have no line that a pattern finds, since a moment.

use std::fs::File;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::sync::LazyLock;

use jiff::Timestamp;
use jiff::civil::DateTime;
use jiff::tz::TimeZone;
use regex::bytes::Regex;

use crate::gate::{Answer, Check, Entry, Situation, Source, Status, duration, instant};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("log-clean", include_str!("../../../rules/gate/log-clean.md"), check);

/// What was read.
#[derive(Default)]
struct Found {
    lines: u64,
    matches: u64,
    first: Option<String>,
    /// The moment of the last line that has one.
    last: Option<Timestamp>,
    dated: bool,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let files = entry.options.strings("files");
    if files.is_empty() {
        let answer = Answer::new(Status::Missing, Source::Files, "the entry names no log");
        return answer
            .help("files = [\"/var/log/app.log\"], or an entry of `command` where logs are elsewhere");
    }
    let pattern = match Regex::new(entry.options.string("pattern")) {
        Ok(pattern) => pattern,
        Err(error) => return Answer::unknown(Source::Files, format!("`pattern` is none: {error}")),
    };
    let since = match since(situation, entry) {
        Ok(since) => since,
        Err(answer) => return answer,
    };
    let mut found = Found::default();
    for file in &files {
        if let Err(error) = read(&situation.root().join(file), &pattern, since, &mut found) {
            return Answer::unknown(Source::Files, format!("{file} cannot be read: {error}"));
        }
    }
    if since.is_some() && !found.dated {
        let finding = "no line of the logs has a date that is understood: 2026-01-15 12:00:00";
        return Answer::unknown(Source::Files, finding);
    }
    let after = since.map_or(String::new(), |since| format!(" since {}", since.strftime("%Y-%m-%d %H:%MZ")));
    let facts = format!(
        "{} of {}{after} match /{}/",
        live::count(found.matches, ""),
        live::count(found.lines, "line"),
        pattern.as_str()
    );
    let most = u64::try_from(entry.options.integer("max")).unwrap_or_default();
    let wrong = match found.first.filter(|_| found.matches > most) {
        Some(first) => vec![format!("the first in {first}")],
        None => Vec::new(),
    };
    Answer::judge(Source::Files, facts.clone(), facts, wrong)
}

/// From when on lines count: a length of time before now, a day, or when the last of the migrations was applied.
fn since(situation: &mut Situation, entry: &Entry) -> Result<Option<Timestamp>, Answer> {
    let text = entry.options.string("since").to_owned();
    match text.as_str() {
        "" => Ok(None),
        "applied" => {
            let versions: Vec<String> =
                situation.migrations().map(|migration| migration.version.clone()).collect();
            let last = versions.iter().filter_map(|version| situation.applied_at(version)).max();
            last.map(Some).ok_or_else(|| {
                Answer::unknown(Source::Ledger, "the ledger does not say when the migrations were applied")
            })
        }
        text => match (duration(text), instant(text)) {
            (Some(length), _) => Ok(situation.now.checked_sub(length).ok()),
            (None, Some(moment)) => Ok(Some(moment)),
            (None, None) => {
                let finding = format!("`since` is no length of time and no day: {text}");
                Err(Answer::unknown(Source::Files, finding))
            }
        },
    }
}

/// A line without a date is of the moment of the one before it.
fn read(path: &Path, pattern: &Regex, since: Option<Timestamp>, found: &mut Found) -> std::io::Result<()> {
    let mut reader = BufReader::new(File::open(path)?);
    let (mut line, mut number) = (Vec::new(), 0);
    found.last = None;
    loop {
        line.clear();
        if reader.read_until(b'\n', &mut line)? == 0 {
            return Ok(());
        }
        number += 1;
        if let Some(moment) = moment(&line) {
            found.last = Some(moment);
            found.dated = true;
        }
        if since.is_some_and(|since| found.last.is_none_or(|last| last < since)) {
            continue;
        }
        found.lines += 1;
        if pattern.is_match(&line) {
            found.matches += 1;
            let name = path.file_name().unwrap_or_default().to_string_lossy();
            found.first.get_or_insert_with(|| format!("{name}:{number}"));
        }
    }
}

/// `2026-01-15 12:00:00` or `2026-01-15T12:00:00`, taken for UTC.
fn moment(line: &[u8]) -> Option<Timestamp> {
    static MOMENT: LazyLock<Option<Regex>> =
        LazyLock::new(|| Regex::new(r"\d{4}-\d\d-\d\d[ T]\d\d:\d\d(:\d\d)?").ok());
    let found = MOMENT.as_ref()?.find(&line[..line.len().min(200)])?;
    let text = std::str::from_utf8(found.as_bytes()).ok()?;
    let text = if text.len() == 16 { format!("{text}:00") } else { text.to_owned() };
    let civil: DateTime = text.replace(' ', "T").parse().ok()?;
    TimeZone::UTC.to_timestamp(civil).ok()
}
