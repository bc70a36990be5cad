//! The folder of samples: read in the order they were taken, extended by one at a time.

use std::fs::{self, OpenOptions};
use std::io::{self, Write};
use std::path::{Path, PathBuf};

use super::sample::{FORMAT, Sample};

/// Every sample of a folder since its last baseline.
#[derive(Clone, Debug)]
pub struct Shelf {
    folder: PathBuf,
    samples: Vec<Sample>,
    /// What shows that a file is not as it was written.
    faults: Vec<String>,
}

/// The folder could not be read or extended.
#[derive(Debug, thiserror::Error)]
#[error("{path} {message}")]
pub struct ShelfFailure {
    pub path: String,
    pub message: String,
}

impl Shelf {
    /// Where samples are, from the folder of the configuration.
    pub const FOLDER: &'static str = ".migrate-lint/monitor";

    /// Reads a folder; one that is not there holds nothing.
    pub fn open(folder: &Path) -> Result<Self, ShelfFailure> {
        let mut shelf = Self { folder: folder.to_path_buf(), samples: Vec::new(), faults: Vec::new() };
        let entries = match fs::read_dir(folder) {
            Ok(entries) => entries,
            Err(error) if error.kind() == io::ErrorKind::NotFound => return Ok(shelf),
            Err(error) => return Err(failure(folder, format!("cannot be read: {error}"))),
        };
        let mut paths: Vec<PathBuf> = entries.filter_map(Result::ok).map(|entry| entry.path()).collect();
        paths.retain(|path| path.extension().is_some_and(|extension| extension == "json"));
        paths.sort_unstable();
        for path in paths {
            let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
            let read = fs::read(&path).map_err(|error| failure(&path, format!("cannot be read: {error}")))?;
            match serde_json::from_slice::<Sample>(&read) {
                Ok(sample) if sample.format == FORMAT => shelf.take_in(sample, &name),
                Ok(sample) => shelf.faults.push(format!("{name} has the unknown format {}", sample.format)),
                Err(error) => shelf.faults.push(format!("{name} is no sample: {error}")),
            }
        }
        Ok(shelf)
    }

    fn take_in(&mut self, sample: Sample, name: &str) {
        if sample.computed_hash() != sample.hash {
            self.faults.push(format!("{name} was changed by hand: its hash does not belong to what it says"));
            return;
        }
        if sample.is_baseline {
            self.samples.clear();
            self.faults.clear();
        } else if self.samples.last().is_none_or(|last| last.hash != sample.previous) {
            self.faults
                .push(format!("{name} does not follow the sample before it: one was removed or changed"));
        }
        if self.samples.last().is_some_and(|last| !last.is_of_same(&sample)) {
            let other = sample.place();
            self.faults.push(format!("{name} is of another database than the samples before it: {other}"));
        }
        if self.samples.last().is_some_and(|last| last.taken_at > sample.taken_at) {
            self.faults.push(format!("{name} is older than the sample before it: a clock was set back"));
        }
        self.samples.push(sample);
    }

    pub fn samples(&self) -> &[Sample] {
        &self.samples
    }

    pub fn faults(&self) -> &[String] {
        &self.faults
    }

    pub fn folder(&self) -> &Path {
        &self.folder
    }

    /// Seals a sample and writes it. A file of its name that is there is not overwritten.
    pub fn add(&mut self, mut sample: Sample) -> Result<PathBuf, ShelfFailure> {
        if sample.is_baseline {
            self.samples.clear();
            self.faults.clear();
        }
        if let Some(last) = self.samples.last().filter(|last| !last.is_of_same(&sample)) {
            let (own, other) = (last.place(), sample.place());
            let message =
                format!("has the samples of {own}, and this one is of {other}: --folder names another");
            return Err(failure(&self.folder, message));
        }
        sample.previous = self.samples.last().map(|last| last.hash.clone()).unwrap_or_default();
        sample.hash = sample.computed_hash();
        let kind = if sample.is_baseline { "baseline" } else { "sample" };
        let moment = sample.taken_at.strftime("%Y-%m-%dT%H%M%SZ");
        let path = self.folder.join(format!("{moment}-{kind}.json"));
        write_new(&path, &sample).map_err(|error| failure(&path, format!("cannot be written: {error}")))?;
        self.samples.push(sample);
        Ok(path)
    }
}

fn write_new(path: &Path, sample: &Sample) -> io::Result<()> {
    if let Some(folder) = path.parent() {
        fs::create_dir_all(folder)?;
    }
    let mut text = serde_json::to_vec_pretty(sample)?;
    text.push(b'\n');
    OpenOptions::new().write(true).create_new(true).open(path)?.write_all(&text)
}

fn failure(path: &Path, message: String) -> ShelfFailure {
    ShelfFailure { path: path.to_string_lossy().into_owned(), message }
}
