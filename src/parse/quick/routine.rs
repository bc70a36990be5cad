//! CREATE FUNCTION and DO.

use super::Quick;
use crate::ast::{
    CreateFunction, DoBlock, Name, ObjectName, Parameter, ParameterMode, Statement, Volatility,
};
use crate::parse::block;
use crate::parse::body::Body;
use crate::parse::lower::statements_of_body;
use crate::parse::scan::TokenKind;

/// What stands behind the type, in any order and each once.
#[derive(Default)]
struct Options {
    body: Option<Body>,
    language: Option<Name>,
    volatility: Option<Volatility>,
    strict: Option<bool>,
    security_definer: Option<bool>,
    settings: Vec<Name>,
    search_path: Option<Vec<Name>>,
}

impl Quick<'_> {
    /// After `CREATE [OR REPLACE] FUNCTION`.
    pub(super) fn create_function(&mut self, or_replace: bool) -> Option<Statement> {
        let name = self.function_name()?;
        let parameters = self.parameters()?;
        self.expect("returns")?;
        if self.is("table") || self.is("setof") {
            return None;
        }
        let returns = Some(self.type_name()?);
        let mut options = Options::default();
        while !self.is_at_end() {
            self.function_option(&mut options)?;
        }
        let (body, language) = (options.body?, options.language?);
        let statements = statements_of_body(self.source, self.level, &body, &language);
        Some(Statement::CreateFunction(Box::new(CreateFunction {
            name,
            procedure: false,
            or_replace,
            parameters,
            returns,
            returns_table: false,
            language: Name::new(language.to_lowercase()),
            volatility: options.volatility.unwrap_or_default(),
            strict: options.strict.unwrap_or_default(),
            security_definer: options.security_definer.unwrap_or_default(),
            settings: options.settings,
            search_path: options.search_path,
            body: Some((Name::new(body.text(self.source)), body.span)),
            statements,
            sql_body: false,
        })))
    }

    pub(super) fn function_name(&mut self) -> Option<ObjectName> {
        let start = self.at;
        let name = self.object()?;
        match &name.schema {
            Some(schema) if schema == "pg_catalog" => return None,
            Some(_) => {}
            None => self.doubt_unqualified(start, &name.name),
        }
        Some(name)
    }

    /// `([mode] [name] type [DEFAULT value], …)`
    pub(super) fn parameters(&mut self) -> Option<Vec<Parameter>> {
        self.expect_kind(TokenKind::Open)?;
        let mut parameters = Vec::new();
        if self.accept_kind(TokenKind::Close) {
            return Some(parameters);
        }
        loop {
            parameters.push(self.parameter()?);
            if self.accept_kind(TokenKind::Close) {
                return Some(parameters);
            }
            self.expect_kind(TokenKind::Comma)?;
        }
    }

    fn parameter(&mut self) -> Option<Parameter> {
        let modes = [
            ("in", ParameterMode::In),
            ("out", ParameterMode::Out),
            ("inout", ParameterMode::InOut),
            ("variadic", ParameterMode::Variadic),
        ];
        if modes.iter().any(|(word, _)| self.is_ahead(1, word)) {
            return None;
        }
        let mode =
            modes.into_iter().find(|(word, _)| self.accept(word)).map_or(ParameterMode::In, |(_, mode)| mode);
        if mode == ParameterMode::In && self.is("out") {
            return None;
        }
        let start = self.at;
        let alone = self.type_name().filter(|_| self.is_at_end_of_parameter());
        let (name, data_type) = match alone {
            Some(data_type) => (None, data_type),
            None => {
                self.at = start;
                self.doubt();
                (Some(self.name()?), self.type_name()?)
            }
        };
        let has_default =
            self.accept("default") || self.text() == "=" && self.accept_kind(TokenKind::Operator);
        if has_default {
            self.doubt();
            let reads = self.reads.len();
            self.expr()?;
            self.reads.truncate(reads);
        }
        Some(Parameter { name, data_type, mode, has_default })
    }

    fn is_at_end_of_parameter(&self) -> bool {
        self.is_kind(TokenKind::Comma)
            || self.is_kind(TokenKind::Close)
            || self.is("default")
            || self.text() == "="
    }

    fn function_option(&mut self, options: &mut Options) -> Option<()> {
        let repeats = if self.accept("as") {
            options.body.replace(self.dollar_quoted()?).is_some()
        } else if self.accept("language") {
            options.language.replace(self.language()?).is_some()
        } else if self.accept("strict") {
            options.strict.replace(true).is_some()
        } else if self.accept_all(&["security", "definer"]) {
            options.security_definer.replace(true).is_some()
        } else if self.accept_all(&["security", "invoker"]) {
            options.security_definer.replace(false).is_some()
        } else if self.is("cost") || self.is("rows") || self.is("parallel") {
            self.doubt();
            self.at += 2;
            false
        } else if self.accept("set") {
            let (name, values) = self.setting_of_function()?;
            if name == "search_path" {
                options.search_path = Some(values.into_iter().filter(|schema| !schema.is_empty()).collect());
            }
            options.settings.push(name);
            false
        } else {
            let volatilities = [
                ("immutable", Volatility::Immutable),
                ("stable", Volatility::Stable),
                ("volatile", Volatility::Volatile),
            ];
            let (_, volatility) = volatilities.into_iter().find(|(word, _)| self.accept(word))?;
            options.volatility.replace(volatility).is_some()
        };
        (!repeats).then_some(())
    }

    /// `name = value, …`
    fn setting_of_function(&mut self) -> Option<(Name, Vec<Name>)> {
        self.doubt();
        let name = Name::new(self.name()?.to_lowercase());
        let assigned = self.accept("to") || self.text() == "=" && self.accept_kind(TokenKind::Operator);
        if !assigned || self.is("default") {
            return None;
        }
        let mut values = Vec::new();
        loop {
            values.push(match self.peek()?.kind {
                TokenKind::Text => self.string()?,
                TokenKind::Word | TokenKind::Quoted => self.name()?,
                _ => return None,
            });
            if !self.accept_kind(TokenKind::Comma) {
                return Some((name, values));
            }
        }
    }

    fn dollar_quoted(&mut self) -> Option<Body> {
        let token = self.peek().filter(|token| token.kind == TokenKind::Dollar)?;
        self.at += 1;
        Some(Body::of(token, self.source))
    }

    fn language(&mut self) -> Option<Name> {
        if self.is_kind(TokenKind::Text) { self.string() } else { self.name() }
    }

    /// `DO $$…$$`, with its language before or behind.
    pub(super) fn do_block(&mut self) -> Option<Statement> {
        self.expect("do")?;
        let before = if self.accept("language") { Some(self.language()?) } else { None };
        let body = self.dollar_quoted()?;
        let behind = if self.accept("language") { Some(self.language()?) } else { None };
        if before.is_some() && behind.is_some() {
            return None;
        }
        let language =
            before.or(behind).map_or(Name::new_static("plpgsql"), |name| Name::new(name.to_lowercase()));
        let block = match language.as_str() {
            "plpgsql" => block::read(self.source, &body, self.level + 1),
            _ => block::Block::default(),
        };
        Some(Statement::Do(Box::new(DoBlock {
            language,
            statements: block.statements,
            dynamic: block.dynamic,
            swallowing: block.swallowing,
        })))
    }
}
