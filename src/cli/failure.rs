//! What kept the program from running, or from reading a part: shown with the place and the remedy.

use std::ops::Range;
use std::path::Path;

use miette::{GraphicalReportHandler, GraphicalTheme, LabeledSpan, NamedSource, SourceCode};

use crate::config::Problem;
use crate::discover::GitFailure;

use super::arguments::Color;
use super::stderr;

/// One error of the program's own.
#[derive(Debug, thiserror::Error)]
#[error("{message}")]
pub(super) struct Failure {
    message: String,
    help: Option<String>,
    place: Option<Box<Place>>,
}

#[derive(Debug)]
struct Place {
    source: NamedSource<String>,
    span: Range<usize>,
    label: String,
}

impl Failure {
    pub(super) fn new(message: impl Into<String>) -> Self {
        Self { message: message.into(), help: None, place: None }
    }

    pub(super) fn help(mut self, help: impl Into<String>) -> Self {
        self.help = Some(help.into());
        self
    }

    /// Something wrong in a configuration file.
    pub(super) fn in_file(path: &Path, text: &str, problem: Problem) -> Self {
        let source = NamedSource::new(shown(path), text.to_owned());
        let place = Place { source, span: problem.span, label: problem.label };
        Self { message: problem.message, help: problem.help, place: Some(Box::new(place)) }
    }
}

impl From<GitFailure> for Failure {
    fn from(failure: GitFailure) -> Self {
        Self { help: failure.remedy, ..Self::new(failure.message) }
    }
}

impl miette::Diagnostic for Failure {
    fn help<'a>(&'a self) -> Option<Box<dyn std::fmt::Display + 'a>> {
        self.help.as_ref().map(|help| Box::new(help) as Box<dyn std::fmt::Display>)
    }

    fn source_code(&self) -> Option<&dyn SourceCode> {
        self.place.as_ref().map(|place| &place.source as &dyn SourceCode)
    }

    fn labels(&self) -> Option<Box<dyn Iterator<Item = LabeledSpan> + '_>> {
        let place = self.place.as_ref()?;
        let label = LabeledSpan::at(place.span.clone(), place.label.clone());
        Some(Box::new(std::iter::once(label)))
    }
}

/// The path as a message shows it.
pub(super) fn shown(path: &Path) -> String {
    path.to_string_lossy().replace('\\', "/")
}

/// Prints failures on standard error.
pub(super) fn print(failures: &[Failure], color: Color) {
    if failures.is_empty() {
        return;
    }
    let mut theme =
        if stderr::is_colored(color) { GraphicalTheme::unicode() } else { GraphicalTheme::unicode_nocolor() };
    theme.characters.error = "error:".to_owned();
    let handler =
        GraphicalReportHandler::new_themed(theme).with_width(100).with_links(false).with_context_lines(1);
    for failure in failures {
        let mut rendered = String::new();
        if handler.render_report(&mut rendered, failure).is_err() {
            rendered = format!("error: {failure}");
        }
        let lines: Vec<&str> = rendered.lines().map(str::trim_end).collect();
        stderr::line(lines.join("\n").trim());
    }
}
