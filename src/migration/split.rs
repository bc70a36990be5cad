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

    /// The migrations that are deployed with this one, itself among them: those that were one with it and, without a tool, those
    /// of its number.
    pub fn released_with(&self, index: usize) -> Range<usize> {
        let version = self.migrations.get(index).map_or("", |migration| migration.version.as_str());
        if self.tool.name != "plain" || version.is_empty() {
            return self.split_from(index);
        }
        self.around(index, |other| other.version == version)
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
