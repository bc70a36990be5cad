//! The migration that a team began with: what runs before it is read and not judged.

use super::{HistorySource, MigrationSource};

impl HistorySource {
    /// Leaves everything up to a version unjudged. False where no migration has it and it cannot be compared with those
    /// that are there.
    pub fn start_after(&mut self, version: &str) -> bool {
        let named = |migration: &MigrationSource| migration.version == version || migration.name == version;
        let end = match self.migrations.iter().rposition(named) {
            Some(last) => last + 1,
            None => {
                let Some(wanted) = parts(version) else { return false };
                let later = |migration: &MigrationSource| parts(&migration.version) > Some(wanted.clone());
                self.migrations.iter().position(later).unwrap_or(self.migrations.len())
            }
        };
        for migration in self.migrations[..end].iter_mut().filter(|migration| !migration.repeatable) {
            migration.judged = false;
        }
        self.forget_unjudged();
        true
    }

    /// Drops what discovery says of the files of migrations that are not judged.
    pub(super) fn forget_unjudged(&mut self) {
        let migrations = &self.migrations;
        self.ordering.retain(|problem| {
            let path = problem.source.path();
            let mut owners = migrations.iter().filter(|migration| {
                let mut scripts = migration.up.iter().chain(migration.down.script());
                scripts.any(|script| script.source.path() == path)
            });
            owners.clone().next().is_none() || owners.any(|migration| migration.judged)
        });
    }
}

/// The numbers that a version begins with: `3.10` is later than `3.9`. None where it begins with none.
pub(super) fn parts(version: &str) -> Option<Vec<u128>> {
    let digits = version.trim_start_matches(['v', 'V']);
    let numbers = digits.split(|c: char| !c.is_ascii_digit()).map_while(|part| part.parse().ok());
    Some(numbers.collect::<Vec<u128>>()).filter(|numbers| !numbers.is_empty())
}
