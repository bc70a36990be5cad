//! Goes on after a syntax error: where a semicolon is missing, the next statement begins on a line of its own.

use super::fault::Failed;
use super::read::{Outcome, Source};
use super::scan::Token;
use super::{SyntaxError, fault, grammar, lower};
use crate::source::Span;

/// Words that begin a statement and, at the head of a line, seldom anything else.
const STARTS: &[&str] = &[
    "alter",
    "analyze",
    "begin",
    "call",
    "cluster",
    "comment",
    "commit",
    "copy",
    "create",
    "delete",
    "do",
    "drop",
    "end",
    "grant",
    "insert",
    "lock",
    "merge",
    "reassign",
    "refresh",
    "reindex",
    "reset",
    "revoke",
    "rollback",
    "savepoint",
    "select",
    "set",
    "start",
    "truncate",
    "update",
    "vacuum",
    "with",
];

/// Those that seldom stand at the head of a line without beginning one do so too.
const FURTHER_STARTS: &[&str] = &[
    "abort",
    "checkpoint",
    "close",
    "deallocate",
    "declare",
    "discard",
    "execute",
    "explain",
    "fetch",
    "import",
    "listen",
    "load",
    "move",
    "notify",
    "prepare",
    "release",
    "security",
    "show",
    "unlisten",
    "values",
];

/// Whether a statement can begin with a word. `TABLE name` is one that nobody writes.
pub(super) fn begins_statement(word: &str) -> bool {
    STARTS.iter().chain(FURTHER_STARTS).any(|start| word.eq_ignore_ascii_case(start))
}

/// Each further part is found by parsing all the rest, so there is an end to it.
const MOST_PARTS: usize = 50;
const MOST_BYTES: usize = 4 * 1024 * 1024;

/// Notes the error, and reads what stands before and after it where that can be told apart.
pub(super) fn recover(source: &Source, failed: &Failed, message: String, outcome: &mut Outcome) {
    let Failed { tokens, piece, .. } = *failed;
    let mut error = fault::locate(failed, message);
    let starts = line_starts(source.text, tokens);
    let mut read = piece.span.end - piece.span.start;
    let mut from = 0;
    for _ in 0..MOST_PARTS {
        let at = tokens.partition_point(|token| token.start < error.span.start);
        let begins_here = starts.binary_search(&at).is_ok();
        let Some(next) = starts.iter().copied().find(|start| *start > from && *start >= at) else { break };
        let part = tokens.get(from..next).unwrap_or_default();
        let lost = span_of(part);
        if begins_here {
            // What ends just before the next statement is whole.
            read_tokens(source, part, outcome);
        }
        outcome.errors.push(SyntaxError { statement: if begins_here { error.span } else { lost }, ..error });
        from = next;
        let rest = tokens.get(from..).unwrap_or_default();
        let span = span_of(rest);
        read += span.end - span.start;
        let code = source.code_under(piece.semicolon.map_or(span, |semicolon| span.to(semicolon)));
        match grammar::check(code) {
            Ok(()) => return read_tokens(source, rest, outcome),
            Err(message) => error = fault::locate(&Failed { code, tokens: rest, ..*failed }, message),
        }
        if read as usize > MOST_BYTES {
            break;
        }
    }
    let rest = span_of(tokens.get(from..).unwrap_or_default());
    outcome.errors.push(SyntaxError { statement: rest, ..error });
}

/// The tokens that begin a line with a word that begins statements.
fn line_starts(text: &str, tokens: &[Token]) -> Vec<usize> {
    let mut starts = Vec::new();
    let mut end = tokens.first().map_or(0, |token| token.end as usize);
    for (index, token) in tokens.iter().enumerate().skip(1) {
        let between = text.get(end..token.start as usize).unwrap_or("");
        if between.contains('\n') && STARTS.iter().any(|word| token.is_word(text, word)) {
            starts.push(index);
        }
        end = token.end as usize;
    }
    starts
}

fn span_of(tokens: &[Token]) -> Span {
    match (tokens.first(), tokens.last()) {
        (Some(first), Some(last)) => first.span().to(last.span()),
        _ => Span::default(),
    }
}

fn read_tokens(source: &Source, tokens: &[Token], outcome: &mut Outcome) {
    let span = span_of(tokens);
    let context =
        lower::Context { source: source.text, base: span.start as usize, gap: None, level: source.level };
    if let Ok(statements) = grammar::read(source.code_under(span)) {
        let lowered = statements.iter().filter_map(|raw| lower::statement(raw, tokens, context));
        outcome.statements.extend(lowered);
    }
}
