//! SonarQube's generic format for the issues of other tools, as releases from 10.3 on read it.

use std::io::{self, Write};

use serde::Serialize;

use super::text::{one_line, printable, relative};
use crate::diagnostic::{Diagnostic, Severity};
use crate::page::{Category, Page};
use crate::source::{SourceFile, Span};
use crate::{rules, runbook};

const ENGINE: &str = "migrate-lint";

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
        let rule = rules::find(id).map(|rule| rule.page());
        let page: Option<&'static Page> = rule.or_else(|| runbook::find(id).map(|check| check.page()));
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
        let start_line = source.line_column(bytes.start as u32).line;
        let column = |line: usize, byte: usize| {
            let before = source.text().get(source.line_start(line)..byte).unwrap_or_default();
            before.encode_utf16().count()
        };
        let columns = (!bytes.is_empty()).then(|| {
            // A line break is no column.
            let end = bytes.start + source.slice(span).trim_end().len();
            let end_line = source.line_column(end as u32).line;
            Columns {
                end_line,
                start_column: column(start_line, bytes.start),
                end_column: column(end_line, end),
            }
        });
        let columns = columns
            .filter(|columns| columns.end_line > start_line || columns.end_column > columns.start_column);
        Range { start_line, columns }
    }
}
