//! One line for each finding: `path:line:column: error[rule] message`.

use std::io::{self, Write};

use super::text::one_line;
use super::{ReportOptions, Summary, style};
use crate::diagnostic::Diagnostic;

pub(super) fn write(
    diagnostics: &[Diagnostic],
    summary: &Summary,
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    for diagnostic in diagnostics {
        let at = diagnostic.source.line_column(diagnostic.span.start);
        let head = format!("{}[{}]", diagnostic.severity, diagnostic.rule);
        writeln!(
            out,
            "{}:{}:{}: {} {}",
            one_line(diagnostic.source.path()),
            at.line,
            at.column,
            options.paint(style::of(diagnostic.severity), &head),
            one_line(&diagnostic.message)
        )?;
    }
    if options.quiet {
        return Ok(());
    }
    for note in &summary.notes {
        writeln!(out, "note: {}", one_line(note))?;
    }
    writeln!(out, "{}", summary.line())
}
