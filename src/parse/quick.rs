//! Plain statements, straight from their tokens: decoding the parser's tree is four fifths of the cost of parsing, and
//! most migrations are made of a few simple forms.
//!
//! Whatever is read here must come out just as from the tree, and the grammar must accept the text: the caller has it
//! checked where there is any doubt. Anything out of the ordinary is left to the tree.

use super::scan::{Token, TokenKind};
use crate::ast::{Ident, Name, ObjectKind, ObjectName, Persistence, Query, Statement, is_reserved};
use crate::source::Span;

mod alter;
mod call;
mod change;
mod comment;
mod doubt;
mod expr;
mod from;
mod index;
mod object;
mod operator;
mod query;
mod rights;
mod routine;
mod table;
mod trigger;
mod types;
mod value;
mod view;

/// A statement that was plain enough.
pub(super) struct Plain {
    pub(super) statement: Statement,
    /// The grammar is sure to accept it.
    pub(super) sure: bool,
}

/// Reads a statement, if it is plain enough.
pub(super) fn read(source: &str, tokens: &[Token], level: u8) -> Option<Plain> {
    let (ctes, limited, reads) = (Vec::new(), Vec::new(), Vec::new());
    let (in_default, sure) = (false, true);
    let mut quick = Quick { source, tokens, level, at: 0, depth: 0, ctes, limited, reads, in_default, sure };
    let statement = quick.statement()?;
    quick.doubt_if(quick.holds_null_character());
    let sure = quick.sure;
    quick.is_at_end().then_some(Plain { statement, sure })
}

/// A reader of tokens that gives up where it does not understand.
struct Quick<'a> {
    source: &'a str,
    tokens: &'a [Token],
    /// How many strings of code the statement is inside of.
    level: u8,
    at: usize,
    /// How deep the present expression is.
    depth: usize,
    /// Names of the WITH queries in scope.
    ctes: Vec<Name>,
    /// Those of them that a LIMIT ends.
    limited: Vec<Name>,
    /// What was read so far, at any depth.
    reads: Vec<ObjectName>,
    /// Inside the value of a DEFAULT, which the grammar takes fewer forms of expressions for.
    in_default: bool,
    /// Everything so far is sure to be accepted by the grammar.
    sure: bool,
}

impl<'a> Quick<'a> {
    fn statement(&mut self) -> Option<Statement> {
        let first = self.tokens.first()?;
        if first.kind != TokenKind::Word {
            return None;
        }
        match first.text(self.source).to_ascii_lowercase().as_str() {
            "set" => self.doubtful(Self::set),
            "drop" if self.accept("drop") => self.drop(),
            "alter" if self.accept("alter") => self.alter(),
            "begin" | "commit" | "rollback" => self.transaction(),
            "create" if self.accept("create") => self.create(),
            "insert" => self.insert(Query::default()),
            "update" => self.update(Query::default()),
            "delete" => self.delete(Query::default()),
            "select" => self.select(),
            "with" => self.with_statement(),
            "comment" => self.comment(),
            "do" => self.do_block(),
            "grant" if self.accept("grant") => self.doubtful(|quick| quick.grant(true)),
            "revoke" if self.accept("revoke") => self.doubtful(|quick| quick.grant(false)),
            _ => None,
        }
    }

    fn alter(&mut self) -> Option<Statement> {
        if self.accept("type") {
            return self.alter_type();
        }
        match self.relation_kind() {
            Some(ObjectKind::Table) => self.alter_table(),
            Some(kind @ (ObjectKind::Index | ObjectKind::View | ObjectKind::Sequence)) => {
                self.rename_relation(kind)
            }
            _ => None,
        }
    }

    fn create(&mut self) -> Option<Statement> {
        if self.accept("table") {
            return self.create_table(Persistence::Permanent);
        }
        if self.accept_all(&["temporary", "table"]) || self.accept_all(&["temp", "table"]) {
            return self.create_table(Persistence::Temporary);
        }
        if self.accept_all(&["unlogged", "table"]) {
            return self.create_table(Persistence::Unlogged);
        }
        let or_replace = self.accept_all(&["or", "replace"]);
        if self.accept("trigger") {
            return self.create_trigger(or_replace);
        }
        if self.accept("view") {
            return self.create_view(or_replace);
        }
        if self.accept("function") {
            return self.create_function(or_replace);
        }
        if self.accept("type") {
            return self.create_enum();
        }
        if self.accept_all(&["materialized", "view"]) {
            return self.create_materialized_view();
        }
        if or_replace { None } else { self.create_index() }
    }

    fn is_at_end(&self) -> bool {
        self.at >= self.tokens.len()
    }

    fn peek(&self) -> Option<Token> {
        self.tokens.get(self.at).copied()
    }

    fn text(&self) -> &'a str {
        self.peek().map_or("", |token| token.text(self.source))
    }

    fn is(&self, word: &str) -> bool {
        self.is_ahead(0, word)
    }

    fn is_ahead(&self, ahead: usize, word: &str) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.is_word(self.source, word))
    }

    fn is_kind(&self, kind: TokenKind) -> bool {
        self.peek().is_some_and(|token| token.kind == kind)
    }

    fn is_kind_ahead(&self, ahead: usize, kind: TokenKind) -> bool {
        self.tokens.get(self.at + ahead).is_some_and(|token| token.kind == kind)
    }

    fn accept(&mut self, word: &str) -> bool {
        let found = self.is(word);
        self.at += usize::from(found);
        found
    }

    /// All the words, or none.
    fn accept_all(&mut self, words: &[&str]) -> bool {
        let found = words.iter().enumerate().all(|(ahead, word)| self.is_ahead(ahead, word));
        if found {
            self.at += words.len();
        }
        found
    }

    fn expect(&mut self, word: &str) -> Option<()> {
        self.accept(word).then_some(())
    }

    fn accept_kind(&mut self, kind: TokenKind) -> bool {
        let found = self.is_kind(kind);
        self.at += usize::from(found);
        found
    }

    fn expect_kind(&mut self, kind: TokenKind) -> Option<()> {
        self.accept_kind(kind).then_some(())
    }

    /// From a token to the one before the present one.
    fn span_from(&self, start: usize) -> Span {
        match (self.tokens.get(start), self.tokens.get(self.at.saturating_sub(1))) {
            (Some(first), Some(last)) => first.span().to(last.span()),
            _ => Span::default(),
        }
    }

    fn name(&mut self) -> Option<Name> {
        let token = self.peek()?;
        let name = stored_name(token, self.source)?;
        self.doubt_if(match token.kind {
            TokenKind::Word => is_reserved(&name) || self.begins_a_pair(&name),
            _ => name.is_empty(),
        });
        self.at += 1;
        Some(name)
    }

    fn ident(&mut self) -> Option<Ident> {
        let span = self.peek()?.span();
        Some(Ident { name: self.name()?, span })
    }

    /// `name` or `schema.name`.
    fn object(&mut self) -> Option<ObjectName> {
        let start = self.at;
        let first = self.name()?;
        if !self.accept_kind(TokenKind::Dot) {
            return Some(ObjectName { schema: None, name: first, span: self.span_from(start) });
        }
        let name = self.name()?;
        if self.is_kind(TokenKind::Dot) {
            return None;
        }
        Some(ObjectName { schema: Some(first), name, span: self.span_from(start) })
    }

    /// `(a, b)`
    fn ident_list(&mut self) -> Option<Vec<Ident>> {
        self.expect_kind(TokenKind::Open)?;
        let mut idents = vec![self.ident()?];
        while self.accept_kind(TokenKind::Comma) {
            idents.push(self.ident()?);
        }
        self.expect_kind(TokenKind::Close)?;
        Some(idents)
    }

    /// `IF EXISTS`
    fn if_exists(&mut self) -> bool {
        self.accept_all(&["if", "exists"])
    }

    fn if_not_exists(&mut self) -> bool {
        self.accept_all(&["if", "not", "exists"])
    }

    /// `CASCADE` or `RESTRICT`, if written: whether it cascades.
    fn cascades(&mut self) -> bool {
        let cascades = self.accept("cascade");
        if !cascades {
            self.accept("restrict");
        }
        cascades
    }
}

/// The name as the server stores it, where that needs no unescaping.
fn stored_name(token: Token, source: &str) -> Option<Name> {
    let text = token.text(source);
    match token.kind {
        TokenKind::Word => {
            let kept = cut_off(text)?;
            if kept.bytes().any(|byte| byte.is_ascii_uppercase()) {
                Some(Name::new(kept.to_ascii_lowercase()))
            } else {
                Some(Name::new(kept))
            }
        }
        TokenKind::Quoted => {
            let inner = text.strip_prefix('"')?.strip_suffix('"')?;
            if inner.contains('"') { None } else { cut_off(inner).map(Name::new) }
        }
        _ => None,
    }
}

/// What the server keeps of a name, where that is not between two bytes of one character.
fn cut_off(name: &str) -> Option<&str> {
    const LONGEST: usize = 63;
    match name.len() {
        ..=LONGEST => Some(name),
        _ if name.is_ascii() => name.get(..LONGEST),
        _ => None,
    }
}
