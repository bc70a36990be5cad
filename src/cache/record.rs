//! Findings in the form in which they are kept. Files are referred to by their place in the history, rules by name.

use std::sync::Arc;

use rustc_hash::FxHashMap;
use serde::{Deserialize, Serialize};

use super::Kept;
use super::key::{self, CodeDigest};
use crate::config::Settings;
use crate::diagnostic::{Confidence, Diagnostic, Edit, Fix, Label, NewFile, Severity};
use crate::lint::Outcome;
use crate::lock::LockMode;
use crate::migration::HistorySource;
use crate::report::Locked;
use crate::source::{SourceFile, Span};
use crate::suppress::Allowed;

#[derive(Serialize, Deserialize)]
pub(super) struct Record {
    /// Files that are not the history's: code of the application.
    other_files: Vec<(String, String)>,
    rules: Vec<String>,
    findings: Vec<FindingRecord>,
    allowed: Vec<(FindingRecord, Option<String>, SpanRecord)>,
    files: usize,
    statements: usize,
    suppressed: usize,
    locks: Vec<LockedRecord>,
    code: Option<[u8; 32]>,
}

type SpanRecord = (u32, u32);

/// A place among the history's files and, behind them, the others.
type FileRecord = u32;

type EditRecord = (SpanRecord, String);

#[derive(Serialize, Deserialize)]
struct FindingRecord {
    rule: u32,
    severity: u8,
    confidence: u8,
    file: FileRecord,
    span: SpanRecord,
    message: String,
    labels: Vec<(FileRecord, SpanRecord, String)>,
    notes: Vec<String>,
    help: Vec<String>,
    fix: Option<FixRecord>,
    relation: Option<String>,
    lock: Option<u8>,
}

#[derive(Serialize, Deserialize)]
struct FixRecord {
    title: String,
    safe: bool,
    edits: Vec<EditRecord>,
    back: Vec<(FileRecord, EditRecord)>,
    /// Path, text, and whether it stands alone.
    files: Vec<(String, String, bool)>,
}

#[derive(Serialize, Deserialize)]
struct LockedRecord {
    path: String,
    line: usize,
    relation: String,
    mode: u8,
    meanwhile: Option<String>,
}

const SEVERITIES: [Severity; 3] = [Severity::Advice, Severity::Warning, Severity::Error];
const CONFIDENCES: [Confidence; 4] =
    [Confidence::Predicted, Confidence::Confirmed, Confidence::Refuted, Confidence::Observed];

fn index<T: PartialEq>(all: &[T], one: &T) -> Option<u8> {
    all.iter().position(|known| known == one).and_then(|at| u8::try_from(at).ok())
}

impl Record {
    /// None where something stands in a finding that is not kept.
    pub(super) fn of(kept: &Kept, history: &HistorySource) -> Option<Self> {
        let Kept { outcome, locks, code } = kept;
        let Outcome { diagnostics, files, statements, suppressed, allowed } = outcome;
        let mut names = Names::of(history);
        let findings = diagnostics.iter().map(|finding| names.finding(finding)).collect::<Option<_>>()?;
        let allowed = allowed.iter().map(|Allowed { finding, reason, comment }| {
            Some((names.finding(finding)?, reason.clone(), span(*comment)))
        });
        let allowed = allowed.collect::<Option<_>>()?;
        Some(Self {
            findings,
            allowed,
            other_files: names
                .other_files
                .iter()
                .map(|file| (file.path().to_string(), file.text().to_owned()))
                .collect(),
            rules: names.rules.iter().map(|rule| (*rule).to_owned()).collect(),
            files: *files,
            statements: *statements,
            suppressed: *suppressed,
            locks: locks.iter().map(locked).collect::<Option<_>>()?,
            code: code.map(|code| code.0),
        })
    }

    /// None where it does not fit the history and the settings.
    pub(super) fn into_kept(self, history: &HistorySource, settings: &Settings) -> Option<Kept> {
        let mut files: Vec<Arc<SourceFile>> = key::sources(history).map(Arc::clone).collect();
        files.extend(self.other_files.into_iter().map(|(path, text)| SourceFile::new(path, text)));
        let pages = settings.pages();
        let rule = |name: &String| pages.iter().map(|(id, _)| *id).find(|id| id == name);
        let known = Known { files, rules: self.rules.iter().map(rule).collect::<Option<_>>()? };
        let findings = self.findings.into_iter().map(|finding| known.finding(finding));
        let allowed = self.allowed.into_iter().map(|(finding, reason, (start, end))| {
            Some(Allowed { finding: known.finding(finding)?, reason, comment: Span { start, end } })
        });
        let outcome = Outcome {
            diagnostics: findings.collect::<Option<_>>()?,
            files: self.files,
            statements: self.statements,
            suppressed: self.suppressed,
            allowed: allowed.collect::<Option<_>>()?,
        };
        let locks = self.locks.into_iter().map(LockedRecord::into_locked).collect::<Option<_>>()?;
        Some(Kept { outcome, locks, code: self.code.map(CodeDigest) })
    }
}

/// What records call files and rules, while they are made.
struct Names<'a> {
    files: FxHashMap<*const SourceFile, FileRecord>,
    of_history: u32,
    other_files: Vec<&'a Arc<SourceFile>>,
    rules: Vec<&'static str>,
}

impl<'a> Names<'a> {
    fn of(history: &HistorySource) -> Self {
        let files: FxHashMap<_, _> = key::sources(history).map(Arc::as_ptr).zip(0..).collect();
        Self { of_history: files.len() as u32, files, other_files: Vec::new(), rules: Vec::new() }
    }

    fn file(&mut self, file: &'a Arc<SourceFile>) -> FileRecord {
        let (next, others) = (self.of_history + self.other_files.len() as u32, &mut self.other_files);
        *self.files.entry(Arc::as_ptr(file)).or_insert_with(|| {
            others.push(file);
            next
        })
    }

    fn rule(&mut self, rule: &'static str) -> u32 {
        let at = self.rules.iter().position(|known| *known == rule).unwrap_or_else(|| {
            self.rules.push(rule);
            self.rules.len() - 1
        });
        at as u32
    }

    fn finding(&mut self, finding: &'a Diagnostic) -> Option<FindingRecord> {
        let Diagnostic {
            rule,
            severity,
            confidence,
            source,
            span: place,
            message,
            labels,
            notes,
            help,
            fix,
            relation,
            lock,
            evidence,
        } = finding;
        // Evidence is of its moment.
        if evidence.is_some() {
            return None;
        }
        let labels = labels
            .iter()
            .map(|Label { source, span: place, text }| (self.file(source), span(*place), text.clone()));
        let labels = labels.collect();
        Some(FindingRecord {
            labels,
            rule: self.rule(rule),
            severity: index(&SEVERITIES, severity)?,
            confidence: index(&CONFIDENCES, confidence)?,
            file: self.file(source),
            span: span(*place),
            message: message.clone(),
            notes: notes.clone(),
            help: help.clone(),
            fix: fix.as_ref().map(|fix| self.fix(fix)),
            relation: relation.clone(),
            lock: match lock {
                Some(lock) => Some(index(&LockMode::ALL, lock)?),
                None => None,
            },
        })
    }

    fn fix(&mut self, fix: &'a Fix) -> FixRecord {
        let Fix { title, safe, edits, back, files } = fix;
        let back = back.iter().map(|(source, change)| (self.file(source), edit(change))).collect();
        let files = files.iter().map(|NewFile { path, text, alone }| (path.clone(), text.clone(), *alone));
        FixRecord {
            title: title.clone(),
            safe: *safe,
            edits: edits.iter().map(edit).collect(),
            back,
            files: files.collect(),
        }
    }
}

fn span(span: Span) -> SpanRecord {
    let Span { start, end } = span;
    (start, end)
}

fn edit(edit: &Edit) -> EditRecord {
    let Edit { span: place, replacement } = edit;
    (span(*place), replacement.clone())
}

fn locked(locked: &Locked) -> Option<LockedRecord> {
    let Locked { path, line, relation, mode, meanwhile } = locked;
    Some(LockedRecord {
        path: path.clone(),
        line: *line,
        relation: relation.clone(),
        mode: index(&LockMode::ALL, mode)?,
        meanwhile: meanwhile.as_ref().map(ToString::to_string),
    })
}

impl LockedRecord {
    fn into_locked(self) -> Option<Locked> {
        let mode = *LockMode::ALL.get(usize::from(self.mode))?;
        let Self { path, line, relation, meanwhile, .. } = self;
        Some(Locked { path, line, relation, mode, meanwhile: meanwhile.map(Into::into) })
    }
}

/// What records call files and rules, while they are read.
struct Known {
    files: Vec<Arc<SourceFile>>,
    rules: Vec<&'static str>,
}

impl Known {
    fn file(&self, file: FileRecord) -> Option<Arc<SourceFile>> {
        self.files.get(file as usize).cloned()
    }

    fn finding(&self, record: FindingRecord) -> Option<Diagnostic> {
        let labels = record.labels.into_iter().map(|(file, (start, end), text)| {
            Some(Label { source: self.file(file)?, span: Span { start, end }, text })
        });
        let (start, end) = record.span;
        Some(Diagnostic {
            rule: self.rules.get(record.rule as usize)?,
            severity: *SEVERITIES.get(usize::from(record.severity))?,
            confidence: *CONFIDENCES.get(usize::from(record.confidence))?,
            source: self.file(record.file)?,
            span: Span { start, end },
            message: record.message,
            labels: labels.collect::<Option<_>>()?,
            notes: record.notes,
            help: record.help,
            fix: match record.fix {
                Some(fix) => Some(Box::new(self.fix(fix)?)),
                None => None,
            },
            relation: record.relation,
            lock: match record.lock {
                Some(lock) => Some(*LockMode::ALL.get(usize::from(lock))?),
                None => None,
            },
            evidence: None,
        })
    }

    fn fix(&self, record: FixRecord) -> Option<Fix> {
        let read = |((start, end), replacement)| Edit { span: Span { start, end }, replacement };
        let back = record.back.into_iter().map(|(file, edit)| Some((self.file(file)?, read(edit))));
        let files = record.files.into_iter().map(|(path, text, alone)| NewFile { path, text, alone });
        Some(Fix {
            title: record.title,
            safe: record.safe,
            edits: record.edits.into_iter().map(read).collect(),
            back: back.collect::<Option<_>>()?,
            files: files.collect(),
        })
    }
}
