//! Which functions are volatile: the built-in ones from the server's own pg_proc, the user's from the catalog.

use std::collections::HashMap;
use std::sync::OnceLock;

use super::folded::calls_left;
use crate::ast::{Expr, FunctionCall, Name, ObjectName, Statement, Volatility};
use crate::catalog::{Catalog, Routine};
use crate::source::Span;

/// Every function of `pg_catalog` in PostgreSQL 12 to 18, one a line under the volatility of its least stable overload.
const BUILT_IN: &str = include_str!("built_in_functions.txt");

/// The volatile functions of widespread extensions.
const VOLATILE_IN_EXTENSIONS: &[&str] = &[
    "crosstab",
    "dblink",
    "dblink_exec",
    "gen_random_bytes",
    "gen_random_uuid",
    "gen_salt",
    "uuid_generate_v1",
    "uuid_generate_v1mc",
    "uuid_generate_v4",
];

/// The other functions of widespread extensions that stand in defaults.
const STABLE_IN_EXTENSIONS: &[&str] = &[
    "crypt",
    "digest",
    "hmac",
    "hstore",
    "public_gen_random_uuid",
    "similarity",
    "st_geomfromtext",
    "st_makepoint",
    "st_point",
    "st_setsrid",
    "unaccent",
    "uuid_generate_v3",
    "uuid_generate_v5",
    "uuid_nil",
    "uuid_ns_dns",
    "uuid_ns_oid",
    "uuid_ns_url",
    "uuid_ns_x500",
];

/// What is known of a function.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum FunctionVolatility {
    Known(Volatility),
    /// Neither built in nor created in this history.
    Unknown,
}

/// An expression's volatility, and the functions in it that nothing is known of: they count as volatile.
pub(super) struct ExpressionVolatility {
    pub(super) volatile: bool,
    pub(super) unknown: Vec<Name>,
}

/// Forms that look like calls and are not in pg_proc; their arguments are looked at by themselves.
const GRAMMAR: &[&str] = &["greatest", "least", "merge_action"];

/// How volatile a function is, by its name.
pub fn function_volatility(call: &FunctionCall, catalog: &Catalog) -> FunctionVolatility {
    let name = ObjectName { schema: call.schema.clone(), name: call.name.clone(), span: Span::default() };
    let routines = catalog.routines(&name);
    let fitting: Vec<&&Routine> = {
        let takes_it = |routine: &&&Routine| routine.takes(call.arguments.len());
        let fitting: Vec<&&Routine> = routines.iter().filter(takes_it).collect();
        if fitting.is_empty() { routines.iter().collect() } else { fitting }
    };
    if let Some(volatility) = fitting.iter().map(|routine| planned_volatility(routine, catalog)).max() {
        return FunctionVolatility::Known(volatility);
    }
    if GRAMMAR.contains(&call.name.as_str()) {
        return FunctionVolatility::Known(Volatility::Immutable);
    }
    let system = call.schema.as_deref().is_none_or(|schema| schema == "pg_catalog");
    if let Some(volatility) = built_in().get(call.name.as_str()).filter(|_| system) {
        return FunctionVolatility::Known(*volatility);
    }
    if VOLATILE_IN_EXTENSIONS.contains(&call.name.as_str()) {
        return FunctionVolatility::Known(Volatility::Volatile);
    }
    if STABLE_IN_EXTENSIONS.contains(&call.name.as_str()) {
        return FunctionVolatility::Known(Volatility::Immutable);
    }
    FunctionVolatility::Unknown
}

/// Whether the server has a function of that name: written without a schema, the name means that one first.
pub(super) fn is_built_in(name: &str) -> bool {
    built_in().contains_key(name)
}

/// Whether the server has a function of that name that cannot change anything.
pub fn is_built_in_reader(name: &str) -> bool {
    built_in().get(name).is_some_and(|volatility| *volatility != Volatility::Volatile)
}

pub(super) fn of_expression(expr: &Expr, catalog: &Catalog) -> ExpressionVolatility {
    let mut found = ExpressionVolatility { volatile: false, unknown: Vec::new() };
    for call in calls_left(expr) {
        match function_volatility(call, catalog) {
            FunctionVolatility::Known(volatility) => found.volatile |= volatility == Volatility::Volatile,
            FunctionVolatility::Unknown => {
                found.volatile = true;
                found.unknown.push(call.name.clone());
            }
        }
    }
    found
}

/// A function as the planner sees it: one in SQL that only returns an expression is put in its place, so that the
/// expression's own volatility counts (inline_function).
fn planned_volatility(routine: &Routine, catalog: &Catalog) -> Volatility {
    if routine.volatility != Volatility::Volatile {
        return routine.volatility;
    }
    match inlined(routine) {
        Some(body) if body.calls().iter().all(|call| is_built_in_and_not_volatile(call, catalog)) => {
            Volatility::Stable
        }
        _ => Volatility::Volatile,
    }
}

fn inlined(routine: &Routine) -> Option<&Expr> {
    let definition = routine.definition.as_deref()?;
    if routine.language != "sql"
        || routine.security_definer
        || !routine.settings.is_empty()
        || definition.strict
    {
        return None;
    }
    let [inside] = &*definition.statements else { return None };
    let Statement::Select(query) = &inside.statement.kind else { return None };
    let plain = query.constant && query.where_clause.is_none() && query.expressions.is_empty();
    match query.outputs.as_slice() {
        [output] if plain => Some(&output.expr),
        _ => None,
    }
}

/// The user's functions are not looked through again, since they can call each other in a circle.
fn is_built_in_and_not_volatile(call: &FunctionCall, catalog: &Catalog) -> bool {
    let name = ObjectName { schema: call.schema.clone(), name: call.name.clone(), span: Span::default() };
    catalog.routines(&name).is_empty()
        && built_in().get(call.name.as_str()).is_some_and(|volatility| *volatility != Volatility::Volatile)
}

fn built_in() -> &'static HashMap<&'static str, Volatility> {
    static TABLE: OnceLock<HashMap<&'static str, Volatility>> = OnceLock::new();
    TABLE.get_or_init(|| {
        let mut table = HashMap::new();
        let mut volatility = Volatility::Volatile;
        for line in BUILT_IN.lines() {
            match line {
                "[volatile]" => volatility = Volatility::Volatile,
                "[stable]" => volatility = Volatility::Stable,
                "[immutable]" => volatility = Volatility::Immutable,
                name => {
                    table.insert(name, volatility);
                }
            }
        }
        table
    })
}
