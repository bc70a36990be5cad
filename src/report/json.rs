//! Our own JSON, version 1. These structs are its definition; the types inside may change without it.

use std::io::{self, Write};
use std::sync::Arc;

use rayon::prelude::*;
use serde::Serialize;

use super::Summary;
use crate::diagnostic::{Diagnostic, Edit, Evidence, Fix, Label};
use crate::source::{SourceFile, Span};

#[derive(Serialize)]
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
#[derive(Serialize)]
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
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Region {
    line: usize,
    column: usize,
    end_line: usize,
    end_column: usize,
}

#[derive(Serialize)]
struct Related<'a> {
    path: &'a str,
    #[serde(flatten)]
    region: Region,
    message: &'a str,
}

#[derive(Serialize)]
struct Change<'a> {
    title: &'a str,
    safe: bool,
    edits: Vec<Replacement<'a>>,
    /// Files to be written beside.
    #[serde(skip_serializing_if = "Vec::is_empty")]
    files: Vec<Beside<'a>>,
}

#[derive(Serialize)]
struct Beside<'a> {
    path: &'a str,
    text: &'a str,
}

#[derive(Serialize)]
struct Replacement<'a> {
    /// The file, where it is not the finding's own.
    #[serde(skip_serializing_if = "Option::is_none")]
    path: Option<&'a str>,
    #[serde(flatten)]
    region: Region,
    replacement: &'a str,
}

#[derive(Serialize)]
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

/// So many findings are worth another thread.
const MANY: usize = 512;

/// An object with the `version`, the `diagnostics` and the `summary`.
pub(super) fn write(diagnostics: &[Diagnostic], summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    out.write_all(br#"{"version":1,"diagnostics":["#)?;
    if diagnostics.len() < 2 * MANY {
        findings(diagnostics, &mut *out)?;
    } else {
        let written = diagnostics.par_chunks(MANY).map(|some| {
            let mut text = Vec::new();
            findings(some, &mut text).map(|()| text)
        });
        for (at, text) in written.collect::<io::Result<Vec<Vec<u8>>>>()?.iter().enumerate() {
            out.write_all(if at == 0 { b"" } else { b"," })?;
            out.write_all(text)?;
        }
    }
    out.write_all(br#"],"summary":"#)?;
    serde_json::to_writer(&mut *out, &Counts::of(summary))?;
    out.write_all(b"}\n")
}

fn findings(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    for (at, diagnostic) in diagnostics.iter().enumerate() {
        out.write_all(if at == 0 { b"" } else { b"," })?;
        serde_json::to_writer(&mut *out, &Finding::of(diagnostic))?;
    }
    Ok(())
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
            evidence: diagnostic.evidence.as_deref().map(Proof::of),
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
