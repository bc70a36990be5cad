//! Findings as the editor shows them, sent unasked or on request.

use std::hash::{DefaultHasher, Hash, Hasher};

use gen_lsp_types::{
    Code, CodeDescription, Diagnostic, DiagnosticRelatedInformation, DiagnosticSeverity, DiagnosticTag,
    DocumentDiagnosticParams, DocumentDiagnosticReport, FullDocumentDiagnosticReport, Message, Range,
    RelatedFullDocumentDiagnosticReport, RelatedUnchangedDocumentDiagnosticReport,
    UnchangedDocumentDiagnosticReport, Uri,
};

use super::configuration;
use super::documents::{Document, DocumentKind};
use super::session::Session;
use crate::diagnostic::{self, Label, Severity};
use crate::report::ReportOptions;
use crate::rules;

/// The name that findings stand under.
pub(super) const SOURCE: &str = "migrate-lint";

/// Rules whose findings are about text that could as well be gone.
const UNNECESSARY: &[&str] = &["unused-suppression"];

/// Everything there is to say of a document.
pub(super) fn of(session: &Session, document: &Document) -> Vec<Diagnostic> {
    match document.kind {
        DocumentKind::Sql => {
            let lines = session.lines(&document.text);
            let shown = found(session, document).map(|finding| {
                let range = lines.range(finding.span);
                shown(session, finding, range)
            });
            shown.collect()
        }
        DocumentKind::Configuration => configuration::diagnostics(session, document),
        DocumentKind::Other => Vec::new(),
    }
}

/// The findings in a document.
pub(super) fn found<'s>(
    session: &'s Session,
    document: &'s Document,
) -> impl Iterator<Item = &'s diagnostic::Diagnostic> {
    let judged = session.project_of(document).into_iter().flat_map(|project| project.judged());
    judged.flat_map(|judged| &judged.found).filter(|finding| **finding.source.path() == *document.name)
}

/// Answers a client that asks for the diagnostics of a document.
pub(super) fn pull(session: &mut Session, parameters: DocumentDiagnosticParams) -> DocumentDiagnosticReport {
    let document = session.documents.get(&parameters.text_document.uri);
    let items = document.map(|document| of(session, document)).unwrap_or_default();
    let result_id = fingerprint(&items);
    if parameters.previous_result_id.as_ref() == Some(&result_id) {
        let unchanged_document_diagnostic_report = UnchangedDocumentDiagnosticReport { result_id };
        return RelatedUnchangedDocumentDiagnosticReport {
            related_documents: None,
            unchanged_document_diagnostic_report,
        }
        .into();
    }
    RelatedFullDocumentDiagnosticReport {
        related_documents: None,
        full_document_diagnostic_report: FullDocumentDiagnosticReport { result_id: Some(result_id), items },
    }
    .into()
}

/// Equal for equal diagnostics.
pub(super) fn fingerprint(items: &[Diagnostic]) -> String {
    let mut hasher = DefaultHasher::new();
    items.hash(&mut hasher);
    format!("{:016x}", hasher.finish())
}

/// A finding as the editor shows it.
pub(super) fn shown(session: &Session, finding: &diagnostic::Diagnostic, range: Range) -> Diagnostic {
    let related = finding.labels.iter().filter_map(|label| related(session, label));
    let related: Vec<DiagnosticRelatedInformation> = related.collect();
    let page = rules::find(finding.rule).and_then(|rule| ReportOptions::default().page_url(rule.id));
    Diagnostic {
        range,
        severity: Some(match finding.severity {
            Severity::Error => DiagnosticSeverity::Error,
            Severity::Warning => DiagnosticSeverity::Warning,
            Severity::Advice => DiagnosticSeverity::Information,
        }),
        code: Some(Code::String(finding.rule.to_owned())),
        code_description: page.map(|page| CodeDescription { href: Uri(page) }),
        source: Some(SOURCE.to_owned()),
        message: Message::String(text(finding)),
        tags: UNNECESSARY.contains(&finding.rule).then(|| vec![DiagnosticTag::Unnecessary]),
        related_information: (session.client.related_information && !related.is_empty()).then_some(related),
        data: None,
    }
}

/// The sentence, what else is true, and the remedy.
fn text(finding: &diagnostic::Diagnostic) -> String {
    let notes = finding.notes.iter().map(|note| format!("\nnote: {note}"));
    let help = finding.help.iter().map(|help| format!("\nhelp: {help}"));
    let mut text = finding.message.clone();
    text.extend(notes.chain(help));
    text
}

fn related(session: &Session, label: &Label) -> Option<DiagnosticRelatedInformation> {
    let location = session.location(&label.source, label.span)?;
    Some(DiagnosticRelatedInformation { location, message: label.text.clone() })
}
