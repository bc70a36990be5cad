//! The findings that a team had when it began, written to a file so that only later ones are told.

use std::collections::HashMap;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use crate::diagnostic::Diagnostic;

/// The name of the file.
pub const BASELINE: &str = "migrate-lint-baseline.json";

const VERSION: u32 = 1;

/// The known findings, as the file has them.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Baseline {
    pub entries: Vec<Entry>,
}

/// One known finding. Of several equal ones in a file each has an entry.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Entry {
    /// As seen from the baseline's folder.
    pub path: String,
    pub rule: String,
    pub fingerprint: String,
}

#[derive(Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
struct Document {
    version: u32,
    findings: Vec<Entry>,
}

/// What is left of a baseline while findings are held against it.
#[derive(Debug, Default)]
pub struct Unmatched {
    entries: Vec<Option<Entry>>,
    by_fingerprint: FxHashMap<String, Vec<usize>>,
    /// What was found again, where it is now.
    matched: Vec<Entry>,
}

impl Entry {
    fn of(finding: &Diagnostic, path: String) -> Self {
        let fingerprint = format!("{:016x}", finding.fingerprint());
        Self { path, rule: finding.rule.to_owned(), fingerprint }
    }
}

impl Baseline {
    /// The baseline that knows all of these; `path_of` says how it calls a path.
    pub fn of(findings: &[Diagnostic], path_of: impl Fn(&str) -> String) -> Self {
        let entries = findings.iter().map(|finding| Entry::of(finding, path_of(finding.source.path())));
        Self::new(entries.collect())
    }

    pub fn new(mut entries: Vec<Entry>) -> Self {
        entries.sort();
        Self { entries }
    }

    /// Reads the file; an error says what is wrong with it.
    pub fn read(text: &str) -> Result<Self, String> {
        let document: Document = serde_json::from_str(text).map_err(|error| error.to_string())?;
        match document.version {
            VERSION => Ok(Self { entries: document.findings }),
            other => Err(format!("it has version {other}, and this release reads version {VERSION}")),
        }
    }

    /// The file's text: one line for each finding, so that branches merge.
    pub fn text(&self) -> String {
        let lines: Vec<String> =
            self.entries.iter().filter_map(|entry| serde_json::to_string(entry).ok()).collect();
        let lines: String = lines.iter().map(|line| format!("\n    {line},")).collect();
        format!("{{\n  \"version\": {VERSION},\n  \"findings\": [{}\n  ]\n}}\n", lines.trim_end_matches(','))
    }
}

impl Unmatched {
    pub fn new(baseline: Baseline) -> Self {
        let mut by_fingerprint: FxHashMap<String, Vec<usize>> = FxHashMap::default();
        for (index, entry) in baseline.entries.iter().enumerate() {
            by_fingerprint.entry(entry.fingerprint.clone()).or_default().push(index);
        }
        Self {
            entries: baseline.entries.into_iter().map(Some).collect(),
            by_fingerprint,
            matched: Vec::new(),
        }
    }

    /// Takes out the findings that are known: first those of the same file, then those of files that have another name
    /// by now. A copy in a new file is a new finding as long as the file of the entry `exists`.
    pub fn take(
        &mut self,
        found: Vec<Diagnostic>,
        path_of: impl Fn(&str) -> String,
        exists: impl Fn(&str) -> bool,
    ) -> Vec<Diagnostic> {
        let entries: Vec<Entry> =
            found.iter().map(|finding| Entry::of(finding, path_of(finding.source.path()))).collect();
        let mut known: Vec<bool> =
            entries.iter().map(|entry| self.strike(entry, |known| known.path == entry.path)).collect();
        let mut there: HashMap<String, bool> = HashMap::new();
        for (known, entry) in known.iter_mut().zip(&entries).filter(|(known, _)| !**known) {
            *known = self.strike(entry, |other| {
                !*there.entry(other.path.clone()).or_insert_with(|| exists(&other.path))
            });
        }
        let mut new = Vec::new();
        for ((finding, entry), known) in found.into_iter().zip(entries).zip(known) {
            if known { self.matched.push(entry) } else { new.push(finding) }
        }
        new
    }

    /// What no finding matched, in the order of the file.
    pub fn entries(&self) -> impl Iterator<Item = &Entry> {
        self.entries.iter().flatten()
    }

    /// What was found again, where it is now.
    pub fn matched(&self) -> &[Entry] {
        &self.matched
    }

    /// Strikes out one entry of the same finding that fits.
    fn strike(&mut self, finding: &Entry, mut fits: impl FnMut(&Entry) -> bool) -> bool {
        let Some(same) = self.by_fingerprint.get(&finding.fingerprint) else { return false };
        let entries = &mut self.entries;
        let found = same.iter().find(|index| {
            entries[**index].as_ref().is_some_and(|entry| entry.rule == finding.rule && fits(entry))
        });
        found.is_some_and(|index| entries[*index].take().is_some())
    }
}
