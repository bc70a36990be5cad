//! GitHub Actions workflow commands: an annotation for each finding, worst first, within the limits of a step.

use std::cmp::Reverse;
use std::io::{self, Write};

use super::Summary;
use super::summary::counted_severity;
use super::text::{one_line, printable, relative};
use crate::diagnostic::{Diagnostic, Severity};

/// Annotations of one level that GitHub keeps from one step.
const LIMIT: usize = 10;

pub(super) fn write(diagnostics: &[Diagnostic], summary: &Summary, out: &mut impl Write) -> io::Result<()> {
    let mut worst_first: Vec<&Diagnostic> = diagnostics.iter().collect();
    worst_first.sort_by_key(|diagnostic| Reverse(diagnostic.severity));
    let mut left_out = Vec::new();
    for level in worst_first.chunk_by(|a, b| a.severity == b.severity) {
        for diagnostic in level.iter().take(LIMIT) {
            annotate(diagnostic, out)?;
        }
        if let Some(first) = level.first().filter(|_| level.len() > LIMIT) {
            left_out.push(counted_severity(level.len() - LIMIT, first.severity));
        }
    }
    let more = if left_out.is_empty() {
        String::new()
    } else {
        format!("; {} more not annotated", left_out.join(", "))
    };
    writeln!(out, "{}{more}", summary.line())
}

fn annotate(diagnostic: &Diagnostic, out: &mut impl Write) -> io::Result<()> {
    let command = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "notice",
    };
    let source = &diagnostic.source;
    let (start, end) = (source.line_column(diagnostic.span.start), source.line_column(diagnostic.span.end));
    let path = one_line(relative(source.path()));
    write!(out, "::{command} file={},line={},endLine={}", property(&path), start.line, end.line)?;
    // GitHub refuses columns on an annotation of several lines.
    if start.line == end.line {
        write!(out, ",col={},endColumn={}", start.column, end.column)?;
    }
    let mut message = diagnostic.message.clone();
    for help in &diagnostic.help {
        message.push_str("\n\n");
        message.push_str(help);
    }
    writeln!(out, ",title={}::{}", property(diagnostic.rule), data(&printable(&message)))
}

fn data(text: &str) -> String {
    text.replace('%', "%25").replace('\r', "%0D").replace('\n', "%0A")
}

fn property(text: &str) -> String {
    data(text).replace(':', "%3A").replace(',', "%2C")
}
