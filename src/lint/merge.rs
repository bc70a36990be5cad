//! One finding for a statement, where a rule has the same to say of several of its parts.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::migration::{Script, Step};
use crate::source::{SourceFile, Span};

/// The statements of a script as they stand in its text, those inside others behind them.
struct Statements<'a> {
    source: &'a Arc<SourceFile>,
    spans: Vec<Span>,
}

impl<'a> Statements<'a> {
    fn of(script: &'a Script) -> Self {
        let mut spans: Vec<Span> = script.steps.iter().map(Step::span).collect();
        // The statements of a function that is called run later than they stand.
        spans.sort_by_key(|span| (span.start, std::cmp::Reverse(span.end)));
        Self { source: &script.source, spans }
    }
}

/// Joins the findings of one rule on one statement and one relation: the first stays, the places of the others
/// become labels on it, and their edits are part of its fix.
pub(super) fn merge(found: Vec<Diagnostic>, scripts: &[&Script]) -> Vec<Diagnostic> {
    let files: Vec<Statements> = scripts.iter().map(|script| Statements::of(script)).collect();
    let mut kept: Vec<(Diagnostic, Option<Span>)> = Vec::with_capacity(found.len());
    for finding in found {
        let statement = statement_of(&finding, &files);
        let same = kept
            .last_mut()
            .filter(|(first, of)| statement.is_some() && *of == statement && belongs_to(first, &finding));
        match same {
            Some((first, _)) => join(first, finding),
            None => kept.push((finding, statement)),
        }
    }
    kept.into_iter().map(|(finding, _)| finding).collect()
}

/// The statement that a finding is a part of; none where it is about the whole of it.
fn statement_of(finding: &Diagnostic, files: &[Statements]) -> Option<Span> {
    // A file can hold several migrations.
    let of_file = files.iter().filter(|file| Arc::ptr_eq(file.source, &finding.source));
    let statement = of_file.into_iter().find_map(|file| {
        let after = file.spans.partition_point(|span| span.start <= finding.span.start);
        file.spans[..after].iter().rev().copied().find(|span| span.contains(finding.span))
    })?;
    (statement != finding.span).then_some(statement)
}

fn belongs_to(first: &Diagnostic, other: &Diagnostic) -> bool {
    first.rule == other.rule
        && first.severity == other.severity
        && first.relation.is_some()
        && first.relation == other.relation
        && first.source.path() == other.source.path()
        && first.fix.as_ref().map(|fix| &fix.title) == other.fix.as_ref().map(|fix| &fix.title)
}

fn join(first: &mut Diagnostic, other: Diagnostic) {
    first.label_here(other.span, "and here");
    if let (Some(fix), Some(more)) = (&mut first.fix, other.fix) {
        fix.edits.extend(more.edits);
        fix.back.extend(more.back);
        crate::diagnostic::NewFile::join(&mut fix.files, more.files);
    }
}
