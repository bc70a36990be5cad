//! What stands between and behind operands.

use super::Quick;
use super::expr::Binding;
use crate::ast::{Expr, FunctionCall, Name};
use crate::parse::lower::items_of;
use crate::parse::scan::TokenKind;

/// Longer chains of operators are left to the tree, which keeps their operands flat.
const LONGEST_CHAIN: usize = 40;

impl Quick<'_> {
    /// The operator that comes next, if one does.
    pub(super) fn infix(&self) -> Option<Binding> {
        match self.peek()?.kind {
            TokenKind::Cast => Some(Binding::Cast),
            TokenKind::Operator => match self.text() {
                "<" | ">" | "=" | "<=" | ">=" | "<>" | "!=" => Some(Binding::Comparison),
                "+" | "-" => Some(Binding::Sum),
                "*" | "/" | "%" => Some(Binding::Product),
                "^" => Some(Binding::Power),
                // PL/pgSQL's ranges have two dots; no operator does.
                "=>" | ".." => None,
                _ => Some(Binding::Other),
            },
            TokenKind::Word => {
                let words = [
                    ("or", Binding::Or),
                    ("and", Binding::And),
                    ("is", Binding::Is),
                    ("isnull", Binding::Is),
                    ("notnull", Binding::Is),
                    ("in", Binding::Membership),
                    ("like", Binding::Membership),
                    ("ilike", Binding::Membership),
                    ("between", Binding::Membership),
                    ("at", Binding::TimeZone),
                    ("collate", Binding::Collate),
                ];
                let negated = self.is("not");
                let found = words.iter().find(|(word, _)| self.is_ahead(usize::from(negated), word));
                found.map(|(_, binding)| *binding).filter(|at| !negated || *at == Binding::Membership)
            }
            _ => None,
        }
    }

    pub(super) fn infix_expr(&mut self, left: Expr, binding: Binding) -> Option<Expr> {
        match binding {
            Binding::Or | Binding::And => self.junction(left, binding),
            Binding::Is => self.test(Box::new(left)),
            Binding::Membership => self.membership(Box::new(left)),
            Binding::Cast => {
                self.at += 1;
                Some(Expr::Cast { expr: Box::new(left), to: Box::new(self.type_name()?) })
            }
            Binding::TimeZone => {
                self.doubt_if(self.in_default);
                self.accept_all(&["at", "time", "zone"]).then_some(())?;
                let arguments = vec![self.expr_within(Some(binding))?, left];
                Some(Expr::Call(Box::new(FunctionCall {
                    schema: None,
                    name: Name::new_static("timezone"),
                    arguments,
                })))
            }
            Binding::Collate => {
                // Behind the value of a DEFAULT it is the column's.
                if self.in_default {
                    return None;
                }
                self.expect("collate")?;
                let collation = self.object()?.name;
                Some(Expr::Collate { expr: Box::new(left), collation })
            }
            _ => self.operation(left, binding),
        }
    }

    /// What is joined by one kind of word is one list, however it is nested.
    fn junction(&mut self, left: Expr, binding: Binding) -> Option<Expr> {
        self.at += 1;
        let and = binding == Binding::And;
        let mut items = Vec::with_capacity(2);
        for part in [left, self.expr_within(Some(binding))?] {
            match part {
                Expr::And(inner) if and => items.extend(inner),
                Expr::Or(inner) if !and => items.extend(inner),
                part => items.push(part),
            }
        }
        Some(if and { Expr::And(items) } else { Expr::Or(items) })
    }

    /// `IS [NOT] NULL`, `TRUE`, `DISTINCT FROM` and their like.
    fn test(&mut self, expr: Box<Expr>) -> Option<Expr> {
        if self.accept("isnull") {
            return Some(Expr::IsNull { expr, negated: false });
        }
        if self.accept("notnull") {
            return Some(Expr::IsNull { expr, negated: true });
        }
        self.expect("is")?;
        let negated = self.accept("not");
        if self.accept("null") {
            return Some(Expr::IsNull { expr, negated });
        }
        if self.accept_all(&["distinct", "from"]) {
            let name = Name::new_static(if negated { "IS NOT DISTINCT FROM" } else { "IS DISTINCT FROM" });
            let right = Box::new(self.expr_within(Some(Binding::Is))?);
            return Some(Expr::Operator { name, left: Some(expr), right });
        }
        let tests = [
            ("true", ["TRUE", "NOT TRUE"]),
            ("false", ["FALSE", "NOT FALSE"]),
            ("unknown", ["UNKNOWN", "NOT UNKNOWN"]),
        ];
        let (_, names) = tests.into_iter().find(|(word, _)| self.accept(word))?;
        Some(Expr::IsBoolean { expr, test: names[usize::from(negated)] })
    }

    /// `[NOT] IN`, `LIKE`, `ILIKE`, `BETWEEN`
    fn membership(&mut self, left: Box<Expr>) -> Option<Expr> {
        let negated = self.accept("not");
        if self.accept("in") {
            return self.any_of(left, negated);
        }
        if self.accept("between") {
            self.doubt();
            if self.is("symmetric") || self.is("asymmetric") {
                return None;
            }
            let low = Box::new(self.expr_within(Some(Binding::Membership))?);
            self.expect("and")?;
            let high = Box::new(self.expr_within(Some(Binding::Membership))?);
            return Some(Expr::Between { expr: left, low, high, negated });
        }
        let folds = self.is("ilike");
        self.at += 1;
        if self.is_quantifier() {
            return None;
        }
        let name = match (folds, negated) {
            (false, false) => "~~",
            (false, true) => "!~~",
            (true, false) => "~~*",
            (true, true) => "!~~*",
        };
        let right = Box::new(self.expr_within(Some(Binding::Membership))?);
        let operator = Expr::Operator { name: Name::new_static(name), left: Some(left), right };
        (!self.is("escape")).then_some(operator)
    }

    /// The list or the query after IN.
    fn any_of(&mut self, left: Box<Expr>, negated: bool) -> Option<Expr> {
        let equal = Name::new_static("=");
        if self.is_nested_query() {
            return None;
        }
        if self.is_query_ahead(1) {
            let items = vec![self.subquery()?];
            let any = Expr::Any { left, operator: equal, items, all: false };
            return Some(if negated { Expr::Not(Box::new(any)) } else { any });
        }
        let items = self.group()?;
        let operator = if negated { Name::new_static("<>") } else { equal };
        Some(Expr::Any { left, operator, items, all: negated })
    }

    /// A query in more parentheses than it needs, which may be one value.
    fn is_nested_query(&self) -> bool {
        self.is_kind_ahead(1, TokenKind::Open)
            && (self.is_query_ahead(2) || self.is_kind_ahead(2, TokenKind::Open))
    }

    fn is_quantifier(&self) -> bool {
        ["any", "some", "all"].iter().any(|word| self.is(word)) && self.is_kind_ahead(1, TokenKind::Open)
    }

    fn operation(&mut self, left: Expr, binding: Binding) -> Option<Expr> {
        let name = Name::new(if self.text() == "!=" { "<>" } else { self.text() });
        self.at += 1;
        self.doubt_token_before();
        let left = Box::new(left);
        if !self.is_quantifier() {
            let right = Box::new(self.expr_within(Some(binding))?);
            return (chain(&left) < LONGEST_CHAIN).then_some(Expr::Operator {
                name,
                left: Some(left),
                right,
            });
        }
        self.doubt_if(self.in_default);
        let all = self.is("all");
        self.at += 1;
        if self.is_nested_query() {
            return None;
        }
        if self.is_query_ahead(1) {
            return Some(Expr::Any { left, operator: name, items: vec![self.subquery()?], all });
        }
        self.expect_kind(TokenKind::Open)?;
        let items = items_of(self.expr()?);
        self.expect_kind(TokenKind::Close)?;
        Some(Expr::Any { left, operator: name, items, all })
    }
}

/// How many operators an expression has one on the left of the other.
fn chain(expr: &Expr) -> usize {
    let mut length = 0;
    let mut at = expr;
    while let Expr::Operator { left: Some(left), .. } = at {
        length += 1;
        at = left;
    }
    length
}
