//! The SQL statements inside a block of PL/pgSQL, from its tokens.

use super::Parsed;
use super::body::Body;
use super::read::{self, Source};
use super::scan::Token;
use super::split::{Batch, Piece};
use crate::ast::{BlockStatement, ParsedStatement, Statement, SwallowingHandler};
use crate::source::Span;

mod walk;

use walk::{Found, Walked};

/// What could be read of a block.
#[derive(Debug, Default)]
pub(super) struct Block {
    pub(super) statements: Vec<BlockStatement>,
    /// Where EXECUTE runs text that is not a literal.
    pub(super) dynamic: Vec<Span>,
    pub(super) swallowing: Vec<SwallowingHandler>,
}

/// Reads the body of a DO block or of a function.
pub(super) fn read(source: &str, body: &Body, level: u8) -> Block {
    let Some(text) = body.readable(source) else { return Block::default() };
    let start = body.span.start as usize;
    let Walked { found, dynamic, swallowing } = walk::walk(&text, start);
    let mut read = read_all(&text, start, level, &found).into_iter().peekable();
    let mut block = Block { statements: Vec::new(), dynamic, swallowing };
    for found in &found {
        let flagged = |statement| BlockStatement {
            statement,
            conditional: found.conditional,
            guarded: found.guarded,
            handled: found.handled,
            repeated: found.repeated,
            only_repeated: found.only_repeated,
            executed: found.literal,
        };
        if found.literal {
            let literal = found.tokens.first().map(|token| Body::of(*token, &text));
            let inside = literal.map(|body| body.statements(&text, level + 1)).unwrap_or_default();
            block.statements.extend(inside.into_iter().map(flagged));
            continue;
        }
        let end = found.tokens.last().map_or(0, |token| token.end);
        while let Some(mut statement) = read.next_if(|statement| statement.span.start < end) {
            if found.of_exists {
                end_at_first_row(&mut statement);
            }
            block.statements.push(flagged(statement));
        }
    }
    block
}

/// EXISTS reads no further than the first row, as if it said LIMIT 1.
fn end_at_first_row(statement: &mut ParsedStatement) {
    if let Statement::Select(query) = &mut statement.kind {
        query.has_limit |= query.wants_any_row();
    }
}

/// Reads the statements found in one go: the parser is given them at their places, and blanks between.
fn read_all(text: &str, base: usize, level: u8, found: &[Found]) -> Vec<ParsedStatement> {
    let mut code = vec![b' '; text.len().saturating_sub(base)];
    let mut batch = Batch::default();
    for found in found.iter().filter(|found| !found.literal) {
        let (Some(first), Some(last)) = (found.tokens.first(), found.tokens.last()) else { continue };
        let span = first.span().to(last.span());
        for token in &found.tokens {
            copy_token(text, base, *token, &mut code);
        }
        let semicolon = Some(Span { start: span.end, end: span.end + 1 });
        end_statement(base, span.end, &mut code);
        let from = batch.tokens.len();
        batch.tokens.extend(&found.tokens);
        let nesting = super::split::nesting_of(&found.tokens, text);
        batch.pieces.push(Piece {
            first: from,
            end: batch.tokens.len(),
            span,
            semicolon,
            nesting,
            gap: None,
        });
    }
    let mut parsed = Parsed::default();
    if let Ok(code) = std::str::from_utf8(&code) {
        read::read_batch(&Source { text, code, base, level: level.max(1) }, &batch, &mut parsed);
    }
    parsed.statements
}

/// Puts a token at its place in the code; PERFORM is a SELECT that drops its result.
fn copy_token(text: &str, base: usize, token: Token, code: &mut [u8]) {
    let start = (token.start as usize).saturating_sub(base);
    let written = if token.is_word(text, "perform") { "SELECT " } else { token.text(text) };
    if let Some(place) = code.get_mut(start..start + written.len()) {
        place.copy_from_slice(written.as_bytes());
    }
}

fn end_statement(base: usize, end: u32, code: &mut [u8]) {
    if let Some(byte) = code.get_mut((end as usize).saturating_sub(base)) {
        *byte = b';';
    }
}
