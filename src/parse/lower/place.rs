//! Where things stand: the parser says only where some of them begin, the tokens say the rest.

use crate::ast::{Ident, Name, ObjectName};
use crate::parse::scan::{Token, TokenKind, same_name};
use crate::source::Span;

/// The tokens of one statement, and the text that they are of.
#[derive(Clone, Copy)]
pub(super) struct Place<'a> {
    pub(super) source: &'a str,
    pub(super) tokens: &'a [Token],
    /// What the parser calls position zero.
    pub(super) base: usize,
    /// What the parser was not given, and does not count.
    pub(super) gap: Option<Span>,
}

/// A range of tokens: from the first to one past the last.
pub(super) type Range = std::ops::Range<usize>;

impl<'a> Place<'a> {
    pub(super) fn all(&self) -> Range {
        0..self.tokens.len()
    }

    /// The token at a position that the parser gave, or the first one after it.
    pub(super) fn at(&self, location: i32) -> usize {
        let mut offset = self.base + location.max(0) as usize;
        if let Some(gap) = self.gap
            && offset >= gap.start as usize
        {
            offset += (gap.end - gap.start) as usize;
        }
        self.tokens.partition_point(|token| (token.start as usize) < offset)
    }

    pub(super) fn token(&self, index: usize) -> Option<Token> {
        self.tokens.get(index).copied()
    }

    pub(super) fn kind(&self, index: usize) -> Option<TokenKind> {
        self.tokens.get(index).map(|token| token.kind)
    }

    pub(super) fn text(&self, index: usize) -> &'a str {
        self.token(index).map_or("", |token| token.text(self.source))
    }

    pub(super) fn is(&self, index: usize, word: &str) -> bool {
        self.token(index).is_some_and(|token| token.is_word(self.source, word))
    }

    pub(super) fn span(&self, range: Range) -> Span {
        let last = range.end.saturating_sub(1).max(range.start);
        match (self.token(range.start), self.token(last)) {
            (Some(first), Some(last)) => first.span().to(last.span()),
            (Some(first), None) => first.span(),
            _ => self.end(),
        }
    }

    /// An empty span at the end of the statement.
    fn end(&self) -> Span {
        let end = self.tokens.last().map_or(0, |token| token.end);
        Span { start: end, end }
    }

    /// The index after the words given, each of which may be missing.
    pub(super) fn skip(&self, mut index: usize, words: &[&str]) -> usize {
        for word in words {
            if self.is(index, word) {
                index += 1;
            }
        }
        index
    }

    /// The index after a possibly qualified name that begins here.
    pub(super) fn name_end(&self, start: usize) -> usize {
        let mut end = start + 1;
        if self.is(end, "uescape") {
            end += 2;
        }
        while self.kind(end) == Some(TokenKind::Dot) {
            end += 2;
        }
        end.min(self.tokens.len().max(start))
    }

    pub(super) fn name_span(&self, start: usize) -> Span {
        self.span(start..self.name_end(start))
    }

    /// The first token of this name in the range, or else the start of the range.
    pub(super) fn find_name(&self, range: Range, name: &str) -> Span {
        let found =
            range.clone().find(|index| self.token(*index).is_some_and(|t| same_name(t, self.source, name)));
        match found {
            Some(index) => self.span(index..index + 1),
            None => self.span(range.start..range.start + 1),
        }
    }

    pub(super) fn ident(&self, range: Range, name: &str) -> Ident {
        Ident::new(name, self.find_name(range, name))
    }

    /// Identifiers in the order they are written in a range.
    pub(super) fn idents<'n>(&self, range: Range, names: impl Iterator<Item = &'n str>) -> Vec<Ident> {
        let mut from = range.start;
        names
            .map(|name| {
                let found = (from..range.end).find(|index| {
                    self.token(*index).is_some_and(|token| same_name(token, self.source, name))
                });
                if let Some(found) = found {
                    from = found + 1;
                }
                let index = found.unwrap_or(range.start);
                Ident::new(name, self.span(index..index + 1))
            })
            .collect()
    }

    pub(super) fn object(&self, start: usize, schema: Option<&str>, name: &str) -> ObjectName {
        ObjectName { schema: schema.map(Name::new), name: Name::new(name), span: self.name_span(start) }
    }

    /// The first such word in the range that stands in no parentheses.
    pub(super) fn word(&self, range: Range, word: &str) -> Option<usize> {
        self.outer(range).find(|index| self.is(*index, word))
    }

    pub(super) fn last_word(&self, range: Range, word: &str) -> Option<usize> {
        self.outer(range).filter(|index| self.is(*index, word)).last()
    }

    /// The tokens of a range that stand in no parentheses of it.
    pub(super) fn outer(&self, range: Range) -> impl Iterator<Item = usize> + use<'a> {
        let tokens = self.tokens;
        let mut depth = 0i32;
        range.take_while(move |index| *index < tokens.len()).filter(move |index| match tokens[*index].kind {
            TokenKind::Open | TokenKind::OpenBracket => {
                depth += 1;
                depth == 1
            }
            TokenKind::Close | TokenKind::CloseBracket => {
                depth -= 1;
                false
            }
            _ => depth <= 0,
        })
    }

    /// The index of the parenthesis that closes the one at `open`.
    pub(super) fn closing(&self, open: usize) -> usize {
        let mut depth = 0i32;
        for index in open..self.tokens.len() {
            match self.tokens[index].kind {
                TokenKind::Open | TokenKind::OpenBracket => depth += 1,
                TokenKind::Close | TokenKind::CloseBracket => {
                    depth -= 1;
                    if depth == 0 {
                        return index;
                    }
                }
                _ => {}
            }
        }
        self.tokens.len()
    }

    /// What stands inside the first parentheses of a range.
    pub(super) fn parenthesized(&self, range: Range) -> Option<Range> {
        let open = range.clone().find(|index| self.kind(*index) == Some(TokenKind::Open))?;
        Some(open + 1..self.closing(open))
    }

    /// The parts of a range between its commas, leaving out what stands in parentheses.
    pub(super) fn items(&self, range: Range) -> Vec<Range> {
        let commas: Vec<usize> =
            self.outer(range.clone()).filter(|index| self.kind(*index) == Some(TokenKind::Comma)).collect();
        let mut items = Vec::with_capacity(commas.len() + 1);
        let mut start = range.start;
        for comma in commas {
            items.push(start..comma);
            start = comma + 1;
        }
        items.push(start..range.end);
        items
    }

    /// From a token to the end of its element: the next comma, the closing parenthesis around it, or the last token.
    pub(super) fn element(&self, start: usize) -> Range {
        let mut depth = 0i32;
        for index in start..self.tokens.len() {
            match self.tokens[index].kind {
                TokenKind::Open | TokenKind::OpenBracket => depth += 1,
                TokenKind::Close | TokenKind::CloseBracket => depth -= 1,
                TokenKind::Comma if depth == 0 => return start..index,
                _ => {}
            }
            if depth < 0 {
                return start..index;
            }
        }
        start..self.tokens.len()
    }

    /// The index after a type that begins here.
    pub(super) fn type_end(&self, start: usize) -> usize {
        let mut index = self.name_end(start);
        let text = self.text(start).to_ascii_lowercase();
        match text.as_str() {
            "double" => index = self.skip(index, &["precision"]),
            "national" => index = self.skip(index, &["character", "char", "varying"]),
            "character" | "char" | "nchar" | "bit" => index = self.skip(index, &["varying"]),
            _ => {}
        }
        index = self.skip_group(index);
        match text.as_str() {
            "timestamp" | "time"
                if (self.is(index, "with") || self.is(index, "without")) && self.is(index + 1, "time") =>
            {
                index += 3;
            }
            "interval" => {
                while ["year", "month", "day", "hour", "minute", "second", "to"]
                    .iter()
                    .any(|w| self.is(index, w))
                {
                    index += 1;
                }
                index = self.skip_group(index);
            }
            _ => {}
        }
        if self.kind(index) == Some(TokenKind::Operator) && self.text(index) == "%" {
            index += 2;
        }
        index = self.skip(index, &["array"]);
        while self.kind(index) == Some(TokenKind::OpenBracket) {
            index = self.closing(index) + 1;
        }
        index.min(self.tokens.len())
    }

    fn skip_group(&self, index: usize) -> usize {
        if self.kind(index) == Some(TokenKind::Open) { self.closing(index) + 1 } else { index }
    }
}
