//! Migrations that belong together: Fizz, taken down to SQL, is a file for each statement, and what one file does another
//! one's way back undoes; a release without a tool is often several files of one number.

use std::ops::Range;

use super::{History, Migration};

/// Fourteen digits of the date, six that count the files.
const DATE: usize = 14;
const VERSION: usize = 20;

impl History {
    /// The migrations that were one with this one, itself among them: under pop and popx, those of one date and one name whose
    /// versions are longer than a date.
    pub fn split_from(&self, index: usize) -> Range<usize> {
        let alone = index..index + 1;
        let Some(migration) = self.migrations.get(index) else { return alone };
        let Some(date) = date(migration).filter(|_| matches!(self.tool.name, "pop" | "popx")) else {
            return alone;
        };
        self.around(index, |other| self::date(other) == Some(date) && other.name == migration.name)
    }

    /// The migrations that are deployed with this one, itself among them: those that were one with it and, without a tool, the
    /// parts of a release.
    pub fn released_with(&self, index: usize) -> Range<usize> {
        match self.migrations.get(index).filter(|_| self.tool.name == "plain") {
            Some(migration) => self.around(index, |other| is_part_with(migration, other)),
            None => self.split_from(index),
        }
    }

    fn around(&self, index: usize, belongs: impl Fn(&Migration) -> bool) -> Range<usize> {
        let (earlier, later) = self.migrations.split_at(index);
        let before = earlier.iter().rev().take_while(|other| belongs(other)).count();
        let after = later.iter().skip(1).take_while(|other| belongs(other)).count();
        index - before..index + 1 + after
    }
}

fn date(migration: &Migration) -> Option<&str> {
    let version = migration.version.as_str();
    let counted = version.len() == VERSION && version.bytes().all(|byte| byte.is_ascii_digit());
    version.get(..DATE).filter(|_| counted)
}

/// Whether the names of two files say that they are parts of one release: `20.all` and `20.master`, or `20240131-places` and
/// `20240131-places-keys`. A number alone may be that of a year, a month or a series.
fn is_part_with(one: &Migration, other: &Migration) -> bool {
    let version = one.version.as_str();
    if other.version != version || !version.bytes().all(|byte| byte.is_ascii_digit()) {
        return false;
    }
    let names = one.name.strip_prefix(version).zip(other.name.strip_prefix(version));
    names.is_some_and(|(first, second)| match version.len() {
        1..=3 => is_part(first) && is_part(second),
        8 => first == second || goes_on(first, second) || goes_on(second, first),
        _ => false,
    })
}

/// `.all`
fn is_part(rest: &str) -> bool {
    let word = rest.strip_prefix('.').unwrap_or_default();
    !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
}

/// `-places-keys` after `-places`
fn goes_on(longer: &str, shorter: &str) -> bool {
    shorter.len() > 1 && longer.strip_prefix(shorter).is_some_and(|end| end.starts_with(['-', '_', '.']))
}
