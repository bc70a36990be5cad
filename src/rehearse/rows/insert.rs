//! The statement that fills a table: a row for each number, of values that its columns take turns with, of which those
//! are kept that its checks allow.

use super::shape::{Column, ForeignKey, Shape};
use super::value::{suggested, values};

/// Whether columns that can hold nulls do.
#[derive(Clone, Copy, PartialEq, Eq)]
pub(super) enum Nulls {
    Some,
    None,
}

/// How many rows are tried for those that are kept.
const TRIED_AT_MOST: usize = 5_000;

/// Nobody can count on values being apart that no index keeps apart.
const TWICE: &str = "(CASE WHEN i % 10 = 0 THEN i - 1 ELSE i END)";

pub(super) fn statement(shape: &Shape, rows: usize, nulls: Nulls) -> String {
    let mut combinations = 1;
    let mut columns: Vec<(String, String)> = Vec::new();
    let mut in_keys = 1;
    for column in &shape.columns {
        let key = shape.keys.iter().find(|key| key.columns.contains(&column.name));
        let checks = shape.checks.iter().filter(|check| check.columns.contains(&column.name));
        let checked: Vec<&str> = checks.map(|check| check.expression.as_str()).collect();
        let unique = shape.unique.iter().any(|unique| unique.contains(&column.name));
        if column.automatic || (column.has_default && key.is_none() && !unique && checked.is_empty()) {
            continue;
        }
        let value = match key {
            Some(key) => {
                let value = reference(shape, column, key, if unique { in_keys } else { 1 }, rows);
                if unique {
                    in_keys *= rows.clamp(1, 10);
                }
                Some(value)
            }
            None => own(column, &checked, unique, &mut combinations),
        };
        let Some(value) = value else { continue };
        let nullable = !column.not_null && nulls == Nulls::Some && !unique;
        let value = if nullable { format!("CASE WHEN i % 7 <> 3 THEN {value} END") } else { value };
        columns.push((column.name.clone(), value));
    }
    assemble(shape, &columns, rows, combinations)
}

/// A value of the column's own, or one of several that checks suggest.
fn own(column: &Column, checked: &[&str], unique: bool, combinations: &mut usize) -> Option<String> {
    let number = if unique || !checked.is_empty() { "i" } else { TWICE };
    let mut candidates: Vec<String> =
        checked.iter().flat_map(|expression| suggested(expression, column)).collect();
    candidates.extend(values(column, number));
    candidates.dedup();
    let value = match candidates.as_slice() {
        [] => return None,
        [only] => only.clone(),
        several => {
            let turn = format!("1 + (((i - 1) / {combinations}) % {})", several.len());
            *combinations = (*combinations * several.len()).min(TRIED_AT_MOST);
            format!("(ARRAY[{}])[{turn}]", several.join(", "))
        }
    };
    Some(value)
}

/// A key that is there. A table that refers to itself refers to the row itself where it must.
fn reference(shape: &Shape, column: &Column, key: &ForeignKey, stride: usize, rows: usize) -> String {
    let place = key.columns.iter().position(|name| *name == column.name).unwrap_or_default();
    let referenced = key.referenced.get(place).map_or("", String::as_str);
    if key.table_oid == shape.oid {
        let own = shape.columns.iter().find(|column| column.name == referenced);
        let value = own.and_then(|own| values(own, "i").into_iter().next());
        return match value.filter(|_| column.not_null) {
            Some(value) => value,
            None => format!("NULL::{}", column.data_type),
        };
    }
    let order = key.referenced.join(", ");
    let keys = format!(
        "(SELECT pg_catalog.array_agg(k.k) FROM (SELECT {referenced} AS k FROM {} ORDER BY {order} LIMIT {rows}) k)",
        key.table
    );
    format!("{keys}[1 + (((i - 1) / {stride}) % pg_catalog.array_length({keys}, 1))]")
}

fn assemble(shape: &Shape, columns: &[(String, String)], rows: usize, combinations: usize) -> String {
    let empty = format!("NOT EXISTS (SELECT FROM {})", shape.quoted);
    if columns.is_empty() {
        // Every column has a value of its own.
        return format!("INSERT INTO {} DEFAULT VALUES", shape.quoted);
    }
    let names: Vec<&str> = columns.iter().map(|(name, _)| name.as_str()).collect();
    let list: Vec<String> = columns.iter().map(|(name, value)| format!("{value} AS {name}")).collect();
    let checks =
        shape.checks.iter().filter(|check| check.columns.iter().all(|name| names.contains(&name.as_str())));
    let checks: String = checks.map(|check| format!(" AND ({}) IS NOT FALSE", check.expression)).collect();
    let tried = (rows * combinations.max(1)).min(TRIED_AT_MOST).max(rows);
    format!(
        "INSERT INTO {} ({names}) OVERRIDING SYSTEM VALUE SELECT {names} FROM \
         (SELECT {} FROM pg_catalog.generate_series(1, {tried}) AS g(i)) AS {} WHERE {empty}{checks} \
         LIMIT {rows} ON CONFLICT DO NOTHING",
        shape.quoted,
        list.join(", "),
        shape.alias,
        names = names.join(", "),
    )
}
