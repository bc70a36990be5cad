//! The logs have no line that a pattern finds, since a moment.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read};
use std::path::Path;

use flate2::read::MultiGzDecoder;
use jiff::Timestamp;
use jiff::tz::TimeZone;
use regex::bytes::Regex;

use crate::gate::dated::{Dated, dated};
use crate::gate::{Answer, Check, Entry, Situation, Source, Status, duration, instant};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("log-clean", include_str!("../../../rules/gate/log-clean.md"), check);

/// What is looked for, and from when on.
struct Wanted {
    pattern: Regex,
    since: Option<Timestamp>,
    /// Of dates that do not say theirs.
    zone: Option<TimeZone>,
}

/// What was read.
#[derive(Default)]
struct Found {
    /// Lines that count.
    lines: u64,
    matches: u64,
    /// Where the first of them is.
    first: Option<String>,
    /// Why it does not tell, as sentences.
    unknown: Vec<String>,
    help: Option<&'static str>,
    /// From when to when the dates of a log go, over all its files.
    spans: BTreeMap<String, Option<(Timestamp, Timestamp)>>,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let files = entry.options.strings("files");
    if files.is_empty() {
        let answer = Answer::new(Status::Missing, Source::Files, "the entry names no log");
        return answer
            .help("files = [\"/var/log/app.log\"], or an entry of `command` where logs are elsewhere");
    }
    let wanted = match wanted(situation, entry) {
        Ok(wanted) => wanted,
        Err(answer) => return answer,
    };
    let mut found = Found::default();
    for file in &files {
        if let Err(error) = found.read(&situation.root().join(file), &wanted) {
            return Answer::unknown(Source::Files, format!("{file} cannot be read: {error}"));
        }
    }
    if let Some(since) = wanted.since {
        found.require_coverage(since);
    } else if found.lines == 0 {
        found.unknown.push("nothing is in it: nobody writes it, or it was rotated a moment ago".to_owned());
    }
    let after = wanted.since.map_or(String::new(), |since| format!(" since {}", shown(since)));
    let facts = format!(
        "{} of {}{after} match /{}/",
        live::count(found.matches, ""),
        live::count(found.lines, "line"),
        wanted.pattern.as_str()
    );
    let most = u64::try_from(entry.options.integer("max")).unwrap_or_default();
    if found.matches > most {
        let first = found.first.map(|first| format!("the first in {first}"));
        return Answer::fail(Source::Files, facts).notes(first).notes(found.unknown);
    }
    if found.unknown.is_empty() {
        return Answer::pass(Source::Files, facts);
    }
    let answer = Answer::unknown(Source::Files, format!("{facts}, as far as the logs tell"));
    let answer = answer.notes(found.unknown);
    match found.help {
        Some(help) => answer.help(help),
        None => answer,
    }
}

fn wanted(situation: &mut Situation, entry: &Entry) -> Result<Wanted, Answer> {
    let unknown = |finding: String| Answer::unknown(Source::Files, finding);
    let pattern = Regex::new(entry.options.string("pattern"))
        .map_err(|error| unknown(format!("`pattern` is none: {error}")))?;
    let zone = match entry.options.string("time-zone") {
        "" => None,
        name => Some(TimeZone::get(name).map_err(|_| {
            unknown(format!("`time-zone` is none that is known here: {name}"))
                .help("it is written Europe/Berlin")
        })?),
    };
    Ok(Wanted { pattern, since: since(situation, entry)?, zone })
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

impl Found {
    /// A line without a date is of the moment of the one before it.
    fn read(&mut self, path: &Path, wanted: &Wanted) -> io::Result<()> {
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let mut reader = opened(path)?;
        let (mut line, mut number, mut last) = (Vec::new(), 0_u64, None);
        let mut span: Option<(Timestamp, Timestamp)> = None;
        let mut strange = None;
        loop {
            line.clear();
            if reader.read_until(b'\n', &mut line)? == 0 {
                break;
            }
            number += 1;
            match dated(&line, wanted.zone.as_ref()) {
                Dated::Not => {}
                Dated::InZone(zone) => {
                    strange.get_or_insert_with(|| format!("{name}:{number} is dated in {zone}"));
                }
                Dated::At(moment) => {
                    last = Some(moment);
                    span =
                        Some(span.map_or((moment, moment), |(from, to)| (from.min(moment), to.max(moment))));
                }
            }
            if wanted.since.is_some_and(|since| last.is_none_or(|last| last < since)) {
                continue;
            }
            self.lines += 1;
            if wanted.pattern.is_match(&line) {
                self.matches += 1;
                self.first.get_or_insert_with(|| format!("{name}:{number}"));
            }
        }
        if wanted.since.is_none() {
            return Ok(());
        }
        match (strange, span) {
            (Some(strange), _) => {
                self.unknown.push(format!("{strange}, which is the name of more than one zone"));
                self.help = Some("time-zone = \"Europe/Berlin\" says which");
            }
            (None, None) if number > 0 => {
                self.unknown.push(format!("{name} has no date that is understood: 2026-01-15 12:00:00"));
            }
            (None, span) => {
                let whole = self.spans.entry(log_of(&name)).or_default();
                *whole = match (*whole, span) {
                    (Some((from, to)), Some((first, last))) => Some((from.min(first), to.max(last))),
                    (one, other) => one.or(other),
                };
            }
        }
        Ok(())
    }

    /// A log has to begin before the moment and to go on after it.
    fn require_coverage(&mut self, since: Timestamp) {
        for (log, span) in &self.spans {
            let unknown = match span {
                None => format!("{log} is empty: nobody writes it, or it was rotated a moment ago"),
                Some((from, _)) if *from > since => {
                    self.help =
                        Some("name the files that were rotated too: files = [\"app.log.1\", \"app.log\"]");
                    format!("{log} begins on {}: what was before that is not in it", shown(*from))
                }
                Some((_, to)) if *to < since => {
                    format!("{log} ends on {}: nobody has written it since", shown(*to))
                }
                Some(_) => continue,
            };
            self.unknown.push(unknown);
        }
    }
}

/// What files of one log have in common when it is rotated: `app.log`, `app.log.2.gz`, `app-20260115.log`.
fn log_of(name: &str) -> String {
    let name = name.strip_suffix(".gz").unwrap_or(name);
    let plain: String = name.chars().filter(|c| !c.is_ascii_digit()).collect();
    let parts = plain.split(['.', '-', '_']).filter(|part| !part.is_empty());
    parts.collect::<Vec<_>>().join(".")
}

/// A log, unpacked where it was packed.
fn opened(path: &Path) -> io::Result<Box<dyn BufRead>> {
    const PACKED: [u8; 2] = [0x1f, 0x8b];
    let mut reader = BufReader::new(File::open(path)?);
    let is_packed = reader.fill_buf()?.starts_with(&PACKED);
    let source: Box<dyn Read> =
        if is_packed { Box::new(MultiGzDecoder::new(reader)) } else { Box::new(reader) };
    Ok(Box::new(BufReader::new(source)))
}

fn shown(moment: Timestamp) -> String {
    moment.strftime("%Y-%m-%d %H:%MZ").to_string()
}
