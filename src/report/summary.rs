//! What a run looked at and what it found: the last line of a report.

use crate::diagnostic::{Diagnostic, Severity};
use crate::lint::Outcome;

use super::Locked;

/// The counts of a run.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Summary {
    pub files: usize,
    pub statements: usize,
    pub errors: usize,
    pub warnings: usize,
    pub advice: usize,
    /// Findings that a comment allows.
    pub suppressed: usize,
    /// Findings that the baseline has.
    pub known: usize,
    /// What the judged migrations lock, for the formats that show it.
    pub locks: Vec<Locked>,
    /// How long it took; absent where the output must be the same every time.
    pub milliseconds: Option<u64>,
    /// What else the reader should know, as sentences: files that were left out, and why.
    pub notes: Vec<String>,
}

impl Summary {
    pub fn of(outcome: &Outcome) -> Self {
        let mut summary = Self {
            files: outcome.files,
            statements: outcome.statements,
            suppressed: outcome.suppressed,
            ..Self::default()
        };
        summary.count(&outcome.diagnostics);
        summary
    }

    /// Adds findings to the counts.
    pub fn count(&mut self, diagnostics: &[Diagnostic]) {
        for diagnostic in diagnostics {
            match diagnostic.severity {
                Severity::Error => self.errors += 1,
                Severity::Warning => self.warnings += 1,
                Severity::Advice => self.advice += 1,
            }
        }
    }

    /// What was found and what was checked: `3 errors, 1 warning in 12 files, 87 statements (14 ms)`.
    pub fn line(&self) -> String {
        let mut line = self.counted();
        match self.milliseconds {
            Some(long) if long >= 10_000 => {
                line.push_str(&format!(" ({}.{} s)", long / 1000, long % 1000 / 100));
            }
            Some(milliseconds) => line.push_str(&format!(" ({milliseconds} ms)")),
            None => {}
        }
        line
    }

    /// The same, however long it took.
    pub(super) fn counted(&self) -> String {
        let levels = [
            (self.errors, Severity::Error),
            (self.warnings, Severity::Warning),
            (self.advice, Severity::Advice),
        ];
        let found = levels.into_iter().filter(|(count, _)| *count > 0);
        let found: Vec<String> = found.map(|(count, severity)| counted_severity(count, severity)).collect();
        let mut line = if found.is_empty() { "No findings".to_owned() } else { found.join(", ") };
        let hidden = [(self.suppressed, "suppressed"), (self.known, "in the baseline")];
        let hidden = hidden.into_iter().filter(|(count, _)| *count > 0);
        let hidden: Vec<String> = hidden.map(|(count, how)| format!("{count} {how}")).collect();
        if !hidden.is_empty() {
            line.push_str(&format!(" ({})", hidden.join(", ")));
        }
        let files = counted(self.files, "file", "files");
        let statements = counted(self.statements, "statement", "statements");
        line.push_str(&format!(" in {files}, {statements}"));
        line
    }
}

pub(crate) fn counted(count: usize, one: &str, many: &str) -> String {
    format!("{count} {}", if count == 1 { one } else { many })
}

/// `advice` has no plural.
pub(super) fn counted_severity(count: usize, severity: Severity) -> String {
    match severity {
        Severity::Error => counted(count, "error", "errors"),
        Severity::Warning => counted(count, "warning", "warnings"),
        Severity::Advice => counted(count, "advice", "advice"),
    }
}
