//! Checkstyle's XML, which Jenkins, reviewdog and many editors read.

use std::io::{self, Write};

use super::text::relative;
use super::xml::escaped;
use crate::diagnostic::{Diagnostic, Severity};

/// The version of Checkstyle whose reports look like this.
const VERSION: &str = "8.0";

pub(super) fn write(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n<checkstyle version=\"{VERSION}\">")?;
    for of_file in diagnostics.chunk_by(|one, other| one.source.path() == other.source.path()) {
        let Some(first) = of_file.first() else { continue };
        writeln!(out, "  <file name=\"{}\">", escaped(relative(first.source.path())))?;
        for diagnostic in of_file {
            let at = diagnostic.source.line_column(diagnostic.span.start);
            writeln!(
                out,
                "    <error line=\"{}\" column=\"{}\" severity=\"{}\" message=\"{}\" source=\"migrate-lint.{}\"/>",
                at.line,
                at.column,
                level(diagnostic.severity),
                escaped(&diagnostic.message),
                escaped(diagnostic.rule),
            )?;
        }
        writeln!(out, "  </file>")?;
    }
    writeln!(out, "</checkstyle>")
}

fn level(severity: Severity) -> &'static str {
    match severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
        Severity::Advice => "info",
    }
}
