//! Our own JSON, version 1. These structs are its definition; the types inside may change without it.

use std::io::{self, Write};
use std::sync::Arc;

use serde::Serialize as DeriveSerialize;
use serde::ser::{Serialize, SerializeSeq, Serializer};

use super::Summary;
use crate::diagnostic::{Diagnostic, Edit, Evidence, Fix, Label};
use crate::source::{SourceFile, Span};

#[derive(DeriveSerialize)]
struct Report<'a> {
    version: u32,
    diagnostics: Findings<'a>,
    summary: Counts,
}

/// The findings, written one after the other so that no second list of them is made.
struct Findings<'a>(&'a [Diagnostic]);

#[derive(DeriveSerialize)]
struct Finding<'a> {
    rule: &'a str,
    severity: &'static str,
    confidence: &'static str,
    path: &'a str,
    #[serde(flatten)]
    region: Region,
    message: &'a str,
    /// The remedy; paragraphs are separated by an empty line, and it is empty where there is none.
    help: String,
    #[serde(skip_serializing_if = "<[_]>::is_empty")]
    notes: &'a [String],
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related: Vec<Related<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    relation: Option<&'a str>,
    /// As `LOCK TABLE` spells it.
    #[serde(skip_serializing_if = "Option::is_none")]
    lock: Option<&'static str>,
    #[serde(skip_serializing_if = "Option::is_none")]
    fix: Option<Change<'a>>,
    #[serde(skip_serializing_if = "Option::is_none")]
    evidence: Option<Proof<'a>>,
}

/// What a live database or a snapshot says.
#[derive(DeriveSerialize)]
#[serde(rename_all = "camelCase")]
pub(super) struct Proof<'a> {
    verdict: &'static str,
    text: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    rows: Option<u64>,
    #[serde(skip_serializing_if = "Option::is_none")]
    bytes: Option<u64>,
    /// At least and at most.
    #[serde(skip_serializing_if = "Option::is_none")]
    seconds: Option<[f64; 2]>,
    as_of: &'a str,
}

/// Lines and columns count from one; a column is a Unicode scalar value, and the end is exclusive.
#[derive(DeriveSerialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(DeriveSerialize)]
struct Related<'a> {
    path: &'a str,
    #[serde(flatten)]
    region: Region,
    message: &'a str,
}

#[derive(DeriveSerialize)]
struct Change<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Replacement<'a>>,
    /// Files to be written beside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<Beside<'a>>,
}

#[derive(DeriveSerialize)]
struct Beside<'a> {
    path: &'a str,
    text: &'a str,
}

#[derive(DeriveSerialize)]
struct Replacement<'a> {
    /// The file, where it is not the finding's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(flatten)]
    region: Region,
    replacement: &'a str,
}

#[derive(DeriveSerialize)]
struct Counts {
    files: usize,
    statements: usize,
    errors: usize,
    warnings: usize,
    advice: usize,
    suppressed: usize,
    /// In the baseline.
    known: usize,
}

pub(super) fn write(diagnostics: &[Diagnostic], summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    let report = Report { version: 1, diagnostics: Findings(diagnostics), summary: Counts::of(summary) };
    serde_json::to_writer(&mut *out, &report)?;
    out.write_all(b"\n")
}

impl Serialize for Findings<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        let mut findings = serializer.serialize_seq(Some(self.0.len()))?;
        for diagnostic in self.0 {
            findings.serialize_element(&Finding::of(diagnostic))?;
        }
        findings.end()
    }
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        Finding {
            rule: diagnostic.rule,
            severity: diagnostic.severity.name(),
            confidence: diagnostic.confidence.name(),
            path: diagnostic.source.path(),
            region: Region::of(&diagnostic.source, diagnostic.span),
            message: &diagnostic.message,
            help: diagnostic.help.join("\n\n"),
            notes: &diagnostic.notes,
            related: diagnostic.labels.iter().map(Related::of).collect(),
            relation: diagnostic.relation.as_deref(),
            lock: diagnostic.lock.map(|lock| lock.name()),
            fix: diagnostic.fix.as_ref().map(|fix| Change::of(&diagnostic.source, fix)),
            evidence: diagnostic.evidence.as_ref().map(Proof::of),
        }
    }
}

impl<'a> Proof<'a> {
    pub(super) fn of(evidence: &'a Evidence) -> Self {
        // Milliseconds are as fine as an estimate gets.
        let rounded = |seconds: f64| (seconds * 1000.0).round() / 1000.0;
        Proof {
            verdict: evidence.verdict.name(),
            text: &evidence.text,
            rows: evidence.rows,
            bytes: evidence.bytes,
            seconds: evidence.seconds.map(|(low, high)| [rounded(low), rounded(high)]),
            as_of: &evidence.as_of,
        }
    }
}

impl Region {
    fn of(source: &SourceFile, span: Span) -> Self {
        let (start, end) = (source.line_column(span.start), source.line_column(span.end));
        Region { line: start.line, column: start.column, end_line: end.line, end_column: end.column }
    }
}

impl<'a> Related<'a> {
    fn of(label: &'a Label) -> Self {
        let region = Region::of(&label.source, label.span);
        Related { path: label.source.path(), region, message: &label.text }
    }
}

impl<'a> Change<'a> {
    fn of(source: &'a Arc<SourceFile>, fix: &'a Fix) -> Self {
        let changes = fix.changes(source).into_iter();
        let edits = changes.flat_map(|(file, edits)| {
            let path = (file.path() != source.path()).then(|| file.path().as_ref());
            let replace = move |edit: &'a Edit| Replacement {
                path,
                region: Region::of(file, edit.span),
                replacement: &edit.replacement,
            };
            edits.into_iter().map(replace)
        });
        let files = fix.files.iter().map(|file| Beside { path: &file.path, text: &file.text });
        Change { title: &fix.title, safe: fix.safe, edits: edits.collect(), files: files.collect() }
    }
}

impl Counts {
    fn of(summary: &Summary) -> Self {
        Counts {
            files: summary.files,
            statements: summary.statements,
            errors: summary.errors,
            warnings: summary.warnings,
            advice: summary.advice,
            suppressed: summary.suppressed,
            known: summary.known,
        }
    }
}
