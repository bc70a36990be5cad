//! Where a syntax error is: the parser says only what it is about.

use super::scan::{Token, TokenKind};
use super::split::Piece;
use super::{SyntaxError, dialect, grammar};
use crate::source::Span;

/// A statement that the parser refused.
#[derive(Clone, Copy)]
pub(super) struct Failed<'a> {
    pub(super) text: &'a str,
    /// What the parser was given: the statement, with its semicolon if it has one.
    pub(super) code: &'a str,
    pub(super) tokens: &'a [Token],
    pub(super) piece: &'a Piece,
}

/// How much of a message that quotes a long token is kept.
const LONGEST_MESSAGE: usize = 120;

/// Finds the token that the server's cursor would point at.
pub(super) fn locate(failed: &Failed, message: String) -> SyntaxError {
    let statement = match (failed.tokens.first(), failed.tokens.last()) {
        (Some(first), Some(last)) => first.span().to(last.span()),
        _ => failed.piece.span,
    };
    let span = place(failed, statement, &message);
    let remedy = dialect::remedy(failed.code).map(str::to_owned);
    SyntaxError { message: shorten(message), span, statement, remedy }
}

/// The message up to the end of the first line that it quotes.
fn shorten(message: String) -> String {
    let line = message.find(['\n', '\r']).unwrap_or(message.len());
    let most = message.char_indices().nth(LONGEST_MESSAGE).map_or(message.len(), |(at, _)| at);
    let end = line.min(most);
    if end == message.len() { message } else { format!("{}…\"", message.get(..end).unwrap_or("")) }
}

fn place(failed: &Failed, statement: Span, message: &str) -> Span {
    let Failed { text, code, tokens, piece } = *failed;
    if let Some(nul) = memchr::memchr(0, code.as_bytes()) {
        let start = statement.start as usize + nul;
        return Span::new(start, start + 1);
    }
    if message.starts_with("unterminated")
        && let Some(open) = tokens.iter().find(|token| token.kind == TokenKind::Unterminated)
    {
        return first_line(text, open.span());
    }
    if let Some(semicolon) = piece.semicolon.filter(|_| near(message) == Some(";")) {
        return semicolon;
    }
    let whole = tokens.last().map_or(statement, |token| token.span());
    if message.ends_with("at end of input") {
        return whole;
    }
    let candidates: Vec<Token> = match near(message) {
        Some(near) => tokens.iter().copied().filter(|token| begins(text, *token, near)).collect(),
        None => tokens.to_vec(),
    };
    let index = first_failing(code, statement.start, &candidates, message);
    candidates.get(index).map_or(whole, |token| first_line(text, token.span()))
}

/// The first token after which the text cut off there fails in the same way. Every longer text does too, since the
/// parser stops at its first error; so the search can halve.
fn first_failing(code: &str, base: u32, candidates: &[Token], message: &str) -> usize {
    let fails = |token: &Token| {
        let end = (token.end - base.min(token.end)) as usize;
        code.get(..end).is_some_and(|cut| grammar::check(cut).is_err_and(|error| error == message))
    };
    let (mut low, mut high) = (0, candidates.len().saturating_sub(1));
    while low < high {
        let middle = low + (high - low) / 2;
        match candidates.get(middle) {
            Some(token) if fails(token) => high = middle,
            _ => low = middle + 1,
        }
    }
    low
}

/// `X` of `syntax error at or near "X"`.
fn near(message: &str) -> Option<&str> {
    let (_, rest) = message.split_once(" at or near \"")?;
    rest.strip_suffix('"')
}

/// Whether the token is the one that the message quotes; the server may read more or less as one token.
fn begins(text: &str, token: Token, near: &str) -> bool {
    let written = token.text(text);
    written == near || (near.starts_with(written) && text[token.start as usize..].starts_with(near)) || {
        // The server's own words for operators that it reads as one: `a @> b` is one here too, but `+-` may not be.
        written.starts_with(near) && token.kind == TokenKind::Operator
    }
}

/// A span cut off at the end of its first line.
fn first_line(text: &str, span: Span) -> Span {
    let inside = text.get(span.range()).unwrap_or("");
    let length = inside.find(['\n', '\r']).unwrap_or(inside.len());
    Span::new(span.start as usize, span.start as usize + length.max(1).min(inside.len().max(1)))
}
