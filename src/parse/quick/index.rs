//! CREATE INDEX on plain columns.

use super::Quick;
use crate::ast::{CreateIndex, IndexElement, IndexKey, Name, Statement};
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
        Some(Statement::CreateIndex(Box::new(CreateIndex {
            name,
            table,
            only,
            unique,
            concurrently,
            if_not_exists,
            method,
            elements,
            include: Vec::new(),
            predicate: None,
            nulls_not_distinct: false,
            options: Vec::new(),
            tablespace: None,
            keyword_span,
        })))
    }

    fn index_element(&mut self) -> Option<IndexElement> {
        let key = IndexKey::Column(self.name()?);
        let descending = self.accept("desc");
        if !descending {
            self.accept("asc");
        }
        Some(IndexElement { key, collation: None, operator_class: None, descending, unusual_nulls: false })
    }
}
