//! Migrations that a tool made of one: Fizz, taken down to SQL, is a file for each statement, and what one file does another
//! one's way back undoes.

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
        let same = |other: &&Migration| self::date(other) == Some(date) && other.name == migration.name;
        let before = self.migrations[..index].iter().rev().take_while(same).count();
        let after = self.migrations[index + 1..].iter().take_while(same).count();
        index - before..index + 1 + after
    }
}

fn date(migration: &Migration) -> Option<&str> {
    let version = migration.version.as_str();
    let counted = version.len() == VERSION && version.bytes().all(|byte| byte.is_ascii_digit());
    version.get(..DATE).filter(|_| counted)
}
