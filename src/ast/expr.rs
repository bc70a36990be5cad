//! Expressions and types, as far as a proof or a rewrite depends on them.

use super::{Name, ObjectName, Query};
use crate::source::Span;

/// An expression without its places, so that two can be compared.
#[derive(Clone, Debug, PartialEq)]
pub enum Expr {
    Null,
    Boolean(bool),
    Integer(i64),
    /// A number that is no 64-bit integer, as written.
    Float(Name),
    String(Name),
    /// A column, possibly qualified: the last part is the column.
    Column(Vec<Name>),
    /// `t.*`, and a `*` once for each relation of its FROM list under the name that it goes by there; without a name for
    /// what is no relation, and in `count(*)`.
    Star(Option<Name>),
    Parameter,
    Call(Box<FunctionCall>),
    Cast {
        expr: Box<Expr>,
        to: Box<TypeName>,
    },
    /// Any operator; `left` is absent for a prefix one. `LIKE` is `~~`, `IN` of a list is `Any`.
    Operator {
        name: Name,
        left: Option<Box<Expr>>,
        right: Box<Expr>,
    },
    /// `left op ANY (array)` and `left IN (…)`; `all` for `ALL` and `NOT IN`.
    Any {
        left: Box<Expr>,
        operator: Name,
        items: Vec<Expr>,
        all: bool,
    },
    Between {
        expr: Box<Expr>,
        low: Box<Expr>,
        high: Box<Expr>,
        negated: bool,
    },
    And(Vec<Expr>),
    Or(Vec<Expr>),
    Not(Box<Expr>),
    IsNull {
        expr: Box<Expr>,
        negated: bool,
    },
    /// `IS [NOT] TRUE | FALSE | UNKNOWN`, with the words after IS.
    IsBoolean {
        expr: Box<Expr>,
        test: &'static str,
    },
    Coalesce(Vec<Expr>),
    Case {
        operand: Option<Box<Expr>>,
        branches: Vec<(Expr, Expr)>,
        otherwise: Option<Box<Expr>>,
    },
    Array(Vec<Expr>),
    Row(Vec<Expr>),
    /// `CURRENT_TIMESTAMP`, `CURRENT_USER` and the like, in lower case.
    SqlValue(&'static str),
    Collate {
        expr: Box<Expr>,
        collation: Name,
    },
    Subquery(Box<Query>),
    /// Anything else, with the parts that can be looked into.
    Other {
        what: &'static str,
        parts: Vec<Expr>,
    },
}

/// An expression and where it stands.
#[derive(Clone, Debug, PartialEq)]
pub struct ExprAt {
    pub expr: Expr,
    pub span: Span,
}

/// A call of a function by name.
#[derive(Clone, Debug, PartialEq)]
pub struct FunctionCall {
    pub schema: Option<Name>,
    pub name: Name,
    pub arguments: Vec<Expr>,
}

impl FunctionCall {
    /// The function's name, as if it stood there.
    pub fn name_at(&self, span: Span) -> ObjectName {
        ObjectName { schema: self.schema.clone(), name: self.name.clone(), span }
    }
}

/// A type as written, with the grammar's own names folded to the catalog's (`integer` is `int4`).
#[derive(Clone, Debug)]
pub struct TypeName {
    /// `None` for the built-in names, also when `pg_catalog` was written.
    pub schema: Option<Name>,
    pub name: Name,
    /// `varchar(20)`: 20; `numeric(10,2)`: 10, 2. `interval(3)`: the mask of its fields, then 3.
    pub modifiers: Vec<i32>,
    /// Number of array dimensions.
    pub array: u8,
    pub set_of: bool,
    /// The type as the user wrote it.
    pub span: Span,
}

impl TypeName {
    /// Those that say something: `numeric(10, 0)` is `numeric(10)`.
    pub fn told_modifiers(&self) -> &[i32] {
        match self.modifiers.as_slice() {
            [precision, 0] if self.name == "numeric" => std::slice::from_ref(precision),
            modifiers => modifiers,
        }
    }
}

/// Where it was written does not matter to what it is, so that expressions with casts can be compared.
impl PartialEq for TypeName {
    fn eq(&self, other: &Self) -> bool {
        let parts = |of: &Self| (of.array, of.set_of);
        self.name == other.name
            && self.schema == other.schema
            && self.told_modifiers() == other.told_modifiers()
            && parts(self) == parts(other)
    }
}

impl TypeName {
    /// Whether a function that returns it is run by triggers, and cannot be called otherwise.
    pub fn is_trigger(&self) -> bool {
        matches!(self.name.as_str(), "trigger" | "event_trigger")
    }

    pub fn builtin(name: &str) -> Self {
        Self {
            schema: None,
            name: Name::new(name),
            modifiers: Vec::new(),
            array: 0,
            set_of: false,
            span: Span::default(),
        }
    }

    /// The greatest value of a type of whole numbers.
    pub fn last_integer(&self) -> Option<i64> {
        match self.name.as_str() {
            _ if self.array > 0 => None,
            "int2" => Some(i64::from(i16::MAX)),
            "int4" => Some(i64::from(i32::MAX)),
            "int8" => Some(i64::MAX),
            _ => None,
        }
    }

    /// The integer type under `smallserial`, `serial` and `bigserial`.
    pub fn serial_base(&self) -> Option<&'static str> {
        if self.schema.is_some() || self.array > 0 {
            return None;
        }
        match self.name.as_str() {
            "smallserial" | "serial2" => Some("int2"),
            "serial" | "serial4" => Some("int4"),
            "bigserial" | "serial8" => Some("int8"),
            _ => None,
        }
    }

    pub fn object_name(&self) -> ObjectName {
        ObjectName { schema: self.schema.clone(), name: self.name.clone(), span: self.span }
    }
}

impl std::fmt::Display for TypeName {
    /// As a message shows it, with the names of the SQL standard where the grammar has them: `bigint`, `varchar(20)[]`.
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        if let Some(schema) = &self.schema {
            write!(f, "{}.", super::quoted(schema))?;
        }
        match self.name.as_str() {
            "int2" => f.write_str("smallint"),
            "int4" => f.write_str("integer"),
            "int8" => f.write_str("bigint"),
            "float4" => f.write_str("real"),
            "float8" => f.write_str("double precision"),
            "bool" => f.write_str("boolean"),
            "bpchar" => f.write_str("char"),
            name => f.write_str(&super::quoted(name)),
        }?;
        // An interval's first modifier stands for its fields.
        let fields = usize::from(self.name == "interval" && self.modifiers.len() > 1);
        let modifiers: Vec<String> = self.modifiers.iter().skip(fields).map(ToString::to_string).collect();
        if !modifiers.is_empty() {
            write!(f, "({})", modifiers.join(", "))?;
        }
        (0..self.array).try_for_each(|_| f.write_str("[]"))
    }
}

impl Expr {
    /// Calls `visit` on this expression and everything inside it, subqueries' own expressions included.
    pub fn walk<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        visit(self);
        self.each_part(&mut |part| part.walk(visit));
    }

    /// Calls `visit` on what it is made of, and not on what that is made of.
    pub fn each_part<'a>(&'a self, visit: &mut dyn FnMut(&'a Expr)) {
        match self {
            Expr::Call(call) => call.arguments.iter().for_each(visit),
            Expr::Cast { expr, .. }
            | Expr::Not(expr)
            | Expr::IsNull { expr, .. }
            | Expr::IsBoolean { expr, .. }
            | Expr::Collate { expr, .. } => visit(expr),
            Expr::Operator { left, right, .. } => {
                left.iter().for_each(|left| visit(left));
                visit(right);
            }
            Expr::Any { left, items, .. } => {
                visit(left);
                items.iter().for_each(visit);
            }
            Expr::Between { expr, low, high, .. } => {
                visit(expr);
                visit(low);
                visit(high);
            }
            Expr::And(items)
            | Expr::Or(items)
            | Expr::Coalesce(items)
            | Expr::Array(items)
            | Expr::Row(items)
            | Expr::Other { parts: items, .. } => items.iter().for_each(visit),
            Expr::Case { operand, branches, otherwise } => {
                operand.iter().for_each(|operand| visit(operand));
                for (when, then) in branches {
                    visit(when);
                    visit(then);
                }
                otherwise.iter().for_each(|otherwise| visit(otherwise));
            }
            Expr::Subquery(query) => query.each_expression(visit),
            Expr::Null
            | Expr::Boolean(_)
            | Expr::Integer(_)
            | Expr::Float(_)
            | Expr::String(_)
            | Expr::Column(_)
            | Expr::Star(_)
            | Expr::Parameter
            | Expr::SqlValue(_) => {}
        }
    }

    /// Whether a column of this name is mentioned, qualified or not.
    pub fn mentions_column(&self, column: &str) -> bool {
        let mut found = false;
        self.walk(&mut |expr| {
            found |= matches!(expr, Expr::Column(parts) if parts.last().is_some_and(|last| last == column));
        });
        found
    }

    /// A relation named by a literal: `'s'`, `'public.s'::regclass`, `'"S"'`.
    pub fn relation_named(&self) -> Option<ObjectName> {
        match self {
            Expr::Cast { expr, .. } => expr.relation_named(),
            Expr::String(text) => {
                let parts: Vec<String> = text.split('.').map(unquoted).collect();
                match parts.as_slice() {
                    [name] => Some(ObjectName::new(None, name, Span::default())),
                    [schema, name] => Some(ObjectName::new(Some(schema), name, Span::default())),
                    _ => None,
                }
            }
            _ => None,
        }
    }

    /// Whether it calls a function of which something holds.
    pub fn calls_any(&self, holds: impl Fn(&FunctionCall) -> bool) -> bool {
        let mut found = false;
        self.walk(&mut |expr| found |= matches!(expr, Expr::Call(call) if holds(call)));
        found
    }

    /// Every function called by name.
    pub fn calls(&self) -> Vec<&FunctionCall> {
        let mut calls: Vec<&FunctionCall> = Vec::new();
        self.walk(&mut |expr| {
            if let Expr::Call(call) = expr {
                calls.push(call);
            }
        });
        calls
    }
}

fn unquoted(part: &str) -> String {
    let part = part.trim();
    match part.strip_prefix('"').and_then(|rest| rest.strip_suffix('"')) {
        Some(quoted) => quoted.replace("\"\"", "\""),
        None => part.to_ascii_lowercase(),
    }
}
