//! Expressions.

use pg_query::protobuf::node::Node as N;
use pg_query::protobuf::{
    self, AExpr, AExprKind, BoolExpr, BoolExprType, BoolTestType, FuncCall, MinMaxOp, Node, NullTestType,
    SqlValueFunctionOp, SubLink, SubLinkType, a_const,
};

use super::place::Range;
use super::{DEEPEST, Lowering, last_string, string, strings};
use crate::ast::{Expr, ExprAt, FunctionCall, Name, TypeName};

/// Operands of a chain of operators beyond which it is kept as a flat list.
const LONGEST_CHAIN: usize = 50;

impl Lowering<'_> {
    /// An expression that fills a range of tokens.
    pub(super) fn expr_at(&mut self, node: &Node, range: Range) -> ExprAt {
        ExprAt { expr: self.expr(node), span: self.place.span(range) }
    }

    pub(super) fn exprs(&mut self, nodes: &[Node]) -> Vec<Expr> {
        nodes.iter().map(|node| self.expr(node)).collect()
    }

    fn boxed(&mut self, node: Option<&Node>) -> Option<Box<Expr>> {
        node.map(|node| Box::new(self.expr(node)))
    }

    fn required(&mut self, node: Option<&Node>) -> Box<Expr> {
        Box::new(node.map_or(Expr::Null, |node| self.expr(node)))
    }

    fn other(&mut self, what: &'static str, nodes: &[Node]) -> Expr {
        Expr::Other { what, parts: self.exprs(nodes) }
    }

    pub(super) fn expr(&mut self, node: &Node) -> Expr {
        if self.depth >= DEEPEST {
            return Expr::Other { what: "deep", parts: Vec::new() };
        }
        self.depth += 1;
        let expr = match &node.node {
            Some(node_enum) => self.expr_inside(node, node_enum),
            None => Expr::Null,
        };
        self.depth -= 1;
        expr
    }

    fn expr_inside(&mut self, node: &Node, inside: &N) -> Expr {
        match inside {
            N::AConst(_) => constant(node),
            N::Integer(number) => Expr::Integer(number.ival.into()),
            N::String(text) => Expr::String(Name::new(&text.sval)),
            N::ColumnRef(column) => column_reference(column),
            N::ParamRef(_) => Expr::Parameter,
            N::AStar(_) => Expr::Star(None),
            N::AExpr(e) => self.operator(e),
            N::BoolExpr(e) => self.boolean(e),
            N::FuncCall(call) => self.function_call(call),
            N::TypeCast(cast) => {
                let expr = self.required(cast.arg.as_deref());
                Expr::Cast { expr, to: Box::new(self.type_of(cast.type_name.as_ref())) }
            }
            N::NullTest(e) => {
                let negated = e.nulltesttype() == NullTestType::IsNotNull;
                Expr::IsNull { expr: self.required(e.arg.as_deref()), negated }
            }
            N::BooleanTest(e) => Expr::IsBoolean {
                expr: self.required(e.arg.as_deref()),
                test: boolean_test(e.booltesttype()),
            },
            N::CoalesceExpr(e) => Expr::Coalesce(self.exprs(&e.args)),
            N::CaseExpr(e) => self.case(e),
            N::AArrayExpr(e) => Expr::Array(self.exprs(&e.elements)),
            N::RowExpr(e) => Expr::Row(self.exprs(&e.args)),
            N::SqlvalueFunction(e) => Expr::SqlValue(sql_value(e.op())),
            N::CollateClause(e) => Expr::Collate {
                expr: self.required(e.arg.as_deref()),
                collation: last_string(&e.collname).unwrap_or_default(),
            },
            N::SubLink(e) => self.sub_link(e),
            N::MinMaxExpr(e) => {
                let name = if e.op() == MinMaxOp::IsLeast { "least" } else { "greatest" };
                Expr::Call(Box::new(FunctionCall {
                    schema: None,
                    name: Name::new(name),
                    arguments: self.exprs(&e.args),
                }))
            }
            N::NamedArgExpr(e) => *self.required(e.arg.as_deref()),
            N::List(list) => Expr::Row(self.exprs(&list.items)),
            N::SelectStmt(select) => Expr::Subquery(Box::new(self.query(select))),
            other => self.rare(other),
        }
    }

    /// Forms that only their parts matter of.
    fn rare(&mut self, node: &N) -> Expr {
        match node {
            N::AIndirection(e) => {
                let arg = self.required(e.arg.as_deref());
                let mut parts = vec![*arg];
                for index in &e.indirection {
                    if let Some(N::AIndices(index)) = &index.node {
                        parts.extend(index.lidx.as_deref().map(|node| self.expr(node)));
                        parts.extend(index.uidx.as_deref().map(|node| self.expr(node)));
                    }
                }
                Expr::Other { what: "indirection", parts }
            }
            N::XmlExpr(e) => {
                let mut parts = self.exprs(&e.named_args);
                parts.extend(self.exprs(&e.args));
                Expr::Other { what: "xml", parts }
            }
            N::XmlSerialize(e) => self.wrap("xmlserialize", e.expr.as_deref()),
            N::ResTarget(target) => *self.required(target.val.as_deref()),
            N::SortBy(sort) => *self.required(sort.node.as_deref()),
            N::IndexElem(element) => self.wrap("index element", element.expr.as_deref()),
            N::GroupingFunc(e) => self.other("grouping", &e.args),
            N::GroupingSet(e) => self.other("grouping set", &e.content),
            N::SetToDefault(_) => Expr::Other { what: "default", parts: Vec::new() },
            N::CurrentOfExpr(_) => Expr::Other { what: "current of", parts: Vec::new() },
            N::MergeSupportFunc(_) => Expr::Call(Box::new(FunctionCall {
                schema: None,
                name: Name::new("merge_action"),
                arguments: Vec::new(),
            })),
            N::JsonIsPredicate(e) => self.wrap("is json", e.expr.as_deref()),
            N::JsonValueExpr(e) => self.wrap("json", e.raw_expr.as_deref()),
            N::JsonParseExpr(e) => self.wrap("json", e.expr.as_ref().and_then(|e| e.raw_expr.as_deref())),
            N::JsonScalarExpr(e) => self.wrap("json", e.expr.as_deref()),
            N::JsonSerializeExpr(e) => self.wrap("json", e.expr.as_ref().and_then(|e| e.raw_expr.as_deref())),
            N::JsonObjectConstructor(e) => self.other("json object", &e.exprs),
            N::JsonArrayConstructor(e) => self.other("json array", &e.exprs),
            N::JsonArrayQueryConstructor(e) => self.wrap("json array", e.query.as_deref()),
            N::JsonKeyValue(e) => {
                let mut parts: Vec<Expr> = e.key.as_deref().map(|key| self.expr(key)).into_iter().collect();
                let value = e.value.as_ref().and_then(|value| value.raw_expr.as_deref());
                parts.extend(value.map(|value| self.expr(value)));
                Expr::Other { what: "json pair", parts }
            }
            N::JsonArrayAgg(e) => {
                self.wrap("json_arrayagg", e.arg.as_ref().and_then(|e| e.raw_expr.as_deref()))
            }
            N::JsonObjectAgg(e) => {
                let pair = e.arg.as_ref();
                let key = pair.and_then(|pair| pair.key.as_deref()).map(|key| self.expr(key));
                let value =
                    pair.and_then(|pair| pair.value.as_ref()).and_then(|value| value.raw_expr.as_deref());
                let value = value.map(|value| self.expr(value));
                Expr::Other { what: "json_objectagg", parts: key.into_iter().chain(value).collect() }
            }
            N::JsonFuncExpr(e) => {
                let context = e.context_item.as_ref().and_then(|item| item.raw_expr.as_deref());
                let mut parts: Vec<Expr> = context.map(|node| self.expr(node)).into_iter().collect();
                parts.extend(e.pathspec.as_deref().map(|node| self.expr(node)));
                Expr::Other { what: "json function", parts }
            }
            _ => Expr::Other { what: "expression", parts: Vec::new() },
        }
    }

    fn wrap(&mut self, what: &'static str, node: Option<&Node>) -> Expr {
        Expr::Other { what, parts: node.map(|node| self.expr(node)).into_iter().collect() }
    }

    fn operator(&mut self, e: &AExpr) -> Expr {
        let name = last_string(&e.name).unwrap_or_default();
        match e.kind() {
            AExprKind::AexprOpAny | AExprKind::AexprOpAll => {
                let left = self.required(e.lexpr.as_deref());
                let items = self.array_items(e.rexpr.as_deref());
                Expr::Any { left, operator: name, items, all: e.kind() == AExprKind::AexprOpAll }
            }
            AExprKind::AexprIn => {
                let left = self.required(e.lexpr.as_deref());
                let items = match e.rexpr.as_deref().and_then(|node| node.node.as_ref()) {
                    Some(N::List(list)) => self.exprs(&list.items),
                    _ => Vec::new(),
                };
                Expr::Any { left, all: name == "<>", operator: name, items }
            }
            AExprKind::AexprDistinct => self.binary(e, Name::new("IS DISTINCT FROM")),
            AExprKind::AexprNotDistinct => self.binary(e, Name::new("IS NOT DISTINCT FROM")),
            AExprKind::AexprNullif => {
                let arguments = vec![*self.required(e.lexpr.as_deref()), *self.required(e.rexpr.as_deref())];
                Expr::Call(Box::new(FunctionCall { schema: None, name: Name::new("nullif"), arguments }))
            }
            AExprKind::AexprBetween => self.between(e, false),
            AExprKind::AexprNotBetween => self.between(e, true),
            AExprKind::AexprBetweenSym | AExprKind::AexprNotBetweenSym => {
                let mut parts = vec![*self.required(e.lexpr.as_deref())];
                if let Some(N::List(list)) = e.rexpr.as_deref().and_then(|node| node.node.as_ref()) {
                    parts.extend(self.exprs(&list.items));
                }
                Expr::Other { what: "between symmetric", parts }
            }
            _ => self.chain(e).unwrap_or_else(|| self.binary(e, name)),
        }
    }

    fn binary(&mut self, e: &AExpr, name: Name) -> Expr {
        let left = self.boxed(e.lexpr.as_deref());
        Expr::Operator { name, left, right: self.required(e.rexpr.as_deref()) }
    }

    /// A long chain of binary operators leans to the left as deep as it is long; its operands are kept flat.
    fn chain(&mut self, e: &AExpr) -> Option<Expr> {
        let mut operands: Vec<&Node> = Vec::new();
        let mut first: Option<&Node> = None;
        let mut at = e;
        while at.kind() == AExprKind::AexprOp {
            operands.extend(at.rexpr.as_deref());
            first = at.lexpr.as_deref();
            match first.and_then(|node| node.node.as_ref()) {
                Some(N::AExpr(left)) => at = left,
                _ => break,
            }
        }
        if operands.len() <= LONGEST_CHAIN {
            return None;
        }
        operands.extend(first);
        let parts = operands.into_iter().rev().map(|node| self.expr(node)).collect();
        Some(Expr::Other { what: "operators", parts })
    }

    fn between(&mut self, e: &AExpr, negated: bool) -> Expr {
        let expr = self.required(e.lexpr.as_deref());
        let (low, high) = match e.rexpr.as_deref().and_then(|node| node.node.as_ref()) {
            Some(N::List(list)) => (list.items.first(), list.items.get(1)),
            _ => (None, None),
        };
        Expr::Between { expr, low: self.required(low), high: self.required(high), negated }
    }

    /// The items of a written array; an array that comes from elsewhere is one part that no list can be.
    fn array_items(&mut self, node: Option<&Node>) -> Vec<Expr> {
        let Some(node) = node else { return Vec::new() };
        match &node.node {
            Some(N::AArrayExpr(array)) => self.exprs(&array.elements),
            _ => items_of(self.expr(node)),
        }
    }

    fn boolean(&mut self, e: &BoolExpr) -> Expr {
        let mut items = Vec::with_capacity(e.args.len());
        let and = e.boolop() == BoolExprType::AndExpr;
        if e.boolop() == BoolExprType::NotExpr {
            return Expr::Not(self.required(e.args.first()));
        }
        for node in &e.args {
            match self.expr(node) {
                Expr::And(inner) if and => items.extend(inner),
                Expr::Or(inner) if !and => items.extend(inner),
                expr => items.push(expr),
            }
        }
        if and { Expr::And(items) } else { Expr::Or(items) }
    }

    pub(super) fn function_call(&mut self, call: &FuncCall) -> Expr {
        let function = self.function(call);
        let mut parts = self.exprs(&call.agg_order);
        parts.extend(call.agg_filter.as_deref().map(|node| self.expr(node)));
        if let Some(window) = &call.over {
            parts.extend(self.exprs(&window.partition_clause));
            parts.extend(self.exprs(&window.order_clause));
        }
        if parts.is_empty() && call.over.is_none() {
            return Expr::Call(Box::new(function));
        }
        parts.insert(0, Expr::Call(Box::new(function)));
        Expr::Other { what: if call.over.is_some() { "window" } else { "aggregate" }, parts }
    }

    /// The call itself; the functions of PostgreSQL stand without their schema.
    pub(super) fn function(&mut self, call: &FuncCall) -> FunctionCall {
        let parts: Vec<&str> = strings(&call.funcname).collect();
        let schema = parts.len().checked_sub(2).and_then(|index| parts.get(index)).copied();
        let arguments = if call.agg_star { vec![Expr::Star(None)] } else { self.exprs(&call.args) };
        FunctionCall {
            schema: schema.filter(|schema| *schema != "pg_catalog").map(Name::new),
            name: Name::new(parts.last().copied().unwrap_or("")),
            arguments,
        }
    }

    fn case(&mut self, e: &protobuf::CaseExpr) -> Expr {
        let operand = self.boxed(e.arg.as_deref());
        let mut branches = Vec::with_capacity(e.args.len());
        for branch in &e.args {
            if let Some(N::CaseWhen(when)) = &branch.node {
                branches.push((*self.required(when.expr.as_deref()), *self.required(when.result.as_deref())));
            }
        }
        Expr::Case { operand, branches, otherwise: self.boxed(e.defresult.as_deref()) }
    }

    fn sub_link(&mut self, e: &SubLink) -> Expr {
        let left = self.boxed(e.testexpr.as_deref());
        let query = *self.required(e.subselect.as_deref());
        let operator = last_string(&e.oper_name).unwrap_or_else(|| Name::new("="));
        match (e.sub_link_type(), left) {
            (SubLinkType::ExistsSublink, _) => Expr::Other { what: "exists", parts: vec![query] },
            (SubLinkType::ArraySublink, _) => Expr::Other { what: "array", parts: vec![query] },
            (SubLinkType::AnySublink, Some(left)) => {
                Expr::Any { left, operator, items: vec![query], all: false }
            }
            (SubLinkType::AllSublink, Some(left)) => {
                Expr::Any { left, operator, items: vec![query], all: true }
            }
            _ => query,
        }
    }
}

/// The items of an array: what it is cast to, the server casts each item of a written one to.
pub(in crate::parse) fn items_of(array: Expr) -> Vec<Expr> {
    match array {
        Expr::Array(items) => items,
        Expr::Cast { expr, to } if to.array == 1 && is_plain_list(&expr) => {
            let item = Box::new(TypeName { array: 0, ..*to });
            let cast = |expr| Expr::Cast { expr: Box::new(expr), to: item.clone() };
            items_of(*expr).into_iter().map(cast).collect()
        }
        array => vec![Expr::Other { what: "array", parts: vec![array] }],
    }
}

fn is_plain_list(array: &Expr) -> bool {
    let Expr::Array(items) = array else { return false };
    !items.is_empty() && !items.iter().any(|item| matches!(item, Expr::Array(_)))
}

/// A literal.
pub(super) fn constant(node: &Node) -> Expr {
    let Some(N::AConst(literal)) = &node.node else { return Expr::Null };
    match &literal.val {
        Some(a_const::Val::Ival(number)) => Expr::Integer(number.ival.into()),
        Some(a_const::Val::Fval(number)) => match number.fval.parse() {
            Ok(integer) => Expr::Integer(integer),
            Err(_) => Expr::Float(Name::new(&number.fval)),
        },
        Some(a_const::Val::Boolval(value)) => Expr::Boolean(value.boolval),
        Some(a_const::Val::Sval(text)) => Expr::String(Name::new(&text.sval)),
        Some(a_const::Val::Bsval(text)) => Expr::String(Name::new(&text.bsval)),
        None => Expr::Null,
    }
}

fn column_reference(column: &protobuf::ColumnRef) -> Expr {
    if matches!(column.fields.last().and_then(|field| field.node.as_ref()), Some(N::AStar(_))) {
        let of = column.fields.iter().rev().nth(1).and_then(string);
        return Expr::Star(of.map(Name::new));
    }
    Expr::Column(column.fields.iter().filter_map(string).map(Name::new).collect())
}

fn boolean_test(test: BoolTestType) -> &'static str {
    match test {
        BoolTestType::IsTrue | BoolTestType::Undefined => "TRUE",
        BoolTestType::IsNotTrue => "NOT TRUE",
        BoolTestType::IsFalse => "FALSE",
        BoolTestType::IsNotFalse => "NOT FALSE",
        BoolTestType::IsUnknown => "UNKNOWN",
        BoolTestType::IsNotUnknown => "NOT UNKNOWN",
    }
}

fn sql_value(op: SqlValueFunctionOp) -> &'static str {
    use SqlValueFunctionOp::*;
    match op {
        SvfopCurrentDate => "current_date",
        SvfopCurrentTime | SvfopCurrentTimeN => "current_time",
        SvfopCurrentTimestamp | SvfopCurrentTimestampN => "current_timestamp",
        SvfopLocaltime | SvfopLocaltimeN => "localtime",
        SvfopLocaltimestamp | SvfopLocaltimestampN => "localtimestamp",
        SvfopCurrentRole => "current_role",
        SvfopCurrentUser => "current_user",
        SvfopUser => "user",
        SvfopSessionUser => "session_user",
        SvfopCurrentCatalog => "current_catalog",
        SvfopCurrentSchema => "current_schema",
        SqlvalueFunctionOpUndefined => "",
    }
}
