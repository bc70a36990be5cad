//! Text to statements, comments, directives and errors. Never fails: a broken statement is an error beside its
//! neighbors. The parser crate is named in this module alone.

use std::ops::Range;

use crate::ast::ParsedStatement;
use crate::source::Span;

mod block;
mod body;
mod grammar;
mod lower;
mod scan;
mod split;

use split::{Batch, Piece, Splitter};

/// Statements are given to the parser together until their text is this long.
const BATCH_BYTES: usize = 64 * 1024;

/// How to read a text.
#[derive(Clone, Debug, Default)]
pub struct ParseOptions {
    /// Values for templating placeholders, by name; others are masked by a neutral identifier or literal.
    pub placeholders: Vec<(String, String)>,
    /// The parts of the text to read, in order; empty means all of it. What lies outside is read as blank, and spans
    /// count from the start of the text.
    pub sections: Vec<Range<usize>>,
    /// Parts that end a statement although they are no semicolon: `--> statement-breakpoint`.
    pub separators: Vec<Range<usize>>,
}

/// Reads a text.
pub fn parse(source: &crate::source::SourceFile, _options: &ParseOptions) -> Parsed {
    let mut parsed = Parsed::default();
    read(source.text(), 0, &mut parsed);
    parsed
}

/// Reads the statements of a text from an offset on.
fn read(text: &str, start: usize, parsed: &mut Parsed) {
    let mut splitter = Splitter::new(text, start);
    let mut batch = Batch::default();
    while splitter.fill(&mut batch, BATCH_BYTES) {
        read_batch(text, &batch, parsed);
    }
    parsed.comments.append(&mut splitter.comments);
}

/// The statements of code inside a string; those that cannot be read are left out.
fn read_inside(text: &str, start: usize) -> Vec<ParsedStatement> {
    let mut parsed = Parsed::default();
    read(text, start, &mut parsed);
    parsed.statements
}

fn read_batch(text: &str, batch: &Batch, parsed: &mut Parsed) {
    let (Some(first), Some(last)) = (batch.pieces.first(), batch.pieces.last()) else { return };
    let base = first.span.start as usize;
    let Some(code) = text.get(base..last.span.end as usize) else { return };
    if let Ok(statements) = grammar::read(code)
        && statements.len() == batch.pieces.len()
    {
        for (raw, piece) in statements.iter().zip(&batch.pieces) {
            parsed.statements.extend(lower::statement(raw, text, batch.tokens_of(piece), base));
        }
        return;
    }
    for piece in &batch.pieces {
        read_piece(text, batch, piece, parsed);
    }
}

fn read_piece(text: &str, batch: &Batch, piece: &Piece, parsed: &mut Parsed) {
    let Some(code) = text.get(piece.span.range()) else { return };
    match grammar::read(code) {
        Ok(statements) => {
            for raw in &statements {
                let lowered = lower::statement(raw, text, batch.tokens_of(piece), piece.span.start as usize);
                parsed.statements.extend(lowered);
            }
        }
        Err(message) => {
            parsed.errors.push(SyntaxError {
                message,
                span: piece.span,
                statement: piece.span,
                remedy: None,
            });
        }
    }
}

/// What was read.
#[derive(Clone, Debug, Default)]
pub struct Parsed {
    pub statements: Vec<ParsedStatement>,
    pub comments: Vec<Comment>,
    pub errors: Vec<SyntaxError>,
    /// Placeholders whose meaning could not be known: what was read instead may differ from what runs.
    pub masked: Vec<Masked>,
}

/// A comment with its markers.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Comment {
    pub span: Span,
    /// It began with `--`; otherwise with `/*`.
    pub line: bool,
}

/// What the server would say of a statement, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct SyntaxError {
    /// The server's own sentence: `syntax error at or near "FORM"`.
    pub message: String,
    /// The token it is about.
    pub span: Span,
    /// The whole statement that is lost.
    pub statement: Span,
    /// What kind of text it is, when it is no PostgreSQL at all: a remedy for the reader.
    pub remedy: Option<String>,
}

/// Text that is not SQL and was masked so that the rest could be read.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Masked {
    pub span: Span,
    pub kind: MaskedKind,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum MaskedKind {
    /// `\connect`, `\i`: a line that psql takes for itself.
    MetaCommand,
    /// `\i file` and `\ir file`: statements that are not seen here.
    Include,
    /// The rows after `COPY … FROM STDIN`.
    CopyData,
    /// `${x}`, `{{x}}`, `:x`: read as an identifier or a literal of the same length.
    Placeholder,
}
