//! Files of several databases in one folder, told apart by the last word of their names: `7-keys-postgres.sql` beside
//! `7-keys-sqlite.sql`.

use super::{FileDialect, of_word_in_name};
use crate::discover::layout::Loaded;
use crate::discover::names;
use crate::discover::tree::Folder;
use crate::migration::{Down, ScriptSource};

/// The other databases that a folder holds files for.
pub(in crate::discover) struct Twins(Vec<&'static str>);

impl Twins {
    /// Those of which a file stands beside PostgreSQL's of the same name: of a lone one the word may be its subject.
    pub(in crate::discover) fn in_folder(folder: Folder) -> Self {
        let endings: Vec<_> = folder.sql_files().filter_map(|file| ending(file.name())).collect();
        let is_beside_own =
            |name: &String| endings.iter().any(|(own, of)| own == name && *of == FileDialect::Postgres);
        let mut others: Vec<&'static str> = endings
            .iter()
            .filter_map(|(name, of)| match of {
                FileDialect::Other(database) if is_beside_own(name) => Some(*database),
                _ => None,
            })
            .collect();
        others.sort_unstable();
        others.dedup();
        Self(others)
    }

    /// Whether a file is for one of the other databases alone.
    pub(in crate::discover) fn leave_out(&self, name: &str) -> bool {
        matches!(ending(name), Some((_, FileDialect::Other(database))) if self.0.contains(&database))
    }

    /// Says of the files for every database that they are, and of the others that they are left out.
    pub(in crate::discover) fn mark(&self, folder: Folder, loaded: &mut Loaded) {
        if self.0.is_empty() {
            return;
        }
        let share = |script: &mut ScriptSource| {
            let path = script.source.path();
            if ending(path.rsplit('/').next().unwrap_or(path)).is_none() {
                script.shared_with.clone_from(&self.0);
            }
        };
        for migration in &mut loaded.migrations {
            migration.up.iter_mut().for_each(share);
            if let Down::Script(down) = &mut migration.down {
                share(down);
            }
        }
        loaded.note(folder.shown(), format!("also holds files for {}: left out", self.0.join(", ")));
    }
}

/// The name of a file without its last word, where that is a database, and the database.
fn ending(name: &str) -> Option<(String, FileDialect)> {
    let stem = names::without_sql(name)?;
    let (stem, direction) = match stem.rsplit_once('.') {
        Some((stem, direction @ ("up" | "down"))) => (stem, direction),
        _ => (stem, ""),
    };
    let (start, word) = stem.rsplit_once(['-', '_'])?;
    Some((format!("{start}.{direction}"), of_word_in_name(word)?))
}
