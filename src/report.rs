//! Findings to bytes: one file per format. A format sees diagnostics, not rules.

use std::io::{self, BufWriter, Write};

use crate::diagnostic::Diagnostic;
use crate::{rules, runbook};

mod concise;
mod github;
mod human;
mod json;
pub mod locks;
mod markdown;
pub mod rule_list;
mod sarif;
mod style;
mod summary;
mod text;
pub mod timeline;
mod window;

pub use summary::Summary;

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
}

impl Format {
    pub const ALL: [Format; 5] =
        [Format::Human, Format::Concise, Format::Json, Format::Sarif, Format::Github];

    pub fn name(self) -> &'static str {
        match self {
            Format::Human => "human",
            Format::Concise => "concise",
            Format::Json => "json",
            Format::Sarif => "sarif",
            Format::Github => "github",
        }
    }

    pub fn from_name(name: &str) -> Option<Self> {
        Self::ALL.into_iter().find(|format| format.name() == name)
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
}

impl Default for ReportOptions {
    fn default() -> Self {
        Self {
            color: false,
            hyperlinks: false,
            quiet: false,
            width: 120,
            documentation: DOCUMENTATION.to_owned(),
        }
    }
}

impl ReportOptions {
    pub fn page_url(&self, rule: &str) -> String {
        let folder = if runbook::find(rule).is_some() { "runbook/" } else { "" };
        format!("{}{folder}{rule}.md", self.documentation)
    }
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
    match format {
        Format::Human => human::write(diagnostics, summary, options, &mut out)?,
        Format::Concise => concise::write(diagnostics, summary, options, &mut out)?,
        Format::Json => json::write(diagnostics, summary, &mut out)?,
        Format::Sarif => sarif::write(diagnostics, rules::RULES, options, &mut out)?,
        Format::Github => github::write(diagnostics, summary, &mut out)?,
    }
    out.flush()
}

/// The findings as people see them, without the last line: what a rule's page shows under an unsafe block.
pub fn findings(diagnostics: &[Diagnostic], options: &ReportOptions) -> String {
    let rendered: Vec<String> =
        diagnostics.iter().map(|diagnostic| human::render(diagnostic, options)).collect();
    rendered.join("\n")
}
