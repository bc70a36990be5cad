//! DROP, COMMENT and the borders of transactions.

use super::Quick;
use crate::ast::{
    AlterEnum, Comment, CreateType, DropObjects, EnumPlace, Ident, Name, ObjectKind, ObjectName, ObjectRef,
    Statement, Transaction, TypeDefinition, TypeName,
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

    /// `ALTER TYPE name ADD VALUE 'a' [BEFORE 'b']`, `RENAME VALUE 'a' TO 'b'`, after its first two words.
    pub(super) fn alter_enum(&mut self) -> Option<Statement> {
        let name = self.object()?;
        if self.accept_all(&["rename", "value"]) {
            let from = self.filled_string()?;
            self.expect("to")?;
            return Some(Statement::AlterEnum(AlterEnum::RenameValue { name, from, to: self.string()? }));
        }
        self.accept_all(&["add", "value"]).then_some(())?;
        let if_not_exists = self.if_not_exists();
        let value = self.string()?;
        let neighbor = if self.accept("before") {
            Some((self.filled_string()?, EnumPlace::Before))
        } else if self.accept("after") {
            Some((self.filled_string()?, EnumPlace::After))
        } else {
            None
        };
        Some(Statement::AlterEnum(AlterEnum::AddValue { name, value, if_not_exists, neighbor }))
    }

    /// The tree does not tell an empty string from none.
    fn filled_string(&mut self) -> Option<Name> {
        self.string().filter(|text| !text.is_empty())
    }

    /// After `DROP`.
    pub(super) fn drop(&mut self) -> Option<Statement> {
        if self.accept("trigger") {
            return self.drop_trigger();
        }
        if self.accept("function") {
            return self.drop_functions();
        }
        if self.accept("type") {
            return self.drop_types();
        }
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

    fn drop_trigger(&mut self) -> Option<Statement> {
        let if_exists = self.if_exists();
        let part = Some(self.ident()?);
        self.expect("on")?;
        let name = self.object()?;
        self.dropped(ObjectKind::Trigger, if_exists, vec![(name, part, None)])
    }

    /// Functions without a list of arguments, or with an empty one.
    fn drop_functions(&mut self) -> Option<Statement> {
        let if_exists = self.if_exists();
        let mut objects = Vec::new();
        loop {
            let start = self.at;
            let name = self.object()?;
            match &name.schema {
                Some(schema) if schema == "pg_catalog" => return None,
                Some(_) => {}
                None => self.doubt_unqualified(start, &name.name),
            }
            let listed = self.accept_kind(TokenKind::Open);
            if listed {
                self.expect_kind(TokenKind::Close)?;
            }
            objects.push((name, None, listed.then(Vec::new)));
            if !self.accept_kind(TokenKind::Comma) {
                return self.dropped(ObjectKind::Function, if_exists, objects);
            }
        }
    }

    fn drop_types(&mut self) -> Option<Statement> {
        let if_exists = self.if_exists();
        let mut objects = Vec::new();
        loop {
            objects.push((self.type_name()?.object_name(), None, None));
            if !self.accept_kind(TokenKind::Comma) {
                return self.dropped(ObjectKind::Type, if_exists, objects);
            }
        }
    }

    fn dropped(
        &mut self,
        kind: ObjectKind,
        if_exists: bool,
        objects: Vec<(ObjectName, Option<Ident>, Option<Vec<TypeName>>)>,
    ) -> Option<Statement> {
        let objects = objects.into_iter();
        let objects = objects.map(|(name, part, arguments)| ObjectRef { kind, name, part, arguments });
        Some(Statement::Drop(DropObjects {
            kind,
            objects: objects.collect(),
            if_exists,
            cascade: self.cascades(),
            concurrently: false,
            owned: false,
        }))
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
