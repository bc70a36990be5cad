//! ALTER TABLE with plain actions.

use super::Quick;
use crate::ast::{
    AlterAction, AlterActionKind, AlterTable, ObjectKind, ObjectName, ObjectRef, Rename, RowSecurity,
    Statement,
};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// After `ALTER TABLE`.
    pub(super) fn alter_table(&mut self) -> Option<Statement> {
        let if_exists = self.if_exists();
        let only = self.accept("only");
        let name = self.object()?;
        if self.accept("rename") {
            return if only { None } else { self.rename(name, if_exists) };
        }
        let mut actions = Vec::with_capacity(1);
        loop {
            let start = self.at;
            let kind = self.action()?;
            actions.push(AlterAction { kind, span: self.span_from(start) });
            if !self.accept_kind(TokenKind::Comma) {
                break;
            }
        }
        let kind = ObjectKind::Table;
        Some(Statement::AlterTable(Box::new(AlterTable { kind, name, only, if_exists, actions })))
    }

    /// After `ALTER INDEX` and the like.
    pub(super) fn rename_relation(&mut self, kind: ObjectKind) -> Option<Statement> {
        let if_exists = self.if_exists();
        let name = self.object()?;
        self.accept_all(&["rename", "to"]).then_some(())?;
        let object = ObjectRef { kind, name, part: None, arguments: None };
        Some(Statement::Rename(Box::new(Rename {
            object,
            new_name: self.ident()?,
            if_exists,
            written_as: kind,
        })))
    }

    /// `RENAME TO name`, `RENAME [COLUMN] name TO name`, also of a constraint
    fn rename(&mut self, name: ObjectName, if_exists: bool) -> Option<Statement> {
        let (kind, part) = if self.is("to") {
            (ObjectKind::Table, None)
        } else if self.accept("constraint") {
            (ObjectKind::Constraint, Some(self.ident()?))
        } else {
            self.accept("column");
            (ObjectKind::Column, Some(self.ident()?))
        };
        self.expect("to")?;
        let object = ObjectRef { kind, name, part, arguments: None };
        let new_name = self.ident()?;
        Some(Statement::Rename(Box::new(Rename {
            object,
            new_name,
            if_exists,
            written_as: ObjectKind::Table,
        })))
    }

    fn action(&mut self) -> Option<AlterActionKind> {
        if self.accept("add") {
            return self.add();
        }
        if self.accept("drop") {
            let constraint = self.accept("constraint");
            if !constraint {
                self.accept("column");
            }
            let if_exists = self.if_exists();
            let name = self.ident()?;
            let cascade = self.cascades();
            return Some(match constraint {
                true => AlterActionKind::DropConstraint { constraint: name, if_exists, cascade },
                false => AlterActionKind::DropColumn { column: name, if_exists, cascade },
            });
        }
        if self.accept("alter") {
            return self.alter_column();
        }
        if self.accept_all(&["validate", "constraint"]) {
            return Some(AlterActionKind::ValidateConstraint { constraint: self.ident()? });
        }
        if self.accept_all(&["owner", "to"]) {
            let role = self.name()?;
            self.doubt_if(role == "none");
            return Some(AlterActionKind::OwnerTo { role });
        }
        if self.accept_all(&["enable", "row", "level", "security"]) {
            return Some(AlterActionKind::RowSecurity(RowSecurity::Enable));
        }
        None
    }

    fn add(&mut self) -> Option<AlterActionKind> {
        if !self.accept("column") && self.is_constraint() {
            let constraint = Box::new(self.table_constraint()?);
            return Some(AlterActionKind::AddConstraint { constraint });
        }
        let if_not_exists = self.if_not_exists();
        Some(AlterActionKind::AddColumn { column: Box::new(self.column()?), if_not_exists })
    }

    fn alter_column(&mut self) -> Option<AlterActionKind> {
        if self.is("constraint") {
            return None;
        }
        self.accept("column");
        let column = self.ident()?;
        if self.accept_all(&["set", "not", "null"]) {
            return Some(AlterActionKind::SetNotNull { column });
        }
        if self.accept_all(&["drop", "not", "null"]) {
            return Some(AlterActionKind::DropNotNull { column });
        }
        if self.accept_all(&["drop", "default"]) {
            return Some(AlterActionKind::DropDefault { column });
        }
        if self.accept_all(&["set", "default"]) {
            return Some(AlterActionKind::SetDefault { column, default: self.default_at()? });
        }
        if self.accept("type") || self.accept_all(&["set", "data", "type"]) {
            let data_type = self.type_name()?;
            let using = if self.accept("using") { Some(self.expr_at()?) } else { None };
            return Some(AlterActionKind::AlterColumnType {
                column,
                data_type: Box::new(data_type),
                collation: None,
                using,
            });
        }
        None
    }
}
