//! An INSERT of many rows: all are checked, the first few are read, the rest are counted.

use super::fault::{self, Failed};
use super::read::{Outcome, Source};
use super::scan::{Scanner, Token, TokenKind};
use super::split::Piece;
use super::{SyntaxError, grammar, lower};
use crate::ast::Statement;
use crate::source::Span;

/// Rows that are read.
const KEPT: usize = 3;

/// Shorter lists are read as they are.
const SHORTEST: u32 = 2 * 1024;

/// Rows are checked together until their text is this long, which bounds the memory that it takes.
const CHECKED_TOGETHER: u32 = 256 * 1024;

/// The rows that are not read.
#[derive(Clone, Debug)]
pub(super) struct Gap {
    /// From the end of the last row read to the end of the last row.
    pub(super) span: Span,
    /// All rows.
    rows: usize,
    /// Commas between rows, where the list can be cut.
    cuts: Vec<u32>,
}

/// Watches the tokens of an INSERT for its list of rows, and drops those of the rows that are not read.
#[derive(Default)]
pub(super) struct Rows {
    state: RowsState,
    count: usize,
    /// How many tokens there were after the last row that is read, and where it ended.
    kept_tokens: usize,
    kept_end: u32,
    last_end: u32,
    cuts: Vec<u32>,
}

#[derive(Clone, Copy, Default, PartialEq, Eq)]
enum RowsState {
    #[default]
    Before,
    Inside,
    After,
}

impl Rows {
    /// Takes note of a token just put at the end of `tokens`; `depth` counts the parentheses open after it.
    pub(super) fn see(&mut self, token: Token, depth: usize, source: &str, tokens: &mut Vec<Token>) {
        match (self.state, token.kind) {
            (RowsState::Before, TokenKind::Word) if depth == 0 && token.is_word(source, "values") => {
                self.state = RowsState::Inside;
            }
            (RowsState::Inside, TokenKind::Close) if depth == 0 => self.row(token, tokens),
            (RowsState::Inside, TokenKind::Comma) if depth == 0 => {
                let from = self.cuts.last().copied().unwrap_or(self.kept_end);
                if self.count == KEPT
                    || (self.count > KEPT && token.start - from.min(token.start) > CHECKED_TOGETHER)
                {
                    self.cuts.push(token.start);
                }
            }
            (RowsState::Inside, _) if depth == 0 => {
                self.state = RowsState::After;
                self.drop_rows(tokens, 1);
            }
            _ => {}
        }
    }

    fn row(&mut self, token: Token, tokens: &mut Vec<Token>) {
        self.count += 1;
        self.last_end = token.end;
        if self.count == KEPT {
            self.kept_tokens = tokens.len();
            self.kept_end = token.end;
        } else {
            self.drop_rows(tokens, 0);
        }
    }

    fn is_long(&self) -> bool {
        self.count > KEPT && self.last_end - self.kept_end > SHORTEST
    }

    /// Drops the tokens of the rows that are not read, but not the last `keep` ones.
    fn drop_rows(&self, tokens: &mut Vec<Token>, keep: usize) {
        if self.is_long() && self.kept_tokens + keep <= tokens.len() {
            tokens.drain(self.kept_tokens..tokens.len() - keep);
        }
    }

    /// The rows that were dropped; an error when the list is not closed, so that what was dropped is missed.
    pub(super) fn finish(self, depth: usize, tokens: &mut Vec<Token>) -> Result<Option<Gap>, ()> {
        if !self.is_long() {
            return Ok(None);
        }
        if depth != 0 {
            return Err(());
        }
        if self.state == RowsState::Inside {
            // A comma after the last row is a mistake that must stay in sight.
            let after = tokens.last().is_some_and(|token| token.start >= self.last_end);
            self.drop_rows(tokens, usize::from(after));
        }
        let span = Span { start: self.kept_end, end: self.last_end };
        Ok(Some(Gap { span, rows: self.count, cuts: self.cuts }))
    }
}

/// Reads the statement with the gap left out.
pub(super) fn read(source: &Source, tokens: &[Token], piece: &Piece, gap: &Gap) -> Outcome {
    let mut outcome = Outcome::default();
    let head = source.code_under(Span { end: gap.span.start, ..piece.span });
    let tail = source.code_under(Span { start: gap.span.end, ..piece.whole() });
    for (index, cut) in gap.cuts.iter().enumerate() {
        let end = gap.cuts.get(index + 1).copied().unwrap_or(gap.span.end);
        let rows = source.code_under(Span { start: *cut, end });
        if let Err(error) = check(piece, head, rows, *cut) {
            outcome.errors.push(error);
            return outcome;
        }
    }
    let code = [head, tail].concat();
    match grammar::read(&code) {
        Ok(statements) => {
            let context = lower::Context {
                source: source.text,
                base: piece.span.start as usize,
                gap: Some(gap.span),
                level: source.level,
            };
            let read = statements.iter().filter_map(|raw| lower::statement(raw, tokens, context));
            outcome.statements.extend(read.map(|mut statement| {
                statement.span = piece.span;
                if let Statement::Insert(insert) = &mut statement.kind
                    && let Some(values) = &mut insert.source
                {
                    values.values_rows = gap.rows;
                }
                statement
            }));
        }
        Err(message) => outcome.errors.push(locate(piece, &code, head.len(), gap.span.end, message)),
    }
    outcome
}

/// Whether the grammar accepts some of the rows.
fn check(piece: &Piece, head: &str, rows: &str, start: u32) -> Result<(), SyntaxError> {
    let code = [head, rows].concat();
    grammar::check(&code).map_err(|message| locate(piece, &code, head.len(), start, message))
}

/// Places an error of a text put together of a head and what stands at `start` in the file.
fn locate(piece: &Piece, code: &str, head: usize, start: u32, message: String) -> SyntaxError {
    let tokens = Scanner::tokens(code, 0);
    let whole = Piece { first: 0, end: tokens.len(), span: Span::new(0, code.len()), ..*piece };
    let failed = Failed { text: code, code, tokens: &tokens, piece: &Piece { semicolon: None, ..whole } };
    let mut error = fault::locate(&failed, message);
    let moved = |offset: u32| match (offset as usize).checked_sub(head) {
        Some(after) => start + after as u32,
        None => piece.span.start + offset,
    };
    let length = error.span.end - error.span.start;
    error.span.start = moved(error.span.start);
    error.span.end = error.span.start + length;
    error.statement = piece.span;
    error
}
