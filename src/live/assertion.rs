//! Which queries of the user's may be asked: one SELECT that neither locks nor calls what acts.
//!
//! A read-only transaction is not enough: it takes advisory locks, ends other sessions, sleeps, and reaches other
//! servers.

use crate::ast::{Expr, FunctionCall, Query, Statement, Volatility};
use crate::catalog::{Baseline, Catalog};
use crate::effects::{FunctionVolatility, function_volatility};
use crate::parse;
use crate::source::SourceFile;

/// Functions that are not volatile by the server's books and act all the same, or read what is no table.
const REFUSED: &[&str] = &[
    "current_setting",
    "database_to_xml",
    "dblink",
    "pg_stat_file",
    "query_to_xml",
    "query_to_xmlschema",
    "query_to_xml_and_xmlschema",
    "schema_to_xml",
    "set_config",
    "table_to_xml",
    "ts_stat",
    "ts_rewrite",
];

/// Volatile functions that only read.
const ALLOWED: &[&str] =
    &["clock_timestamp", "pg_table_size", "pg_relation_size", "pg_total_relation_size", "random"];

/// Aggregates and window functions of PostgreSQL 12 to 18, none of which acts.
#[rustfmt::skip]
const AGGREGATES: &[&str] = &[
    "any_value", "array_agg", "avg", "bit_and", "bit_or", "bit_xor", "bool_and", "bool_or", "corr", "count",
    "covar_pop", "covar_samp", "cume_dist", "dense_rank", "every", "first_value", "json_agg",
    "json_agg_strict", "json_object_agg", "json_object_agg_strict", "json_object_agg_unique",
    "json_object_agg_unique_strict", "jsonb_agg", "jsonb_agg_strict", "jsonb_object_agg",
    "jsonb_object_agg_strict", "jsonb_object_agg_unique", "jsonb_object_agg_unique_strict", "lag",
    "last_value", "lead", "max", "min", "mode", "nth_value", "ntile", "percent_rank", "percentile_cont",
    "percentile_disc", "range_agg", "range_intersect_agg", "rank", "regr_avgx", "regr_avgy", "regr_count",
    "regr_intercept", "regr_r2", "regr_slope", "regr_sxx", "regr_sxy", "regr_syy", "row_number", "stddev",
    "stddev_pop", "stddev_samp", "string_agg", "sum", "var_pop", "var_samp", "variance", "xmlagg",
];

/// Why a query may not be asked, if it may not.
pub fn check(sql: &str) -> Result<(), String> {
    let parsed = parse::parse(&SourceFile::new("assertion", sql), &parse::ParseOptions::default());
    if let Some(error) = parsed.errors.first() {
        return Err(format!("it is not valid SQL: {}", error.message));
    }
    let [statement] = parsed.statements.as_slice() else {
        return Err(format!("it must be one statement, and these are {}", parsed.statements.len()));
    };
    let Statement::Select(query) = &statement.kind else {
        return Err("it must be a SELECT".to_owned());
    };
    check_query(query)
}

/// The statements of a file of queries, as they are written.
pub fn queries(text: &str) -> Vec<String> {
    let source = SourceFile::new("queries", text);
    let parsed = parse::parse(&source, &parse::ParseOptions::default());
    let written = parsed.statements.iter().map(|statement| source.slice(statement.span).trim().to_owned());
    written.collect()
}

fn check_query(query: &Query) -> Result<(), String> {
    if let Some(locked) = query.row_locks.first() {
        return Err(format!("it locks rows of `{locked}`"));
    }
    if let Some(changed) = query.changes.first() {
        return Err(format!("it changes `{}`", changed.table()));
    }
    let mut refused = None;
    query.walk_expressions(&mut |expr| match expr {
        Expr::Call(call) if refused.is_none() => refused = refusal(call),
        Expr::Subquery(inner) if refused.is_none() => refused = check_query(inner).err(),
        _ => {}
    });
    match refused {
        Some(refusal) => Err(refusal),
        None => Ok(()),
    }
}

/// A function is allowed by name: one that the server ships and that does not act.
fn refusal(call: &FunctionCall) -> Option<String> {
    let name = call.name.as_str();
    let system = call.schema.as_deref().is_none_or(|schema| schema == "pg_catalog");
    if !system {
        return Some(format!("it calls {}, which is not the server's own", call.name));
    }
    if REFUSED.contains(&name)
        || name.starts_with("dblink")
        || name.starts_with("pg_read_")
        || name.starts_with("pg_ls_")
    {
        return Some(format!("it calls {name}, which acts or reads outside of tables"));
    }
    if ALLOWED.contains(&name) || AGGREGATES.contains(&name) {
        return None;
    }
    match function_volatility(call, &Catalog::new(Baseline::Empty)) {
        FunctionVolatility::Known(Volatility::Volatile) => {
            Some(format!("it calls {name}, which is volatile"))
        }
        FunctionVolatility::Known(_) => None,
        FunctionVolatility::Unknown => Some(format!("it calls {name}, of which nothing is known")),
    }
}
