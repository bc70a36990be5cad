//! Tables that hold one row, by their constraints or by what a statement sets.

use crate::ast::{Expr, Name, Update};
use crate::catalog::{Catalog, Column, ConstraintDef, Relation};

/// Tables in which migration tools and scripts keep what they have run.
const BOOKKEEPING: &[&str] = &[
    "schema_version",
    "schema_versions",
    "schema_migrations",
    "schema_migration",
    "schema_info",
    "db_version",
    "database_version",
    "migration_version",
    "alembic_version",
];

/// Whether a table has one row, or a handful: it keeps a version, or its constraints let in one row and no second (a key
/// of one column, and a check that leaves it one value).
pub fn holds_one_row(catalog: &Catalog, table: &Relation) -> bool {
    let name = table.name.name.as_str();
    let keeps_versions =
        BOOKKEEPING.contains(&name) || name.ends_with("_schema_version") || is_called_version(table);
    if keeps_versions && !numbers_its_rows(table) {
        return true;
    }
    let checks = table.constraints.iter().filter_map(|constraint| match &constraint.kind {
        ConstraintDef::Check { expr, .. } => Some(expr),
        _ => None,
    });
    let fixed: Vec<Name> = checks.filter_map(fixed_column).collect();
    fixed.iter().any(|column| is_key(catalog, table, column))
}

/// A table `version` with little more in it than a column of that name.
fn is_called_version(table: &Relation) -> bool {
    const FEW: usize = 3;
    let columns = table.columns.iter();
    table.name.name == "version"
        && table.columns.len() <= FEW
        && columns.into_iter().any(|column| column.name.contains("version"))
}

/// Whether every new row gets a key of its own, or there is more to it than a ledger has: an application's table.
fn numbers_its_rows(table: &Relation) -> bool {
    /// Flyway's and its like have ten columns; a script's own have a version, a name and a time or two.
    const LARGEST_LEDGER: usize = 10;
    let counts = |column: &std::sync::Arc<Column>| {
        let type_name = column.data_type.as_ref().map(|data_type| data_type.name.as_str());
        matches!(type_name, Some("int2" | "int4" | "int8"))
    };
    // What holds nothing but numbers holds those of versions.
    if !table.columns.is_empty() && table.columns.iter().all(counts) {
        return false;
    }
    let key = table.primary_key().map(|key| key.columns()).unwrap_or_default();
    let mut own = table.columns.iter().filter(|column| key.contains(&column.name));
    own.any(|column| {
        let type_name = column.data_type.as_ref().map(|data_type| data_type.name.as_str());
        column.identity.is_some() || column.sequence.is_some() || type_name == Some("uuid")
    }) || table.columns.len() > LARGEST_LEDGER
}

/// Whether an UPDATE of every row gives all of them the same value of a key: with a second row it would fail.
pub(super) fn sets_key(catalog: &Catalog, table: &Relation, update: &Update) -> bool {
    update.assignments.iter().any(|(column, value)| is_literal(value) && is_key(catalog, table, &column.name))
}

/// The column that a check holds to one value: `CHECK (id)`, `CHECK (id = 1)`.
fn fixed_column(check: &Expr) -> Option<Name> {
    match check {
        Expr::Column(parts) => parts.last().cloned(),
        Expr::And(parts) => parts.iter().find_map(fixed_column),
        Expr::Operator { name, left: Some(left), right } if name == "=" => match (&**left, &**right) {
            (Expr::Column(parts), value) | (value, Expr::Column(parts)) if is_literal(value) => {
                parts.last().cloned()
            }
            _ => None,
        },
        _ => None,
    }
}

fn is_literal(value: &Expr) -> bool {
    match value {
        Expr::String(_) | Expr::Integer(_) | Expr::Float(_) | Expr::Boolean(_) => true,
        Expr::Cast { expr, .. } => is_literal(expr),
        _ => false,
    }
}

/// Whether a unique index over every row has this column and no other.
fn is_key(catalog: &Catalog, table: &Relation, column: &Name) -> bool {
    catalog.indexes_of(table).filter_map(|index| index.index.as_deref()).any(|index| {
        index.unique
            && index.predicate.is_none()
            && index.elements.len() == 1
            && index.leading_columns().first().is_some_and(|first| *first == column)
    })
}
