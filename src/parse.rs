//! Text to statements, comments, directives and errors. Never fails: a broken statement is an error beside its
//! neighbors. The parser crate is named in this module alone.

use std::ops::Range;

use crate::ast::ParsedStatement;
use crate::source::Span;

mod block;
mod body;
mod bulk;
mod dialect;
mod fault;
mod grammar;
mod lower;
mod mask;
mod quick;
mod read;
mod recover;
mod scan;
mod split;

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
pub fn parse(source: &crate::source::SourceFile, options: &ParseOptions) -> Parsed {
    let mut parsed = Parsed::default();
    let text = mask::mask(source.text(), options, &mut parsed.masked);
    read::read(&text, 0, 0, &mut parsed);
    parsed.comments.sort_by_key(|comment| comment.span.start);
    parsed
}

/// The key words and unquoted identifiers of a text, in order: what stands in strings, quotes and comments is left out.
pub fn words(text: &str) -> Vec<&str> {
    let tokens = scan::Scanner::tokens(text, 0).into_iter();
    tokens.filter(|token| token.kind == scan::TokenKind::Word).map(|token| token.text(text)).collect()
}

/// The numbers of a text as they are written.
pub fn numbers(text: &str) -> Vec<&str> {
    let tokens = scan::Scanner::tokens(text, 0).into_iter();
    tokens.filter(|token| token.kind == scan::TokenKind::Number).map(|token| token.text(text)).collect()
}

/// A text with neither comments nor layout: two that the server reads alike are the same.
pub fn bare(text: &str) -> String {
    let tokens = scan::Scanner::tokens(text, 0).into_iter();
    let texts: Vec<&str> = tokens.filter(|token| !token.is_comment()).map(|token| token.text(text)).collect();
    texts.join(" ")
}

/// The identifiers and key words of a text as they are written, those in double quotes with their quotes.
pub fn identifiers(text: &str) -> Vec<(Span, &str)> {
    let tokens = scan::Scanner::tokens(text, 0).into_iter();
    tokens.filter(|token| token.is_name()).map(|token| (token.span(), token.text(text))).collect()
}

/// Whether a tool puts names in place of comments: `ON /* SCHEMA_NAME */.orders`.
pub fn has_comments_for_names(text: &str) -> bool {
    mask::any_names(text)
}

/// The names that a placeholder of a template is read as: by itself, and as a part of a longer name.
pub fn placeholder_names(written: &str) -> [String; 2] {
    mask::placeholder_names(written)
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
