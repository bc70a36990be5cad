//! DROP, types, and the borders of transactions.

use super::Quick;
use crate::ast::{
    AlterEnum, CreateType, DropObjects, EnumPlace, Ident, Name, ObjectKind, ObjectName, ObjectRef,
    ParameterMode, Rename, Statement, Transaction, TypeDefinition, TypeName,
};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    pub(super) fn transaction(&mut self) -> Option<Statement> {
        let transaction = if self.accept("begin") {
            Transaction::Begin
        } else if self.accept("commit") {
            Transaction::Commit { and_chain: false }
        } else if self.accept("rollback") {
            Transaction::Rollback { and_chain: false }
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
        Some(Statement::CreateType(Box::new(CreateType { name, definition: TypeDefinition::Enum(values) })))
    }

    /// `ALTER TYPE name ADD VALUE 'a' [BEFORE 'b']`, `RENAME VALUE 'a' TO 'b'`, `RENAME TO name`, after its first two
    /// words.
    pub(super) fn alter_type(&mut self) -> Option<Statement> {
        let name = self.object()?;
        if self.accept_all(&["rename", "to"]) {
            let object = ObjectRef { kind: ObjectKind::Type, name, part: None, arguments: None };
            let new_name = self.ident()?;
            let written_as = ObjectKind::Type;
            return Some(Statement::Rename(Box::new(Rename {
                object,
                new_name,
                if_exists: false,
                written_as,
            })));
        }
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
        let mut objects = Vec::with_capacity(1);
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

    fn drop_functions(&mut self) -> Option<Statement> {
        let if_exists = self.if_exists();
        let mut objects = Vec::with_capacity(1);
        loop {
            let (name, arguments) = self.function_named()?;
            objects.push((name, None, arguments));
            if !self.accept_kind(TokenKind::Comma) {
                return self.dropped(ObjectKind::Function, if_exists, objects);
            }
        }
    }

    /// A function that exists, with the types of its arguments where they are listed.
    pub(super) fn function_named(&mut self) -> Option<(ObjectName, Option<Vec<TypeName>>)> {
        let name = self.function_name()?;
        if !self.is_kind(TokenKind::Open) {
            return Some((name, None));
        }
        let arguments = self.parameters()?.into_iter();
        // Which of them tell the function from others depends on what they are for.
        let mut plain =
            arguments.map(|it| (it.mode == ParameterMode::In && !it.has_default).then_some(it.data_type));
        Some((name, Some(plain.by_ref().collect::<Option<_>>()?)))
    }

    fn drop_types(&mut self) -> Option<Statement> {
        let if_exists = self.if_exists();
        let mut objects = Vec::with_capacity(1);
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

    pub(super) fn relation_kind(&mut self) -> Option<ObjectKind> {
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
}
