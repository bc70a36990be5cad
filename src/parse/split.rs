//! Where one statement ends and the next begins, from the tokens alone.

use super::scan::{Scanner, Token, TokenKind};
use crate::source::Span;

/// One statement's share of the tokens; its semicolon is not among them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) span: Span,
    /// How deep an expression in it could be at most.
    pub(super) nesting: usize,
}

/// Neighboring statements, read together.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) tokens: Vec<Token>,
    pub(super) pieces: Vec<Piece>,
}

impl Batch {
    pub(super) fn tokens_of(&self, piece: &Piece) -> &[Token] {
        self.tokens.get(piece.first..piece.end).unwrap_or_default()
    }
}

/// Reads a text statement by statement.
pub(super) struct Splitter<'a> {
    source: &'a str,
    scanner: Scanner<'a>,
    /// Comments seen so far, with whether they are line comments.
    pub(super) comments: Vec<super::Comment>,
}

impl<'a> Splitter<'a> {
    /// Reads from `start` on.
    pub(super) fn new(source: &'a str, start: usize) -> Self {
        Self { source, scanner: Scanner::new(source, start), comments: Vec::new() }
    }

    /// Fills the batch with the next statements, until their text is longer than `bytes`; false at the end.
    pub(super) fn fill(&mut self, batch: &mut Batch, bytes: usize) -> bool {
        batch.tokens.clear();
        batch.pieces.clear();
        let start = self.scanner.position();
        while self.scanner.position() - start < bytes {
            let (more, piece) = self.statement(&mut batch.tokens);
            batch.pieces.extend(piece);
            if !more {
                break;
            }
        }
        !batch.pieces.is_empty()
    }

    fn statement(&mut self, tokens: &mut Vec<Token>) -> (bool, Option<Piece>) {
        let first = tokens.len();
        let mut state = State::default();
        let mut more = false;
        while let Some(token) = self.scanner.next() {
            if token.is_comment() {
                let line = token.kind == TokenKind::LineComment;
                self.comments.push(super::Comment { span: token.span(), line });
                continue;
            }
            if token.kind == TokenKind::Semicolon && state.ends() {
                more = true;
                break;
            }
            state.see(token, self.source);
            tokens.push(token);
        }
        let piece = match (tokens.get(first), tokens.last()) {
            (Some(start), Some(end)) => Some(Piece {
                first,
                end: tokens.len(),
                span: start.span().to(end.span()),
                nesting: state.deepest + state.longest_run,
            }),
            _ => None,
        };
        (more || self.scanner.position() < self.source.len(), piece)
    }
}

/// What decides whether a semicolon ends the statement.
#[derive(Default)]
struct State {
    depth: usize,
    deepest: usize,
    /// Operators and words that could each nest one level deeper, since the last comma.
    run: usize,
    longest_run: usize,
    words: usize,
    creates: bool,
    creates_rule: bool,
    creates_routine: bool,
    begin: bool,
    /// Depth of `BEGIN ATOMIC … END` and of the CASEs in it.
    atomic: usize,
}

impl State {
    fn ends(&self) -> bool {
        self.atomic == 0 && (self.depth == 0 || !self.creates_rule)
    }

    fn see(&mut self, token: Token, source: &str) {
        match token.kind {
            TokenKind::Open | TokenKind::OpenBracket => {
                self.depth += 1;
                self.deepest = self.deepest.max(self.depth);
            }
            TokenKind::Close | TokenKind::CloseBracket => self.depth = self.depth.saturating_sub(1),
            TokenKind::Operator | TokenKind::Cast | TokenKind::Dot => self.nest(),
            TokenKind::Comma | TokenKind::Semicolon => self.run = 0,
            TokenKind::Word => self.word(token, source),
            _ => {}
        }
    }

    fn nest(&mut self) {
        self.run += 1;
        self.longest_run = self.longest_run.max(self.run);
    }

    fn word(&mut self, token: Token, source: &str) {
        let is = |word| token.is_word(source, word);
        self.words += 1;
        if self.words == 1 {
            self.creates = is("create");
        } else if self.creates && self.words <= 4 {
            self.creates_rule |= is("rule");
            self.creates_routine |= is("function") || is("procedure");
        }
        if self.creates_routine {
            self.routine_word(token, source);
        }
        let nests = [
            "not",
            "and",
            "or",
            "is",
            "collate",
            "at",
            "join",
            "union",
            "except",
            "intersect",
            "case",
            "like",
        ];
        if (2..=9).contains(&(token.end - token.start)) && nests.iter().any(|word| is(word)) {
            self.nest();
        }
    }

    fn routine_word(&mut self, token: Token, source: &str) {
        let is = |word| token.is_word(source, word);
        if self.atomic == 0 {
            self.atomic = usize::from(self.begin && is("atomic"));
        } else if is("case") {
            self.atomic += 1;
        } else if is("end") {
            self.atomic -= 1;
        }
        self.begin = is("begin");
    }
}
