//! Literals, calls without arguments, and rows of them.

use super::Quick;
use crate::ast::{Expr, ExprAt, FunctionCall, Insert, Name, Query, SetVariable, Statement};
use crate::parse::scan::TokenKind;

/// Rows of a VALUES list that are looked into, as from the tree.
const ROWS_READ: usize = 3;

/// What reads like a column or a function and is a form of its own.
const SQL_VALUES: &[&str] =
    &["current_timestamp", "current_date", "current_user", "localtimestamp", "session_user"];

impl Quick<'_> {
    pub(super) fn value_at(&mut self) -> Option<ExprAt> {
        let start = self.at;
        let expr = self.value()?;
        Some(ExprAt { expr, span: self.span_from(start) })
    }

    /// A literal or a call without arguments, with its casts.
    pub(super) fn value(&mut self) -> Option<Expr> {
        let mut expr = self.plain_value()?;
        while self.accept_kind(TokenKind::Cast) {
            expr = Expr::Cast { expr: Box::new(expr), to: self.type_name()? };
        }
        Some(expr)
    }

    fn plain_value(&mut self) -> Option<Expr> {
        let token = self.peek()?;
        match token.kind {
            TokenKind::Text => self.string().map(Expr::String),
            TokenKind::Number => self.number(false),
            TokenKind::Operator if self.text() == "-" => {
                self.at += 1;
                // A cast binds closer than the sign.
                let number = self.number(true)?;
                (!self.is_kind(TokenKind::Cast)).then_some(number)
            }
            TokenKind::Word => self.named_value(),
            _ => None,
        }
    }

    /// A string without quotes, escapes or continuation.
    pub(super) fn string(&mut self) -> Option<Name> {
        let inner = self.text().strip_prefix('\'')?.strip_suffix('\'')?;
        if inner.contains('\'') {
            return None;
        }
        let text = Name::new(inner);
        self.at += 1;
        (!self.is_kind(TokenKind::Text)).then_some(text)
    }

    fn number(&mut self, negative: bool) -> Option<Expr> {
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

    fn named_value(&mut self) -> Option<Expr> {
        if self.accept("true") {
            return Some(Expr::Boolean(true));
        }
        if self.accept("false") {
            return Some(Expr::Boolean(false));
        }
        if self.accept("null") {
            return Some(Expr::Null);
        }
        if let Some(name) = SQL_VALUES.iter().find(|name| self.is(name)) {
            self.at += 1;
            return (!self.is_kind(TokenKind::Open)).then_some(Expr::SqlValue(name));
        }
        if self.is("current_schema") || self.is("system_user") {
            return None;
        }
        let function = self.object()?;
        self.expect_kind(TokenKind::Open)?;
        self.expect_kind(TokenKind::Close)?;
        if self.is("over") || self.is("filter") || self.is("within") {
            return None;
        }
        let schema = function.schema.filter(|schema| schema != "pg_catalog");
        Some(Expr::Call(FunctionCall { schema, name: function.name, arguments: Vec::new() }))
    }

    /// `INSERT INTO table [(columns)] VALUES (…), … [ON CONFLICT DO NOTHING]`
    pub(super) fn insert(&mut self) -> Option<Statement> {
        if !self.accept_all(&["insert", "into"]) {
            return None;
        }
        let table = self.object()?;
        let columns = if self.is_kind(TokenKind::Open) { self.ident_list()? } else { Vec::new() };
        self.expect("values")?;
        let mut values = Query { constant: true, ..Query::default() };
        loop {
            self.row(values.values_rows < ROWS_READ, &mut values.expressions)?;
            values.values_rows += 1;
            if !self.accept_kind(TokenKind::Comma) {
                break;
            }
        }
        let on_conflict = self.accept_all(&["on", "conflict", "do", "nothing"]);
        let source = Some(values);
        Some(Statement::Insert(Box::new(Insert {
            table,
            columns,
            source,
            on_conflict,
            with: Query::default(),
        })))
    }

    /// A row of plain values, also one that is only stepped over: it could hold a query.
    fn row(&mut self, read: bool, into: &mut Vec<Expr>) -> Option<()> {
        self.expect_kind(TokenKind::Open)?;
        loop {
            let value = if self.accept("default") {
                Expr::Other { what: "default", parts: Vec::new() }
            } else {
                self.value()?
            };
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
