//! CREATE FUNCTION without parameters, as triggers call them.

use super::Quick;
use crate::ast::{CreateFunction, Name, Statement, Volatility};
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
}

impl Quick<'_> {
    /// After `CREATE [OR REPLACE] FUNCTION`.
    pub(super) fn create_function(&mut self, or_replace: bool) -> Option<Statement> {
        let start = self.at;
        let name = self.object()?;
        match &name.schema {
            Some(schema) if schema == "pg_catalog" => return None,
            Some(_) => {}
            None => self.doubt_unqualified(start, &name.name),
        }
        self.expect_kind(TokenKind::Open)?;
        self.expect_kind(TokenKind::Close)?;
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
        let statements = statements_of_body(self.source, 0, &body, &language);
        Some(Statement::CreateFunction(Box::new(CreateFunction {
            name,
            procedure: false,
            or_replace,
            parameters: Vec::new(),
            returns,
            returns_table: false,
            language: Name::new(language.to_lowercase()),
            volatility: options.volatility.unwrap_or_default(),
            strict: options.strict.unwrap_or_default(),
            security_definer: options.security_definer.unwrap_or_default(),
            settings: Vec::new(),
            body: Some((Name::new(body.text(self.source)), body.span)),
            statements,
            sql_body: false,
        })))
    }

    fn function_option(&mut self, options: &mut Options) -> Option<()> {
        let repeats = if self.accept("as") {
            let token = self.peek().filter(|token| token.kind == TokenKind::Dollar)?;
            self.at += 1;
            options.body.replace(Body::of(token, self.source)).is_some()
        } else if self.accept("language") {
            let language = if self.is_kind(TokenKind::Text) { self.string()? } else { self.name()? };
            options.language.replace(language).is_some()
        } else if self.accept("strict") {
            options.strict.replace(true).is_some()
        } else if self.accept_all(&["security", "definer"]) {
            options.security_definer.replace(true).is_some()
        } else if self.accept_all(&["security", "invoker"]) {
            options.security_definer.replace(false).is_some()
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
}
