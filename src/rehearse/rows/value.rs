//! A value of a type, as an expression over `i`, the number of the row.

use super::shape::Column;

/// The values that a column can take turns with. Without any, nothing is known of its type.
pub(super) fn values(column: &Column, number: &str) -> Vec<String> {
    if column.kind == "e" {
        let cast = |label: &String| format!("{label}::{}", column.data_type);
        return column.labels.iter().map(cast).collect();
    }
    if column.data_type.ends_with("[]") {
        return vec![format!("'{{}}'::{}", column.data_type)];
    }
    if column.kind == "r" {
        return vec![format!("'empty'::{}", column.data_type)];
    }
    of_type(&column.data_type, number)
}

/// Types with what makes one of their values from a number, in the order of the longest match.
const TYPES: &[(&str, &str)] = &[
    ("boolean", "({n} % 2 = 0)"),
    ("smallint", "({n} % 30000)::pg_catalog.int2"),
    ("integer", "{n}::pg_catalog.int4"),
    ("bigint", "{n}::pg_catalog.int8"),
    ("real", "({n} % 7 + 0.5)::pg_catalog.float4"),
    ("double precision", "({n} % 7 + 0.5)::pg_catalog.float8"),
    ("numeric", "({n} % 9 + 0)::pg_catalog.numeric"),
    ("money", "({n} % 9)::pg_catalog.int4::pg_catalog.money"),
    ("text", "('text ' || {n})"),
    ("name", "('name_' || {n})::pg_catalog.name"),
    ("citext", "('text ' || {n})"),
    ("uuid", "pg_catalog.md5({n}::pg_catalog.text)::pg_catalog.uuid"),
    ("jsonb", "'{}'::pg_catalog.jsonb"),
    ("json", "'{}'::pg_catalog.json"),
    ("date", "('2025-01-01'::pg_catalog.date + {n}::pg_catalog.int4 % 300)"),
    ("timestamp", "('2025-01-01 12:00+00'::pg_catalog.timestamptz + {n} * '1 minute'::pg_catalog.interval)"),
    ("time", "('12:00'::pg_catalog.time + {n} * '1 second'::pg_catalog.interval)"),
    ("interval", "({n} * '1 minute'::pg_catalog.interval)"),
    ("bytea", "pg_catalog.decode(pg_catalog.md5({n}::pg_catalog.text), 'hex')"),
    ("inet", "('10.0.0.0'::pg_catalog.inet + {n})"),
    ("cidr", "('10.0.0.0'::pg_catalog.inet + {n})::pg_catalog.cidr"),
    ("macaddr8", "'08:00:2b:01:02:03:04:05'::pg_catalog.macaddr8"),
    ("macaddr", "'08:00:2b:01:02:03'::pg_catalog.macaddr"),
    ("tsvector", "pg_catalog.to_tsvector('simple', 'text ' || {n})"),
    ("tsquery", "'text'::pg_catalog.tsquery"),
    ("xml", "'<x/>'"),
    ("point", "pg_catalog.point({n}, {n})"),
    ("oid", "{n}::pg_catalog.oid"),
    ("pg_lsn", "'0/0'::pg_catalog.pg_lsn"),
    ("hstore", "''"),
    ("ltree", "('n' || {n})"),
];

fn of_type(data_type: &str, number: &str) -> Vec<String> {
    // `public.citext`: an extension's types stand in its schema.
    let bare = data_type.rsplit_once('.').map_or(data_type, |(_, name)| name);
    if let Some(length) = length_of(bare, &["character varying", "character"]) {
        let text = format!("('v' || {number})");
        return vec![format!("pg_catalog.right({text}, {length})::{data_type}")];
    }
    if let Some(length) = length_of(bare, &["bit varying", "bit"]) {
        return vec![format!("pg_catalog.repeat('0', {length})::{data_type}")];
    }
    if let Some(length) = length_of(bare, &["vector"]) {
        let zeros = vec!["0"; length].join(",");
        return vec![format!("'[{zeros}]'::{data_type}")];
    }
    if bare.starts_with("numeric(") {
        return vec![format!("({number} % 9 * 0.1)::{data_type}")];
    }
    let known = TYPES.iter().find(|(name, _)| {
        bare == *name || bare.starts_with(&format!("{name}(")) || bare.starts_with(&format!("{name} "))
    });
    known.map(|(_, value)| format!("({})::{data_type}", value.replace("{n}", number))).into_iter().collect()
}

/// The length of `character varying(20)`; of one without, more than enough.
fn length_of(data_type: &str, names: &[&str]) -> Option<usize> {
    names.iter().find_map(|name| {
        let rest = data_type.strip_prefix(name)?;
        match rest.strip_prefix('(').and_then(|rest| rest.strip_suffix(')')) {
            Some(length) => length.parse().ok(),
            None => rest.is_empty().then_some(if *name == "vector" { 3 } else { 60 }),
        }
    })
}

/// What a check's own text suggests: the constants that stand in it, and the numbers next to them.
pub(super) fn suggested(expression: &str, column: &Column) -> Vec<String> {
    let mut found: Vec<String> = Vec::new();
    let is_text = column.kind == "e"
        || ["text", "char", "name", "citext"].iter().any(|name| column.data_type.contains(name));
    let is_day = ["date", "timestamp"].iter().any(|name| column.data_type.starts_with(name));
    let mut rest = if is_text || is_day { expression } else { "" };
    while let Some((_, after)) = rest.split_once('\'') {
        let Some((literal, behind)) = after.split_once('\'') else { break };
        let literal = format!("'{literal}'");
        let fits = match column.kind.as_str() {
            "e" => column.labels.contains(&literal),
            _ => !is_day || looks_like_a_day(&literal),
        };
        if fits {
            found.push(literal);
        }
        rest = behind;
    }
    let is_number =
        ["int", "numeric", "real", "double", "money"].iter().any(|name| column.data_type.contains(name));
    if is_number {
        let digits = expression.split(|c: char| !c.is_ascii_digit() && c != '.');
        let numbers: Vec<i64> =
            digits.filter_map(|digits| digits.parse().ok()).filter(|number| *number < 30_000).collect();
        found = numbers
            .iter()
            .flat_map(|number| [*number, number + 1, number - 1])
            .map(|number| number.to_string())
            .collect();
    }
    found.sort();
    found.dedup();
    found.iter().map(|value| format!("{value}::{}", column.data_type)).collect()
}

/// `'2025-01-31 …'`.
fn looks_like_a_day(literal: &str) -> bool {
    let digits = |range: std::ops::Range<usize>| {
        literal.get(range).is_some_and(|text| text.bytes().all(|byte| byte.is_ascii_digit()))
    };
    digits(1..5) && literal.get(5..6) == Some("-") && digits(6..8) && literal.get(8..9) == Some("-")
}
