//! What is wrong in `migrate-lint.toml`, where it stands.

use gen_lsp_types::{Diagnostic, DiagnosticSeverity, Message};

use super::diagnostics::SOURCE;
use super::documents::{Document, uri_of};
use super::session::Session;
use crate::config::{Configuration, Problem};
use crate::discover::layout_names;
use crate::source::Span;

/// The problems of an open configuration.
pub(super) fn diagnostics(session: &Session, document: &Document) -> Vec<Diagnostic> {
    let text = document.text.strip_prefix('\u{feff}').unwrap_or(&document.text);
    match Configuration::read(text, &layout_names()) {
        Ok(_) => Vec::new(),
        Err(problems) => shown(session, text, &problems),
    }
}

/// The problems of configurations that are in use and not open, by the address of the file.
pub(super) fn elsewhere(session: &Session) -> Vec<(String, Vec<Diagnostic>)> {
    let closed = session.problems.iter().filter(|(file, _)| session.documents.at(file).is_none());
    let told = closed.filter_map(|(file, (text, problems))| {
        let uri = uri_of(&file.to_string_lossy())?;
        Some((uri.0, shown(session, text, problems)))
    });
    told.collect()
}

fn shown(session: &Session, text: &str, problems: &[Problem]) -> Vec<Diagnostic> {
    let lines = session.lines(text);
    let shown = problems.iter().map(|problem| {
        let help = problem.help.iter().map(|help| format!("\nhelp: {help}"));
        let message: String =
            std::iter::once(format!("{}: {}", problem.message, problem.label)).chain(help).collect();
        Diagnostic {
            range: lines.range(Span::new(problem.span.start, problem.span.end)),
            severity: Some(DiagnosticSeverity::Error),
            source: Some(SOURCE.to_owned()),
            message: Message::String(message),
            ..Diagnostic::default()
        }
    });
    shown.collect()
}
