//! Reviewdog's format, one finding on each line.

use std::io::{self, Write};

use serde::Serialize;

use super::text::{one_line, printable, relative};
use super::{REPOSITORY, ReportOptions};
use crate::diagnostic::{Diagnostic, Edit, Severity};
use crate::source::{SourceFile, Span};

#[derive(Serialize)]
struct Finding<'a> {
    message: String,
    location: Location<'a>,
    severity: &'static str,
    source: Tool,
    code: Code<'a>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    suggestions: Vec<Suggestion<'a>>,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    related_locations: Vec<Related<'a>>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    range: Range,
}

#[derive(Serialize)]
struct Range {
    start: Position,
    end: Position,
}

/// Counted from one, columns in bytes.
#[derive(Serialize)]
struct Position {
    line: usize,
    column: usize,
}

#[derive(Serialize)]
struct Tool {
    name: &'static str,
    url: &'static str,
}

#[derive(Serialize)]
struct Code<'a> {
    value: &'a str,
    #[serde(skip_serializing_if = "Option::is_none")]
    url: Option<String>,
}

#[derive(Serialize)]
struct Suggestion<'a> {
    range: Range,
    text: &'a str,
}

#[derive(Serialize)]
struct Related<'a> {
    message: String,
    location: Location<'a>,
}

/// Reviewdog stops without a word at a line of 65,536 bytes.
const LINE: usize = 65_000;
/// Characters of a message that fit into a line however they are written.
const MESSAGE: usize = 8_000;

pub(super) fn write(
    diagnostics: &[Diagnostic],
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let mut finding = Finding::of(diagnostic, options);
        let mut line = serde_json::to_vec(&finding)?;
        if line.len() > LINE {
            finding.shorten();
            line = serde_json::to_vec(&finding)?;
        }
        line.push(b'\n');
        out.write_all(&line)?;
    }
    Ok(())
}

impl<'a> Finding<'a> {
    fn of(diagnostic: &'a Diagnostic, options: &ReportOptions) -> Self {
        let source = &diagnostic.source;
        let said = [&diagnostic.message].into_iter().chain(&diagnostic.notes).chain(&diagnostic.help);
        let said: Vec<_> = said.map(|text| printable(text)).collect();
        let related = diagnostic.labels.iter().map(|label| Related {
            message: one_line(&label.text).into_owned(),
            location: Location::of(&label.source, label.span),
        });
        Finding {
            message: said.join("\n\n"),
            location: Location::of(source, diagnostic.span),
            severity: match diagnostic.severity {
                Severity::Error => "ERROR",
                Severity::Warning => "WARNING",
                Severity::Advice => "INFO",
            },
            source: Tool { name: "migrate-lint", url: REPOSITORY },
            code: Code { value: diagnostic.rule, url: options.page_url(diagnostic.rule) },
            suggestions: suggestion(diagnostic).into_iter().collect(),
            related_locations: related.collect(),
        }
    }

    fn shorten(&mut self) {
        self.suggestions.clear();
        self.related_locations.clear();
        if let Some((end, _)) = self.message.char_indices().nth(MESSAGE) {
            self.message.truncate(end);
            self.message.push('…');
        }
    }
}

/// Several suggestions are alternatives, so that only a fix of one edit and no further file can be one.
fn suggestion(diagnostic: &Diagnostic) -> Option<Suggestion<'_>> {
    let fix = diagnostic.fix.as_ref().filter(|fix| fix.files.is_empty())?;
    let [Edit { span, replacement }] = fix.edits.as_slice() else { return None };
    Some(Suggestion { range: Range::of(&diagnostic.source, *span), text: replacement })
}

impl<'a> Location<'a> {
    fn of(source: &'a SourceFile, span: Span) -> Self {
        Location { path: relative(source.path()), range: Range::of(source, span) }
    }
}

impl Range {
    fn of(source: &SourceFile, span: Span) -> Self {
        let bytes = source.range(span);
        let position = |byte: usize| {
            let line = source.line_column(byte as u32).line;
            Position { line, column: byte.saturating_sub(source.line_start(line)) + 1 }
        };
        Range { start: position(bytes.start), end: position(bytes.end) }
    }
}
