//! SonarQube's generic format for the issues of other tools, as releases from 10.3 on read it.

use std::io::{self, Write};

use serde::Serialize;

use super::page_of;
use super::text::{one_line, printable, relative};
use crate::diagnostic::{Diagnostic, Severity};
use crate::page::Category;
use crate::source::{SourceFile, Span};

const ENGINE: &str = "migrate-lint";
/// A byte order mark.
const MARK: char = '\u{feff}';

#[derive(Serialize)]
struct Report<'a> {
    rules: Vec<RuleOf<'a>>,
    issues: Vec<Issue<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct RuleOf<'a> {
    id: &'a str,
    name: &'a str,
    description: &'a str,
    engine_id: &'static str,
    clean_code_attribute: &'static str,
    impacts: [Impact; 1],
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Impact {
    software_quality: &'static str,
    severity: &'static str,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Issue<'a> {
    rule_id: &'a str,
    primary_location: Location<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    secondary_locations: Vec<Location<'a>>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Location<'a> {
    message: String,
    file_path: &'a str,
    text_range: Range,
}

/// Lines count from one, columns from zero and in UTF-16. An empty range is refused; without columns it is the line.
#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Range {
    start_line: usize,
    #[serde(flatten)]
    columns: Option<Columns>,
}

#[derive(Serialize)]
#[serde(rename_all = "camelCase")]
struct Columns {
    end_line: usize,
    start_column: usize,
    end_column: usize,
}

pub(super) fn write(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    let mut rules: Vec<RuleOf> = Vec::new();
    for diagnostic in diagnostics {
        if !rules.iter().any(|rule| rule.id == diagnostic.rule) {
            rules.push(RuleOf::of(diagnostic));
        }
    }
    let report = Report { rules, issues: diagnostics.iter().map(Issue::of).collect() };
    serde_json::to_writer_pretty(&mut *out, &report)?;
    out.write_all(b"\n")
}

impl<'a> RuleOf<'a> {
    fn of(diagnostic: &Diagnostic) -> Self {
        let id = diagnostic.rule;
        let page = page_of(id);
        let (clean_code_attribute, software_quality) = quality(page.map(|page| page.category));
        let severity = match page.map_or(diagnostic.severity, |page| page.severity) {
            Severity::Error => "HIGH",
            Severity::Warning => "MEDIUM",
            Severity::Advice => "LOW",
        };
        RuleOf {
            id,
            name: id,
            description: page.map_or(id, |page| page.summary),
            engine_id: ENGINE,
            clean_code_attribute,
            impacts: [Impact { software_quality, severity }],
        }
    }
}

/// The attribute of clean code that a rule keeps up, and the quality of the software that it serves.
fn quality(category: Option<Category>) -> (&'static str, &'static str) {
    match category {
        Some(Category::Security) => ("TRUSTWORTHY", "SECURITY"),
        Some(Category::Naming) => ("IDENTIFIABLE", "MAINTAINABILITY"),
        Some(Category::SchemaDesign) => ("CONVENTIONAL", "MAINTAINABILITY"),
        _ => ("LOGICAL", "RELIABILITY"),
    }
}

impl<'a> Issue<'a> {
    fn of(diagnostic: &'a Diagnostic) -> Self {
        let labels = diagnostic.labels.iter();
        let labels = labels.map(|label| Location::of(&label.source, label.span, &one_line(&label.text)));
        let said: Vec<_> =
            [&diagnostic.message].into_iter().chain(&diagnostic.help).map(|text| printable(text)).collect();
        Issue {
            rule_id: diagnostic.rule,
            primary_location: Location::of(&diagnostic.source, diagnostic.span, &said.join("\n\n")),
            secondary_locations: labels.collect(),
        }
    }
}

impl<'a> Location<'a> {
    fn of(source: &'a SourceFile, span: Span, message: &str) -> Self {
        Location {
            message: message.to_owned(),
            file_path: relative(source.path()),
            text_range: Range::of(source, span),
        }
    }
}

impl Range {
    fn of(source: &SourceFile, span: Span) -> Self {
        let bytes = source.range(span);
        let covered = source.slice(span);
        // No range may begin on an empty line or cover nothing but a line break.
        let blank = |c: char| c.is_whitespace() || c == MARK;
        let start = bytes.end - covered.trim_start_matches(blank).len();
        let end = bytes.start + covered.trim_end_matches(blank).len();
        if start >= end {
            return Range { start_line: position(source, bytes.start).0, columns: None };
        }
        let (start_line, start_column) = position(source, start);
        let (end_line, end_column) = position(source, end);
        Range { start_line, columns: Some(Columns { end_line, start_column, end_column }) }
    }
}

/// Line and column as SonarQube counts them: a carriage return alone ends a line too, and a byte order mark is none of
/// the text.
fn position(source: &SourceFile, byte: usize) -> (usize, usize) {
    let text = source.text().as_bytes();
    let is_alone = |at: &usize| text.get(at + 1) != Some(&b'\n');
    let alone = memchr::memchr_iter(b'\r', &text[..byte]).filter(is_alone).count();
    let line = source.line_column(byte as u32).line;
    let before = source.text().get(source.line_start(line)..byte).unwrap_or_default();
    let before = before.rsplit('\r').next().unwrap_or_default();
    let marked = before.len() == byte && before.starts_with(MARK);
    (line + alone, before.encode_utf16().count() - usize::from(marked))
}
