//! One finding for a statement, where a rule has the same to say of several of its parts.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::migration::{Script, Step};
use crate::source::Span;

/// Joins the findings of one rule on one statement and one relation: the first stays, the places of the others
/// become labels on it, and their edits are part of its fix.
pub(super) fn merge(found: Vec<Diagnostic>, scripts: &[&Script]) -> Vec<Diagnostic> {
    let mut kept: Vec<(Diagnostic, Option<Span>)> = Vec::with_capacity(found.len());
    for finding in found {
        let statement = statement_of(&finding, scripts);
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
fn statement_of(finding: &Diagnostic, scripts: &[&Script]) -> Option<Span> {
    // A file can hold several migrations.
    let of_file = scripts.iter().filter(|script| Arc::ptr_eq(&script.source, &finding.source));
    let statement = of_file.into_iter().find_map(|script| {
        let after = script.steps.partition_point(|step| step.span().start <= finding.span.start);
        let before = script.steps[..after].iter().rev();
        before.map(Step::span).find(|span| span.contains(finding.span))
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
        crate::diagnostic::NewFile::join(&mut fix.files, more.files);
    }
}
