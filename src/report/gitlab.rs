//! GitLab's code quality report: findings in the widget of a merge request, as issues of Code Climate.

use std::io::{self, Write};

use serde::Serialize;

use super::page_of;
use super::text::{one_line, relative};
use crate::diagnostic::{Diagnostic, Fingerprints, Severity};
use crate::page::Category;

#[derive(Serialize)]
struct Issue<'a> {
    /// GitLab reads neither this nor the categories, but a reader of Code Climate's issues needs both.
    r#type: &'static str,
    engine_name: &'static str,
    categories: [&'static str; 1],
    check_name: &'a str,
    description: String,
    severity: &'static str,
    /// Two of one fingerprint would be shown as one.
    fingerprint: String,
    location: Location<'a>,
}

#[derive(Serialize)]
struct Location<'a> {
    path: &'a str,
    lines: Lines,
}

#[derive(Serialize)]
struct Lines {
    begin: usize,
    end: usize,
}

pub(super) fn write(diagnostics: &[Diagnostic], out: &mut impl Write) -> io::Result<()> {
    let mut fingerprints = Fingerprints::default();
    let issues = diagnostics.iter().map(|diagnostic| Issue::of(diagnostic, fingerprints.next(diagnostic)));
    serde_json::to_writer_pretty(&mut *out, &issues.collect::<Vec<_>>())?;
    out.write_all(b"\n")
}

impl<'a> Issue<'a> {
    fn of(diagnostic: &'a Diagnostic, fingerprint: String) -> Self {
        let source = &diagnostic.source;
        let line = |offset| source.line_column(offset).line;
        let lines = Lines { begin: line(diagnostic.span.start), end: line(diagnostic.span.end) };
        // GitLab does not show which check it was.
        let description = format!("{}: {}", diagnostic.rule, one_line(&diagnostic.message));
        let severity = match diagnostic.severity {
            Severity::Error => "critical",
            Severity::Warning => "major",
            Severity::Advice => "info",
        };
        let location = Location { path: relative(source.path()), lines };
        Issue {
            r#type: "issue",
            engine_name: "migrate-lint",
            categories: [category(page_of(diagnostic.rule).map(|page| page.category))],
            check_name: diagnostic.rule,
            description,
            severity,
            fingerprint,
            location,
        }
    }
}

/// Which of Code Climate's categories a rule belongs to.
fn category(category: Option<Category>) -> &'static str {
    match category {
        Some(Category::Security) => "Security",
        Some(Category::Naming | Category::SchemaDesign) => "Style",
        Some(Category::Breaking) => "Compatibility",
        _ => "Bug Risk",
    }
}
