//! JUnit's XML: a suite for each file, a failed test for each finding. Advice is told by a test that passes.

use std::io::{self, Write};

use super::text::relative;
use super::xml::escaped;
use super::{ReportOptions, Summary, human};
use crate::diagnostic::{Diagnostic, Severity};

pub(super) fn write(
    diagnostics: &[Diagnostic],
    summary: &Summary,
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    writeln!(out, "<?xml version=\"1.0\" encoding=\"UTF-8\"?>")?;
    let failures = failures(diagnostics);
    let tests = diagnostics.len().max(1);
    let time = summary.milliseconds.unwrap_or_default();
    writeln!(
        out,
        "<testsuites name=\"migrate-lint\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" time=\"{}.{:03}\">",
        time / 1000,
        time % 1000
    )?;
    if diagnostics.is_empty() {
        // Some readers take a report without any test for one that is broken.
        suite("migrate-lint", 1, 0, out)?;
        writeln!(out, "    <testcase classname=\"migrate-lint\" name=\"{}\"/>", escaped(&summary.counted()))?;
        writeln!(out, "  </testsuite>")?;
    }
    let plain = ReportOptions { color: false, hyperlinks: false, ..options.clone() };
    for of_file in diagnostics.chunk_by(|one, other| one.source.path() == other.source.path()) {
        let Some(first) = of_file.first() else { continue };
        suite(relative(first.source.path()), of_file.len(), self::failures(of_file), out)?;
        for diagnostic in of_file {
            test(diagnostic, &plain, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

fn suite(name: &str, tests: usize, failures: usize, out: &mut impl Write) -> io::Result<()> {
    let name = escaped(name);
    writeln!(
        out,
        "  <testsuite name=\"{name}\" tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
    )
}

fn test(diagnostic: &Diagnostic, options: &ReportOptions, out: &mut impl Write) -> io::Result<()> {
    let at = diagnostic.source.line_column(diagnostic.span.start);
    let path = escaped(relative(diagnostic.source.path()));
    let (rule, line) = (escaped(diagnostic.rule), at.line);
    writeln!(
        out,
        "    <testcase classname=\"migrate-lint.{rule}\" name=\"{path}:{line}:{}\" file=\"{path}\" line=\"{line}\">",
        at.column
    )?;
    let text = escaped(&human::render(diagnostic, options));
    match is_failure(diagnostic) {
        true => writeln!(
            out,
            "      <failure type=\"{}\" message=\"{}\">{text}</failure>",
            diagnostic.severity,
            escaped(&diagnostic.message)
        )?,
        false => writeln!(out, "      <system-out>{text}</system-out>")?,
    }
    writeln!(out, "    </testcase>")
}

fn failures(diagnostics: &[Diagnostic]) -> usize {
    diagnostics.iter().filter(|diagnostic| is_failure(diagnostic)).count()
}

fn is_failure(diagnostic: &Diagnostic) -> bool {
    diagnostic.severity > Severity::Advice
}
