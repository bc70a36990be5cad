//! Reads a text batch by batch, and a batch that fails statement by statement.

use super::body::Body;
use super::lower::{self, Context};
use super::quick::Plain;
use super::scan::{Scanner, Token, TokenKind};
use super::split::{Batch, Piece, Splitter};
use super::{Comment, Parsed, SyntaxError, bulk, fault, grammar, quick, recover};
use crate::ast::ParsedStatement;
use crate::source::Span;

/// Statements are given to the parser together until their text is this long.
const BATCH_BYTES: usize = 64 * 1024;

/// What nests deeper than this is read on a thread with a stack of its own: decoding, lowering and dropping the
/// parser's tree all recurse, and worker threads have small stacks.
const INLINE_NESTING: usize = 60;

/// Virtual memory only: what is not touched costs nothing.
const DEEP_STACK: usize = 256 * 1024 * 1024;

/// Down to here plain statements are read from their tokens; deeper the parser's tree is always used.
const QUICK_LEVEL: u8 = 1;

/// Code inside code inside code is read up to here.
const DEEPEST_LEVEL: u8 = 4;

/// Reads the statements of a text from an offset on.
pub(super) fn read(text: &str, start: usize, level: u8, parsed: &mut Parsed) {
    let mut splitter = Splitter::new(text, start);
    let mut batch = Batch::default();
    while splitter.fill(&mut batch, BATCH_BYTES) {
        let (Some(first), Some(last)) = (batch.pieces.first(), batch.pieces.last()) else { continue };
        let start = first.span.start as usize;
        let end = last.whole().end as usize;
        if let Some(code) = text.get(start..end) {
            read_batch(&Source { text, code, base: start, level }, &batch, parsed);
        }
        if level == 0 {
            comments_in_blocks(text, &batch, parsed);
        }
    }
    parsed.comments.append(&mut splitter.comments);
}

/// A comment in a DO block can be about the statement below it as well as one outside.
fn comments_in_blocks(text: &str, batch: &Batch, parsed: &mut Parsed) {
    for piece in &batch.pieces {
        let tokens = batch.tokens_of(piece);
        if !tokens.first().is_some_and(|token| token.is_word(text, "do")) {
            continue;
        }
        for body in tokens.iter().filter(|token| token.kind == TokenKind::Dollar) {
            let span = Body::of(*body, text).span;
            let Some(inside) = text.get(..span.end as usize) else { continue };
            let comments = Scanner::new(inside, span.start as usize).filter(|token| token.is_comment());
            parsed.comments.extend(
                comments
                    .map(|token| Comment { span: token.span(), line: token.kind == TokenKind::LineComment }),
            );
        }
    }
}

/// The statements of code inside a string; those that cannot be read are left out.
pub(super) fn read_inside(text: &str, start: usize, level: u8) -> Vec<ParsedStatement> {
    let mut parsed = Parsed::default();
    if level < DEEPEST_LEVEL {
        read(text, start, level, &mut parsed);
    }
    parsed.statements
}

/// A text and what the parser is given of it.
#[derive(Clone, Copy)]
pub(super) struct Source<'a> {
    /// What the tokens are of.
    pub(super) text: &'a str,
    /// What the parser reads: the same length as the part of the text that it stands for.
    pub(super) code: &'a str,
    /// Where in the text the code begins.
    pub(super) base: usize,
    /// How many strings of code this is inside of.
    pub(super) level: u8,
}

impl<'a> Source<'a> {
    /// What the parser is given for a span of the text.
    pub(super) fn code_under(&self, span: Span) -> &'a str {
        let start = (span.start as usize).saturating_sub(self.base);
        let end = (span.end as usize).saturating_sub(self.base).min(self.code.len());
        self.code.get(start..end).unwrap_or("")
    }

    /// What the parser is given for some statements, one after the other; all but the last have semicolons.
    fn code_of(&self, pieces: &[(&Piece, Option<Span>)]) -> String {
        let mut code = String::new();
        for (piece, gap) in pieces {
            let whole = piece.whole();
            let gap = gap.unwrap_or(Span { start: whole.end, end: whole.end });
            code.push_str(self.code_under(Span { end: gap.start, ..whole }));
            code.push_str(self.code_under(Span { start: gap.end, ..whole }));
        }
        code
    }

    /// The long text between dollar quotes that the grammar takes as it is, and the parser need not carry around.
    fn body_of(&self, tokens: &[Token]) -> Option<Span> {
        const LONG: u32 = 200;
        let holds_code = |token: &Token| token.is_word(self.text, "create") || token.is_word(self.text, "do");
        if self.level > 0 || !tokens.first().is_some_and(holds_code) {
            return None;
        }
        let body =
            tokens.iter().find(|token| token.kind == TokenKind::Dollar && token.end - token.start > LONG)?;
        let span = Body::of(*body, self.text).span;
        memchr::memchr(0, self.text.get(span.range())?.as_bytes()).is_none().then_some(span)
    }
}

/// Reads neighboring statements together where that can be.
pub(super) fn read_batch(source: &Source, batch: &Batch, parsed: &mut Parsed) {
    for pieces in batch.pieces.chunk_by(|one, other| !is_apart(one) && !is_apart(other)) {
        let apart = pieces.iter().any(is_apart);
        if !apart && read_together(source, batch, pieces, parsed) {
            continue;
        }
        for piece in pieces {
            with_stack(piece, || read_piece(source, batch, piece)).merge_into(parsed);
        }
    }
}

/// Whether a statement must be read by itself.
fn is_apart(piece: &Piece) -> bool {
    is_deep(piece) || piece.gap.is_some()
}

fn is_deep(piece: &Piece) -> bool {
    piece.nesting > INLINE_NESTING
}

/// Reads statements at once; false when one of them cannot be read.
fn read_together(source: &Source, batch: &Batch, pieces: &[Piece], parsed: &mut Parsed) -> bool {
    // Code inside code inside code is rare, and there it can be seen that both ways of reading agree.
    let quick = |piece: &Piece| {
        let plain = source.level <= QUICK_LEVEL;
        plain.then(|| quick::read(source.text, batch.tokens_of(piece), source.level)).flatten()
    };
    let quick: Vec<Option<Plain>> = pieces.iter().map(quick).collect();
    let mut doubtful = Vec::new();
    let mut others = Vec::new();
    for (piece, quick) in pieces.iter().zip(&quick) {
        match quick {
            Some(plain) if plain.sure => {}
            Some(_) => doubtful.push((piece, None)),
            None => others.push((piece, source.body_of(batch.tokens_of(piece)))),
        }
    }
    if !doubtful.is_empty() && grammar::check(&source.code_of(&doubtful)).is_err() {
        return false;
    }
    let mut trees = Vec::new();
    if !others.is_empty() {
        match grammar::read(&source.code_of(&others)) {
            Ok(read) if read.len() == others.len() => trees = read,
            _ => return false,
        }
    }
    let mut trees = trees.iter().zip(others);
    // What the parser was given has the statements one after the other.
    let mut given = 0;
    for (piece, quick) in pieces.iter().zip(quick) {
        if let Some(Plain { statement: kind, .. }) = quick {
            parsed.statements.push(ParsedStatement { kind, span: piece.span });
        } else if let Some((raw, (_, gap))) = trees.next() {
            let base = (piece.span.start as usize).saturating_sub(given);
            let context = Context { source: source.text, base, gap, level: source.level };
            parsed.statements.extend(lower::statement(raw, batch.tokens_of(piece), context));
            let left_out = gap.map_or(0, |gap| gap.range().len());
            given += source.code_under(piece.whole()).len().saturating_sub(left_out);
        }
    }
    true
}

/// Reads one statement by itself.
fn read_piece(source: &Source, batch: &Batch, piece: &Piece) -> Outcome {
    let mut outcome = Outcome::default();
    let tokens = batch.tokens_of(piece);
    if let Some(gap) = batch.gap_of(piece) {
        return bulk::read(source, tokens, piece, gap);
    }
    // With its semicolon, for an error can be about that.
    let code = source.code_under(piece.whole());
    match grammar::read(code) {
        Ok(statements) => {
            let context = Context {
                source: source.text,
                base: piece.span.start as usize,
                gap: None,
                level: source.level,
            };
            outcome.statements =
                statements.iter().filter_map(|raw| lower::statement(raw, tokens, context)).collect();
        }
        Err(message) if source.level == 0 => {
            let failed = fault::Failed { text: source.text, code, tokens, piece };
            recover::recover(source, &failed, message, &mut outcome);
        }
        Err(_) => {}
    }
    outcome
}

/// Runs on this thread, or on one with a deep stack when the nesting asks for it.
fn with_stack(piece: &Piece, run: impl FnOnce() -> Outcome + Send) -> Outcome {
    if !is_deep(piece) {
        return run();
    }
    std::thread::scope(|scope| {
        let thread = std::thread::Builder::new().stack_size(DEEP_STACK).spawn_scoped(scope, run);
        thread.ok().and_then(|thread| thread.join().ok())
    })
    .unwrap_or_else(|| {
        let message = "the statement is nested too deeply to be read".to_owned();
        let error = SyntaxError { message, span: piece.span, statement: piece.span, remedy: None };
        Outcome { statements: Vec::new(), errors: vec![error] }
    })
}

/// What reading one statement gave.
#[derive(Default)]
pub(super) struct Outcome {
    pub(super) statements: Vec<ParsedStatement>,
    pub(super) errors: Vec<SyntaxError>,
}

impl Outcome {
    fn merge_into(mut self, parsed: &mut Parsed) {
        parsed.statements.append(&mut self.statements);
        parsed.errors.append(&mut self.errors);
    }
}
