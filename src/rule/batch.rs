//! Changes of a few thousand rows at a time, whose repetition comes to an end.

use std::fmt::Display;

use crate::ast::{Expr, Ident, Name, Volatility, quoted};
use crate::catalog::{Catalog, ConstraintDef, Relation, RelationKind, expression};
use crate::effects::{FunctionVolatility, function_volatility};

/// An UPDATE of a few thousand rows, to be repeated until no row is left. A key column that is made anew under its name,
/// and filled by this, tells no rows apart.
pub fn batch(table: impl Display, relation: &Relation, assignment: &str, pending: &str) -> String {
    let key = single_key(relation);
    let key = key.as_deref().map(quoted).filter(|key| pending != format!("{key} IS NULL"));
    match key {
        Some(key) => format!(
            "UPDATE {table} SET {assignment}\n    WHERE {key} IN (SELECT {key} FROM {table} WHERE {pending} LIMIT 5000);"
        ),
        None => batch_of_places((table, relation), assignment, pending),
    }
}

/// The same where no key tells the rows apart. A place is one of a partition, and others have rows at the same.
fn batch_of_places((table, relation): (impl Display, &Relation), assignment: &str, pending: &str) -> String {
    let several = relation.kind == RelationKind::PartitionedTable || !relation.children.is_empty();
    let again = if several { format!(" AND ({pending})") } else { String::new() };
    format!(
        "UPDATE {table} SET {assignment}\n    \
         WHERE ctid = ANY (ARRAY(SELECT ctid FROM {table} WHERE {pending} LIMIT 5000)){again};"
    )
}

/// The key that batches can go along: one that they do not change; nothing at all of a table without one.
fn steady_key(relation: &Relation, is_set: impl Fn(&Name) -> bool) -> Option<Option<Name>> {
    let key = single_key(relation)?;
    if !is_set(&key) {
        return Some(Some(key));
    }
    let others = relation.constraints.iter().filter_map(|constraint| match &constraint.kind {
        ConstraintDef::Unique { columns, .. } if columns.len() == 1 => columns.first(),
        _ => None,
    });
    let mut others = others.filter(|other| relation.column(other).is_some_and(|column| column.not_null));
    Some(others.find(|other| !is_set(other)).cloned())
}

/// The column of a primary key that has no other.
pub fn single_key(relation: &Relation) -> Option<Name> {
    match relation.primary_key().map(|key| &key.kind) {
        Some(ConstraintDef::PrimaryKey { columns, .. }) if columns.len() == 1 => columns.first().cloned(),
        _ => None,
    }
}

/// What is still to be filled in a column that was added empty: not the rows for which the value is no value either.
pub fn unfilled(column: &Ident, value: &Expr, shown: &str, relation: &Relation) -> String {
    match is_never_null(value, relation) {
        true => format!("{column} IS NULL"),
        false => format!("{column} IS NULL AND ({shown}) IS NOT NULL"),
    }
}

/// An UPDATE that its user wrote, in batches. Where no row that it has changed would be left out by the condition, the
/// condition gets a part that does so; where no such part can be written, the batches go along the key.
pub fn in_batches(
    catalog: &Catalog,
    (table, relation): (impl Display, &Relation),
    assignments: &[(Ident, Expr)],
    (condition, pending): (&Expr, &str),
) -> Option<String> {
    let sets = Sets::of(assignments)?;
    if assignments.iter().any(|(column, value)| ends(condition, &column.name, value, relation)) {
        return Some(batch(table, relation, &sets.assignment, pending));
    }
    let pending = match condition {
        Expr::Or(_) => format!("({pending})"),
        _ => pending.to_owned(),
    };
    if sets.shown
        && assignments
            .iter()
            .all(|(column, value)| can_compare(catalog, relation, assignments, (column, value)))
    {
        let pending = format!("{pending} AND {} IS DISTINCT FROM {}", sets.columns, sets.values);
        return Some(batch(table, relation, &sets.assignment, &pending));
    }
    let is_set = |key: &Name| assignments.iter().any(|(column, _)| column.name == *key);
    let Some(key) = steady_key(relation, is_set)? else {
        return Some(format!(
            "{}\n-- this comes to an end where no row matches any more once it is changed",
            batch_of_places((table, relation), &sets.assignment, &pending)
        ));
    };
    let key = quoted(&key);
    Some(format!(
        "UPDATE {table} SET {}\n    \
         WHERE {key} IN (SELECT {key} FROM {table} WHERE {pending} AND {key} > … ORDER BY {key} LIMIT 5000)\n    \
         RETURNING {key};\n\
         -- each batch goes on from the greatest {key} of the one before: what was changed may match again",
        sets.assignment
    ))
}

/// The parts of a SET as they are shown.
struct Sets {
    assignment: String,
    columns: String,
    values: String,
    /// The values are written out, and not left to the reader.
    shown: bool,
}

impl Sets {
    const LONGEST: usize = 60;

    fn of(assignments: &[(Ident, Expr)]) -> Option<Self> {
        let columns: Vec<String> = assignments.iter().map(|(column, _)| column.to_string()).collect();
        let values: Vec<String> = assignments.iter().map(|(_, value)| expression(value)).collect();
        let can_show = assignments.iter().all(|(_, value)| is_shown_whole(value));
        let length: usize = columns.iter().chain(&values).map(|part| part.len() + 4).sum();
        let shown = can_show && length <= Self::LONGEST && !values.iter().any(|value| value.contains('\n'));
        let [first, ..] = columns.as_slice() else { return None };
        if !shown {
            let (columns, values) = (first.clone(), "…".to_owned());
            return Some(Self { assignment: format!("{first} = …"), columns, values, shown });
        }
        let pairs = columns.iter().zip(&values).map(|(column, value)| format!("{column} = {value}"));
        let assignment = pairs.collect::<Vec<_>>().join(", ");
        let row = |parts: &[String]| match parts {
            [one] => one.clone(),
            several => format!("({})", several.join(", ")),
        };
        let one = |values: &[String]| match assignments {
            [(_, Expr::Operator { .. } | Expr::And(_) | Expr::Or(_) | Expr::Not(_))] => {
                format!("({})", values.join(", "))
            }
            _ => row(values),
        };
        Some(Self { assignment, columns: row(&columns), values: one(&values), shown })
    }
}

/// Whether the text of an expression is SQL again.
fn is_shown_whole(value: &Expr) -> bool {
    let mut whole = true;
    value.walk(&mut |part| {
        whole &= !matches!(part, Expr::Other { .. } | Expr::Subquery(_) | Expr::Parameter | Expr::Star(_));
    });
    whole
}

/// Whether a column is told from what it is set to, and is the same afterwards.
fn can_compare(
    catalog: &Catalog,
    relation: &Relation,
    assignments: &[(Ident, Expr)],
    (column, value): (&Ident, &Expr),
) -> bool {
    let mut steady = !assignments.iter().any(|(assigned, _)| value.mentions_column(&assigned.name));
    value.walk(&mut |part| match part {
        Expr::SqlValue(_) => steady = false,
        Expr::Call(call) => {
            let volatility = function_volatility(call, catalog);
            steady &= matches!(volatility, FunctionVolatility::Known(Volatility::Immutable));
        }
        // The word that stands for the default is no value.
        Expr::Column(parts) => steady &= parts.last().is_some_and(|name| relation.column(name).is_some()),
        _ => {}
    });
    let known = relation.column(&column.name).and_then(|column| column.data_type.as_ref());
    // These have no operator of equality.
    let equal = known.is_some_and(|known| {
        !matches!(known.name.as_str(), "json" | "xml" | "point" | "box" | "polygon" | "path" | "line")
    });
    steady && equal
}

/// Whether a condition is no longer true of a row whose column has this value.
fn ends(condition: &Expr, column: &str, value: &Expr, relation: &Relation) -> bool {
    let is_column = |expr: &Expr| matches!(bare(expr), Expr::Column(parts) if parts.last().is_some_and(|last| last == column));
    let set_to = |wanted: bool| *bare(value) == Expr::Boolean(wanted);
    match condition {
        Expr::And(parts) => parts.iter().any(|part| ends(part, column, value, relation)),
        Expr::Or(parts) => parts.iter().all(|part| ends(part, column, value, relation)),
        Expr::Column(_) if is_column(condition) => set_to(false),
        Expr::Not(inner) if is_column(inner) => set_to(true),
        Expr::IsNull { expr, negated: false } => is_column(expr) && is_never_null(value, relation),
        Expr::IsNull { expr, negated: true } => is_column(expr) && *bare(value) == Expr::Null,
        Expr::IsBoolean { expr, test } if is_column(expr) => match *test {
            "TRUE" | "NOT FALSE" => set_to(false),
            "FALSE" | "NOT TRUE" => set_to(true),
            _ => false,
        },
        Expr::Operator { name, left: Some(left), right } => {
            let other = match (is_column(left), is_column(right)) {
                (true, false) => right,
                (false, true) => left,
                _ => return false,
            };
            match name.as_str() {
                "=" => differ(other, value),
                "<>" | "!=" | "IS DISTINCT FROM" => bare(other) == bare(value),
                _ => false,
            }
        }
        Expr::Any { left, operator, items, all: false } => {
            operator == "=" && is_column(left) && items.iter().all(|item| differ(item, value))
        }
        _ => false,
    }
}

/// Whether two are constants of one sort that are not the same.
fn differ(one: &Expr, other: &Expr) -> bool {
    match (bare(one), bare(other)) {
        (Expr::String(one), Expr::String(other)) => one != other,
        (Expr::Integer(one), Expr::Integer(other)) => one != other,
        (Expr::Boolean(one), Expr::Boolean(other)) => one != other,
        (Expr::String(_) | Expr::Integer(_) | Expr::Boolean(_), Expr::Null) => true,
        _ => false,
    }
}

fn bare(expr: &Expr) -> &Expr {
    match expr {
        Expr::Cast { expr, .. } => bare(expr),
        other => other,
    }
}

fn is_never_null(value: &Expr, relation: &Relation) -> bool {
    match bare(value) {
        Expr::Boolean(_) | Expr::Integer(_) | Expr::Float(_) | Expr::String(_) | Expr::SqlValue(_) => true,
        Expr::IsNull { .. } | Expr::IsBoolean { .. } | Expr::Array(_) => true,
        Expr::Column(parts) => {
            parts.last().and_then(|name| relation.column(name)).is_some_and(|column| column.not_null)
        }
        Expr::Coalesce(parts) => parts.iter().any(|part| is_never_null(part, relation)),
        Expr::Call(call) => {
            call.schema.is_none()
                && matches!(
                    call.name.as_str(),
                    "now" | "gen_random_uuid" | "random" | "clock_timestamp" | "nextval" | "uuid_generate_v4"
                )
        }
        _ => false,
    }
}
