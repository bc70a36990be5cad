//! Fixes: of one finding, of all findings of a rule, and all that keep the meaning.

use std::convert::Infallible;

use gen_lsp_types::CodeActionKind;

use super::{Asked, Offer, Work};
use crate::diagnostic::Diagnostic;
use crate::discover::is_taken;
use crate::fix::{Fixed, Level, to_fixed_point, with_line_ends_of};
use crate::lint::judge;
use crate::lsp::diagnostics;
use crate::lsp::documents::Document;
use crate::lsp::edits::Changes;
use crate::lsp::session::Session;
use crate::rollback;

/// The fix of each finding under the cursor.
pub(super) fn offer(asked: &Asked) -> Vec<Offer> {
    let fixable = asked.found().filter_map(|finding| Some((finding, finding.fix.as_ref()?)));
    let offers = fixable.map(|(finding, fix)| Offer {
        title: match fix.files.len() {
            0 => sentence(&fix.title),
            1 => format!("{}, in a further migration", sentence(&fix.title)),
            _ => format!("{}, in further migrations", sentence(&fix.title)),
        },
        kind: CodeActionKind::QuickFix,
        preferred: fix.safe,
        finding: Some(asked.shown(finding)),
        work: Work::Fix { rule: finding.rule.to_owned(), at: finding.span.start },
    });
    offers.collect()
}

/// All findings of a rule, where the document has several; and all that can be fixed unseen.
pub(super) fn offer_all(asked: &Asked) -> Vec<Offer> {
    let all = || diagnostics::found(asked.session, asked.document);
    let fixable = |finding: &&Diagnostic| finding.fix.is_some();
    let mut rules: Vec<&str> = asked.found().filter(fixable).map(|finding| finding.rule).collect();
    rules.dedup();
    rules.retain(|rule| all().filter(fixable).filter(|finding| finding.rule == *rule).count() > 1);
    let offers = rules.into_iter().map(|rule| Offer {
        title: format!("Fix all `{rule}` in this file"),
        kind: CodeActionKind::QuickFix,
        preferred: false,
        finding: None,
        work: Work::FixAll { rule: Some(rule.to_owned()), is_safe: false },
    });
    let mut offers: Vec<Offer> = offers.collect();
    if all().any(|finding| finding.fix.as_ref().is_some_and(|fix| fix.safe)) {
        offers.push(Offer {
            title: "Fix all that keeps the meaning of the migration".to_owned(),
            kind: CodeActionKind::Custom("source.fixAll.migrate-lint".into()),
            preferred: false,
            finding: None,
            work: Work::FixAll { rule: None, is_safe: true },
        });
    }
    offers
}

pub(super) fn one(session: &Session, document: &Document, rule: &str, at: u32) -> Option<Changes> {
    let mut found = diagnostics::found(session, document);
    let finding = found.find(|finding| finding.rule == rule && finding.span.start == at)?;
    let fix = finding.fix.as_ref()?;
    if fix.files.is_empty() {
        let parts =
            fix.edits.iter().map(|edit| (edit.span, with_line_ends_of(&finding.source, &edit.replacement)));
        let parts: Vec<_> = parts.collect();
        let mut changes = Changes::default();
        changes.replace(session, document, &parts);
        return Some(changes);
    }
    let mut fixed = Fixed::default();
    fixed.round(std::slice::from_ref(finding), Level::Unsafe, &is_taken).then_some(())?;
    Some(changes(session, document, fixed))
}

pub(super) fn all(
    session: &Session,
    document: &Document,
    rule: Option<&str>,
    is_safe: bool,
) -> Option<Changes> {
    let project = session.project_of(document)?;
    let documents = session.documents_of(project);
    let lint = |fixed: &Fixed| -> Result<Vec<Diagnostic>, Infallible> {
        let histories = project.imagine(&documents, &fixed.texts());
        Ok(histories.iter().flat_map(|history| judge(history, &project.settings).diagnostics).collect())
    };
    let wanted = |finding: &Diagnostic| {
        **finding.source.path() == *document.name && rule.is_none_or(|rule| finding.rule == rule)
    };
    let level = if is_safe { Level::Safe } else { Level::Unsafe };
    let Ok((fixed, _)) = to_fixed_point(level, &is_taken, lint, Vec::as_slice, &wanted);
    (!fixed.is_empty()).then(|| changes(session, document, fixed))
}

/// The texts that fixes made, with the ways back of new migrations.
fn changes(session: &Session, document: &Document, mut fixed: Fixed) -> Changes {
    if let Some(project) = session.project_of(document)
        && !fixed.created.is_empty()
    {
        for history in project.imagine(&session.documents_of(project), &fixed.texts()) {
            rollback::write_beside_new(&history, &mut fixed);
        }
    }
    let mut changes = Changes::default();
    for (path, (before, after)) in &fixed.edited {
        changes.rewrite(session, path, before.text(), after);
    }
    for (path, file) in &fixed.created {
        changes.create(session, path, &file.text);
    }
    changes
}

fn sentence(title: &str) -> String {
    let mut letters = title.chars();
    letters.next().map(|first| first.to_uppercase().chain(letters).collect()).unwrap_or_default()
}
