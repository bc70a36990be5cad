//! Findings to bytes: one file per format. A format sees diagnostics, not rules.

use std::io::{self, BufWriter, Write};

use crate::diagnostic::Diagnostic;
use crate::page::Page;
use crate::{rules, runbook};

mod checkstyle;
mod comment;
mod concise;
mod github;
mod gitlab;
pub(crate) mod html;
mod human;
mod json;
mod junit;
mod locked;
pub mod locks;
mod markdown;
mod rdjsonl;
pub mod rule_list;
mod sarif;
mod sonarqube;
pub(crate) mod style;
mod summary;
pub(crate) mod text;
pub mod timeline;
mod window;
mod xml;

pub use comment::MARKER;
pub use locked::{Locked, locked};
pub use summary::Summary;
pub(crate) use summary::counted;

/// Where the pages of the rules are read on the web; a rule's is `<this><id>.md`.
pub const DOCUMENTATION: &str = "https://github.com/migrate-lint/migrate-lint/blob/main/rules/";

/// The home of the project.
pub const REPOSITORY: &str = "https://github.com/migrate-lint/migrate-lint";

/// The forms a report can take.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Hash)]
pub enum Format {
    /// Each finding with the lines it is about, for people.
    #[default]
    Human,
    /// One line for each finding.
    Concise,
    /// Our own versioned JSON.
    Json,
    /// SARIF 2.1.0, as GitHub code scanning takes it.
    Sarif,
    /// GitHub Actions workflow commands: annotations on the changed lines.
    Github,
    /// GitLab's code quality report.
    Gitlab,
    /// JUnit's XML.
    Junit,
    /// Checkstyle's XML.
    Checkstyle,
    /// Reviewdog's JSON, one finding on each line.
    Rdjsonl,
    /// SonarQube's generic issues.
    Sonarqube,
    /// For a pull request's comment and a job's summary.
    Markdown,
    /// One file to be looked at in a browser.
    Html,
}

/// What a report is written from.
struct Report<'a> {
    diagnostics: &'a [Diagnostic],
    summary: &'a Summary,
    options: &'a ReportOptions,
}

type Writer = fn(&Report, &mut dyn Write) -> io::Result<()>;

/// Every format: its name, and what writes it.
static FORMATS: [(Format, &str, Writer); Format::ALL.len()] = [
    (Format::Human, "human", |it, mut out| human::write(it.diagnostics, it.summary, it.options, &mut out)),
    (Format::Concise, "concise", |it, mut out| {
        concise::write(it.diagnostics, it.summary, it.options, &mut out)
    }),
    (Format::Json, "json", |it, mut out| json::write(it.diagnostics, it.summary, &mut out)),
    (Format::Sarif, "sarif", |it, mut out| sarif::write(it.diagnostics, rules::RULES, it.options, &mut out)),
    (Format::Github, "github", |it, mut out| github::write(it.diagnostics, it.summary, &mut out)),
    (Format::Gitlab, "gitlab", |it, mut out| gitlab::write(it.diagnostics, &mut out)),
    (Format::Junit, "junit", |it, mut out| junit::write(it.diagnostics, it.summary, it.options, &mut out)),
    (Format::Checkstyle, "checkstyle", |it, mut out| checkstyle::write(it.diagnostics, &mut out)),
    (Format::Rdjsonl, "rdjsonl", |it, mut out| rdjsonl::write(it.diagnostics, it.options, &mut out)),
    (Format::Sonarqube, "sonarqube", |it, mut out| sonarqube::write(it.diagnostics, &mut out)),
    (Format::Markdown, "markdown", |it, mut out| {
        comment::write(it.diagnostics, it.summary, it.options, &mut out)
    }),
    (Format::Html, "html", |it, mut out| html::write(it.diagnostics, it.summary, it.options, &mut out)),
];

impl Format {
    pub const ALL: [Format; 12] = [
        Format::Human,
        Format::Concise,
        Format::Json,
        Format::Sarif,
        Format::Github,
        Format::Gitlab,
        Format::Junit,
        Format::Checkstyle,
        Format::Rdjsonl,
        Format::Sonarqube,
        Format::Markdown,
        Format::Html,
    ];

    pub fn name(self) -> &'static str {
        self.entry().1
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
    }

    fn entry(self) -> &'static (Format, &'static str, Writer) {
        // The table is in the order of the variants, as a test makes sure.
        &FORMATS[self as usize]
    }
}

/// How to write for the reader's terminal.
#[derive(Clone, Debug)]
pub struct ReportOptions {
    /// Without it, no escape sequence is written.
    pub color: bool,
    /// Rule names are links to their pages; needs `color`.
    pub hyperlinks: bool,
    /// Findings alone, without notes and the closing line; for the formats that people read.
    pub quiet: bool,
    /// Columns of the terminal: longer source lines are cut around what they are shown for.
    pub width: usize,
    /// Where the pages of the rules are read.
    pub documentation: String,
    /// Rules that the configuration declares.
    pub declared: Vec<&'static str>,
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self {
            color: false,
            hyperlinks: false,
            quiet: false,
            width: 120,
            documentation: DOCUMENTATION.to_owned(),
            declared: Vec::new(),
        }
    }
}

impl ReportOptions {
    /// Nothing for a rule that a configuration declares: its page is in no repository.
    pub fn page_url(&self, rule: &str) -> Option<String> {
        let folder = if runbook::find(rule).is_some() { "runbook/" } else { "" };
        (!self.declared.contains(&rule)).then(|| format!("{}{folder}{rule}.md", self.documentation))
    }
}

/// The page of a rule or of a check of plans; none for what a configuration or a gate declares.
fn page_of(rule: &str) -> Option<&'static Page> {
    let page = rules::find(rule).map(|rule| rule.page());
    page.or_else(|| runbook::find(rule).map(|check| check.page()))
}

/// Writes a report. The diagnostics come sorted as they should be shown.
pub fn write(
    format: Format,
    diagnostics: &[Diagnostic],
    summary: &Summary,
    options: &ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut out = BufWriter::with_capacity(1 << 16, out);
    let (_, _, write) = format.entry();
    write(&Report { diagnostics, summary, options }, &mut out)?;
    out.flush()
}

/// The findings as people see them, without the last line: what a rule's page shows under an unsafe block.
pub fn findings(diagnostics: &[Diagnostic], options: &ReportOptions) -> String {
    let rendered: Vec<String> =
        diagnostics.iter().map(|diagnostic| human::render(diagnostic, options)).collect();
    rendered.join("\n")
}
