//! What an index or a generated column computes, which must be the same at all times: no clock, no time zone, no setting
//! of the session may have a part in it.

use super::column_type::{is_string, same_type};
use super::expression_type::ColumnTypes;
use super::prediction::Prediction;
use super::volatility::{FunctionVolatility, function_volatility, is_built_in};
use crate::ast::{ColumnDef, CreateIndex, Expr, FunctionCall, IndexKey, TypeName, Volatility};
use crate::catalog::{Catalog, Index, Relation, Routine, TypeDefKind};

/// Built-in functions that are immutable with some types of arguments (pg_proc of PostgreSQL 12 to 18).
const BY_ARGUMENTS: &[&str] = &[
    "age",
    "date",
    "date_part",
    "date_trunc",
    "extract",
    "generate_series",
    "in_range",
    "json_to_tsvector",
    "jsonb_to_tsvector",
    "length",
    "numeric",
    "overlaps",
    "phraseto_tsquery",
    "plainto_tsquery",
    "quote_literal",
    "quote_nullable",
    "time",
    "timestamp",
    "timestamptz",
    "timetz",
    "timezone",
    "to_timestamp",
    "to_tsquery",
    "to_tsvector",
    "ts_headline",
    "ts_parse",
    "ts_rewrite",
    "ts_token_type",
    "websearch_to_tsquery",
];

/// Types whose text form goes by a setting of the session, such as DateStyle.
const WRITTEN_BY_SETTING: &[&str] = &["date", "timestamp", "timestamptz", "interval", "money"];

/// Types that are read from a text by a setting, or by the clock.
const READ_BY_SETTING: &[&str] =
    &["date", "time", "timetz", "timestamp", "timestamptz", "interval", "money", "xml"];

const COMPARISONS: &[&str] = &["=", "<>", "<", ">", "<=", ">="];

impl<'a> Prediction<'a> {
    pub(super) fn refuse_mutable_index(&mut self, create: &CreateIndex, table: &'a Relation) {
        let types = ColumnTypes::of(self.before, table);
        let predicate = create.predicate.as_ref().map(|predicate| &predicate.expr);
        let keys = create.elements.iter().filter_map(|element| match &element.key {
            IndexKey::Expression(expr) => Some(expr),
            IndexKey::Column(_) => None,
        });
        self.refuse_mutable(predicate, keys, &types, table);
    }

    /// The same of an index that is built again because a column gets another type.
    pub(super) fn refuse_retyped_index(&mut self, index: &'a Index, types: &ColumnTypes, table: &Relation) {
        let keys = index.elements.iter().filter_map(|element| match &element.key {
            IndexKey::Expression(expr) => Some(expr),
            IndexKey::Column(_) => None,
        });
        self.refuse_mutable(index.predicate.as_ref(), keys, types, table);
    }

    fn refuse_mutable<'e>(
        &mut self,
        predicate: Option<&'e Expr>,
        keys: impl IntoIterator<Item = &'e Expr>,
        types: &ColumnTypes,
        table: &Relation,
    ) {
        let made = table.origin.created();
        // The condition is looked at first.
        if predicate.is_some_and(|predicate| is_mutable(predicate, types)) {
            self.fail_for("42P17", "functions in index predicate must be marked IMMUTABLE", made);
        }
        if keys.into_iter().any(|key| is_mutable(key, types)) {
            self.fail_for("42P17", "functions in index expression must be marked IMMUTABLE", made);
        }
    }

    /// A generated column, beside those of its table.
    pub(super) fn refuse_mutable_column(&mut self, column: &ColumnDef, types: &ColumnTypes) {
        let expr = column.generated.as_ref().map(|generated| &generated.expr.expr);
        if expr.is_some_and(|expr| is_mutable(expr, types)) {
            self.fail("42P17", "generation expression is not immutable");
        }
    }
}

/// The part of an expression for which the server refuses to store it.
pub fn mutable_part<'e>(expr: &'e Expr, catalog: &Catalog, table: &Relation) -> Option<&'e Expr> {
    find_mutable(expr, &ColumnTypes::of(catalog, table))
}

fn is_mutable(expr: &Expr, types: &ColumnTypes) -> bool {
    find_mutable(expr, types).is_some()
}

fn find_mutable<'e>(expr: &'e Expr, types: &ColumnTypes) -> Option<&'e Expr> {
    // Constants may decide that a part is never computed, and a query is refused for being one.
    let mut found = None;
    let mut unsure = false;
    expr.walk(&mut |part| {
        unsure |= match part {
            Expr::And(parts) | Expr::Or(parts) => {
                parts.iter().any(|part| matches!(part, Expr::Boolean(_) | Expr::Null))
            }
            Expr::Subquery(_) | Expr::Case { .. } => true,
            _ => false,
        };
        if found.is_none() && part_is_mutable(part, types) {
            found = Some(part);
        }
    });
    found.filter(|_| !unsure)
}

fn part_is_mutable(part: &Expr, types: &ColumnTypes) -> bool {
    match part {
        Expr::SqlValue(_) => true,
        Expr::Call(call) => call_is_mutable(call, types),
        Expr::Cast { expr, to } => types.of_expr(expr).is_some_and(|from| cast_is_mutable(types, &from, to)),
        Expr::Operator { name, left: Some(left), right } => {
            let (left, right) = (types.of_expr(left), types.of_expr(right));
            left.zip(right).is_some_and(|(left, right)| operator_is_mutable(&left, name, &right))
        }
        Expr::Coalesce(parts) => {
            let known: Vec<TypeName> = parts.iter().filter_map(|part| types.of_expr(part)).collect();
            known.iter().any(|one| is(one, "timestamptz"))
                && known.iter().any(|one| is(one, "timestamp") || is(one, "date"))
        }
        _ => false,
    }
}

fn is(data_type: &TypeName, name: &str) -> bool {
    data_type.array == 0 && data_type.name == name
}

fn call_is_mutable(call: &FunctionCall, types: &ColumnTypes) -> bool {
    let catalog = types.catalog;
    let name = call.name.as_str();
    let built_in = is_built_in(name) && call.schema.as_deref().is_none_or(|schema| schema == "pg_catalog");
    let own = catalog.routines(&call.name_at(crate::source::Span::default()));
    if !built_in || call.schema.as_deref().is_some_and(|schema| schema != "pg_catalog") {
        // `unaccent` depends on a dictionary that is found by the search_path.
        let unaccent = own.is_empty() && name == "unaccent" && catalog.extension("unaccent").is_some();
        return unaccent || !own.is_empty() && own_is_mutable(&own, call, catalog);
    }
    if !own.is_empty() {
        return false;
    }
    let argument = |at: usize| call.arguments.get(at).and_then(|argument| types.of_expr(argument));
    let with_zone = |at: usize| argument(at).is_some_and(|of| is(&of, "timestamptz"));
    let count = call.arguments.len();
    match name {
        // With a zone of its own it is immutable from 16 on.
        "date_trunc" => count == 2 && (with_zone(1) || argument(1).is_some_and(|of| is(&of, "date"))),
        "date_part" | "extract" => with_zone(1),
        "date" => with_zone(0),
        "age" => count == 1,
        "timezone" => argument(1).is_some_and(|of| is(&of, "date")),
        "to_timestamp" => count == 2,
        "to_tsvector" | "to_tsquery" | "plainto_tsquery" | "phraseto_tsquery" | "websearch_to_tsquery" => {
            count == 1
        }
        _ if BY_ARGUMENTS.contains(&name) => false,
        _ => matches!(
            function_volatility(call, catalog),
            FunctionVolatility::Known(Volatility::Stable | Volatility::Volatile)
        ),
    }
}

/// A function of the user's that is not IMMUTABLE. One in SQL may be put in its place, so that its body counts.
fn own_is_mutable(own: &[&Routine], call: &FunctionCall, catalog: &Catalog) -> bool {
    let refused = |routine: &&&Routine| {
        let stays = routine.language != "sql" || routine.security_definer || !routine.settings.is_empty();
        routine.volatility != Volatility::Immutable
            && stays
            && !routine.is_unknown()
            && !routine.aggregate
            && routine.definition.is_some()
            && catalog.is_seen_since(routine.origin.created())
    };
    let mut fitting = own.iter().filter(|routine| routine.takes(call.arguments.len())).peekable();
    fitting.peek().is_some() && fitting.all(|routine| refused(&routine))
}

fn cast_is_mutable(types: &ColumnTypes, from: &TypeName, to: &TypeName) -> bool {
    let to = &types.base(to);
    if same_type(from, to) {
        return false;
    }
    let (source, target) = (from.name.as_str(), to.name.as_str());
    let is_enum = |of: &TypeName| {
        let known = types.catalog.column_type(of);
        of.array == 0 && known.is_some_and(|known| matches!(known.kind, TypeDefKind::Enum { .. }))
    };
    if is_string(to) {
        return from.array > 0 || is_enum(from) || WRITTEN_BY_SETTING.contains(&source);
    }
    if is_string(from) {
        return to.array > 0 || is_enum(to) || READ_BY_SETTING.contains(&target);
    }
    if from.array > 0 || to.array > 0 {
        return false;
    }
    match source {
        "timestamptz" => matches!(target, "date" | "time" | "timetz" | "timestamp"),
        "timestamp" | "date" => target == "timestamptz",
        "time" => target == "timetz",
        "money" => target == "numeric",
        "int4" | "int8" | "numeric" => target == "money",
        _ => false,
    }
}

fn operator_is_mutable(left: &TypeName, operator: &str, right: &TypeName) -> bool {
    let pair =
        |one: &str, other: &str| is(left, one) && is(right, other) || is(left, other) && is(right, one);
    match operator {
        "+" => pair("timestamptz", "interval"),
        "-" => is(left, "timestamptz") && is(right, "interval"),
        _ if COMPARISONS.contains(&operator) => {
            pair("timestamptz", "timestamp") || pair("timestamptz", "date")
        }
        _ => false,
    }
}
