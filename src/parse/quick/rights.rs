//! GRANT and REVOKE on tables, sequences and schemas.

use super::Quick;
use crate::ast::{Grant, Name, ObjectKind, ObjectRef, Statement};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    /// After `GRANT` or `REVOKE`.
    pub(super) fn grant(&mut self, grant: bool) -> Option<Statement> {
        let privileges = self.privileges()?;
        self.expect("on")?;
        let (kind, all_in_schema) = self.granted_kind()?;
        let in_schema = all_in_schema || kind == ObjectKind::Schema;
        let mut objects = Vec::with_capacity(1);
        loop {
            let name = self.object()?;
            if in_schema && name.schema.is_some() {
                return None;
            }
            let kind = if in_schema { ObjectKind::Schema } else { kind };
            objects.push(ObjectRef { kind, name, part: None, arguments: None });
            if !self.accept_kind(TokenKind::Comma) {
                break;
            }
        }
        self.expect(if grant { "to" } else { "from" })?;
        let mut grantees = vec![self.name()?];
        while self.accept_kind(TokenKind::Comma) {
            grantees.push(self.name()?);
        }
        let with_grant_option = grant && self.accept_all(&["with", "grant", "option"]);
        let cascade = !grant && self.cascades();
        Some(Statement::Grant(Box::new(Grant {
            grant,
            privileges,
            kind,
            objects,
            all_in_schema,
            grantees,
            with_grant_option,
            cascade,
            of_role: false,
        })))
    }

    /// Empty for `ALL`; a privilege on columns is left to the tree.
    fn privileges(&mut self) -> Option<Vec<Name>> {
        if self.accept("all") {
            self.accept("privileges");
            return Some(Vec::new());
        }
        let mut privileges = Vec::new();
        loop {
            if !self.is_kind(TokenKind::Word) {
                return None;
            }
            privileges.push(self.name()?);
            if !self.accept_kind(TokenKind::Comma) {
                return Some(privileges);
            }
        }
    }

    fn granted_kind(&mut self) -> Option<(ObjectKind, bool)> {
        let kinds = [
            (["all", "tables", "in", "schema"], ObjectKind::Table),
            (["all", "sequences", "in", "schema"], ObjectKind::Sequence),
            (["all", "functions", "in", "schema"], ObjectKind::Function),
        ];
        if let Some((_, kind)) = kinds.into_iter().find(|(words, _)| self.accept_all(words)) {
            return Some((kind, true));
        }
        let others =
            ["function", "procedure", "routine", "database", "domain", "foreign", "language", "large"];
        let rare = ["parameter", "tablespace", "type", "all"];
        if others.iter().chain(&rare).any(|word| self.is(word)) {
            return None;
        }
        if self.accept("schema") {
            return Some((ObjectKind::Schema, false));
        }
        if self.accept("sequence") {
            return Some((ObjectKind::Sequence, false));
        }
        self.accept("table");
        Some((ObjectKind::Table, false))
    }
}
