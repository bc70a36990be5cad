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
    let is_number = !version.is_empty() && version.bytes().all(|byte| byte.is_ascii_digit());
    let rest = |of: &'_ Migration| of.name.strip_prefix(version).map(str::to_owned);
    let (Some(first), Some(second)) = (rest(one), rest(other)) else { return false };
    let is_word = |rest: &str| {
        let word = rest.strip_prefix('.').unwrap_or_default();
        !word.is_empty() && word.bytes().all(|byte| byte.is_ascii_alphabetic() || byte == b'_')
    };
    let extends = |longer: &str, shorter: &str| {
        shorter.len() > 1 && longer.strip_prefix(shorter).is_some_and(|end| end.starts_with(['-', '_', '.']))
    };
    let parts = version.len() < 4 && is_word(&first) && is_word(&second);
    let steps =
        version.len() == 8 && (extends(&first, &second) || extends(&second, &first) || first == second);
    is_number && other.version == version && (parts || steps)
}
