//! The questions that a window answers: is it still unused, does it grow, what became slow, what do the logs say.

use globset::GlobMatcher;

use super::window::{Gap, GapKind, TableUse, Window};
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

/// Things of which nothing can be told are counted beyond these.
const SHOWN: usize = 5;

impl Asked {
    /// Whether no table and no index is asked about.
    pub fn is_empty(&self) -> bool {
        self.idle.is_empty() && self.growing.is_empty() && self.used_indexes.is_empty()
    }
}

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

    /// Whether every interval tells something of everything of a kind.
    fn is_whole(&self, of: GapKind) -> bool {
        self.gaps.iter().all(|gap| gap.of != of)
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
                let standing = match (idle, self.is_whole(GapKind::Counters) && !used.nodes.is_empty()) {
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
                let standing = match (grows, self.is_whole(GapKind::Counters) && !used.nodes.is_empty()) {
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
                let whole = self.is_whole(GapKind::Counters) && !used.nodes.is_empty();
                let standing = match (used.scans > 0, whole) {
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
        let found = match window.speeds(slower, asked.slow) {
            Ok(found) => found,
            Err(why) => return self.say(Standing::Unknown, "statements", why),
        };
        if found.slower.is_empty() && found.untold.is_empty() {
            let (ran, limit) = (live::count(found.ran, "statement"), live::count(asked.slow as u64, ""));
            let text =
                format!("{ran} ran, none slower than before by {slower} %, no new one above {limit} ms");
            self.say(Standing::Good, "statements", text);
        }
        for text in found.slower {
            self.say(Standing::Bad, "statements", text);
        }
        let more = found.untold.len().saturating_sub(SHOWN);
        for text in found.untold.into_iter().take(SHOWN) {
            self.say(Standing::Unknown, "statements", text);
        }
        if more > 0 {
            let text =
                format!("of {} nothing can be told either", live::count(more as u64, "other statement"));
            self.say(Standing::Unknown, "statements", text);
        }
    }

    fn log(&mut self, window: Window, asked: &Asked) {
        let Some(most) = asked.log_matches else { return };
        match window.log() {
            None => {
                let text = "not every sample has read the log, for the same pattern and of the same files: \
                            lines in between were not counted";
                self.say(Standing::Unknown, "log", text.to_owned());
            }
            Some(found) => {
                let text = format!(
                    "{} of {} match /{}/",
                    live::count(found.matches, ""),
                    live::count(found.lines, "line"),
                    found.pattern
                );
                let standing = match (found.matches <= most, self.is_whole(GapKind::Log)) {
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
            .filter_map(|(name, bytes)| {
                // A table that was there and could not be measured has not grown from nothing.
                let was_there = first.nodes.iter().flat_map(|node| &node.relations);
                let mut was_there = was_there.map(|table| format!("{}.{}", table.schema, table.name));
                let before = first.sizes.tables.get(name).copied();
                let before = before.or_else(|| (!was_there.any(|known| known == *name)).then_some(0))?;
                let change = i64::try_from(*bytes).ok()? - i64::try_from(before).ok()?;
                Some((change, name))
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
