//! Lines of log files that match a pattern, counted from where the last sample stopped reading.

use std::collections::BTreeMap;
use std::fs::File;
use std::io::{self, BufRead, BufReader, Read, Seek, SeekFrom};
use std::path::PathBuf;

use regex::bytes::Regex;
use serde::{Deserialize, Serialize};

use crate::evidence;

/// What was counted, and how far each file was read.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct LogCount {
    pub pattern: String,
    pub lines: u64,
    pub matches: u64,
    pub files: BTreeMap<String, Position>,
    /// Files that became shorter or others: what came between the last look and that is not known.
    pub replaced: Vec<String>,
}

/// How far a file was read, and how it begins: a file that was rotated begins otherwise.
#[derive(Clone, Debug, Default, PartialEq, Serialize, Deserialize)]
#[serde(rename_all = "camelCase")]
pub struct Position {
    pub bytes: u64,
    pub beginning: String,
    pub beginning_bytes: u64,
}

/// What to look for, and where.
#[derive(Clone, Debug)]
pub struct Logs {
    pub pattern: Regex,
    pub files: Vec<PathBuf>,
}

/// So much of a file tells it from the next one.
const BEGINNING: u64 = 512;

impl Logs {
    /// Counts what was written since the last look; without one, from now on.
    pub fn count(&self, last: Option<&LogCount>) -> Result<LogCount, (PathBuf, io::Error)> {
        let mut count = LogCount { pattern: self.pattern.as_str().to_owned(), ..LogCount::default() };
        let last = last.filter(|last| last.pattern == count.pattern);
        for file in &self.files {
            let name = file.to_string_lossy().into_owned();
            let known = last.and_then(|last| last.files.get(&name));
            let position =
                self.count_file(file, &name, known, &mut count).map_err(|error| (file.clone(), error))?;
            count.files.insert(name, position);
        }
        Ok(count)
    }

    fn count_file(
        &self,
        path: &PathBuf,
        name: &str,
        known: Option<&Position>,
        count: &mut LogCount,
    ) -> io::Result<Position> {
        let mut file = File::open(path)?;
        let length = file.metadata()?.len();
        let begins = |file: &mut File, bytes: u64| -> io::Result<String> {
            file.seek(SeekFrom::Start(0))?;
            let mut beginning = Vec::new();
            file.by_ref().take(bytes).read_to_end(&mut beginning)?;
            Ok(evidence::of_bytes(&beginning))
        };
        let from = match known {
            Some(known) => {
                let same =
                    length >= known.bytes && begins(&mut file, known.beginning_bytes)? == known.beginning;
                if !same {
                    count.replaced.push(name.to_owned());
                }
                if same { known.bytes } else { 0 }
            }
            None => length,
        };
        file.seek(SeekFrom::Start(from))?;
        let mut reader = BufReader::new(&file);
        let mut read = from;
        let mut line = Vec::new();
        loop {
            line.clear();
            let bytes = reader.read_until(b'\n', &mut line)?;
            // A line that is still being written is for the next look.
            if bytes == 0 || line.last() != Some(&b'\n') {
                break;
            }
            read += bytes as u64;
            count.lines += 1;
            count.matches += u64::from(self.pattern.is_match(&line));
        }
        let beginning_bytes = read.min(BEGINNING);
        let beginning = begins(&mut file, beginning_bytes)?;
        Ok(Position { bytes: read, beginning, beginning_bytes })
    }
}
