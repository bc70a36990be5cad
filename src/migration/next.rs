//! The migration after the last one: what its file is called, and how a tool wants it written.

use super::{History, Naming, OptOut, RollbackConvention, Switch, Tool};
use crate::diagnostic::NewFile;

/// The version that something has to follow, and by how many days.
pub type Due<'a> = (&'a str, i64);

impl History {
    /// The path of a migration that follows the last one, where the names there are tell it. `ahead` counts from one.
    /// Where versions are dates, it is dated that many days after the version that it is `due` after.
    pub fn next_path(&self, words: &str, ahead: u64, due: Due) -> Option<String> {
        let last =
            self.migrations.iter().rev().find(|migration| !migration.repeatable && migration.up.is_some())?;
        let path = last.up.as_ref()?.source.path();
        let (folder, name) = path.rsplit_once('/').unwrap_or(("", path));
        let words: String = words
            .chars()
            .map(|c| if c.is_ascii_alphanumeric() { c.to_ascii_lowercase() } else { '_' })
            .collect();
        let made = match self.tool.naming {
            Naming::Unknown => return None,
            Naming::Numbered { .. } => joined(folder, &numbered(name, &words, ahead, due)?),
            Naming::NumberedFolder => {
                let (above, own) = folder.rsplit_once('/').unwrap_or(("", folder));
                let own = numbered(own, &words, ahead, due)?;
                joined(above, &format!("{own}/{name}"))
            }
        };
        (!self.has_path(&made)).then_some(made)
    }
}

fn joined(folder: &str, name: &str) -> String {
    if folder.is_empty() { name.to_owned() } else { format!("{folder}/{name}") }
}

/// A file or folder name with the next number and other words.
fn numbered(name: &str, words: &str, ahead: u64, due: Due) -> Option<String> {
    let is_version = |c: char| c.is_ascii_digit() || matches!(c, '-' | '.');
    let start = name.find(|c: char| c.is_ascii_digit()).filter(|start| *start <= 1)?;
    let version = name.get(start..)?;
    let length = version.find(|c: char| !is_version(c)).unwrap_or(version.len());
    // Before two underscores, one is a dot: `V4_108__add_note.sql`.
    let underscored = |c: char| is_version(c) || c == '_';
    let length = version.find("__").filter(|end| version[..*end].chars().all(underscored)).unwrap_or(length);
    // All of `V4_108.sql` is the version.
    let bare = version.strip_suffix(".sql").filter(|stem| start == 1 && stem.chars().all(underscored));
    let version = version.get(..bare.map_or(length, str::len))?.trim_end_matches(['-', '.']);
    let rest = name.get(start + version.len()..)?;
    let separator = ["__", "_", "-", "."].into_iter().find(|separator| rest.starts_with(separator))?;
    let ending = if rest.ends_with(".up.sql") {
        ".up.sql"
    } else if rest.to_ascii_lowercase().ends_with(".sql") {
        ".sql"
    } else {
        ""
    };
    // `12.sql` has no words to follow.
    let separator = match bare {
        Some(_) => "__",
        None if separator == "." => "_",
        None => separator,
    };
    Some(format!("{}{}{separator}{words}{ending}", name.get(..start)?, raised(version, ahead, due)?))
}

/// A version that many later: seconds for a time, else in its last number.
fn raised(version: &str, ahead: u64, due: Due) -> Option<String> {
    let dated = on_the_day(version, due);
    let version = dated.as_deref().unwrap_or(version);
    let at = version.rfind(|c: char| !c.is_ascii_digit()).map_or(0, |at| at + 1);
    let (head, last) = (version.get(..at)?, version.get(at..)?);
    let digits: String = version.chars().filter(char::is_ascii_digit).collect();
    let is_date = digits.len() >= 8 && is_day(digits.get(..8)?);
    let raised = match (is_date, last.len()) {
        (true, 8) | (true, 2) if dated.is_some() => last.to_owned(),
        // A day has no next one that is sure to be free.
        (true, 8) | (true, 2) => return None,
        (true, 14) => format!("{}{}", last.get(..8)?, later(last.get(8..)?, ahead)?),
        (true, 6) => later(last, ahead)?,
        (true, 12) => {
            format!("{}{}", last.get(..8)?, later(&format!("{}00", last.get(8..)?), ahead * 60)?.get(..4)?)
        }
        _ => format!("{:0width$}", last.parse::<u64>().ok()?.checked_add(ahead)?, width = last.len()),
    };
    // Tools that compare names as text would put a longer number first.
    (raised.len() == last.len() || last.len() == 1).then(|| format!("{head}{raised}"))
}

/// A version with the date that is due; nothing where it has none, or a later one already.
fn on_the_day(version: &str, (after, days): Due) -> Option<String> {
    let digits = |text: &str| text.chars().filter(char::is_ascii_digit).take(8).collect::<String>();
    let (last, day) = (digits(version), digits(after));
    if days == 0 || !is_day(&last) || !is_day(&day) {
        return None;
    }
    let number = |from: usize, to: usize| day.get(from..to).and_then(|part| part.parse::<i16>().ok());
    let date = jiff::civil::Date::new(
        number(0, 4)?,
        i8::try_from(number(4, 6)?).ok()?,
        i8::try_from(number(6, 8)?).ok()?,
    )
    .ok()?;
    let later = date.checked_add(jiff::Span::new().try_days(days).ok()?).ok()?.strftime("%Y%m%d").to_string();
    if later <= last {
        return None;
    }
    let mut later = later.chars();
    let replaced = |c: char| if c.is_ascii_digit() { later.next().unwrap_or(c) } else { c };
    Some(version.chars().map(replaced).collect())
}

fn is_day(digits: &str) -> bool {
    let number = |from: usize, to: usize| digits.get(from..to).and_then(|part| part.parse::<u32>().ok());
    let within =
        |value: Option<u32>, least: u32, most: u32| value.is_some_and(|v| (least..=most).contains(&v));
    within(number(0, 4), 1990, 2100) && within(number(4, 6), 1, 12) && within(number(6, 8), 1, 31)
}

/// `HHMMSS`, some seconds later on the same day.
fn later(time: &str, seconds: u64) -> Option<String> {
    let part = |from: usize| time.get(from..from + 2).and_then(|part| part.parse::<u64>().ok());
    let total = part(0)? * 3600 + part(2)? * 60 + part(4)? + seconds;
    (total < 86_400).then(|| format!("{:02}{:02}{:02}", total / 3600, total / 60 % 60, total % 60))
}

impl Tool {
    /// A statement between the marks that its tool needs around one with semicolons inside.
    pub fn framed(&self, statement: &str) -> String {
        let inner = statement.trim_end().trim_end_matches(';');
        match self.statement_marks().filter(|_| inner.contains(';')) {
            Some(marks) => {
                format!("{marks} StatementBegin\n{}\n{marks} StatementEnd\n", statement.trim_end())
            }
            None => statement.to_owned(),
        }
    }

    /// What such marks begin with: `-- +goose`.
    pub fn statement_marks(&self) -> Option<&'static str> {
        let RollbackConvention::Section { marker } = self.rollback else { return None };
        marker.strip_suffix(" Down").filter(|marks| marks.starts_with("-- +"))
    }

    /// A new migration's files: the script, and what takes it out of its transaction where it has to be.
    pub fn written(&self, path: String, sql: &str, alone: bool) -> Option<Vec<NewFile>> {
        let heading = match self.naming {
            Naming::Numbered { heading } => heading,
            _ => None,
        };
        let mut before = String::new();
        let mut heading = heading.map(str::to_owned);
        let mut beside = Vec::new();
        if alone {
            match self.opt_out {
                OptOut::FirstLine { text, .. } => before = format!("{text}\n"),
                OptOut::Words { switch, .. } => match switch {
                    Switch::FirstLines(lines) => before = lines.to_owned(),
                    Switch::Heading(words) => heading = Some(heading? + words),
                    switch => beside = beside_script(switch, &path, sql)?,
                },
                OptOut::OneStatementPerFile | OptOut::NotNeeded => {}
                OptOut::Impossible => return None,
            }
        }
        let heading = heading.map(|line| format!("{line}\n")).unwrap_or_default();
        let text = format!("{before}{heading}{}\n", sql.trim_end());
        let mut files = vec![NewFile { path, text, alone }];
        files.extend(beside);
        Some(files)
    }
}

/// The file that takes a script out of its transaction, where one is needed.
pub fn beside_script(switch: Switch, path: &str, sql: &str) -> Option<Vec<NewFile>> {
    let file = |path: String, text: &str| vec![NewFile { path, text: text.to_owned(), alone: true }];
    match switch {
        // Flyway sees by itself that such a statement can run in no transaction.
        Switch::FileBehind { .. } if sees_by_itself(sql) => Some(Vec::new()),
        Switch::FileBehind { ending, text } => Some(file(format!("{path}{ending}"), text)),
        Switch::FileInFolder { name, text } => {
            let (folder, _) = path.rsplit_once('/')?;
            Some(file(format!("{folder}/{name}"), text))
        }
        _ => None,
    }
}

/// Whether Flyway runs a file with such a statement outside a transaction without being told.
pub fn sees_by_itself(sql: &str) -> bool {
    let words: Vec<String> = sql.split_whitespace().take(4).map(str::to_ascii_lowercase).collect();
    let words: Vec<&str> = words.iter().map(|word| word.trim_end_matches(';')).collect();
    matches!(
        words.as_slice(),
        ["create" | "drop", "index", "concurrently", ..]
            | ["create" | "drop", "unique", "index", "concurrently"]
            | ["create" | "drop", "database" | "tablespace" | "subscription", ..]
            | ["reindex", "schema" | "database" | "system", ..]
            | ["reindex", "verbose", "schema" | "database" | "system", ..]
            | ["alter", "system", ..]
            | ["discard", "all", ..]
            | ["vacuum", ..]
    )
}
