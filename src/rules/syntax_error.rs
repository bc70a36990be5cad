//! Statements that the server cannot read.

use std::borrow::Cow;
use std::sync::Arc;

use crate::diagnostic::Severity;
use crate::migration::Script;
use crate::parse::{ParseOptions, SyntaxError, parse};
use crate::rule::{Pass, Rule};
use crate::source::{SourceFile, Span};
use crate::version::PgVersion;

pub(super) static RULE: Rule = Rule::new("syntax-error", include_str!("../../rules/syntax-error.md"), check);

/// One missing quote can spoil a whole file: what follows the first few says nothing new.
const SHOWN: usize = 3;

const UNREAD: &str =
    "look at what stands before this place: the server stops at the first word that does not fit";

fn check(pass: &mut Pass) {
    if let Some(up) = pass.up() {
        report(pass, up, None);
    }
    if let Some(down) = pass.down() {
        report(pass, down, Some("the way back cannot run"));
    }
}

fn report(pass: &mut Pass, script: &Script, consequence: Option<&str>) {
    for (at, error) in script.errors.iter().take(SHOWN).enumerate() {
        let text = script.source.text();
        let mut error = Cow::Borrowed(error);
        if let Some(keyword) = later_keyword(pass.version, text, error.span.start as usize) {
            match beside_keywords(pass.version, script.source.slice(error.statement)) {
                None => {
                    report_keyword(pass, script, error.span, keyword);
                    continue;
                }
                Some(other) => {
                    let span = other.span.shifted(error.statement.start as usize);
                    error = Cow::Owned(SyntaxError { span, ..other });
                }
            }
        }
        let message = match consequence {
            Some(consequence) => format!("{consequence}: {}", error.message),
            None => error.message.clone(),
        };
        let finding = pass.report_in(Arc::clone(&script.source), error.span, message);
        finding.help(error.remedy.as_deref().unwrap_or(UNREAD));
        let more = script.errors.len().saturating_sub(SHOWN);
        if at + 1 == SHOWN && more > 0 {
            let statements = if more == 1 { "statement" } else { "statements" };
            finding.note(format!("{more} more {statements} of this file cannot be read either"));
        }
    }
}

/// What the server's version cannot read of a statement either, which takes the later keywords for names.
fn beside_keywords(version: PgVersion, statement: &str) -> Option<SyntaxError> {
    let mut text = statement.to_owned();
    loop {
        let source = SourceFile::new("", text.as_str());
        let error = parse(&source, &ParseOptions::default()).errors.into_iter().next()?;
        let Some(keyword) = later_keyword(version, &text, error.span.start as usize) else {
            return Some(error);
        };
        text.replace_range(keyword.start..keyword.start + 1, "p");
    }
}

/// Words that name functions and parameters until the version that makes them keywords.
const KEYWORDS: &[(&str, PgVersion)] = &[
    ("json_array", PgVersion::V16),
    ("json_arrayagg", PgVersion::V16),
    ("json_object", PgVersion::V16),
    ("json_objectagg", PgVersion::V16),
    ("json", PgVersion::V17),
    ("json_exists", PgVersion::V17),
    ("json_query", PgVersion::V17),
    ("json_scalar", PgVersion::V17),
    ("json_serialize", PgVersion::V17),
    ("json_table", PgVersion::V17),
    ("json_value", PgVersion::V17),
    ("merge_action", PgVersion::V17),
];

/// A word that a later version takes for a keyword.
struct Keyword {
    word: &'static str,
    since: PgVersion,
    /// Where it stands.
    start: usize,
}

/// The word at an error, or right before it, that the server's version still takes for a name where it stands: as the
/// name of a function that is made, or of a parameter.
fn later_keyword(version: PgVersion, text: &str, at: usize) -> Option<Keyword> {
    let (before, from) = (text.get(..at)?, text.get(at..)?);
    let length = from.find(|letter: char| !is_part(letter)).unwrap_or(from.len());
    let (last, earlier) = last_word(before);
    let found = |word: &str, start: usize| {
        let known = KEYWORDS.iter().find(|(keyword, _)| word.eq_ignore_ascii_case(keyword));
        known.filter(|(_, since)| version < *since).map(|(word, since)| Keyword {
            word,
            since: *since,
            start,
        })
    };
    if let Some(keyword) = found(from.get(..length)?, at) {
        return is_before_parameter(before).then_some(keyword);
    }
    let keyword = found(last, earlier.len())?;
    let makes = |word: &str| word.eq_ignore_ascii_case("function") || word.eq_ignore_ascii_case("procedure");
    let named = from.starts_with('(') && (earlier.ends_with('.') || makes(last_word(earlier).0));
    (named || length > 0 && is_before_parameter(earlier)).then_some(keyword)
}

/// Whether a text ends where a parameter can begin.
fn is_before_parameter(text: &str) -> bool {
    let mode = last_word(text).0.to_ascii_lowercase();
    text.trim_end().ends_with(['(', ',']) || matches!(mode.as_str(), "in" | "out" | "inout" | "variadic")
}

/// The word that a text ends with, if only blanks follow it, and what stands before it.
fn last_word(text: &str) -> (&str, &str) {
    let text = text.trim_end();
    let start = text.rfind(|letter: char| !is_part(letter));
    let start = start.map_or(0, |at| at + text[at..].chars().next().map_or(1, char::len_utf8));
    (&text[start..], &text[..start])
}

fn is_part(letter: char) -> bool {
    letter.is_alphanumeric() || letter == '_'
}

fn report_keyword(pass: &mut Pass, script: &Script, span: Span, Keyword { word, since, .. }: Keyword) {
    let message = format!(
        "cannot be read from PostgreSQL {} on: `{word}` is a keyword there, and no name of a function or parameter",
        since.major()
    );
    pass.report_in(Arc::clone(&script.source), span, message)
        .severity(Severity::Warning)
        .help(format!("write it in quotes, which every version takes: \"{word}\""))
        .note("what the statement does is not checked");
}
