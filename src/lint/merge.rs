//! One finding for a statement, where a rule has the same to say of several of its parts, or one rule says another's
//! cause.

use std::sync::Arc;

use rustc_hash::FxHashMap;

use crate::diagnostic::Diagnostic;
use crate::migration::Script;
use crate::source::{SourceFile, Span};

/// The scripts of each file: it can hold several migrations.
type ByFile<'a> = FxHashMap<*const SourceFile, Vec<&'a Script>>;

/// Rules of which the first speaks of the cause and the second of what else it does: whoever follows the first has no use
/// for the second.
const CAUSES: &[(&str, &str)] = &[
    ("drop-index-not-concurrent", "lock-upgrade-in-transaction"),
    ("drop-index-not-concurrent", "require-lock-timeout"),
    ("add-column-volatile-default", "add-primary-key-without-index"),
    ("rollback-destructive", "rollback-incomplete"),
];

/// Joins the findings of one rule on one statement and one relation: the first stays, the places of the others
/// become labels on it, and their edits are part of its fix.
pub(super) fn merge(found: Vec<Diagnostic>, scripts: &[&Script]) -> Vec<Diagnostic> {
    let mut files = ByFile::default();
    for script in scripts {
        files.entry(Arc::as_ptr(&script.source)).or_default().push(script);
    }
    let mut kept: Vec<Diagnostic> = Vec::with_capacity(found.len());
    let mut last: Option<Span> = None;
    for finding in found {
        let statement = statement_of(&finding, &files);
        let same = kept
            .last_mut()
            .filter(|first| statement.is_some() && last == statement && belongs_to(first, &finding));
        match same {
            Some(first) => join(first, finding),
            None => {
                kept.push(finding);
                last = statement;
            }
        }
    }
    fold(kept, &files)
}

/// Makes a finding a note of the one on the same statement that speaks of its cause.
fn fold(found: Vec<Diagnostic>, files: &ByFile) -> Vec<Diagnostic> {
    let concerned = |rule: &str| CAUSES.iter().any(|(first, second)| *first == rule || *second == rule);
    if found.iter().filter(|finding| concerned(finding.rule)).count() < 2 {
        return found;
    }
    let places: Vec<Option<(*const SourceFile, Span)>> = found
        .iter()
        .map(|finding| {
            let step = |script: &&Script| script.step_at(finding.span).map(|step| step.span());
            let scripts = files.get(&Arc::as_ptr(&finding.source)).filter(|_| concerned(finding.rule))?;
            Some((Arc::as_ptr(&finding.source), scripts.iter().find_map(step)?))
        })
        .collect();
    let owner = |second: usize| {
        let place = places[second]?;
        let mut causes = CAUSES.iter().filter(|(_, rule)| *rule == found[second].rule);
        causes.find_map(|(rule, _)| {
            let mut others = found.iter().zip(&places).enumerate();
            others.find(|(_, (other, at))| other.rule == *rule && **at == Some(place)).map(|(at, _)| at)
        })
    };
    let owners: Vec<Option<usize>> = (0..found.len()).map(owner).collect();
    let mut kept: Vec<Option<Diagnostic>> = found.into_iter().map(Some).collect();
    for (second, first) in owners.into_iter().enumerate().filter_map(|(at, owner)| Some((at, owner?))) {
        let Some(folded) = kept[second].take() else { continue };
        match &mut kept[first] {
            Some(first) => {
                first.severity = first.severity.max(folded.severity);
                first.notes.push(format!("{}: {}", folded.rule, folded.message));
            }
            None => kept[second] = Some(folded),
        }
    }
    kept.into_iter().flatten().collect()
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
        && is_alike(&first.message, &other.message)
        && first.fix.as_ref().map(|fix| &fix.title) == other.fix.as_ref().map(|fix| &fix.title)
}

/// Whether two messages of a rule say the same of two things: "destroys `a`" and "destroys `b`", "`a` is" and "`b` is".
fn is_alike(one: &str, other: &str) -> bool {
    fn word(text: &str) -> Option<&str> {
        text.split(' ').next()
    }
    one.starts_with('`') && other.starts_with('`') || word(one) == word(other)
}

fn join(first: &mut Diagnostic, other: Diagnostic) {
    first.label_here(other.span, "and here");
    if let (Some(fix), Some(more)) = (&mut first.fix, other.fix) {
        fix.edits.extend(more.edits);
        fix.back.extend(more.back);
        crate::diagnostic::NewFile::join(&mut fix.files, more.files);
    }
}
