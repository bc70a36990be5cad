//! CREATE TABLE with plain columns and constraints.

use super::Quick;
use crate::ast::{
    ColumnDef, ConstraintKind, CreateTable, ForeignKey, Ident, Identity, KeyConstraint, Persistence,
    ReferentialAction, Statement, TableConstraint,
};
use crate::parse::scan::TokenKind;
use crate::source::Span;

impl Quick<'_> {
    /// After `CREATE [TEMPORARY | UNLOGGED] TABLE`.
    pub(super) fn create_table(&mut self, persistence: Persistence) -> Option<Statement> {
        let if_not_exists = self.if_not_exists();
        let name = self.object()?;
        if self.is("as") && persistence == Persistence::Permanent {
            self.doubt();
            return self.made_from_query(name, false, if_not_exists, Vec::new());
        }
        let mut table = CreateTable {
            name,
            if_not_exists,
            persistence,
            foreign: false,
            columns: Vec::new(),
            constraints: Vec::new(),
            like: Vec::new(),
            inherits: Vec::new(),
            of_type: None,
            partition_of: None,
            partition_by: None,
            access_method: None,
            tablespace: None,
            options: Vec::new(),
            on_commit_drop: false,
        };
        self.expect_kind(TokenKind::Open)?;
        loop {
            if self.is_constraint() {
                table.constraints.push(self.table_constraint()?);
            } else {
                table.columns.push(self.column()?);
            }
            if self.accept_kind(TokenKind::Close) {
                return Some(Statement::CreateTable(Box::new(table)));
            }
            self.expect_kind(TokenKind::Comma)?;
        }
    }

    /// Whether an element begins with a word that no column begins with, or that is better left alone.
    pub(super) fn is_constraint(&self) -> bool {
        let words = ["constraint", "primary", "unique", "foreign", "check", "exclude", "like", "not"];
        words.iter().any(|word| self.is(word))
    }

    pub(super) fn column(&mut self) -> Option<ColumnDef> {
        let start = self.at;
        let name = self.ident()?;
        let data_type = Some(self.type_name()?);
        let mut column = ColumnDef {
            name,
            data_type,
            collation: None,
            not_null: false,
            not_null_name: None,
            default: None,
            generated: None,
            identity: None,
            constraints: Vec::new(),
            storage: None,
            compression: None,
            span: Span::default(),
        };
        while !self.is_at_end() && !self.is_kind(TokenKind::Comma) && !self.is_kind(TokenKind::Close) {
            self.column_constraint(&mut column)?;
        }
        column.span = self.span_from(start);
        Some(column)
    }

    fn column_constraint(&mut self, column: &mut ColumnDef) -> Option<()> {
        let start = self.at;
        let name = if self.accept("constraint") { Some(self.ident()?) } else { None };
        if self.accept_all(&["not", "null"]) {
            column.not_null = true;
            column.not_null_name = name.map(|ident| ident.name);
            return self.no_attribute();
        }
        if self.accept("null") {
            return Some(());
        }
        if self.accept("default") {
            column.default = Some(self.default_at()?);
            return Some(());
        }
        if self.accept("generated") {
            column.identity = Some(self.identity()?);
            return Some(());
        }
        let kind = if self.accept_all(&["primary", "key"]) {
            ConstraintKind::PrimaryKey(key_of(&column.name))
        } else if self.accept("unique") {
            ConstraintKind::Unique(key_of(&column.name))
        } else if self.is("check") {
            self.check()?
        } else if self.is("references") {
            ConstraintKind::ForeignKey(self.references(vec![column.name.clone()])?)
        } else {
            return None;
        };
        self.no_attribute()?;
        column.constraints.push(constraint(name, kind, self.span_from(start)));
        Some(())
    }

    /// What could follow a constraint and change it is left to the tree.
    fn no_attribute(&self) -> Option<()> {
        let words =
            ["deferrable", "initially", "enforced", "no", "nulls", "include", "using", "with", "match", "on"];
        let changes = self.is("not") && !self.is_ahead(1, "null");
        (!changes && !words.iter().any(|word| self.is(word))).then_some(())
    }

    /// `GENERATED ALWAYS AS IDENTITY`, after its first word.
    fn identity(&mut self) -> Option<Identity> {
        let identity = if self.accept("always") {
            Identity::Always
        } else if self.accept_all(&["by", "default"]) {
            Identity::ByDefault
        } else {
            return None;
        };
        let plain = self.accept_all(&["as", "identity"]) && !self.is_kind(TokenKind::Open);
        plain.then_some(identity)
    }

    pub(super) fn table_constraint(&mut self) -> Option<TableConstraint> {
        let start = self.at;
        let name = if self.accept("constraint") { Some(self.ident()?) } else { None };
        let kind = if self.accept_all(&["primary", "key"]) {
            ConstraintKind::PrimaryKey(KeyConstraint {
                columns: self.ident_list()?,
                ..KeyConstraint::default()
            })
        } else if self.accept("unique") {
            ConstraintKind::Unique(KeyConstraint { columns: self.ident_list()?, ..KeyConstraint::default() })
        } else if self.is("check") {
            self.check()?
        } else if self.accept_all(&["foreign", "key"]) {
            let columns = self.ident_list()?;
            ConstraintKind::ForeignKey(self.references(columns)?)
        } else {
            return None;
        };
        let can_wait = matches!(kind, ConstraintKind::ForeignKey(_) | ConstraintKind::Check(_));
        let not_valid = can_wait && self.accept_all(&["not", "valid"]);
        let (deferrable, initially_deferred) = self.deferral();
        self.no_attribute()?;
        let plain = constraint(name, kind, self.span_from(start));
        Some(TableConstraint { not_valid, deferrable, initially_deferred, ..plain })
    }

    /// `DEFERRABLE INITIALLY DEFERRED`, which not every constraint can be.
    fn deferral(&mut self) -> (bool, bool) {
        let written = self.accept("deferrable");
        let deferred = self.accept_all(&["initially", "deferred"]);
        let immediate = !deferred && self.accept_all(&["initially", "immediate"]);
        self.doubt_if(written || deferred || immediate);
        (written || deferred, deferred)
    }

    /// `CHECK (condition)`
    fn check(&mut self) -> Option<ConstraintKind> {
        self.expect("check")?;
        self.expect_kind(TokenKind::Open)?;
        let check = self.expr_at()?;
        self.expect_kind(TokenKind::Close)?;
        Some(ConstraintKind::Check(check))
    }

    /// `REFERENCES table (columns) ON DELETE … ON UPDATE …`
    fn references(&mut self, columns: Vec<Ident>) -> Option<ForeignKey> {
        self.expect("references")?;
        let mut key = ForeignKey {
            columns,
            references: self.object()?,
            referenced_columns: Vec::new(),
            on_delete: ReferentialAction::NoAction,
            on_update: ReferentialAction::NoAction,
            on_delete_written: false,
            delete_sets: Vec::new(),
        };
        if self.is_kind(TokenKind::Open) {
            key.referenced_columns = self.ident_list()?;
        }
        let mut updates = false;
        loop {
            if self.accept_all(&["on", "delete"]) {
                self.doubt_if(key.on_delete_written);
                key.on_delete = self.referential_action()?;
                key.on_delete_written = true;
            } else if self.accept_all(&["on", "update"]) {
                self.doubt_if(updates);
                key.on_update = self.referential_action()?;
                updates = true;
            } else {
                return Some(key);
            }
        }
    }

    fn referential_action(&mut self) -> Option<ReferentialAction> {
        let action = if self.accept("cascade") {
            ReferentialAction::Cascade
        } else if self.accept("restrict") {
            ReferentialAction::Restrict
        } else if self.accept_all(&["set", "null"]) {
            ReferentialAction::SetNull
        } else if self.accept_all(&["set", "default"]) {
            ReferentialAction::SetDefault
        } else if self.accept_all(&["no", "action"]) {
            ReferentialAction::NoAction
        } else {
            return None;
        };
        // `SET NULL (columns)` is rare.
        (!self.is_kind(TokenKind::Open)).then_some(action)
    }
}

fn key_of(column: &Ident) -> KeyConstraint {
    KeyConstraint { columns: vec![column.clone()], ..KeyConstraint::default() }
}

fn constraint(name: Option<Ident>, kind: ConstraintKind, span: Span) -> TableConstraint {
    TableConstraint {
        name,
        kind,
        not_valid: false,
        not_enforced: false,
        deferrable: false,
        initially_deferred: false,
        no_inherit: false,
        span,
    }
}
