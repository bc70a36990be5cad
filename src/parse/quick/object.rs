//! DROP, COMMENT and the borders of transactions.

use super::Quick;
use crate::ast::{
    Comment, CreateType, DropObjects, Ident, ObjectKind, ObjectName, ObjectRef, Statement, Transaction,
    TypeDefinition,
};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    pub(super) fn transaction(&mut self) -> Option<Statement> {
        let transaction = if self.accept("begin") {
            Transaction::Begin
        } else if self.accept("commit") {
            Transaction::Commit
        } else if self.accept("rollback") {
            Transaction::Rollback
        } else {
            return None;
        };
        if !self.accept("transaction") {
            self.accept("work");
        }
        Some(Statement::Transaction(transaction))
    }

    /// `CREATE TYPE name AS ENUM ('a', 'b')`, after its first two words.
    pub(super) fn create_enum(&mut self) -> Option<Statement> {
        let name = self.object()?;
        self.accept_all(&["as", "enum"]).then_some(())?;
        self.expect_kind(TokenKind::Open)?;
        let mut values = vec![self.string()?];
        while self.accept_kind(TokenKind::Comma) {
            values.push(self.string()?);
        }
        self.expect_kind(TokenKind::Close)?;
        Some(Statement::CreateType(CreateType { name, definition: TypeDefinition::Enum(values) }))
    }

    /// After `DROP`.
    pub(super) fn drop(&mut self) -> Option<Statement> {
        let kind = self.relation_kind()?;
        let concurrently = kind == ObjectKind::Index && self.accept("concurrently");
        let if_exists = self.if_exists();
        let mut objects = Vec::new();
        loop {
            let name = self.object()?;
            objects.push(ObjectRef { kind, name, part: None, arguments: None });
            if !self.accept_kind(TokenKind::Comma) {
                break;
            }
        }
        let cascade = self.cascades();
        Some(Statement::Drop(DropObjects { kind, objects, if_exists, cascade, concurrently, owned: false }))
    }

    fn relation_kind(&mut self) -> Option<ObjectKind> {
        let kinds = [
            ("table", ObjectKind::Table),
            ("index", ObjectKind::Index),
            ("view", ObjectKind::View),
            ("sequence", ObjectKind::Sequence),
        ];
        if self.accept_all(&["materialized", "view"]) {
            return Some(ObjectKind::MaterializedView);
        }
        kinds.into_iter().find(|(word, _)| self.accept(word)).map(|(_, kind)| kind)
    }

    /// `COMMENT ON TABLE name IS '…'`, also of a column.
    pub(super) fn comment(&mut self) -> Option<Statement> {
        if !self.accept_all(&["comment", "on"]) {
            return None;
        }
        let object = if self.accept("column") {
            self.column_reference()?
        } else {
            let kind = self.relation_kind()?;
            ObjectRef { kind, name: self.object()?, part: None, arguments: None }
        };
        self.expect("is")?;
        let span = self.peek()?.span();
        let text = self.string()?;
        let text = Some(text).filter(|text| !text.is_empty());
        Some(Statement::Comment(Comment { object, text, span }))
    }

    /// `table.column` or `schema.table.column`
    fn column_reference(&mut self) -> Option<ObjectRef> {
        let mut parts: Vec<Ident> = vec![self.ident()?];
        while self.accept_kind(TokenKind::Dot) {
            parts.push(self.ident()?);
        }
        let part = parts.pop()?;
        let table = parts.pop()?;
        let schema = parts.pop();
        if !parts.is_empty() {
            return None;
        }
        let span = schema.as_ref().map_or(table.span, |schema| schema.span.to(table.span));
        let name = ObjectName { schema: schema.map(|schema| schema.name), name: table.name, span };
        Some(ObjectRef { kind: ObjectKind::Column, name, part: Some(part), arguments: None })
    }
}
