//! The parts of Flyway's file names, which its configuration can change.

use std::borrow::Cow;

use super::Piece;
use super::configuration::{Configuration, unquoted};

/// What stands before, between and behind the version and the description.
pub(super) struct Scheme {
    versioned: String,
    undo: String,
    repeatable: String,
    baseline: String,
    separator: String,
    suffixes: Vec<String>,
}

impl Scheme {
    pub(super) fn read(configuration: &Configuration) -> Self {
        let said = |name: &str, usual: &str| {
            let value = configuration.setting(name).filter(|value| !value.is_empty());
            value.unwrap_or(usual).to_owned()
        };
        let suffixes = said("sqlMigrationSuffixes", ".sql");
        let suffixes = suffixes.trim_matches(['[', ']']).split(',').map(|suffix| unquoted(suffix).to_owned());
        Self {
            // An empty one is taken too: the names begin with the version.
            versioned: configuration.setting("sqlMigrationPrefix").unwrap_or("V").to_owned(),
            undo: said("undoSqlMigrationPrefix", "U"),
            repeatable: said("repeatableSqlMigrationPrefix", "R"),
            baseline: said("baselineMigrationPrefix", "B"),
            separator: said("sqlMigrationSeparator", "__"),
            suffixes: suffixes.filter(|suffix| !suffix.is_empty()).collect(),
        }
    }

    /// A file's name as it would be without a configuration: `V2__add_note.sql` for `migrate-2-add_note.ddl`.
    pub(super) fn usual<'n>(&self, name: &'n str) -> Option<Cow<'n, str>> {
        let stem = self.suffixes.iter().find_map(|suffix| {
            let at = name.len().checked_sub(suffix.len())?;
            let (stem, end) = (name.get(..at)?, name.get(at..)?);
            end.eq_ignore_ascii_case(suffix).then_some(stem)
        })?;
        // `R` and a prefix that begins with it, say `REL`: the longer one decides.
        let mut kinds =
            [('V', &self.versioned), ('U', &self.undo), ('R', &self.repeatable), ('B', &self.baseline)];
        kinds.sort_by_key(|(_, prefix)| std::cmp::Reverse(prefix.len()));
        let parts =
            kinds.iter().find_map(|(letter, prefix)| Some((letter, stem.strip_prefix(prefix.as_str())?)));
        let Some((letter, rest)) = parts else {
            return Some(Cow::Borrowed(name)).filter(|_| self.is_usual());
        };
        Some(match rest.split_once(&self.separator) {
            _ if self.is_usual() => Cow::Borrowed(name),
            Some((version, description)) => Cow::Owned(format!("{letter}{version}__{description}.sql")),
            None => Cow::Owned(format!("{letter}{rest}.sql")),
        })
    }

    /// Where the way back of a migration would be.
    pub(super) fn undo_name(&self, piece: &Piece) -> String {
        let (shown, name) = (piece.file.shown(), piece.file.name());
        let folder = shown.strip_suffix(name).unwrap_or_default();
        format!("{folder}{}{}", self.undo, name.strip_prefix(&self.versioned).unwrap_or(name))
    }

    pub(super) fn example(&self) -> String {
        let suffix = self.suffixes.first().map_or(".sql", String::as_str);
        format!("{}2{}add_note{suffix}", self.versioned, self.separator)
    }

    fn is_usual(&self) -> bool {
        let prefixes = [&self.versioned, &self.undo, &self.repeatable, &self.baseline];
        prefixes.into_iter().eq(["V", "U", "R", "B"])
            && self.separator == "__"
            && self.suffixes.iter().eq([".sql"])
    }
}
