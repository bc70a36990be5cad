//! Comments that allow a finding, put where they count for its statement.

use gen_lsp_types::CodeActionKind;

use super::{Asked, Offer, Work};
use crate::fix::with_line_ends_of;
use crate::lsp::documents::Document;
use crate::lsp::edits::Changes;
use crate::lsp::session::Session;
use crate::source::{SourceFile, Span};
use crate::suppress::is_critical;

pub(super) fn offer(asked: &Asked) -> Vec<Offer> {
    let Some(project) = asked.session.project_of(asked.document) else { return Vec::new() };
    let mut offers: Vec<Offer> = Vec::new();
    let scripts = asked.session.scripts_of(asked.document);
    let is_comment = |span: Span| {
        scripts.iter().any(|place| place.script.comments.iter().any(|comment| comment.span.contains(span)))
    };
    // What is wrong with a comment is not made right by another one.
    let found = asked.found().filter(|finding| !is_comment(finding.span));
    for finding in found.filter(|finding| !is_critical(finding.rule, &project.settings)) {
        for in_file in [false, true] {
            let place = if in_file { "in this file" } else { "for this statement" };
            let title = format!("Allow `{}` {place}", finding.rule);
            if offers.iter().all(|offer| offer.title != title) {
                offers.push(Offer {
                    title,
                    kind: CodeActionKind::QuickFix,
                    preferred: false,
                    finding: Some(asked.shown(finding)),
                    work: Work::Allow { rule: finding.rule.to_owned(), at: finding.span.start, in_file },
                });
            }
        }
    }
    offers
}

pub(super) fn comment(
    session: &Session,
    document: &Document,
    rule: &str,
    at: u32,
    in_file: bool,
) -> Option<Changes> {
    let statements = statements(session, document);
    let innermost = statements.iter().rev().find(|statement| statement.start <= at && at <= statement.end);
    // What is found at the head of a file, or between its statements, is allowed by what counts for the file.
    let (statement, in_file) = match innermost {
        Some(statement) if !in_file => (Some(*statement), false),
        _ => (statements.first().copied(), true),
    };
    let source = SourceFile::new(document.name.as_str(), document.text.as_str());
    let start = statement.map_or(source.text().len(), |statement| statement.start as usize);
    let word = if in_file { "allow-file" } else { "allow" };
    let line = source.line_start(source.line_column(start as u32).line);
    let indent = source.slice(Span::new(line, start));
    let is_first = indent.chars().all(|c| c.is_whitespace() || c == '\u{feff}');
    let (place, text) = match (in_file, is_first, known(&source, line, &format!("migrate-lint: {word}("))) {
        (_, true, Some(end)) => (end, format!(", {rule}")),
        (_, true, None) => (start - indent.trim_start_matches('\u{feff}').len(), {
            format!("{}-- migrate-lint: {word}({rule})\n", indent.trim_start_matches('\u{feff}'))
        }),
        // Something stands before it on the line: a comment above would be about that.
        (_, false, _) => (start, format!("/* migrate-lint: {word}({rule}) */ ")),
    };
    let mut changes = Changes::default();
    let text = with_line_ends_of(&source, &text);
    changes.replace(session, document, &[(Span::new(place, place), text)]);
    Some(changes)
}

/// The statements of a document, those inside blocks behind the block.
fn statements(session: &Session, document: &Document) -> Vec<Span> {
    let scripts = session.scripts_of(document);
    let mut statements: Vec<Span> = Vec::new();
    for place in scripts {
        statements.extend(place.script.steps.iter().map(|step| step.span()));
        statements.extend(place.script.errors.iter().map(|error| error.statement));
    }
    statements.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
    statements
}

/// Where the names end in a comment on the line above, if it allows something already.
fn known(source: &SourceFile, line: usize, words: &str) -> Option<usize> {
    let above = source.text().get(..line)?.trim_end_matches(['\n', '\r']);
    let start = above.rfind('\n').map_or(0, |at| at + 1);
    let comment = above.get(start..)?;
    let open = comment.find(words).filter(|_| comment.trim_start().starts_with("--"))?;
    let close = comment.get(open..)?.find(')')?;
    Some(start + open + close)
}
