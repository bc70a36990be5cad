//! JUnit's XML: a suite for each file, a failed test for each finding. Advice is told by a test that passes.
//!
//! Jenkins' xUnit plugin refuses a report for a test with an attribute that it does not know, as a file or a line.

use std::io::{self, Write};

use rustc_hash::FxHashMap;

use super::text::relative;
use super::xml::escaped;
use super::{ReportOptions, Summary, human};
use crate::diagnostic::{Diagnostic, Severity};
use crate::source::LineColumn;

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
        suite("migrate-lint", None, 1, 0, out)?;
        writeln!(out, "    <testcase classname=\"migrate-lint\" name=\"{}\"/>", escaped(&summary.counted()))?;
        writeln!(out, "  </testsuite>")?;
    }
    let plain = ReportOptions { color: false, hyperlinks: false, ..options.clone() };
    for of_file in diagnostics.chunk_by(|one, other| one.source.path() == other.source.path()) {
        let Some(first) = of_file.first() else { continue };
        let path = relative(first.source.path());
        suite(path, Some(path), of_file.len(), self::failures(of_file), out)?;
        let mut names = Names::default();
        for diagnostic in of_file {
            test(diagnostic, &names.next(diagnostic), &plain, out)?;
        }
        writeln!(out, "  </testsuite>")?;
    }
    writeln!(out, "</testsuites>")
}

/// Hands out the names of a file's tests. GitLab shows two of one class and name as one.
#[derive(Default)]
struct Names {
    seen: FxHashMap<(&'static str, LineColumn), usize>,
}

impl Names {
    fn next(&mut self, diagnostic: &Diagnostic) -> String {
        let at = diagnostic.source.line_column(diagnostic.span.start);
        let ordinal = self.seen.entry((diagnostic.rule, at)).and_modify(|count| *count += 1).or_insert(1);
        let name = format!("{}:{}:{}", relative(diagnostic.source.path()), at.line, at.column);
        if *ordinal == 1 { name } else { format!("{name} ({ordinal})") }
    }
}

fn suite(
    name: &str,
    file: Option<&str>,
    tests: usize,
    failures: usize,
    out: &mut impl Write,
) -> io::Result<()> {
    let name = escaped(name);
    let file = file.map(|file| format!(" file=\"{}\"", escaped(file))).unwrap_or_default();
    writeln!(
        out,
        "  <testsuite name=\"{name}\"{file} tests=\"{tests}\" failures=\"{failures}\" errors=\"0\" skipped=\"0\">"
    )
}

fn test(
    diagnostic: &Diagnostic,
    name: &str,
    options: &ReportOptions,
    out: &mut impl Write,
) -> io::Result<()> {
    let (rule, name) = (escaped(diagnostic.rule), escaped(name));
    writeln!(out, "    <testcase classname=\"migrate-lint.{rule}\" name=\"{name}\">")?;
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
