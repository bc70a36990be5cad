//! CREATE INDEX.

use super::Quick;
use super::expr::Binding;
use crate::ast::{CreateIndex, Expr, IndexElement, IndexKey, Name, Statement};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// After `CREATE`.
    pub(super) fn create_index(&mut self) -> Option<Statement> {
        let unique = self.accept("unique");
        let keyword_span = self.peek()?.span();
        self.expect("index")?;
        let concurrently = self.accept("concurrently");
        let if_not_exists = self.if_not_exists();
        let name = if self.is("on") { None } else { Some(self.ident()?) };
        self.doubt_if(if_not_exists && name.is_none());
        self.expect("on")?;
        let only = self.accept("only");
        let table = self.object()?;
        let method = if self.accept("using") { self.name()? } else { Name::new_static("btree") };
        self.expect_kind(TokenKind::Open)?;
        let mut elements = vec![self.index_element()?];
        while self.accept_kind(TokenKind::Comma) {
            elements.push(self.index_element()?);
        }
        self.expect_kind(TokenKind::Close)?;
        let include = if self.accept("include") { self.ident_list()? } else { Vec::new() };
        let predicate = self.where_at()?;
        Some(Statement::CreateIndex(Box::new(CreateIndex {
            name,
            table,
            only,
            unique,
            concurrently,
            if_not_exists,
            method,
            elements,
            include,
            predicate,
            nulls_not_distinct: false,
            options: Vec::new(),
            tablespace: None,
            keyword_span,
        })))
    }

    fn index_element(&mut self) -> Option<IndexElement> {
        let key = self.index_key()?;
        let ordered = ["asc", "desc", "nulls", "collate"].iter().any(|word| self.is(word));
        let named = self.peek().is_some_and(|token| token.is_name()) && !ordered;
        let operator_class = if named { Some(self.object()?.name) } else { None };
        let descending = self.accept("desc");
        if !descending {
            self.accept("asc");
        }
        let mut unusual_nulls = false;
        if self.accept("nulls") {
            let first = self.accept("first");
            if !first {
                self.expect("last")?;
            }
            unusual_nulls = first != descending;
        }
        Some(IndexElement { key, collation: None, operator_class, descending, unusual_nulls })
    }

    /// A column, a call, or an expression in parentheses.
    fn index_key(&mut self) -> Option<IndexKey> {
        if self.accept_kind(TokenKind::Open) {
            let expr = self.expr()?;
            self.expect_kind(TokenKind::Close)?;
            return Some(IndexKey::of_expression(expr));
        }
        if !self.is_kind_ahead(1, TokenKind::Open) && !self.is_kind_ahead(1, TokenKind::Dot) {
            return Some(IndexKey::Column(self.name()?));
        }
        let call = self.expr_within(Some(Binding::Cast))?;
        matches!(call, Expr::Call(_)).then_some(IndexKey::Expression(call))
    }
}
