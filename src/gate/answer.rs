//! What a check answers: a status, the finding in one line, and where the evidence comes from.

use crate::evidence::Content;

/// What becomes of a check. Only three of these let a migration through.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Status {
    Pass,
    /// Somebody says so; no program has seen it.
    Attested,
    /// It does not hold, and somebody answers for going on.
    Waived,
    Fail,
    /// It could not be measured: a privilege, a timeout, a counter that was reset.
    Unknown,
    /// Nobody has run or said it yet.
    Missing,
    /// It was run or said of other files, another server, or too long ago.
    Stale,
}

/// Where an answer comes from.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
pub enum Source {
    Files,
    Clock,
    Environment,
    /// The server's catalogs.
    Catalog,
    /// Rows, counted or looked at.
    Exact,
    /// The server's counters.
    Statistics,
    Activity,
    Ledger,
    Evidence,
    Rehearsal,
    Person,
}

/// The answer of one check.
#[derive(Clone, Debug, PartialEq)]
pub struct Answer {
    pub status: Status,
    /// One line.
    pub finding: String,
    pub source: Source,
    pub notes: Vec<String>,
    /// What to do next.
    pub help: Vec<String>,
    /// What a later phase is to be held against, for the record.
    pub captured: Option<Box<Content>>,
}

impl Status {
    pub const ALL: [Status; 7] = [
        Status::Fail,
        Status::Unknown,
        Status::Stale,
        Status::Missing,
        Status::Pass,
        Status::Attested,
        Status::Waived,
    ];

    pub fn name(self) -> &'static str {
        match self {
            Status::Pass => "PASS",
            Status::Attested => "ATTESTED",
            Status::Waived => "WAIVED",
            Status::Fail => "FAIL",
            Status::Unknown => "UNKNOWN",
            Status::Missing => "MISSING",
            Status::Stale => "STALE",
        }
    }

    /// In a count: `2 failed`.
    pub fn participle(self) -> &'static str {
        match self {
            Status::Pass => "passed",
            Status::Attested => "attested",
            Status::Waived => "waived",
            Status::Fail => "failed",
            Status::Unknown => "unknown",
            Status::Missing => "missing",
            Status::Stale => "stale",
        }
    }

    /// Whether it lets a migration through.
    pub fn is_good(self) -> bool {
        matches!(self, Status::Pass | Status::Attested | Status::Waived)
    }
}

impl Source {
    pub fn name(self) -> &'static str {
        match self {
            Source::Files => "files",
            Source::Clock => "clock",
            Source::Environment => "environment",
            Source::Catalog => "catalog",
            Source::Exact => "exact",
            Source::Statistics => "statistics",
            Source::Activity => "activity",
            Source::Ledger => "ledger",
            Source::Evidence => "evidence",
            Source::Rehearsal => "rehearsal",
            Source::Person => "person",
        }
    }
}

impl Answer {
    pub fn new(status: Status, source: Source, finding: impl Into<String>) -> Self {
        Self { status, finding: finding.into(), source, notes: Vec::new(), help: Vec::new(), captured: None }
    }

    pub fn pass(source: Source, finding: impl Into<String>) -> Self {
        Self::new(Status::Pass, source, finding)
    }

    pub fn fail(source: Source, finding: impl Into<String>) -> Self {
        Self::new(Status::Fail, source, finding)
    }

    pub fn unknown(source: Source, finding: impl Into<String>) -> Self {
        Self::new(Status::Unknown, source, finding)
    }

    /// PASS where nothing is wrong, and FAIL with each thing as a note where something is.
    pub fn judge(
        source: Source,
        good: impl Into<String>,
        bad: impl Into<String>,
        wrong: Vec<String>,
    ) -> Self {
        if wrong.is_empty() { Self::pass(source, good) } else { Self::fail(source, bad).notes(wrong) }
    }

    pub fn note(mut self, note: impl Into<String>) -> Self {
        self.notes.push(note.into());
        self
    }

    pub fn notes(mut self, notes: impl IntoIterator<Item = String>) -> Self {
        self.notes.extend(notes);
        self
    }

    pub fn capture(mut self, content: Content) -> Self {
        self.captured = Some(Box::new(content));
        self
    }

    pub fn help(mut self, help: impl Into<String>) -> Self {
        self.help.push(help.into());
        self
    }
}
