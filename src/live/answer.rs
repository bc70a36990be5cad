//! What a probe answers: a verdict with its numbers, and what becomes of the finding's severity.

use crate::diagnostic::{Confidence, Diagnostic, Evidence, Severity, Verdict};

use super::duration::Seconds;

#[derive(Clone, Debug)]
pub struct Answer {
    pub verdict: Verdict,
    pub text: String,
    pub rows: Option<u64>,
    pub bytes: Option<u64>,
    pub seconds: Option<Seconds>,
    /// What the finding becomes; it keeps its severity where this is absent.
    severity: Option<Severity>,
}

/// A hold that nobody notices, and one that everybody does, in seconds.
const UNNOTICED: f64 = 1.0;
const OUTAGE: f64 = 10.0;

impl Answer {
    fn new(verdict: Verdict, text: impl Into<String>) -> Self {
        Self { verdict, text: text.into(), rows: None, bytes: None, seconds: None, severity: None }
    }

    /// The statement will fail.
    pub fn fails(text: impl Into<String>) -> Self {
        Self { severity: Some(Severity::Error), ..Self::new(Verdict::Confirmed, text) }
    }

    /// It is as the finding says.
    pub fn confirmed(text: impl Into<String>) -> Self {
        Self::new(Verdict::Confirmed, text)
    }

    /// It is not so, at this moment: the data can change.
    pub fn refuted(text: impl Into<String>) -> Self {
        Self { severity: Some(Severity::Advice), ..Self::new(Verdict::Refuted, text) }
    }

    pub fn unknown(reason: impl Into<String>) -> Self {
        Self::new(Verdict::Unknown, reason)
    }

    /// It holds, and this is how much.
    pub fn sized(text: impl Into<String>) -> Self {
        Self::new(Verdict::Sized, text)
    }

    pub fn rows(mut self, rows: Option<u64>) -> Self {
        self.rows = rows;
        self
    }

    pub fn bytes(mut self, bytes: u64) -> Self {
        self.bytes = Some(bytes);
        self
    }

    /// The hold decides about the severity of what blocks others.
    pub fn seconds(mut self, seconds: Option<Seconds>, blocks: bool) -> Self {
        self.seconds = seconds;
        self.severity = match seconds {
            Some((_, high)) if high < UNNOTICED => Some(Severity::Advice),
            Some((low, _)) if blocks && low >= OUTAGE => Some(Severity::Error),
            _ => None,
        };
        self
    }

    /// Adds a sentence.
    pub fn and(mut self, sentence: &str) -> Self {
        if !sentence.is_empty() {
            self.text.push_str("; ");
            self.text.push_str(sentence);
        }
        self
    }

    pub fn attach(self, finding: &mut Diagnostic, as_of: &str) {
        // What a rule holds for certain, or the configuration raised, is not talked down by a guess.
        if let Some(severity) = self.severity {
            finding.severity = severity;
        }
        finding.confidence = match self.verdict {
            Verdict::Confirmed => Confidence::Confirmed,
            Verdict::Refuted => Confidence::Refuted,
            Verdict::Sized | Verdict::Unknown => finding.confidence,
        };
        finding.evidence = Some(Box::new(Evidence {
            verdict: self.verdict,
            text: self.text,
            rows: self.rows,
            bytes: self.bytes,
            seconds: self.seconds,
            as_of: as_of.to_owned(),
        }));
    }
}
