//! The body of a function or DO block: a string of code inside the text.

use std::borrow::Cow;

use super::scan::{Token, TokenKind};
use crate::ast::ParsedStatement;
use crate::source::Span;

const FARTHEST_COPY: u32 = 1024 * 1024;

/// A string literal that holds code.
#[derive(Clone, Copy, Debug)]
pub(super) struct Body {
    /// What stands between the quotes.
    pub(super) span: Span,
    quoting: Quoting,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Quoting {
    /// The code stands in the text as it is.
    Dollar,
    /// Quotes inside it are doubled.
    Single,
    /// Backslashes change it.
    Escaped,
}

impl Body {
    pub(super) fn of(token: Token, source: &str) -> Self {
        let text = token.text(source);
        if token.kind == TokenKind::Dollar {
            let tag = super::scan::dollar_tag(text.as_bytes()).unwrap_or(2) as u32;
            let span =
                Span { start: token.start + tag, end: token.end.saturating_sub(tag).max(token.start + tag) };
            return Self { span, quoting: Quoting::Dollar };
        }
        let prefix = text.find('\'').unwrap_or(0) as u32 + 1;
        let span =
            Span { start: token.start + prefix, end: token.end.saturating_sub(1).max(token.start + prefix) };
        let inside = source.get(span.range()).unwrap_or("");
        let escaped = prefix > 1 && inside.contains('\\');
        Self { span, quoting: if escaped { Quoting::Escaped } else { Quoting::Single } }
    }

    pub(super) fn text<'a>(&self, source: &'a str) -> &'a str {
        source.get(self.span.range()).unwrap_or("")
    }

    /// The text up to the end of the body in which the code can be read at its true place; `None` where it cannot.
    pub(super) fn readable<'a>(&self, source: &'a str) -> Option<Cow<'a, str>> {
        let upto = source.get(..self.span.end as usize)?;
        let code = self.text(source);
        match self.quoting {
            Quoting::Dollar => Some(Cow::Borrowed(upto)),
            Quoting::Single if !code.contains('\'') => Some(Cow::Borrowed(upto)),
            // Reading so copies all that stands before it, which is too much at the end of a long text.
            Quoting::Single if self.span.start > FARTHEST_COPY => None,
            Quoting::Single => {
                let blank = " ".repeat(self.span.start as usize);
                Some(Cow::Owned(blank + &single_quotes(code)))
            }
            Quoting::Escaped => None,
        }
    }

    /// The statements of a body of plain SQL.
    pub(super) fn statements(&self, source: &str, level: u8) -> Vec<ParsedStatement> {
        match self.readable(source) {
            Some(text) => super::read::read_inside(&text, self.span.start as usize, level),
            None => Vec::new(),
        }
    }
}

/// Turns doubled quotes into single ones beside a blank, which keeps the length: the blank stands outside.
fn single_quotes(code: &str) -> String {
    let mut opening = true;
    let mut parts = code.split("''");
    let mut result = String::with_capacity(code.len());
    result.push_str(parts.next().unwrap_or(""));
    for part in parts {
        result.push_str(if opening { " '" } else { "' " });
        opening = !opening;
        result.push_str(part);
    }
    result
}
