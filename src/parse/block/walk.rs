//! Steps through PL/pgSQL and finds the statements of SQL in it.

use smol_str::SmolStr;

use crate::ast::SwallowingHandler;
use crate::parse::scan::{Scanner, Token, TokenKind};
use crate::source::Span;

/// A statement found: its tokens without what only PL/pgSQL understands.
pub(super) struct Found {
    pub(super) tokens: Vec<Token>,
    pub(super) conditional: bool,
    pub(super) guarded: bool,
    pub(super) handled: bool,
    pub(super) repeated: bool,
    pub(super) only_repeated: bool,
    /// Text in quotes that EXECUTE runs.
    pub(super) literal: bool,
    /// The query of an EXISTS.
    pub(super) of_exists: bool,
}

/// What a walk finds.
pub(super) struct Walked {
    pub(super) found: Vec<Found>,
    /// Where EXECUTE runs what is no literal.
    pub(super) dynamic: Vec<Span>,
    pub(super) swallowing: Vec<SwallowingHandler>,
}

/// Looks through what is between `start` and the end of a text.
pub(super) fn walk(text: &str, start: usize) -> Walked {
    let mut walk = Walk {
        text,
        tokens: Scanner::tokens(text, start),
        at: 0,
        frames: Vec::new(),
        catalog_variables: Vec::new(),
        found: Vec::new(),
        dynamic: Vec::new(),
        swallowing: Vec::new(),
    };
    walk.run();
    Walked { found: walk.found, dynamic: walk.dynamic, swallowing: walk.swallowing }
}

/// A construct of PL/pgSQL that holds statements.
#[derive(Debug)]
struct Frame {
    kind: FrameKind,
    /// An IF that asks the catalog, or a loop over it.
    guarded: bool,
    /// A block: where its statements begin among those found, for its handler may guard them.
    first: usize,
    in_handler: bool,
    begin: u32,
    /// The handler here, as long as it catches every error and does nothing about it.
    swallows: Option<SwallowingHandler>,
    /// An IF of this block that asks the catalog may have returned before.
    rest_guarded: bool,
    /// A loop that goes on for as long as there are rows: over no list that is written out.
    endless: bool,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum FrameKind {
    Block,
    If,
    Case,
    Loop,
}

/// Steps through the tokens of a block.
struct Walk<'a> {
    text: &'a str,
    tokens: Vec<Token>,
    at: usize,
    frames: Vec<Frame>,
    /// Variables that were set from the catalog.
    catalog_variables: Vec<SmolStr>,
    found: Vec<Found>,
    dynamic: Vec<Span>,
    swallowing: Vec<SwallowingHandler>,
}

/// Words that begin a statement of SQL, or run one.
const SQL: &[&str] = &[
    "select",
    "insert",
    "update",
    "delete",
    "merge",
    "with",
    "values",
    "create",
    "alter",
    "drop",
    "truncate",
    "lock",
    "grant",
    "revoke",
    "comment",
    "set",
    "reset",
    "copy",
    "vacuum",
    "analyze",
    "reindex",
    "cluster",
    "refresh",
    "call",
    "do",
    "explain",
    "notify",
    "listen",
    "commit",
    "rollback",
    "security",
    "import",
    "reassign",
    "discard",
    "checkpoint",
    "prepare",
    "deallocate",
    "load",
];

/// Functions that tell nothing about what exists.
const NO_CATALOG: &[&str] =
    &["pg_sleep", "pg_advisory", "pg_try_advisory", "pg_notify", "pg_backend", "pg_terminate", "pg_cancel"];

impl Walk<'_> {
    fn run(&mut self) {
        while self.at < self.tokens.len() {
            let before = self.at;
            self.statement();
            // Whatever was not understood is stepped over.
            self.at = self.at.max(before + 1);
        }
    }

    fn is(&self, at: usize, word: &str) -> bool {
        self.tokens.get(at).is_some_and(|token| token.is_word(self.text, word))
    }

    fn kind(&self, at: usize) -> Option<TokenKind> {
        self.tokens.get(at).map(|token| token.kind)
    }

    fn statement(&mut self) {
        let at = self.at;
        let Some(token) = self.tokens.get(at) else { return };
        if token.kind == TokenKind::Operator && token.text(self.text) == "<<" {
            self.at = at + 3;
            return;
        }
        let word = token.text(self.text).to_ascii_lowercase();
        if token.kind != TokenKind::Word || self.assigns(at) {
            return self.skip_statement();
        }
        match word.as_str() {
            "declare" => self.declare(),
            "begin" => self.push(FrameKind::Block, false, at + 1),
            "exception" => self.exception(),
            "when" => self.when(),
            "if" => self.condition(FrameKind::If),
            "elsif" | "elseif" => self.condition_again(),
            "else" => self.at = at + 1,
            "case" => self.case(),
            "end" => self.end(),
            "loop" => self.push(FrameKind::Loop, false, at + 1),
            "while" | "for" | "foreach" => self.looping(),
            "raise" => self.raise(at),
            "perform" => self.sql(at),
            "execute" => self.execute(at),
            "return" => self.returning(),
            sql if SQL.contains(&sql) => self.sql(at),
            _ => self.skip_statement(),
        }
    }

    /// `name := …`, `name.field = …`, `name[1] := …`
    fn assigns(&self, at: usize) -> bool {
        match self.kind(at + 1) {
            Some(TokenKind::Assign | TokenKind::Dot | TokenKind::OpenBracket) => true,
            Some(TokenKind::Operator) => {
                self.tokens.get(at + 1).is_some_and(|token| token.text(self.text) == "=")
            }
            _ => false,
        }
    }

    /// The index of the semicolon that ends what begins here.
    fn end_of_statement(&self, from: usize) -> usize {
        let is_end = |token: &Token| token.kind == TokenKind::Semicolon;
        self.tokens
            .get(from..)
            .and_then(|rest| rest.iter().position(is_end))
            .map_or(self.tokens.len(), |n| from + n)
    }

    /// The queries in an expression that is worked out, as the condition of an IF: each from its parenthesis to the one
    /// that closes it. Those that ask the catalog touch no table.
    fn queries(&mut self, from: usize, end: usize) {
        if self.asks_catalog(from, end) {
            return;
        }
        let mut at = from;
        while at + 1 < end {
            let begins = self.kind(at) == Some(TokenKind::Open)
                && (self.is(at + 1, "select") || self.is(at + 1, "with"));
            if begins {
                let close = self.closing(at, end);
                if (at + 1..close).any(|at| self.is(at, "from")) {
                    self.take(at + 1, close, false);
                    let of_exists = at > from && self.is(at - 1, "exists");
                    if let Some(found) = self.found.last_mut() {
                        found.of_exists = of_exists;
                    }
                }
                at = close;
            }
            at += 1;
        }
    }

    /// The index of the parenthesis that closes the one here.
    fn closing(&self, open: usize, end: usize) -> usize {
        let mut depth = 0usize;
        for at in open..end {
            match self.kind(at) {
                Some(TokenKind::Open) => depth += 1,
                Some(TokenKind::Close) => depth = depth.saturating_sub(1),
                _ => {}
            }
            if depth == 0 {
                return at;
            }
        }
        end
    }

    fn skip_statement(&mut self) {
        let end = self.end_of_statement(self.at);
        self.queries(self.at, end);
        if self.asks_catalog(self.at, end)
            && let Some(variable) = self.tokens.get(self.at)
        {
            self.catalog_variables.push(lower(variable.text(self.text)));
        }
        self.at = end + 1;
    }

    fn push(&mut self, kind: FrameKind, guarded: bool, next: usize) {
        let first = self.found.len();
        let begin = self.tokens.get(self.at).map_or(0, |token| token.start);
        self.frames.push(Frame {
            kind,
            guarded,
            first,
            in_handler: false,
            begin,
            swallows: None,
            rest_guarded: false,
            endless: kind == FrameKind::Loop && !guarded,
        });
        self.at = next;
    }

    /// Each declaration ends with a semicolon; BEGIN ends them all.
    fn declare(&mut self) {
        self.at += 1;
        while self.at < self.tokens.len() && !self.is(self.at, "begin") {
            self.skip_statement();
        }
    }

    fn exception(&mut self) {
        if let Some(frame) = self.frames.last_mut()
            && frame.kind == FrameKind::Block
        {
            frame.in_handler = true;
        }
        self.at += 1;
    }

    /// The conditions of a handler, or a branch of CASE.
    fn when(&mut self) {
        let then = self.find("then", self.at);
        let handler = self.frames.last().filter(|frame| frame.in_handler).map(|frame| frame.first);
        if let Some(first) = handler {
            self.begin_handler(then);
            let caught = (self.at..then).any(|at| {
                let word = lower(self.tokens.get(at).map_or("", |token| token.text(self.text)));
                word.starts_with("duplicate_")
                    || word.starts_with("undefined_")
                    || word == "others"
                    || word == "sqlstate"
            });
            for found in self.found.iter_mut().skip(first) {
                found.guarded |= caught;
                found.handled = true;
            }
        }
        self.at = then + 1;
    }

    fn begin_handler(&mut self, then: usize) {
        self.end_handler();
        let catches_all = (self.at..then).any(|at| self.is(at, "others"));
        let tokens = self.tokens.get(self.at).zip(self.tokens.get(then));
        if let (Some((when, then)), Some(frame)) = (tokens.filter(|_| catches_all), self.frames.last_mut()) {
            let guards = Span { start: frame.begin, end: when.start };
            frame.swallows = Some(SwallowingHandler { span: when.span().to(then.span()), guards });
        }
    }

    fn end_handler(&mut self) {
        self.swallowing.extend(self.frames.last_mut().and_then(|frame| frame.swallows.take()));
    }

    /// The handler here does something about the error.
    fn handles(&mut self) {
        self.frames.iter_mut().for_each(|frame| frame.swallows = None);
    }

    /// `RAISE NOTICE` and its like only tell; `RAISE`, `RAISE EXCEPTION` and all else are errors.
    fn raise(&mut self, at: usize) {
        let tells = ["notice", "warning", "info", "log", "debug"];
        if !tells.iter().any(|level| self.is(at + 1, level)) {
            self.handles();
        }
        self.skip_statement();
    }

    /// The next such word that is no part of a CASE expression.
    fn find(&self, word: &str, from: usize) -> usize {
        let mut cases = 0usize;
        let mut at = from;
        while at < self.tokens.len() {
            if self.is(at, "case") {
                cases += 1;
            } else if cases > 0 && self.is(at, "end") {
                cases -= 1;
            } else if cases == 0 && (self.is(at, word) || self.kind(at) == Some(TokenKind::Semicolon)) {
                return at;
            }
            at += 1;
        }
        at
    }

    fn condition(&mut self, kind: FrameKind) {
        let then = self.find("then", self.at + 1);
        let guarded = self.asks_catalog(self.at + 1, then);
        self.queries(self.at + 1, then);
        self.push(kind, guarded, then + 1);
    }

    fn condition_again(&mut self) {
        let then = self.find("then", self.at + 1);
        let guarded = self.asks_catalog(self.at + 1, then);
        self.queries(self.at + 1, then);
        if let Some(frame) = self.frames.last_mut() {
            frame.guarded |= guarded;
        }
        self.at = then + 1;
    }

    fn case(&mut self) {
        let when = self.find("when", self.at + 1);
        self.push(FrameKind::Case, false, when);
    }

    fn end(&mut self) {
        self.end_handler();
        if let Some(frame) = self.frames.pop().filter(|frame| frame.kind == FrameKind::Loop) {
            self.end_loop(frame.first);
        }
        self.at = self.end_of_statement(self.at) + 1;
    }

    /// What a loop does is no longer one transaction where it commits: so may a procedure that it calls.
    fn end_loop(&mut self, first: usize) {
        let text = self.text;
        let inside = self.found.get_mut(first..).unwrap_or_default();
        let ends = |found: &Found| {
            let begins = |word: &str| found.tokens.first().is_some_and(|token| token.is_word(text, word));
            begins("commit") || begins("rollback") || begins("call")
        };
        if inside.iter().any(ends) {
            inside.iter_mut().for_each(|found| (found.repeated, found.only_repeated) = (false, false));
        }
    }

    /// `FOR r IN query LOOP`, `FOR i IN 1..10 LOOP`, `WHILE condition LOOP`.
    fn looping(&mut self) {
        let head = self.at;
        let looped = self.find("loop", head + 1);
        let guarded = self.asks_catalog(head + 1, looped);
        let query = self.find("in", head + 1) + 1;
        if query < looped && self.is(head, "for") {
            let first = self
                .tokens
                .get(query)
                .map_or(String::new(), |token| token.text(self.text).to_ascii_lowercase());
            if first == "execute" {
                self.execute_text(query + 1, looped);
            } else if SQL.contains(&first.as_str()) || first == "(" {
                self.take(query, looped, false);
            } else {
                self.queries(query, looped);
            }
        } else {
            self.queries(head + 1, looped);
        }
        let few = self.is_short_list(head, looped);
        self.push(FrameKind::Loop, guarded, looped + 1);
        if let Some(frame) = self.frames.last_mut() {
            frame.endless &= !few;
        }
    }

    /// Whether the head of a loop writes out what it goes over: `1..10`, an array, `VALUES`, or a query with a LIMIT.
    fn is_short_list(&self, head: usize, looped: usize) -> bool {
        /// Longer ranges are no handful of batches.
        const HANDFUL: u64 = 100;
        let in_range = |at: usize| match self.tokens.get(at) {
            Some(token) if token.kind == TokenKind::Number => {
                token.text(self.text).parse::<u64>().is_ok_and(|number| number <= HANDFUL)
            }
            Some(token) if token.kind == TokenKind::Operator => true,
            _ => self.is(at, "reverse") || self.is(at, "by"),
        };
        let list = self.find("in", head + 1) + 1;
        let range = self.is(head, "for") && list < looped && (list..looped).all(in_range);
        let written = (head..looped).any(|at| self.is(at, "limit") || self.is(at, "values"));
        range || written || self.is(head, "foreach")
    }

    fn returning(&mut self) {
        let at = self.at;
        let end = self.end_of_statement(at);
        if self.is(at + 1, "query") {
            if self.is(at + 2, "execute") {
                self.execute_text(at + 3, end);
            } else {
                self.take(at + 2, end, false);
            }
        } else {
            self.queries(at + 1, end);
            self.returns();
        }
        self.at = end + 1;
    }

    /// What follows a RETURN runs only where that was not reached.
    fn returns(&mut self) {
        if let Some(position) = self.frames.iter().rposition(|frame| frame.kind == FrameKind::Block) {
            // IF the catalog says so THEN RETURN: what follows runs only when it does not.
            let returns_early = self
                .frames
                .iter()
                .skip(position + 1)
                .any(|frame| frame.kind == FrameKind::If && frame.guarded);
            if let Some(block) = self.frames.get_mut(position) {
                block.rest_guarded |= returns_early;
            }
        }
    }

    fn sql(&mut self, at: usize) {
        let end = self.end_of_statement(at);
        self.take(at, end, false);
        self.at = end + 1;
    }

    fn execute(&mut self, at: usize) {
        let end = self.end_of_statement(at);
        self.execute_text(at + 1, end);
        self.at = end + 1;
    }

    /// The text that EXECUTE runs: one literal can be read, all else is only known when it runs.
    fn execute_text(&mut self, from: usize, end: usize) {
        let literal = matches!(self.kind(from), Some(TokenKind::Text | TokenKind::Dollar));
        let alone = from + 1 >= end
            || self.is(from + 1, "into")
            || self.is(from + 1, "using")
            || self.is(from + 1, "loop");
        if literal && alone {
            self.take(from, from + 1, true);
        } else if let (Some(first), Some(last)) =
            (self.tokens.get(from), self.tokens.get(end.saturating_sub(1)))
        {
            let span = first.span().to(last.span());
            self.handles();
            self.dynamic.push(span);
        }
    }

    /// Notes the tokens of a statement, without `INTO variable`.
    fn take(&mut self, from: usize, end: usize, literal: bool) {
        let into = if literal { end..end } else { self.target_of_into(from, end) };
        self.handles();
        let mut tokens: Vec<Token> = self.tokens.get(from..into.start).unwrap_or_default().to_vec();
        tokens.extend(self.tokens.get(into.end..end).unwrap_or_default());
        if self.asks_catalog(from, end) {
            self.catalog_variables.push(SmolStr::new("found"));
            let targets = self.tokens.get(into.clone()).unwrap_or_default().iter();
            let names: Vec<SmolStr> = targets.map(|token| lower(token.text(self.text))).collect();
            self.catalog_variables
                .extend(names.into_iter().filter(|name| name != "into" && name != "strict"));
        }
        let holds = |kinds: &[FrameKind]| self.frames.iter().any(|frame| kinds.contains(&frame.kind));
        let early = self.frames.iter().any(|frame| frame.rest_guarded);
        let in_handler = self.frames.iter().any(|frame| frame.in_handler);
        let in_loop = self.frames.iter().any(|frame| frame.endless);
        self.found.push(Found {
            tokens,
            conditional: early || in_handler || holds(&[FrameKind::If, FrameKind::Case, FrameKind::Loop]),
            guarded: early || self.frames.iter().any(|frame| frame.guarded),
            handled: false,
            repeated: in_loop,
            only_repeated: in_loop && !early && !in_handler && !holds(&[FrameKind::If, FrameKind::Case]),
            literal,
            of_exists: false,
        });
    }

    /// The tokens of `INTO [STRICT] target, …` of a statement; not those of INSERT INTO and MERGE INTO.
    fn target_of_into(&self, from: usize, end: usize) -> std::ops::Range<usize> {
        let mut depth = 0i32;
        for at in from..end {
            match self.kind(at) {
                Some(TokenKind::Open) => depth += 1,
                Some(TokenKind::Close) => depth -= 1,
                _ => {}
            }
            let names_table = at > from && (self.is(at - 1, "insert") || self.is(at - 1, "merge"));
            if depth == 0 && self.is(at, "into") && !names_table {
                let mut last = if self.is(at + 1, "strict") { at + 2 } else { at + 1 };
                while matches!(self.kind(last + 1), Some(TokenKind::Comma | TokenKind::Dot)) {
                    last += 2;
                }
                return at..(last + 1).min(end);
            }
        }
        end..end
    }

    /// Whether an expression looks into the system catalog, or at a variable that was set from it.
    fn asks_catalog(&self, from: usize, end: usize) -> bool {
        self.tokens.get(from..end).unwrap_or_default().iter().any(|token| {
            if !token.is_name() {
                return false;
            }
            let word = lower(token.text(self.text));
            (word.starts_with("pg_") && !NO_CATALOG.iter().any(|prefix| word.starts_with(prefix)))
                || word == "information_schema"
                || word.starts_with("to_reg")
                || word.starts_with("has_")
                || self.catalog_variables.contains(&word)
        })
    }
}

fn lower(text: &str) -> SmolStr {
    SmolStr::new(text.trim_matches('"').to_ascii_lowercase())
}
