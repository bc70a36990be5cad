//! Where one statement ends and the next begins, from the tokens alone.

use super::bulk::{Gap, Rows};
use super::scan::{Scanner, Token, TokenKind};
use crate::source::Span;

/// One statement's share of the tokens; its semicolon is not among them.
#[derive(Clone, Copy, Debug)]
pub(super) struct Piece {
    pub(super) first: usize,
    /// One past its last token.
    pub(super) end: usize,
    pub(super) span: Span,
    /// Its semicolon.
    pub(super) semicolon: Option<Span>,
    /// How deep an expression in it could be at most.
    pub(super) nesting: usize,
    /// The rows of an INSERT that its tokens leave out, among the gaps of the batch.
    pub(super) gap: Option<usize>,
}

impl Piece {
    /// The statement with its semicolon.
    pub(super) fn whole(&self) -> Span {
        self.semicolon.map_or(self.span, |semicolon| self.span.to(semicolon))
    }
}

/// Neighboring statements, read together.
#[derive(Default)]
pub(super) struct Batch {
    pub(super) tokens: Vec<Token>,
    pub(super) pieces: Vec<Piece>,
    pub(super) gaps: Vec<Gap>,
}

impl Batch {
    pub(super) fn tokens_of(&self, piece: &Piece) -> &[Token] {
        self.tokens.get(piece.first..piece.end).unwrap_or_default()
    }

    pub(super) fn gap_of(&self, piece: &Piece) -> Option<&Gap> {
        self.gaps.get(piece.gap?)
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
        batch.gaps.clear();
        let start = self.scanner.position();
        while batch.pieces.is_empty() || self.scanner.position() - start < bytes {
            if !self.statement(batch) {
                break;
            }
        }
        !batch.pieces.is_empty()
    }

    /// Reads one statement, which may be empty; false at the end of the text.
    fn statement(&mut self, batch: &mut Batch) -> bool {
        let first = batch.tokens.len();
        let mut state = State::default();
        let mut rows = Rows::default();
        let mut semicolon = None;
        let mut span: Option<Span> = None;
        for token in self.scanner.by_ref() {
            if token.is_comment() {
                let line = token.kind == TokenKind::LineComment;
                self.comments.push(super::Comment { span: token.span(), line });
                continue;
            }
            if token.kind == TokenKind::Semicolon && state.ends() {
                semicolon = Some(token.span());
                break;
            }
            span = Some(span.map_or(token.span(), |span| span.to(token.span())));
            state.see(token, self.source);
            batch.tokens.push(token);
            if state.inserts {
                rows.see(token, state.outer_runs.len(), self.source, &mut batch.tokens);
            }
        }
        if let Some(span) = span {
            let gap = rows.finish(state.outer_runs.len(), &mut batch.tokens).unwrap_or_else(|()| {
                batch.tokens.truncate(first);
                let text = self.source.get(..span.end as usize).unwrap_or(self.source);
                batch.tokens.extend(Scanner::tokens(text, span.start as usize));
                None
            });
            let gap = gap.map(|gap| {
                batch.gaps.push(gap);
                batch.gaps.len() - 1
            });
            let end = batch.tokens.len();
            batch.pieces.push(Piece { first, end, span, semicolon, nesting: state.deepest, gap });
        }
        semicolon.is_some() || self.scanner.position() < self.source.len()
    }
}

/// What decides whether a semicolon ends the statement.
#[derive(Default)]
struct State {
    /// Operators and words since the last comma that could each nest one level deeper.
    run: usize,
    /// The same for each parenthesis around the present one.
    outer_runs: Vec<usize>,
    /// The sum of all these and of the parentheses, and its highest value: no expression nests deeper.
    nesting: usize,
    deepest: usize,
    words: usize,
    inserts: bool,
    creates: bool,
    creates_rule: bool,
    creates_routine: bool,
    begin: bool,
    /// Depth of `BEGIN ATOMIC … END` and of the CASEs in it.
    atomic: usize,
}

impl State {
    fn ends(&self) -> bool {
        self.atomic == 0 && (self.outer_runs.is_empty() || !self.creates_rule)
    }

    fn see(&mut self, token: Token, source: &str) {
        match token.kind {
            TokenKind::Open | TokenKind::OpenBracket => {
                self.outer_runs.push(std::mem::take(&mut self.run));
                self.deepen();
            }
            TokenKind::Close | TokenKind::CloseBracket => {
                if let Some(outer) = self.outer_runs.pop() {
                    self.nesting -= self.run + 1;
                    self.run = outer;
                }
            }
            TokenKind::Operator | TokenKind::Cast | TokenKind::Dot => self.nest(),
            TokenKind::Comma | TokenKind::Semicolon => self.nesting -= std::mem::take(&mut self.run),
            TokenKind::Word => self.word(token, source),
            _ => {}
        }
    }

    fn nest(&mut self) {
        self.run += 1;
        self.deepen();
    }

    fn deepen(&mut self) {
        self.nesting += 1;
        self.deepest = self.deepest.max(self.nesting);
    }

    fn word(&mut self, token: Token, source: &str) {
        let is = |word| token.is_word(source, word);
        self.words += 1;
        if self.words == 1 {
            self.creates = is("create");
            self.inserts = is("insert");
        } else if self.creates && self.words <= 4 {
            self.creates_rule |= is("rule");
            self.creates_routine |= is("function") || is("procedure");
        }
        if self.creates_routine {
            self.routine_word(token, source);
        }
        if nests(token, source) {
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

fn nests(token: Token, source: &str) -> bool {
    let words: &[&str] = match token.end - token.start {
        2 => &["or", "is", "at", "in"],
        3 => &["not", "and"],
        4 => &["join", "case", "like"],
        5 => &["union"],
        6 => &["except"],
        7 => &["collate", "between"],
        8 => &["operator"],
        9 => &["intersect"],
        _ => &[],
    };
    words.iter().any(|word| token.is_word(source, word))
}

/// How deep an expression in these tokens could be at most.
pub(super) fn nesting_of(tokens: &[Token], source: &str) -> usize {
    let mut state = State::default();
    tokens.iter().for_each(|token| state.see(*token, source));
    state.deepest
}
