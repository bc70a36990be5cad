//! A finding: what is wrong, where, how sure we are, and what to write instead.

use std::fmt;
use std::sync::Arc;

use crate::lock::LockMode;
use crate::source::{SourceFile, Span};

mod fingerprint;

pub use fingerprint::Fingerprints;

/// How much a finding matters, least first.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Severity {
    Advice,
    Warning,
    Error,
}

impl Severity {
    pub fn name(self) -> &'static str {
        match self {
            Severity::Advice => "advice",
            Severity::Warning => "warning",
            Severity::Error => "error",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        [Severity::Advice, Severity::Warning, Severity::Error]
            .into_iter()
            .find(|severity| severity.name() == name)
    }
}

impl fmt::Display for Severity {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// Where the certainty of a finding comes from.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, PartialOrd, Ord)]
pub enum Confidence {
    /// From the files and the simulated catalog.
    #[default]
    Predicted,
    /// A live database showed that it holds.
    Confirmed,
    /// A live database showed that it does not hold now.
    Refuted,
    /// A rehearsal on a scratch server saw it happen.
    Observed,
}

impl Confidence {
    pub fn name(self) -> &'static str {
        match self {
            Confidence::Predicted => "predicted",
            Confidence::Confirmed => "confirmed",
            Confidence::Refuted => "refuted",
            Confidence::Observed => "observed",
        }
    }
}

/// What a live database, or a snapshot of one, says about a finding.
#[derive(Clone, Debug, PartialEq)]
pub struct Evidence {
    pub verdict: Verdict,
    /// One sentence.
    pub text: String,
    pub rows: Option<u64>,
    pub bytes: Option<u64>,
    /// How long the work takes, at least and at most.
    pub seconds: Option<(f64, f64)>,
    /// When the database said so: `2026-01-15T09:30:00Z`.
    pub as_of: String,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Verdict {
    /// It is as the finding says.
    Confirmed,
    /// It is not so at that moment; data can change.
    Refuted,
    /// It holds, and the evidence says how much.
    Sized,
    /// Nobody could tell, for the reason that the evidence gives. This is never good news.
    Unknown,
}

impl Verdict {
    pub fn name(self) -> &'static str {
        match self {
            Verdict::Confirmed => "confirmed",
            Verdict::Refuted => "refuted",
            Verdict::Sized => "sized",
            Verdict::Unknown => "unknown",
        }
    }
}

/// Another place that matters to a finding.
#[derive(Clone, Debug)]
pub struct Label {
    pub source: Arc<SourceFile>,
    pub span: Span,
    pub text: String,
}

/// One replacement in a file.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Edit {
    pub span: Span,
    pub replacement: String,
}

/// A file that a change needs beside its edits. It is never written over one that is there.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct NewFile {
    /// As the user knows it, like the path of a source.
    pub path: String,
    pub text: String,
    /// What another fix has to say goes into a file of its own: the tool sends the whole file as one message.
    pub alone: bool,
}

impl NewFile {
    /// Adds files to others. What goes into one file is put behind what is in it already.
    pub fn join(files: &mut Vec<NewFile>, more: Vec<NewFile>) {
        for file in more {
            match files.iter_mut().find(|known| known.path == file.path) {
                Some(known) if known.text.contains(file.text.trim()) => {}
                Some(known) => known.append(&file.text),
                None => files.push(file),
            }
        }
    }

    /// Appends the lines that are not at its head already.
    fn append(&mut self, text: &str) {
        let mut own = self.text.lines();
        let rest = text.split_inclusive('\n').skip_while(|line| own.next() == Some(line.trim_end()));
        let rest: String = rest.collect();
        self.text.push_str(&rest);
    }
}

/// A change that removes the finding.
#[derive(Clone, Debug)]
pub struct Fix {
    /// What it does, as an imperative: "add CONCURRENTLY".
    pub title: String,
    /// Whether the meaning of the migration stays the same, so that it may be applied unseen.
    pub safe: bool,
    pub edits: Vec<Edit>,
    /// Edits of the way back that go with them, in the file that it is in.
    pub back: Vec<(Arc<SourceFile>, Edit)>,
    pub files: Vec<NewFile>,
}

impl Fix {
    /// Every edit by its file; `source` is the one that the finding is in.
    pub fn changes<'a>(&'a self, source: &'a Arc<SourceFile>) -> Vec<(&'a Arc<SourceFile>, Vec<&'a Edit>)> {
        let mut changes = vec![(source, self.edits.iter().collect::<Vec<_>>())];
        for (source, edit) in &self.back {
            match changes.iter_mut().find(|(known, _)| known.path() == source.path()) {
                Some((_, edits)) => edits.push(edit),
                None => changes.push((source, vec![edit])),
            }
        }
        changes.retain(|(_, edits)| !edits.is_empty());
        changes
    }
}

/// One finding. Rules make it through [`crate::rule::Pass::report`].
#[derive(Clone, Debug)]
pub struct Diagnostic {
    /// The rule's id: `index-not-concurrent`.
    pub rule: &'static str,
    pub severity: Severity,
    pub confidence: Confidence,
    pub source: Arc<SourceFile>,
    pub span: Span,
    /// One sentence that names the table and who waits.
    pub message: String,
    pub labels: Vec<Label>,
    /// What else is true of the statement.
    pub notes: Vec<String>,
    /// The remedy, with the safe statements written out in the user's own names.
    pub help: Vec<String>,
    pub fix: Option<Box<Fix>>,
    /// The relation it is about, as `schema.name`.
    pub relation: Option<String>,
    /// The strongest lock that the statement takes on that relation.
    pub lock: Option<LockMode>,
    pub evidence: Option<Box<Evidence>>,
}

impl Diagnostic {
    /// The order in which findings are shown: by file, then by place, the gravest first.
    pub fn order(&self, other: &Self) -> std::cmp::Ordering {
        let key = |finding: &Self| (finding.span.start, std::cmp::Reverse(finding.severity), finding.rule);
        self.source.path().cmp(other.source.path()).then_with(|| key(self).cmp(&key(other)))
    }
}
