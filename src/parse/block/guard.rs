//! The condition of an IF that asks whether the catalog has something by its name.

use crate::ast::CatalogGuard;
use crate::parse::scan::{Token, TokenKind};

/// `NOT EXISTS (SELECT … FROM pg_constraint WHERE conname = 'k' AND conrelid = 't'::regclass)`, which is the whole condition.
pub(super) fn read(text: &str, condition: &[Token]) -> Option<CatalogGuard> {
    let mut words = Words { text, tokens: condition, at: 0 };
    words.expect("not")?;
    words.expect("exists")?;
    words.kind(TokenKind::Open)?;
    words.expect("select")?;
    while !words.accept("from") {
        words.plain()?;
    }
    let mut catalog = words.name()?;
    if words.kind(TokenKind::Dot).is_some() {
        catalog = words.name()?;
    }
    if !words.is("where") {
        words.accept("as");
        words.name()?;
    }
    words.expect("where")?;
    let mut asked = vec![words.equation()?];
    while words.accept("and") {
        asked.push(words.equation()?);
    }
    words.kind(TokenKind::Close)?;
    (words.at == condition.len()).then_some(CatalogGuard { catalog, asked })
}

struct Words<'a> {
    text: &'a str,
    tokens: &'a [Token],
    at: usize,
}

impl Words<'_> {
    fn is(&self, word: &str) -> bool {
        self.tokens.get(self.at).is_some_and(|token| token.is_word(self.text, word))
    }

    fn accept(&mut self, word: &str) -> bool {
        let is = self.is(word);
        self.at += usize::from(is);
        is
    }

    fn expect(&mut self, word: &str) -> Option<()> {
        self.accept(word).then_some(())
    }

    fn kind(&mut self, kind: TokenKind) -> Option<&str> {
        let token = self.tokens.get(self.at).filter(|token| token.kind == kind)?;
        self.at += 1;
        Some(token.text(self.text))
    }

    /// What stands between SELECT and FROM, without any parentheses.
    fn plain(&mut self) -> Option<()> {
        let token = self.tokens.get(self.at)?;
        let nested = matches!(token.kind, TokenKind::Open | TokenKind::Close);
        self.at += 1;
        (!nested).then_some(())
    }

    fn name(&mut self) -> Option<String> {
        Some(self.kind(TokenKind::Word)?.to_ascii_lowercase())
    }

    /// `conname = 'k'`, `c.conrelid = 'public.t'::regclass`
    fn equation(&mut self) -> Option<(String, String)> {
        let mut column = self.name()?;
        if self.kind(TokenKind::Dot).is_some() {
            column = self.name()?;
        }
        if self.kind(TokenKind::Operator)? != "=" {
            return None;
        }
        let value = self.kind(TokenKind::Text)?.strip_prefix('\'')?.strip_suffix('\'')?.replace("''", "'");
        if self.kind(TokenKind::Cast).is_some() {
            let to = self.name()?;
            matches!(to.as_str(), "regclass" | "regnamespace" | "name" | "text").then_some(())?;
        }
        Some((column, value))
    }
}
