//! Literals, rows of values, and settings.

use std::borrow::Cow;

use super::Quick;
use super::expr::Binding;
use crate::ast::{Expr, ExprAt, Name, SetVariable, Statement};
use crate::parse::scan::TokenKind;

/// What reads like a column or a function and is a form of its own.
pub(super) const SQL_VALUES: &[&str] =
    &["current_timestamp", "current_date", "current_user", "localtimestamp", "session_user"];

impl<'a> Quick<'a> {
    /// The value after DEFAULT: what ends it is not written, but an operator that could begin something else is none.
    pub(super) fn default_at(&mut self) -> Option<ExprAt> {
        let start = self.at;
        let outer = std::mem::replace(&mut self.in_default, true);
        let expr = self.expr_within(Some(Binding::Membership))?;
        self.in_default = outer;
        Some(ExprAt { expr, span: self.span_from(start) })
    }

    /// A string without escapes, perhaps continued on the next line.
    pub(super) fn string(&mut self) -> Option<Name> {
        let escapes = self.text().starts_with(['e', 'E']);
        let first = self.string_part()?;
        if !self.is_kind(TokenKind::Text) {
            return Some(Name::new(first));
        }
        // Escapes would go on in what follows.
        if escapes {
            return None;
        }
        let mut whole = first.into_owned();
        while self.is_kind(TokenKind::Text) {
            let before = self.tokens.get(self.at.checked_sub(1)?)?.end as usize;
            let between = self.source.get(before..self.peek()?.start as usize)?;
            if !between.contains(['\n', '\r']) || !between.trim_ascii().is_empty() {
                return None;
            }
            if self.text().starts_with(['e', 'E']) {
                return None;
            }
            whole += &self.string_part()?;
        }
        Some(Name::new(whole))
    }

    fn string_part(&mut self) -> Option<Cow<'a, str>> {
        if !self.is_kind(TokenKind::Text) {
            return None;
        }
        let written = match self.text().strip_prefix(['e', 'E']) {
            Some(written) if written.contains('\\') => return None,
            Some(written) => written,
            None => self.text(),
        };
        let inner = written.strip_prefix('\'')?.strip_suffix('\'')?;
        self.at += 1;
        Some(if inner.contains('\'') { inner.replace("''", "'").into() } else { inner.into() })
    }

    pub(super) fn number(&mut self, negative: bool) -> Option<Expr> {
        let text = self.text();
        if !self.is_kind(TokenKind::Number) || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            return None;
        }
        self.at += 1;
        self.doubt_token_before();
        let written = if negative { format!("-{text}") } else { text.to_owned() };
        Some(match written.parse() {
            Ok(number) => Expr::Integer(number),
            Err(_) => Expr::Float(Name::new(written)),
        })
    }

    /// A row of values, also one that is only stepped over.
    pub(super) fn row(&mut self, read: bool, into: &mut Vec<Expr>) -> Option<()> {
        self.expect_kind(TokenKind::Open)?;
        loop {
            let value = self.value_or_default()?;
            if read {
                into.push(value);
            }
            if self.accept_kind(TokenKind::Close) {
                return Some(());
            }
            self.expect_kind(TokenKind::Comma)?;
        }
    }

    /// `SET [LOCAL | SESSION] name = value`
    pub(super) fn set(&mut self) -> Option<Statement> {
        self.expect("set")?;
        let local = self.accept("local");
        if !local {
            self.accept("session");
        }
        let name = Name::new(self.name()?.to_lowercase());
        let assigned = self.accept("to") || (self.text() == "=" && self.accept_kind(TokenKind::Operator));
        if !assigned || name == "session_authorization" {
            return None;
        }
        let value = match self.peek()?.kind {
            TokenKind::Text => self.string()?,
            TokenKind::Number => match self.number(false)? {
                Expr::Integer(number) => Name::new(number.to_string()),
                _ => return None,
            },
            TokenKind::Word if !self.is("default") => self.name()?,
            _ => return None,
        };
        Some(Statement::Set(Box::new(SetVariable { name, value: Some(value), local })))
    }
}
