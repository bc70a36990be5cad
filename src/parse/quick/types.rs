//! Types.

use super::Quick;
use crate::ast::{Name, TypeName};
use crate::parse::scan::TokenKind;

impl Quick<'_> {
    pub(super) fn type_name(&mut self) -> Option<TypeName> {
        let start = self.at;
        let quoted = self.is_kind(TokenKind::Quoted);
        let mut schema = None;
        let mut name = self.name()?;
        let written = name.clone();
        if self.accept_kind(TokenKind::Dot) {
            self.doubt_unqualified(start, &name);
            schema = Some(name).filter(|schema| schema != "pg_catalog");
            name = self.name()?;
            if self.is_kind(TokenKind::Dot) {
                return None;
            }
        } else if !quoted {
            name = self.built_in(name)?;
        }
        let mut modifiers = self.modifiers()?;
        if schema.is_none() && !quoted {
            self.doubt_modifiers(&written, modifiers.len());
            // `char` is `char(1)`.
            if modifiers.is_empty() && matches!(written.as_str(), "char" | "character") && name == "bpchar" {
                modifiers.push(1);
            }
        }
        if schema.is_none() && !quoted {
            (name, modifiers) = self.completed(name, modifiers)?;
        }
        let mut array = 0;
        while self.accept_kind(TokenKind::OpenBracket) {
            if self.is_kind(TokenKind::Number) {
                self.doubt_if(self.text().parse::<i32>().is_err());
                self.at += 1;
            }
            self.expect_kind(TokenKind::CloseBracket)?;
            array += 1;
        }
        if self.is("array") || self.text() == "%" || self.is_kind(TokenKind::Open) {
            return None;
        }
        Some(TypeName { schema, name, modifiers, array, set_of: false, span: self.span_from(start) })
    }

    /// A type that is one word here.
    pub(super) fn type_name_without_modifiers(&mut self, name: &'static str) -> Option<TypeName> {
        let span = self.peek()?.span();
        self.expect(name)?;
        Some(TypeName { span, ..TypeName::builtin(name) })
    }

    /// Whether an interval is bounded to some fields or digits.
    pub(super) fn is_interval_field(&self) -> bool {
        let fields = ["year", "month", "day", "hour", "minute", "second"];
        self.is_kind(TokenKind::Open) || fields.iter().any(|field| self.is(field))
    }

    /// The catalog's name for what the grammar has words of its own for.
    fn built_in(&mut self, name: Name) -> Option<Name> {
        Some(Name::new_static(match name.as_str() {
            "int" | "integer" => "int4",
            "bigint" => "int8",
            "smallint" => "int2",
            "boolean" => "bool",
            "real" => "float4",
            "decimal" | "dec" => "numeric",
            "double" => {
                self.expect("precision")?;
                "float8"
            }
            "char" | "character" if self.accept("varying") => "varchar",
            "char" | "character" => "bpchar",
            "interval" if !self.is_interval_field() => "interval",
            "float" if !self.is_kind(TokenKind::Open) => "float8",
            "nchar" | "national" | "bit" | "interval" | "float" | "setof" => {
                return None;
            }
            "numeric" | "varchar" | "timestamp" | "time" | "json" => return Some(name),
            _ => {
                self.doubt_unqualified(self.at.saturating_sub(1), &name);
                return Some(name);
            }
        }))
    }

    /// `(10, 2)`, whole numbers only.
    fn modifiers(&mut self) -> Option<Vec<i32>> {
        let mut modifiers = Vec::new();
        if !self.accept_kind(TokenKind::Open) {
            return Some(modifiers);
        }
        loop {
            if !self.is_kind(TokenKind::Number) {
                return None;
            }
            modifiers.push(self.text().parse().ok()?);
            self.at += 1;
            if self.accept_kind(TokenKind::Close) {
                return Some(modifiers);
            }
            self.expect_kind(TokenKind::Comma)?;
        }
    }

    /// `timestamp` with its time zone.
    fn completed(&mut self, name: Name, modifiers: Vec<i32>) -> Option<(Name, Vec<i32>)> {
        let zoned = match name.as_str() {
            "timestamp" => "timestamptz",
            "time" => "timetz",
            _ => return Some((name, modifiers)),
        };
        if self.accept_all(&["with", "time", "zone"]) {
            return Some((Name::new_static(zoned), modifiers));
        }
        self.accept_all(&["without", "time", "zone"]);
        Some((name, modifiers))
    }
}
