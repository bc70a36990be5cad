//! One finding for a statement, where a rule has the same to say of several of its parts.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::migration::Script;
use crate::source::{SourceFile, Span};

/// The scripts of each file: it can hold several migrations.
type ByFile<'a> = FxHashMap<*const SourceFile, Vec<&'a Script>>;

/// Joins the findings of one rule on one statement and one relation: the first stays, the places of the others
/// become labels on it, and their edits are part of its fix.
pub(super) fn merge(found: Vec<Diagnostic>, scripts: &[&Script]) -> Vec<Diagnostic> {
    let mut files = ByFile::default();
    for script in scripts {
        files.entry(Arc::as_ptr(&script.source)).or_default().push(script);
    }
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
fn statement_of(finding: &Diagnostic, files: &ByFile) -> Option<Span> {
    let scripts = files.get(&Arc::as_ptr(&finding.source))?;
    let statement = scripts.iter().find_map(|script| script.step_at(finding.span))?.span();
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
