//! Functions, procedures and DO blocks.

use std::cell::Cell;

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{self, DefElem, FunctionParameterMode, Node, VariableSetKind};

use super::place::Range;
use super::{Lowering, def_elems, node_text, option_value};
use crate::ast::{
    AlterFunction, BodyCode, BodyStatements, CreateFunction, DoBlock, Name, ObjectRef, Output, Parameter,
    ParameterMode, ParsedStatement, Query, Statement, TypeName, Volatility,
};
use crate::parse::block;
use crate::parse::body::Body;
use crate::parse::scan::TokenKind;

impl Lowering<'_> {
    pub(super) fn create_function(&mut self, s: &protobuf::CreateFunctionStmt) -> Statement {
        let option = |name: &str| def_elems(&s.options).find(|option| option.defname == name);
        let language = option("language").and_then(option_value);
        // A body without a language can only be the SQL-standard one.
        let language = language.unwrap_or_else(|| Name::new("sql"));
        let body = option("as").and_then(|option| self.body(option));
        let statements = match (&s.sql_body, &body) {
            (Some(node), _) => {
                let statements = self.sql_body(node);
                BodyStatements::new(move || statements.into_iter().collect())
            }
            (None, Some(body)) => statements_of_body(self.place.source, self.level, body, &language),
            (None, None) => BodyStatements::new(BodyCode::default),
        };
        let head =
            self.place.all().find(|at| self.place.is(*at, "function") || self.place.is(*at, "procedure"));
        let returns_table = self.returns_table(s);
        Statement::CreateFunction(Box::new(CreateFunction {
            name: self.name_at(head.unwrap_or(0) + 1, &s.funcname),
            procedure: s.is_procedure,
            or_replace: s.replace,
            parameters: s.parameters.iter().filter_map(|node| self.parameter(node)).collect(),
            returns: s.return_type.as_ref().map(|written| self.return_type(written, returns_table.clone())),
            returns_table: returns_table.is_some(),
            language: Name::new(language.to_lowercase()),
            volatility: option("volatility").and_then(volatility).unwrap_or_default(),
            strict: option("strict").is_some_and(super::is_on),
            security_definer: option("security").is_some_and(super::is_on),
            settings: settings(&s.options),
            search_path: search_path(&s.options),
            body: body.map(|body| (Name::new(body.text(self.place.source)), body.span)),
            statements,
            sql_body: s.sql_body.is_some(),
        }))
    }

    /// The tokens of `TABLE (…)` after RETURNS.
    fn returns_table(&self, s: &protobuf::CreateFunctionStmt) -> Option<Range> {
        let is_table = |node: &Node| matches!(&node.node, Some(N::FunctionParameter(p)) if p.mode() == FunctionParameterMode::FuncParamTable);
        if !s.parameters.iter().any(is_table) {
            return None;
        }
        let returns = self.place.word(self.place.all(), "returns")?;
        Some(returns + 1..self.place.closing(returns + 2) + 1)
    }

    fn return_type(&self, written: &protobuf::TypeName, table: Option<Range>) -> TypeName {
        let mut returns = self.type_name(written);
        if let Some(table) = table {
            returns.span = self.place.span(table);
        }
        returns
    }

    fn parameter(&self, node: &Node) -> Option<Parameter> {
        let Some(N::FunctionParameter(parameter)) = &node.node else { return None };
        Some(Parameter {
            name: super::filled_name(&parameter.name),
            data_type: self.type_of(parameter.arg_type.as_ref()),
            mode: match parameter.mode() {
                FunctionParameterMode::FuncParamOut => ParameterMode::Out,
                FunctionParameterMode::FuncParamInout => ParameterMode::InOut,
                FunctionParameterMode::FuncParamVariadic => ParameterMode::Variadic,
                FunctionParameterMode::FuncParamTable => ParameterMode::Table,
                _ => ParameterMode::In,
            },
            has_default: parameter.defexpr.is_some(),
        })
    }

    /// The body that follows AS, or that DO begins with.
    fn body(&self, option: &DefElem) -> Option<Body> {
        let start = self.place.at(option.location);
        let is_string =
            |at: &usize| matches!(self.place.kind(*at), Some(TokenKind::Text | TokenKind::Dollar));
        let at = (start..self.place.tokens.len().min(start + 2)).find(is_string)?;
        Some(Body::of(self.place.token(at)?, self.place.source))
    }

    /// `RETURN expression`, or `BEGIN ATOMIC … END`.
    fn sql_body(&mut self, node: &Node) -> Vec<ParsedStatement> {
        let place = self.place;
        match &node.node {
            Some(N::ReturnStmt(returned)) => {
                let mark = self.reads.len();
                let expr = returned.returnval.as_deref().map(|node| self.expr(node));
                let query = Query {
                    relations: self.reads.get(mark..).unwrap_or_default().to_vec(),
                    outputs: expr.map(|expr| Output { name: None, expr }).into_iter().collect(),
                    constant: true,
                    ..Query::default()
                };
                let start = place.last_word(place.all(), "return").unwrap_or(0);
                let span = place.span(start..place.tokens.len());
                vec![ParsedStatement { kind: Statement::Select(Box::new(query)), span }]
            }
            Some(N::List(_)) => self.atomic_body(node),
            _ => Vec::new(),
        }
    }

    fn atomic_body(&mut self, node: &Node) -> Vec<ParsedStatement> {
        let mut nodes = Vec::new();
        flatten(node, &mut nodes, 0);
        let (place, level) = (self.place, self.level);
        let start = place.word(place.all(), "atomic").map_or(0, |at| at + 1);
        let end = place.tokens.len();
        let mut ranges = Vec::new();
        let mut first = start;
        for at in start..end {
            if place.kind(at) == Some(TokenKind::Semicolon) {
                ranges.extend((first < at).then_some(first..at));
                first = at + 1;
            }
        }
        let statement = |(index, node): (usize, &Node)| {
            let range = if ranges.len() == nodes.len() { ranges.get(index).cloned() } else { None };
            let range = range.unwrap_or(start..end);
            let tokens = place.tokens.get(range.clone()).unwrap_or_default();
            let mut lowering = Lowering::new(super::Place { tokens, ..place }, level);
            ParsedStatement { kind: lowering.statement(node), span: place.span(range) }
        };
        nodes.iter().copied().enumerate().map(statement).collect()
    }

    pub(super) fn alter_function(&mut self, s: &protobuf::AlterFunctionStmt) -> Statement {
        let option = |name: &str| def_elems(&s.actions).find(|option| option.defname == name);
        let empty = Vec::new();
        let names = s.func.as_ref().map_or(&empty, |function| &function.objname);
        let arguments = s.func.as_ref().filter(|function| !function.args_unspecified);
        Statement::AlterFunction(Box::new(AlterFunction {
            function: ObjectRef {
                kind: super::object::object_kind(s.objtype()),
                name: self.name_at(2, names),
                part: None,
                arguments: arguments.map(|function| self.types(&function.objargs)),
            },
            volatility: option("volatility").and_then(volatility),
            security_definer: option("security").map(super::is_on),
            settings: settings(&s.actions),
            search_path: search_path(&s.actions),
        }))
    }

    pub(super) fn do_block(&mut self, s: &protobuf::DoStmt) -> Statement {
        let option = |name: &str| def_elems(&s.args).find(|option| option.defname == name);
        let language = option("language").and_then(option_value).unwrap_or_else(|| Name::new("plpgsql"));
        let language = Name::new(language.to_lowercase());
        let body = option("as").and_then(|option| self.body(option));
        let block = match body {
            Some(body) if language == "plpgsql" => block::read(self.place.source, &body, self.level + 1),
            _ => block::Block::default(),
        };
        Statement::Do(Box::new(DoBlock {
            language,
            statements: block.statements,
            dynamic: block.dynamic,
            swallowing: block.swallowing,
        }))
    }
}

fn flatten<'n>(node: &'n Node, into: &mut Vec<&'n Node>, depth: usize) {
    match &node.node {
        Some(N::List(list)) if depth < 4 => list.items.iter().for_each(|item| flatten(item, into, depth + 1)),
        Some(_) => into.push(node),
        None => {}
    }
}

/// The statements of a body that stands in a text of this level.
pub(in crate::parse) fn statements_of_body(
    source: &str,
    level: u8,
    body: &Body,
    language: &str,
) -> BodyStatements {
    let level = level + 1;
    let is = |name: &str| language.eq_ignore_ascii_case(name);
    if !is("sql") && !is("plpgsql") {
        return BodyStatements::new(BodyCode::default);
    }
    let procedural = is("plpgsql");
    let body = *body;
    let code = Name::new(body.text(source));
    BodyStatements::new(move || {
        behind_blanks(body.span.start as usize, &code, |text| {
            if !procedural {
                return body.statements(text, level).into_iter().collect();
            }
            let block = block::read(text, &body, level);
            BodyCode { statements: block.statements, dynamic: !block.dynamic.is_empty() }
        })
    })
}

thread_local! {
    /// Blanks for the next body: at the end of a long text they are many to write anew for each.
    static BLANKS: Cell<String> = const { Cell::new(String::new()) };
}

/// Reads code at its true place, so that the spans are true too.
fn behind_blanks<T>(start: usize, code: &str, read: impl FnOnce(&str) -> T) -> T {
    let mut text = BLANKS.take();
    text.push_str(&" ".repeat(start.saturating_sub(text.len())));
    text.truncate(start);
    text.push_str(code);
    let found = read(&text);
    text.truncate(start);
    BLANKS.set(text);
    found
}

fn volatility(option: &DefElem) -> Option<Volatility> {
    match option_value(option)?.as_str() {
        "immutable" => Some(Volatility::Immutable),
        "stable" => Some(Volatility::Stable),
        "volatile" => Some(Volatility::Volatile),
        _ => None,
    }
}

/// The schemas of `SET search_path = …`; of FROM CURRENT and DEFAULT nothing is known.
fn search_path(options: &[Node]) -> Option<Vec<Name>> {
    let path = |option: &DefElem| match option.arg.as_deref()?.node.as_ref()? {
        N::VariableSetStmt(set)
            if option.defname == "set" && set.name.eq_ignore_ascii_case("search_path") =>
        {
            let schemas = || set.args.iter().filter_map(node_text).filter(|schema| !schema.is_empty());
            (set.kind() == VariableSetKind::VarSetValue).then(|| schemas().map(Name::new).collect())
        }
        _ => None,
    };
    def_elems(options).filter_map(path).last()
}

fn settings(options: &[Node]) -> Vec<Name> {
    let setting = |option: &DefElem| match option.arg.as_deref()?.node.as_ref()? {
        N::VariableSetStmt(set) if option.defname == "set" => Some(Name::new(set.name.to_lowercase())),
        _ => None,
    };
    def_elems(options).filter_map(setting).collect()
}
