//! Expressions, by how tightly their operators bind.

use super::Quick;
use super::value::SQL_VALUES;
use crate::ast::{Expr, ExprAt, FunctionCall, Name, is_reserved};
use crate::parse::scan::TokenKind;

/// How tightly an operator binds, the loosest first, as the server's grammar ranks them.
#[derive(Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub(super) enum Binding {
    Or,
    And,
    Not,
    Is,
    Comparison,
    Membership,
    Other,
    Sum,
    Product,
    Power,
    TimeZone,
    Collate,
    Sign,
    Cast,
}

impl Binding {
    /// Whether `a op b op c` is an expression.
    fn repeats(self) -> bool {
        !matches!(self, Binding::Is | Binding::Comparison | Binding::Membership)
    }
}

/// Words that begin a form of their own, which is left to the tree.
const SPECIAL: &[&str] = &[
    "cube",
    "current_role",
    "current_schema",
    "grouping",
    "json",
    "json_array",
    "json_arrayagg",
    "json_exists",
    "json_object",
    "json_objectagg",
    "json_query",
    "json_scalar",
    "json_serialize",
    "json_table",
    "json_value",
    "merge_action",
    "normalize",
    "operator",
    "overlay",
    "position",
    "rollup",
    "setof",
    "substring",
    "system_user",
    "treat",
    "trim",
    "values",
    "xmlattributes",
    "xmlconcat",
    "xmlelement",
    "xmlexists",
    "xmlforest",
    "xmlnamespaces",
    "xmlparse",
    "xmlpi",
    "xmlroot",
    "xmlserialize",
    "xmltable",
];

/// What EXTRACT often takes out of a time.
const FIELDS: &[&str] = &[
    "century", "day", "decade", "dow", "doy", "epoch", "hour", "minute", "month", "quarter", "second",
    "week", "year",
];

/// What nests deeper than this is left to the tree, which leaves out what is too deep.
const DEEPEST: usize = 16;

impl Quick<'_> {
    pub(super) fn expr(&mut self) -> Option<Expr> {
        self.expr_within(None)
    }

    pub(super) fn expr_at(&mut self) -> Option<ExprAt> {
        let start = self.at;
        let expr = self.expr()?;
        Some(ExprAt { expr, span: self.span_from(start) })
    }

    /// An expression of operators that all bind tighter than the one it is an operand of.
    pub(super) fn expr_within(&mut self, outer: Option<Binding>) -> Option<Expr> {
        self.depth += 1;
        if self.depth > DEEPEST {
            return None;
        }
        let mut left = self.operand()?;
        let mut before = None;
        while let Some(binding) = self.infix().filter(|binding| outer.is_none_or(|outer| *binding > outer)) {
            self.doubt_if(!binding.repeats() && before == Some(binding));
            left = self.infix_expr(left, binding)?;
            before = Some(binding);
        }
        self.depth -= 1;
        Some(left)
    }

    /// `a, b`
    pub(super) fn exprs(&mut self) -> Option<Vec<Expr>> {
        let mut exprs = vec![self.expr()?];
        while self.accept_kind(TokenKind::Comma) {
            exprs.push(self.expr()?);
        }
        Some(exprs)
    }

    /// `(a, b)`
    pub(super) fn group(&mut self) -> Option<Vec<Expr>> {
        self.expect_kind(TokenKind::Open)?;
        let exprs = self.exprs()?;
        self.expect_kind(TokenKind::Close)?;
        Some(exprs)
    }

    fn operand(&mut self) -> Option<Expr> {
        match self.peek()?.kind {
            TokenKind::Text => self.string().map(Expr::String),
            TokenKind::Number => self.number(false),
            TokenKind::Operator => self.signed(),
            TokenKind::Open => self.parenthesized(),
            TokenKind::Quoted => self.column_or_call(),
            TokenKind::Word => self.word_operand(),
            _ => None,
        }
    }

    fn signed(&mut self) -> Option<Expr> {
        let sign = self.text();
        if !matches!(sign, "-" | "+") {
            return None;
        }
        self.at += 1;
        let expr = self.expr_within(Some(Binding::Sign))?;
        Some(match expr {
            Expr::Integer(number) if sign == "-" => Expr::Integer(number.checked_neg()?),
            Expr::Float(text) if sign == "-" && !text.starts_with('-') => {
                let written = format!("-{text}");
                written.parse().map_or_else(|_| Expr::Float(Name::new(&written)), Expr::Integer)
            }
            Expr::Float(_) => return None,
            expr => Expr::Operator { name: Name::new(sign), left: None, right: Box::new(expr) },
        })
    }

    /// An expression, a row or a query.
    fn parenthesized(&mut self) -> Option<Expr> {
        if self.is_query_ahead(1) {
            return self.subquery();
        }
        let mut exprs = self.group()?;
        if self.is_kind(TokenKind::Dot) || self.is_kind(TokenKind::OpenBracket) {
            return None;
        }
        if exprs.len() == 1 { exprs.pop() } else { Some(Expr::Row(exprs)) }
    }

    pub(super) fn subquery(&mut self) -> Option<Expr> {
        self.expect_kind(TokenKind::Open)?;
        let query = self.query()?;
        self.expect_kind(TokenKind::Close)?;
        (!self.is_kind(TokenKind::Dot) && !self.is_kind(TokenKind::OpenBracket))
            .then(|| Expr::Subquery(Box::new(query)))
    }

    fn word_operand(&mut self) -> Option<Expr> {
        let word = self.text().to_ascii_lowercase();
        if self.is_kind_ahead(1, TokenKind::Dot) {
            return self.column_or_call();
        }
        match word.as_str() {
            "true" | "false" | "null" => self.constant(&word),
            "not" => {
                self.doubt_if(self.in_default);
                self.at += 1;
                Some(Expr::Not(Box::new(self.expr_within(Some(Binding::Not))?)))
            }
            "case" => self.case(),
            "array" => self.array(),
            "exists" if self.is_kind_ahead(1, TokenKind::Open) => {
                self.at += 1;
                Some(Expr::Other { what: "exists", parts: vec![self.subquery()?] })
            }
            "cast" if self.is_kind_ahead(1, TokenKind::Open) => self.cast(),
            "row" | "coalesce" | "nullif" | "greatest" | "least"
                if self.is_kind_ahead(1, TokenKind::Open) =>
            {
                self.at += 1;
                let parts = self.group()?;
                self.doubt_if(word == "nullif" && parts.len() != 2);
                Some(match word.as_str() {
                    "row" => Expr::Row(parts),
                    "coalesce" => Expr::Coalesce(parts),
                    _ => Expr::Call(Box::new(FunctionCall {
                        schema: None,
                        name: Name::new(word),
                        arguments: parts,
                    })),
                })
            }
            "trim" if self.is_kind_ahead(1, TokenKind::Open) => self.trim(),
            "extract" if self.is_kind_ahead(1, TokenKind::Open) => self.extract(),
            "interval" if self.is_kind_ahead(1, TokenKind::Text) => self.interval(),
            word if SPECIAL.binary_search(&word).is_ok() => None,
            word => {
                if let Some(value) = SQL_VALUES.iter().find(|value| **value == word) {
                    self.at += 1;
                    return (!self.is_kind(TokenKind::Open)).then_some(Expr::SqlValue(value));
                }
                if is_reserved(word) { None } else { self.column_or_call() }
            }
        }
    }

    fn constant(&mut self, word: &str) -> Option<Expr> {
        self.at += 1;
        Some(match word {
            "true" => Expr::Boolean(true),
            "false" => Expr::Boolean(false),
            _ => Expr::Null,
        })
    }

    fn case(&mut self) -> Option<Expr> {
        self.expect("case")?;
        let operand = if self.is("when") { None } else { Some(Box::new(self.expr()?)) };
        let mut branches = Vec::new();
        while self.accept("when") {
            let when = self.expr()?;
            self.expect("then")?;
            branches.push((when, self.expr()?));
        }
        let otherwise = if self.accept("else") { Some(Box::new(self.expr()?)) } else { None };
        self.expect("end")?;
        self.doubt_if(branches.is_empty());
        Some(Expr::Case { operand, branches, otherwise })
    }

    /// `ARRAY[a, b]` or `ARRAY(query)`
    fn array(&mut self) -> Option<Expr> {
        self.expect("array")?;
        if self.is_kind(TokenKind::Open) {
            return Some(Expr::Other { what: "array", parts: vec![self.subquery()?] });
        }
        self.expect_kind(TokenKind::OpenBracket)?;
        let items = if self.is_kind(TokenKind::CloseBracket) { Vec::new() } else { self.exprs()? };
        self.expect_kind(TokenKind::CloseBracket)?;
        (!self.is_kind(TokenKind::OpenBracket)).then_some(Expr::Array(items))
    }

    fn cast(&mut self) -> Option<Expr> {
        self.expect("cast")?;
        self.expect_kind(TokenKind::Open)?;
        let expr = Box::new(self.expr()?);
        self.expect("as")?;
        let to = self.type_name()?;
        self.expect_kind(TokenKind::Close)?;
        Some(Expr::Cast { expr, to: Box::new(to) })
    }

    /// `EXTRACT(field FROM value)`
    fn extract(&mut self) -> Option<Expr> {
        self.expect("extract")?;
        self.expect_kind(TokenKind::Open)?;
        self.doubt_if(!FIELDS.iter().any(|field| self.is(field)));
        let field = self.name()?;
        self.expect("from")?;
        let value = self.expr()?;
        self.expect_kind(TokenKind::Close)?;
        let arguments = vec![Expr::String(field), value];
        Some(Expr::Call(Box::new(FunctionCall {
            schema: None,
            name: Name::new_static("extract"),
            arguments,
        })))
    }

    /// `TRIM(value)`
    fn trim(&mut self) -> Option<Expr> {
        self.expect("trim")?;
        let sides = ["both", "leading", "trailing", "from"];
        if sides.iter().any(|word| self.is_ahead(1, word)) {
            return None;
        }
        let arguments = self.group()?;
        Some(Expr::Call(Box::new(FunctionCall { schema: None, name: Name::new_static("btrim"), arguments })))
    }

    /// `INTERVAL '1 day'`
    fn interval(&mut self) -> Option<Expr> {
        let to = self.type_name_without_modifiers("interval")?;
        let expr = Box::new(Expr::String(self.string()?));
        (!self.is_interval_field()).then_some(Expr::Cast { expr, to: Box::new(to) })
    }

    pub(super) fn column_or_call(&mut self) -> Option<Expr> {
        let start = self.at;
        let mut parts = vec![self.name()?];
        while self.accept_kind(TokenKind::Dot) {
            if self.text() == "*" && self.accept_kind(TokenKind::Operator) {
                return Some(Expr::Star(parts.pop()));
            }
            parts.push(self.name()?);
        }
        match self.peek().map(|token| token.kind) {
            Some(TokenKind::Open) => {
                if let [function] = parts.as_slice() {
                    self.doubt_unqualified(start, function);
                }
                self.call(parts)
            }
            Some(TokenKind::Text | TokenKind::OpenBracket | TokenKind::Dollar) => None,
            _ => Some(Expr::Column(parts)),
        }
    }
}
