//! Literals, rows of values, and settings.

use super::Quick;
use super::expr::Binding;
use crate::ast::{Expr, ExprAt, Name, SetVariable, Statement};
use crate::parse::scan::TokenKind;

/// What reads like a column or a function and is a form of its own.
pub(super) const SQL_VALUES: &[&str] =
    &["current_timestamp", "current_date", "current_user", "localtimestamp", "session_user"];

impl Quick<'_> {
    /// The value after DEFAULT: what ends it is not written, but an operator that could begin something else is none.
    pub(super) fn default_at(&mut self) -> Option<ExprAt> {
        let start = self.at;
        let expr = self.expr_within(Some(Binding::Membership))?;
        (!matches!(expr, Expr::Collate { .. })).then(|| ExprAt { expr, span: self.span_from(start) })
    }

    /// A string without escapes or continuation.
    pub(super) fn string(&mut self) -> Option<Name> {
        let inner = self.text().strip_prefix('\'')?.strip_suffix('\'')?;
        let text = if inner.contains('\'') { Name::new(inner.replace("''", "'")) } else { Name::new(inner) };
        self.at += 1;
        (!self.is_kind(TokenKind::Text)).then_some(text)
    }

    pub(super) fn number(&mut self, negative: bool) -> Option<Expr> {
        let text = self.text();
        if !self.is_kind(TokenKind::Number) || !text.bytes().all(|byte| byte.is_ascii_digit() || byte == b'.')
        {
            return None;
        }
        self.at += 1;
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
        Some(Statement::Set(SetVariable { name, value: Some(value), local }))
    }
}
