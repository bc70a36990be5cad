//! The folder of records: read as a chain, extended by one at a time.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use jiff::Timestamp;

use super::record::{Draft, FORMAT, Record};

/// Every record of a folder, in order.
#[derive(Clone, Debug)]
pub struct Store {
    folder: PathBuf,
    kept: Vec<Kept>,
    /// Files in it that are no records.
    unreadable: Vec<(PathBuf, String)>,
}

/// A record, and what is wrong with how it was kept.
#[derive(Clone, Debug)]
pub struct Kept {
    pub record: Record,
    pub file: PathBuf,
    pub fault: Option<Fault>,
}

/// What shows that a record is not as it was made.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Fault {
    /// Its text and its hash do not belong together, or the next record has another hash of it.
    Edited,
    /// The record before it is missing, or another one has its place.
    Displaced,
    /// It was made before the one before it: a clock was set back.
    ClockSetBack { before: Timestamp },
}

/// The folder could not be read or extended.
#[derive(Debug, thiserror::Error)]
#[error("{path} {message}")]
pub struct StoreFailure {
    pub path: String,
    pub message: String,
}

impl Store {
    /// Reads a folder; one that is not there holds nothing.
    pub fn open(folder: &Path) -> Result<Self, StoreFailure> {
        let mut store = Self { folder: folder.to_path_buf(), kept: Vec::new(), unreadable: Vec::new() };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(store),
            Err(error) => return Err(failure(folder, &format!("cannot be read: {error}"))),
        };
        let paths = entries.filter_map(Result::ok).map(|entry| entry.path());
        let mut paths: Vec<PathBuf> =
            paths.filter(|path| path.extension().is_some_and(|extension| extension == "json")).collect();
        paths.sort_unstable();
        paths.into_iter().for_each(|path| store.read(path));
        store.kept.sort_by_key(|kept| kept.record.number);
        store.find_faults();
        Ok(store)
    }

    fn read(&mut self, file: PathBuf) {
        let read = fs::read(&file).map_err(|error| error.to_string());
        let record = read
            .and_then(|bytes| serde_json::from_slice::<Record>(&bytes).map_err(|error| error.to_string()));
        match record {
            Ok(record) if record.format == FORMAT => self.kept.push(Kept { record, file, fault: None }),
            Ok(record) => self.unreadable.push((file, format!("has the unknown format {}", record.format))),
            Err(error) => self.unreadable.push((file, format!("is no record: {error}"))),
        }
    }

    fn find_faults(&mut self) {
        for at in 0..self.kept.len() {
            let fault = self.fault_of(at);
            self.kept[at].fault = fault;
        }
    }

    fn fault_of(&self, at: usize) -> Option<Fault> {
        let record = &self.kept[at].record;
        let before = at.checked_sub(1).map(|before| &self.kept[before].record);
        let after = self.kept.get(at + 1).map(|kept| &kept.record);
        if record.computed_hash() != record.hash
            || after.is_some_and(|after| after.number == record.number + 1 && after.previous != record.hash)
        {
            return Some(Fault::Edited);
        }
        let expected = before.map_or(1, |before| before.number + 1);
        if record.number != expected || before.is_none() && !record.previous.is_empty() {
            return Some(Fault::Displaced);
        }
        let before = before.filter(|before| record.made_at < before.made_at)?;
        Some(Fault::ClockSetBack { before: before.made_at })
    }

    pub fn records(&self) -> &[Kept] {
        &self.kept
    }

    /// Files in the folder that are no records, and why.
    pub fn unreadable(&self) -> &[(PathBuf, String)] {
        &self.unreadable
    }

    /// The records of a gate, the newest first.
    pub fn of_gate<'a>(&'a self, gate: &'a str) -> impl Iterator<Item = &'a Kept> {
        self.kept.iter().rev().filter(move |kept| kept.record.gate == gate)
    }

    /// The time of the newest record, if the clock has not reached it.
    pub fn ahead_of(&self, now: Timestamp) -> Option<&Record> {
        let newest = self.kept.iter().map(|kept| &kept.record).max_by_key(|record| record.made_at)?;
        (newest.made_at > now).then_some(newest)
    }

    /// Seals a record and writes it. A file of its number that appears meanwhile is not overwritten.
    pub fn add(&mut self, draft: Draft, now: Timestamp) -> Result<&Record, StoreFailure> {
        let last = self.kept.last().map(|kept| &kept.record);
        let mut record = Record {
            format: FORMAT,
            number: last.map_or(1, |last| last.number + 1),
            gate: draft.gate,
            id: draft.id,
            made_at: now,
            expires_at: draft.expires_at,
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            by: draft.by,
            subject: draft.subject,
            content: draft.content,
            previous: last.map(|last| last.hash.clone()).unwrap_or_default(),
            hash: String::new(),
        };
        record.hash = record.computed_hash();
        let file = self.folder.join(file_name(&record));
        write_new(&file, &record).map_err(|error| failure(&file, &format!("cannot be written: {error}")))?;
        self.kept.push(Kept { record, file, fault: None });
        let last = self.kept.len() - 1;
        Ok(&self.kept[last].record)
    }
}

impl std::fmt::Display for Fault {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        match self {
            Fault::Edited => f.write_str("was changed by hand: its hash does not belong to what it says"),
            Fault::Displaced => f.write_str("is not in its place: a record before it was removed or changed"),
            Fault::ClockSetBack { before } => write!(
                f,
                "was made before the one before it, of {}: a clock was set back",
                before.strftime("%Y-%m-%d %H:%MZ")
            ),
        }
    }
}

/// The number first, so that a listing shows them in order.
fn file_name(record: &Record) -> String {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' || c == '_' { c } else { '-' };
    let words: String = format!("{}-{}", record.gate, record.id).chars().map(plain).collect();
    format!("{:05}-{words}.json", record.number)
}

fn write_new(file: &Path, record: &Record) -> io::Result<()> {
    if let Some(folder) = file.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut text = serde_json::to_vec_pretty(record)?;
    text.push(b'\n');
    OpenOptions::new().write(true).create_new(true).open(file)?.write_all(&text)
}

fn failure(path: &Path, message: &str) -> StoreFailure {
    StoreFailure { path: path.to_string_lossy().into_owned(), message: message.to_owned() }
}
