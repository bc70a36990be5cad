//! Calls of functions, aggregates and window functions.

use super::Quick;
use crate::ast::{Expr, FunctionCall, Name};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// The arguments after a function's name, and what can follow them.
    pub(super) fn call(&mut self, mut name: Vec<Name>) -> Option<Expr> {
        let function = name.pop()?;
        let schema = name.pop().filter(|schema| schema != "pg_catalog");
        if !name.is_empty() {
            return None;
        }
        self.expect_kind(TokenKind::Open)?;
        let arguments = self.arguments()?;
        let mut parts = Vec::new();
        if self.accept_all(&["order", "by"]) {
            self.doubt_if(matches!(arguments.as_slice(), [] | [Expr::Star(None)]));
            parts = self.sort_list()?;
        }
        self.expect_kind(TokenKind::Close)?;
        let call = Expr::Call(Box::new(FunctionCall { schema, name: function, arguments }));
        if self.is("within") {
            return None;
        }
        if self.is("filter") && self.is_kind_ahead(1, TokenKind::Open) {
            self.at += 2;
            self.expect("where")?;
            parts.push(self.expr()?);
            self.expect_kind(TokenKind::Close)?;
        }
        let over = self.accept("over");
        if over {
            self.window(&mut parts)?;
        }
        if parts.is_empty() && !over {
            return Some(call);
        }
        parts.insert(0, call);
        Some(Expr::Other { what: if over { "window" } else { "aggregate" }, parts })
    }

    fn arguments(&mut self) -> Option<Vec<Expr>> {
        if self.is_kind(TokenKind::Close) {
            return Some(Vec::new());
        }
        if self.text() == "*" && self.is_kind_ahead(1, TokenKind::Close) {
            self.at += 1;
            return Some(vec![Expr::Star(None)]);
        }
        if !self.accept("distinct") {
            self.accept("all");
        }
        // Named arguments and VARIADIC are left to the tree: the next token is none that can follow.
        self.exprs()
    }

    /// The name of a window, or its definition.
    fn window(&mut self, parts: &mut Vec<Expr>) -> Option<()> {
        if !self.accept_kind(TokenKind::Open) {
            return self.name().map(drop);
        }
        if self.accept_all(&["partition", "by"]) {
            parts.extend(self.exprs()?);
        }
        if self.accept_all(&["order", "by"]) {
            parts.extend(self.sort_list()?);
        }
        if ["rows", "range", "groups"].iter().any(|word| self.is(word)) {
            self.doubt();
            while !self.is_kind(TokenKind::Close) && !self.is_kind(TokenKind::Open) && !self.is_at_end() {
                self.at += 1;
            }
        }
        self.expect_kind(TokenKind::Close)
    }

    /// `a, b DESC NULLS LAST`
    pub(super) fn sort_list(&mut self) -> Option<Vec<Expr>> {
        let mut exprs = Vec::with_capacity(1);
        loop {
            exprs.push(self.expr()?);
            if !self.accept("asc") {
                self.accept("desc");
            }
            if self.accept("nulls") && !self.accept("first") {
                self.expect("last")?;
            }
            if !self.accept_kind(TokenKind::Comma) {
                return Some(exprs);
            }
        }
    }
}
