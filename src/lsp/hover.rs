//! What stands under the cursor: a statement with its locks by version, or a rule with its page.

use gen_lsp_types::{Contents, Hover, HoverParams, MarkupContent, MarkupKind};

use super::documents::{Document, DocumentKind};
use super::locks::{self, because, waited};
use super::session::{Place, Session};
use crate::effects::{Effects, InTransaction};
use crate::migration::{Script, Step};
use crate::report::ReportOptions;
use crate::report::timeline::{how_it_runs, slow_work};
use crate::rule::Rule;
use crate::rules;
use crate::source::Span;
use crate::version::PgVersion;

pub(super) fn hover(session: &mut Session, parameters: HoverParams) -> Option<Hover> {
    let cursor = parameters.text_document_position_params;
    let document = session.documents.get(&cursor.text_document.uri)?;
    let offset = session.lines(&document.text).offset(cursor.position);
    let (text, span) = rule(session, document, offset).or_else(|| statement(session, document, offset))?;
    let kind = if session.client.markdown { MarkupKind::Markdown } else { MarkupKind::PlainText };
    let contents = Contents::MarkupContent(MarkupContent { kind, value: text });
    Some(Hover { contents, range: Some(session.lines(&document.text).range(span)) })
}

/// The page of a rule that is named in a comment or in the configuration.
fn rule(session: &Session, document: &Document, offset: usize) -> Option<(String, Span)> {
    let span = word_at(&document.text, offset)?;
    let names_rules = match document.kind {
        DocumentKind::Configuration => true,
        DocumentKind::Sql => session
            .scripts_of(document)
            .iter()
            .flat_map(|place| &place.script.comments)
            .any(|comment| comment.span.contains(span)),
        DocumentKind::Other => false,
    };
    let rule = rules::find(document.text.get(span.range())?).filter(|_| names_rules)?;
    Some((page(rule), span))
}

pub(super) fn page(rule: &Rule) -> String {
    let page = rule.page();
    let url = ReportOptions::default().page_url(rule.id).unwrap_or_default();
    format!("**[{}]({url})** ({}): {}\n\n{}", rule.id, page.severity, page.summary, page.body.trim())
}

/// The word of letters, digits and `-` around a byte.
fn word_at(text: &str, offset: usize) -> Option<Span> {
    let is_part = |c: char| c.is_ascii_alphanumeric() || c == '-' || c == '_';
    let before = text.get(..offset)?;
    let after = text.get(offset..)?;
    let start = offset - (before.len() - before.trim_end_matches(is_part).len());
    let end = offset + (after.len() - after.trim_start_matches(is_part).len());
    (start < end).then(|| Span::new(start, end))
}

fn statement(session: &Session, document: &Document, offset: usize) -> Option<(String, Span)> {
    let (place, index) = session.step_at(document, offset)?;
    let step = place.script.steps.get(index)?;
    let version = place.project.settings.replay.version;
    let paragraphs = [
        Some(deeds(place.script, step, &step.effects)),
        until(&place, index),
        refusal(step),
        by_version(place.script, step, version),
        Some(format!("The migration runs {}.", how_it_runs(place.script))),
    ];
    let paragraphs: Vec<String> = paragraphs.into_iter().flatten().collect();
    Some((paragraphs.join("\n\n"), step.span()))
}

/// The locks and the work, as a list.
fn deeds(script: &Script, step: &Step, effects: &Effects) -> String {
    let locks = waited(script, step, effects);
    if locks.is_empty() {
        return "Locks nothing that was there before.".to_owned();
    }
    let locks = locks.iter().map(|lock| {
        let why = because(lock.reason).map(|why| format!(" ({why})")).unwrap_or_default();
        format!("- **{}** on `{}`{why}: {} must wait", lock.mode, lock.relation.name, lock.mode.who_waits())
    });
    let work = slow_work(script, step, effects).into_iter().map(|work| format!("- {work}"));
    locks.chain(work).collect::<Vec<_>>().join("\n")
}

/// How long the locks are held.
fn until(place: &Place, index: usize) -> Option<String> {
    let script = place.script;
    locks::brief(script, script.steps.get(index)?)?;
    let last = script.held_until(index);
    let line = |index: usize| script.source.line_column(script.steps[index].span().start).line;
    let held = match last {
        last if last == index => "Held until it is done.".to_owned(),
        last if last < script.last_in_transaction(index) => {
            format!("Held until line {} takes it back.", line(last))
        }
        last => format!("Held until the transaction ends, behind line {}.", line(last)),
    };
    Some(held)
}

/// What the server is certain to say against it.
fn refusal(step: &Step) -> Option<String> {
    if let Some(failure) = &step.effects.failure {
        return Some(format!("**Fails**: {} ({})", failure.message, failure.code));
    }
    match step.effects.transaction {
        InTransaction::Refused(words) if step.in_transaction() => {
            Some(format!("**Fails**: {words} cannot run inside a transaction block"))
        }
        _ => None,
    }
}

/// What other versions do, where that is something else.
fn by_version(script: &Script, step: &Step, version: PgVersion) -> Option<String> {
    let told = |effects: &Effects| deeds(script, step, effects);
    let here = told(&step.effects);
    let mut groups: Vec<(String, Vec<PgVersion>)> = Vec::new();
    for other in PgVersion::all().filter(|other| *other != version) {
        let effects = Effects::of(&step.statement.kind, &step.before, other);
        let there = told(&effects);
        match groups.iter_mut().find(|(known, _)| *known == there) {
            Some((_, versions)) => versions.push(other),
            None => groups.push((there, vec![other])),
        }
    }
    groups.retain(|(there, _)| *there != here);
    if groups.is_empty() {
        let (oldest, newest) = (PgVersion::OLDEST, PgVersion::NEWEST);
        return Some(format!("The same on PostgreSQL {oldest} to {newest}."));
    }
    let others = groups.into_iter().map(|(there, versions)| {
        let versions: Vec<String> = versions.iter().map(ToString::to_string).collect();
        format!("On PostgreSQL {}:\n\n{there}", versions.join(", "))
    });
    Some(format!("This is for PostgreSQL {version}.\n\n{}", others.collect::<Vec<_>>().join("\n\n")))
}
