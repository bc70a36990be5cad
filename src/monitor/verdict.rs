//! The questions that a window answers: is it still unused, does it grow, what became slow, what do the logs say.

use globset::GlobMatcher;

use super::window::{Gap, TableUse, Window};
use crate::live;

/// What is asked of a window. What is empty is not asked.
#[derive(Clone, Debug, Default)]
pub struct Asked {
    /// Tables, as `schema.name`, that nobody may use.
    pub idle: Vec<GlobMatcher>,
    /// Tables that must be written.
    pub growing: Vec<GlobMatcher>,
    /// Indexes that must be used.
    pub used_indexes: Vec<GlobMatcher>,
    /// A backup reads every table: so many scans a day are nobody's use.
    pub scans_per_day: i64,
    /// Percent that a statement may be slower than before the baseline.
    pub slower: Option<f64>,
    /// Milliseconds that a new statement may take.
    pub slow: f64,
    /// Lines of the logs that may match.
    pub log_matches: Option<u64>,
    /// Days that the window must have.
    pub days: i64,
}

/// How a question stands.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub enum Standing {
    Good,
    Bad,
    /// The counters do not tell.
    Unknown,
}

/// One line of a report.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub standing: Standing,
    pub about: String,
    pub text: String,
}

/// What a window says.
#[derive(Clone, Debug)]
pub struct Report {
    pub database: String,
    pub from: Option<jiff::Timestamp>,
    pub to: Option<jiff::Timestamp>,
    pub samples: usize,
    pub answers: Vec<Answer>,
    pub gaps: Vec<Gap>,
    /// What the samples themselves contradict.
    pub faults: Vec<String>,
    /// Numbers that nobody asked a question about.
    pub facts: Vec<String>,
}

/// Shorter executions differ by chance.
const NOTICEABLE: f64 = 1.0;

impl Standing {
    pub fn name(self) -> &'static str {
        match self {
            Standing::Good => "PASS",
            Standing::Bad => "FAIL",
            Standing::Unknown => "UNKNOWN",
        }
    }
}

impl Report {
    pub fn of(window: Window, faults: &[String], asked: &Asked) -> Self {
        let gaps = window.gaps();
        let mut report = Self {
            database: window.last().map(|last| last.database.clone()).unwrap_or_default(),
            from: window.first().map(|first| first.taken_at),
            to: window.last().map(|last| last.taken_at),
            samples: window.count(),
            answers: Vec::new(),
            gaps,
            faults: faults.to_vec(),
            facts: Vec::new(),
        };
        if window.count() < 2 {
            let text = "one look at a counter tells nothing: take another sample".to_owned();
            report.answers.push(Answer { standing: Standing::Unknown, about: "samples".to_owned(), text });
            return report;
        }
        report.period(window, asked);
        report.tables(window, asked);
        report.indexes(window, asked);
        report.statements(window, asked);
        report.log(window, asked);
        report.facts(window);
        report
    }

    /// Nothing was used as far as it is known, and it is known throughout.
    pub fn standing(&self) -> Standing {
        let worst = |standing: Standing| self.answers.iter().any(|answer| answer.standing == standing);
        match () {
            () if worst(Standing::Bad) => Standing::Bad,
            () if worst(Standing::Unknown) || !self.faults.is_empty() => Standing::Unknown,
            () => Standing::Good,
        }
    }

    fn say(&mut self, standing: Standing, about: impl Into<String>, text: String) {
        self.answers.push(Answer { standing, about: about.into(), text });
    }

    fn period(&mut self, window: Window, asked: &Asked) {
        if asked.days == 0 {
            return;
        }
        let needed = asked.days * 86_400;
        let seconds = window.seconds();
        let text = format!(
            "{} were watched, {} are needed",
            live::age(seconds),
            live::count(asked.days.unsigned_abs(), "day")
        );
        let standing = if seconds >= needed { Standing::Good } else { Standing::Bad };
        self.say(standing, "period", text);
    }

    fn tables(&mut self, window: Window, asked: &Asked) {
        let tables = window.tables();
        let length = live::age(window.seconds());
        let allowed = asked.scans_per_day * (window.seconds() + 86_399) / 86_400;
        for glob in &asked.idle {
            let found: Vec<_> = tables.iter().filter(|(name, _)| glob.is_match(name)).collect();
            if found.is_empty() {
                self.say(Standing::Unknown, glob.glob().glob(), "no table has this name".to_owned());
            }
            for (name, used) in found {
                let text = format!("{}, {} in {length} on {}", scans(used), writes(used), nodes(used));
                let idle = used.scans <= allowed && written(used) == 0;
                let standing = match (idle, self.gaps.is_empty() && !used.nodes.is_empty()) {
                    (false, _) => Standing::Bad,
                    (true, true) => Standing::Good,
                    (true, false) => Standing::Unknown,
                };
                let text = match used.last_used.filter(|_| !idle) {
                    Some((from, to)) => {
                        format!("{text}, the last between {} and {}", day(from), day(to))
                    }
                    None if standing == Standing::Unknown => {
                        format!("{text} as far as the counters run through")
                    }
                    None if used.scans > 0 => format!("{text}: {allowed} scans are the backups'"),
                    None => text,
                };
                self.say(standing, name, text);
            }
        }
        for glob in &asked.growing {
            let found: Vec<_> = tables.iter().filter(|(name, _)| glob.is_match(name)).collect();
            if found.is_empty() {
                self.say(Standing::Unknown, glob.glob().glob(), "no table has this name".to_owned());
            }
            for (name, used) in found {
                let rows = live::count((used.inserts + used.updates).unsigned_abs(), "row");
                let grows = used.inserts + used.updates > 0;
                let standing = match (grows, self.gaps.is_empty()) {
                    (true, _) => Standing::Good,
                    (false, true) => Standing::Bad,
                    (false, false) => Standing::Unknown,
                };
                self.say(standing, name, format!("{rows} written in {length}"));
            }
        }
    }

    fn indexes(&mut self, window: Window, asked: &Asked) {
        let indexes = window.indexes();
        for glob in &asked.used_indexes {
            let found: Vec<_> = indexes.iter().filter(|(name, _)| glob.is_match(name)).collect();
            if found.is_empty() {
                self.say(Standing::Unknown, glob.glob().glob(), "no index has this name".to_owned());
            }
            for (name, used) in found {
                let standing = match (used.scans > 0, self.gaps.is_empty()) {
                    (true, _) => Standing::Good,
                    (false, true) => Standing::Bad,
                    (false, false) => Standing::Unknown,
                };
                let scans = live::count(used.scans.unsigned_abs(), "scan");
                self.say(standing, name, format!("index used by {scans} in {}", live::age(window.seconds())));
            }
        }
    }

    fn statements(&mut self, window: Window, asked: &Asked) {
        let Some(slower) = asked.slower else { return };
        let statements = match window.statements() {
            Ok(statements) => statements,
            Err(why) => return self.say(Standing::Unknown, "statements", why),
        };
        let mut bad = Vec::new();
        for statement in &statements {
            let text = statement.text.clone().unwrap_or_else(|| format!("statement {}", statement.id));
            match statement.mean_before {
                Some(before) if statement.mean - before > NOTICEABLE.max(before * slower / 100.0) => {
                    bad.push(format!("{before:.1} ms → {:.1} ms: {text}", statement.mean));
                }
                None if statement.mean > asked.slow => {
                    bad.push(format!("new, {:.1} ms: {text}", statement.mean));
                }
                _ => {}
            }
        }
        let about = format!("{} ran", live::count(statements.len() as u64, "statement"));
        if bad.is_empty() {
            let limit = live::count(asked.slow as u64, "");
            let text = format!("{about}, none slower than before by {slower} %, no new one above {limit} ms");
            self.say(Standing::Good, "statements", text);
        }
        for text in bad {
            self.say(Standing::Bad, "statements", text);
        }
    }

    fn log(&mut self, window: Window, asked: &Asked) {
        let Some(most) = asked.log_matches else { return };
        match window.log() {
            None => self.say(Standing::Unknown, "log", "no sample has read a log".to_owned()),
            Some((pattern, matches, lines)) => {
                let text = format!(
                    "{} of {} match /{pattern}/",
                    live::count(matches, ""),
                    live::count(lines, "line")
                );
                let whole = !self.gaps.iter().any(|gap| gap.why.starts_with("the log "));
                let standing = match (matches <= most, whole) {
                    (false, _) => Standing::Bad,
                    (true, true) => Standing::Good,
                    (true, false) => Standing::Unknown,
                };
                self.say(standing, "log", text);
            }
        }
    }

    fn facts(&mut self, window: Window) {
        if let Some((before, after)) = window.database_size() {
            self.facts.push(format!("the database: {} → {}", live::bytes(before), live::bytes(after)));
        }
        let (Some(first), Some(last)) = (window.first(), window.last()) else { return };
        let mut changes: Vec<(i64, &String)> = last
            .sizes
            .tables
            .iter()
            .map(|(name, bytes)| {
                let before = first.sizes.tables.get(name).copied().unwrap_or_default();
                (i64::try_from(*bytes).unwrap_or(i64::MAX) - i64::try_from(before).unwrap_or(i64::MAX), name)
            })
            .filter(|(change, _)| *change != 0)
            .collect();
        changes.sort_by_key(|(change, _)| std::cmp::Reverse(change.unsigned_abs()));
        for (change, name) in changes.into_iter().take(5) {
            let sign = if change < 0 { "−" } else { "+" };
            self.facts.push(format!("{name}: {sign}{}", live::bytes(change.unsigned_abs())));
        }
    }
}

fn written(used: &TableUse) -> i64 {
    used.inserts + used.updates + used.deletes
}

fn scans(used: &TableUse) -> String {
    live::count(used.scans.unsigned_abs(), "scan")
}

fn writes(used: &TableUse) -> String {
    live::count(written(used).unsigned_abs(), "write")
}

fn nodes(used: &TableUse) -> String {
    let names: Vec<&str> = used.nodes.iter().map(String::as_str).collect();
    if names.is_empty() { "no server".to_owned() } else { names.join(", ") }
}

pub(super) fn day(moment: jiff::Timestamp) -> String {
    moment.strftime("%Y-%m-%d %H:%MZ").to_string()
}
