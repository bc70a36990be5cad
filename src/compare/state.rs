//! The file of answers: a line for each as soon as it is known, so that a run that was interrupted can go on.

use std::collections::HashMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};

use serde::{Deserialize, Serialize};
use sha2::{Digest, Sha256};

use super::{Question, Side};

const FORMAT: u32 = 1;

/// The answers of an earlier run about the same two databases, and where those of this one go.
#[derive(Debug)]
pub struct State {
    path: PathBuf,
    file: Option<File>,
    head: Option<Head>,
    known: HashMap<(Side, String), Vec<Option<i64>>>,
    /// How many answers are not asked for again.
    pub resumed: usize,
}

#[derive(Debug, PartialEq, Eq, Serialize, Deserialize)]
struct Head {
    format: u32,
    tool: String,
    begun_at: jiff::Timestamp,
    source: String,
    target: String,
}

#[derive(Serialize, Deserialize)]
struct Line {
    side: Side,
    /// What is asked, by the hash of the query: a schema that changed meanwhile asks anew.
    question: String,
    numbers: Vec<Option<i64>>,
}

impl State {
    /// Reads the file. The line that was being written when the run ended counts for nothing.
    pub fn open(path: &Path, fresh: bool) -> Result<Self, String> {
        let mut state =
            Self { path: path.to_path_buf(), file: None, head: None, known: HashMap::new(), resumed: 0 };
        if fresh {
            return Ok(state);
        }
        let text = match fs::read_to_string(path) {
            Ok(text) => text,
            Err(error) if error.kind() == std::io::ErrorKind::NotFound => return Ok(state),
            Err(error) => return Err(format!("{} cannot be read: {error}", path.display())),
        };
        let mut lines = text.lines();
        let Some(head) = lines.next().and_then(|line| serde_json::from_str::<Head>(line).ok()) else {
            return Err(format!("{} is no file of this command: --fresh overwrites it", path.display()));
        };
        state.head = Some(head);
        for line in lines.filter_map(|line| serde_json::from_str::<Line>(line).ok()) {
            state.known.insert((line.side, line.question), line.numbers);
        }
        Ok(state)
    }

    /// When the earlier run began.
    pub fn begun_at(&self) -> Option<jiff::Timestamp> {
        self.head.as_ref().map(|head| head.begun_at)
    }

    /// Answers of other databases, or of another version of this program, are none.
    pub(super) fn bind(&mut self, [source, target]: [&str; 2]) -> Result<(), String> {
        let mut head = Head {
            format: FORMAT,
            tool: env!("CARGO_PKG_VERSION").to_owned(),
            begun_at: jiff::Timestamp::now(),
            source: source.to_owned(),
            target: target.to_owned(),
        };
        if let Some(known) = &self.head {
            if (&known.source, &known.target) != (&head.source, &head.target) {
                return Err(format!(
                    "{} is about {} and {}, these are {source} and {target}: --fresh overwrites it",
                    self.path.display(),
                    known.source,
                    known.target
                ));
            }
            if (known.format, &known.tool) == (head.format, &head.tool) {
                head.begun_at = known.begun_at;
            } else {
                self.known.clear();
            }
        }
        self.begin(head).map_err(|error| format!("{} cannot be written: {error}", self.path.display()))
    }

    /// Writes what is known anew, so that no half line stays.
    fn begin(&mut self, head: Head) -> std::io::Result<()> {
        if let Some(folder) = self.path.parent() {
            fs::create_dir_all(folder)?;
        }
        let mut text = format!("{}\n", serde_json::to_string(&head)?);
        for ((side, question), numbers) in &self.known {
            let line = Line { side: *side, question: question.clone(), numbers: numbers.clone() };
            text += &format!("{}\n", serde_json::to_string(&line)?);
        }
        let aside = self.path.with_extension("new");
        fs::write(&aside, text)?;
        fs::rename(&aside, &self.path)?;
        self.file = Some(OpenOptions::new().append(true).open(&self.path)?);
        self.head = Some(head);
        Ok(())
    }

    pub(super) fn known(&self, question: &Question) -> Option<Vec<Option<i64>>> {
        self.known.get(&(question.side, digest(question))).cloned()
    }

    pub(super) fn keep(&mut self, question: &Question, numbers: &[Option<i64>]) -> std::io::Result<()> {
        let Some(file) = &mut self.file else { return Ok(()) };
        let line = Line { side: question.side, question: digest(question), numbers: numbers.to_vec() };
        file.write_all(format!("{}\n", serde_json::to_string(&line)?).as_bytes())
    }

    /// Everything is answered and told: the next run asks anew.
    pub fn finish(self) {
        drop(self.file);
        let _ = fs::remove_file(&self.path);
    }
}

fn digest(question: &Question) -> String {
    let hash = Sha256::digest(question.sql.as_bytes());
    hash.iter().take(12).map(|byte| format!("{byte:02x}")).collect()
}
