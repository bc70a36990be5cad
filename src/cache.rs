//! Findings of earlier runs, kept on disk by all that they depend on: a run over unchanged migrations only reads them.
//!
//! One entry holds what was found in one whole history. Less would not be right: a migration is judged by the schema
//! that those before it left, and a rule may look at those after it, so an edit anywhere can change a finding anywhere.
//! An entry is found by a hash over the program, the settings, the day, and every text in its place; what depends on
//! more than that (a revision of git, a baseline, a database) is applied afterwards, to kept findings as to new ones.

use std::fs::{self, File};
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::time::{Duration, SystemTime};

use etcetera::BaseStrategy;

use crate::config::Settings;
use crate::lint::Outcome;
use crate::migration::HistorySource;
use crate::report::Locked;

mod entry;
mod key;
mod record;

pub use key::{CodeDigest, Key, KeyStart};

/// A folder of entries.
#[derive(Debug)]
pub struct Cache {
    folder: PathBuf,
    /// A run over less text is as fast as the reading of what is kept.
    least_text: usize,
}

/// What is kept of one history.
#[derive(Debug)]
pub struct Kept {
    pub outcome: Outcome,
    /// What is locked, if the run wanted to know.
    pub locks: Vec<Locked>,
    /// The code of the application, if any of it was looked at.
    pub code: Option<CodeDigest>,
}

/// The least text, in bytes, for which the folder of the user is written to.
const WORTH: usize = 128 * 1024;

/// What all entries of a folder may take. The oldest go first.
const MOST_BYTES: u64 = 256 * 1024 * 1024;
const MOST_ENTRIES: usize = 2_000;

/// An entry that is used counts as new, but not every run has to write that down.
const FRESH: Duration = Duration::from_secs(60 * 60);

const ENDING: &str = "findings";
const UNFINISHED: &str = "unfinished-";

impl Cache {
    /// The one below the user's folder for caches, if there is such a folder.
    pub fn of_user() -> Option<Self> {
        let folders = etcetera::base_strategy::choose_native_strategy().ok()?;
        Some(Self { folder: folders.cache_dir().join("migrate-lint/findings"), least_text: WORTH })
    }

    /// One in a folder that was named: for histories of every size.
    pub fn at(folder: &Path) -> Self {
        Self { folder: folder.to_path_buf(), least_text: 0 }
    }

    /// Whether it is of use for some histories.
    pub fn is_for(&self, histories: &[HistorySource]) -> bool {
        let texts = histories.iter().flat_map(key::sources).map(|source| source.text().len());
        self.least_text == 0 || texts.sum::<usize>() >= self.least_text
    }

    /// What is kept under a key. An entry that cannot be read, or is not whole, is as good as none.
    pub fn find(&self, key: &Key, history: &HistorySource, settings: &Settings) -> Option<Kept> {
        let path = self.path(key);
        let kept = entry::read(&fs::read(&path).ok()?, key, history, settings)?;
        let _ = renew(&path);
        Some(kept)
    }

    /// Keeps something under a key, and drops what has not been used for long. A folder that cannot be written to is
    /// a cache that stays empty.
    pub fn keep(&self, key: &Key, history: &HistorySource, kept: &Kept) {
        let Some(bytes) = entry::written(key, history, kept) else { return };
        if self.write(&self.path(key), &bytes).is_ok() {
            self.tidy(MOST_BYTES, MOST_ENTRIES);
        }
    }

    fn path(&self, key: &Key) -> PathBuf {
        self.folder.join(format!("{key}.{ENDING}"))
    }

    /// Whoever reads meanwhile sees the whole entry or none.
    fn write(&self, path: &Path, bytes: &[u8]) -> io::Result<()> {
        if !self.folder.is_dir() {
            fs::create_dir_all(&self.folder)?;
            fs::write(self.folder.join("CACHEDIR.TAG"), "Signature: 8a477f597d28d172789f06886806bc55\n")?;
            fs::write(self.folder.join(".gitignore"), "*\n")?;
        }
        let mut file = tempfile::Builder::new().prefix(UNFINISHED).tempfile_in(&self.folder)?;
        file.write_all(bytes)?;
        file.persist(path)?;
        Ok(())
    }

    /// Removes the entries that were not used for the longest time. What else is in the folder is somebody else's.
    fn tidy(&self, most_bytes: u64, most_entries: usize) {
        let files = fs::read_dir(&self.folder).into_iter().flatten().flatten();
        let mut entries: Vec<(SystemTime, u64, PathBuf)> = files
            .filter(|file| is_own(&file.file_name().to_string_lossy()))
            .filter_map(|file| {
                let known = file.metadata().ok()?;
                Some((known.modified().ok()?, known.len(), file.path()))
            })
            .collect();
        entries.sort_unstable_by(|one, other| other.cmp(one));
        let mut bytes = 0;
        for (index, (_, length, path)) in entries.into_iter().enumerate() {
            bytes += length;
            if bytes > most_bytes || index >= most_entries {
                let _ = fs::remove_file(path);
            }
        }
    }
}

fn is_own(name: &str) -> bool {
    name.starts_with(UNFINISHED) || Path::new(name).extension().is_some_and(|ending| ending == ENDING)
}

fn renew(path: &Path) -> io::Result<()> {
    let now = SystemTime::now();
    let age = now.duration_since(fs::metadata(path)?.modified()?).unwrap_or_default();
    if age > FRESH { File::options().write(true).open(path)?.set_modified(now) } else { Ok(()) }
}
