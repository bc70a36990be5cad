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

    /// The migrations that are deployed with this one, itself among them: those that were one with it, a numbered series that
    /// was written within two seconds and, without a tool, the parts of a release.
    pub fn released_with(&self, index: usize) -> Range<usize> {
        let split = self.split_from(index);
        match self.migrations.get(index).filter(|_| split.len() == 1) {
            Some(migration) => {
                let plain = self.tool.name == "plain";
                self.around(index, |other| {
                    is_of_one_series(migration, other) || plain && is_part_with(migration, other)
                })
            }
            None => split,
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

/// Whether two files were written at once, under one name with a number behind it: `20240131081500_import_2` and
/// `20240131081501_import_3`. Times that close without such names may have been counted up by hand.
fn is_of_one_series(one: &Migration, other: &Migration) -> bool {
    let times = second_of(one).zip(second_of(other));
    let names = series(one).zip(series(other));
    times.is_some_and(|((day, second), (other_day, other_second))| {
        day == other_day && second.abs_diff(other_second) <= 2
    }) && names.is_some_and(|(name, other)| name == other)
}

/// The day of a version of fourteen digits, and the second of the day.
fn second_of(migration: &Migration) -> Option<(&str, u32)> {
    let digits = migration.version.as_str().get(..DATE)?;
    let counted = digits.bytes().all(|byte| byte.is_ascii_digit());
    let (day, time) = digits.split_at_checked(8).filter(|_| counted)?;
    let number = |at: usize| time.get(at..at + 2)?.parse::<u32>().ok();
    Some((day, number(0)? * 3600 + number(2)? * 60 + number(4)?))
}

/// What of a name stands between its version and the number behind it.
fn series(migration: &Migration) -> Option<&str> {
    let name = migration.name.strip_suffix(".sql").unwrap_or(&migration.name);
    let rest =
        name.get(..DATE).filter(|start| migration.version.starts_with(start)).map_or(name, |_| &name[DATE..]);
    let stem = rest.trim_end_matches(|letter: char| letter.is_ascii_digit());
    let counted = stem.len() < rest.len() && stem.contains(|letter: char| letter.is_ascii_alphabetic());
    counted.then_some(stem)
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
