//! The type of an expression over the columns of a table, where it is plain to see.

use super::column_type::domain_of;
use crate::ast::{ColumnDef, Expr, Name, TypeName};
use crate::catalog::{Catalog, Relation};

/// The types that the columns of a table have.
pub(super) struct ColumnTypes<'a> {
    pub(super) catalog: &'a Catalog,
    table: Option<&'a Relation>,
    /// Those that are new, or other than in the table.
    own: Vec<(Name, TypeName)>,
}

impl<'a> ColumnTypes<'a> {
    pub(super) fn of(catalog: &'a Catalog, table: &'a Relation) -> Self {
        Self { catalog, table: Some(table), own: Vec::new() }
    }

    pub(super) fn of_new(catalog: &'a Catalog, columns: &[ColumnDef]) -> Self {
        let mut types = Self { catalog, table: None, own: Vec::new() };
        for column in columns {
            if let Some(data_type) = &column.data_type {
                types.put(&column.name.name, data_type);
            }
        }
        types
    }

    /// Gives a column this type, whatever it had.
    pub(super) fn put(&mut self, column: &Name, data_type: &TypeName) {
        self.own.retain(|(known, _)| known != column);
        self.own.push((column.clone(), data_type.clone()));
    }

    /// What a domain is of.
    pub(super) fn base(&self, data_type: &TypeName) -> TypeName {
        if let Some(base) = data_type.serial_base() {
            return TypeName::builtin(base);
        }
        domain_of(self.catalog, data_type).map_or_else(|| data_type.clone(), |domain| domain.base)
    }

    pub(super) fn of_column(&self, column: &str) -> Option<TypeName> {
        let own = self.own.iter().find(|(known, _)| known == column).map(|(_, data_type)| data_type);
        let known = || self.table?.column(column)?.data_type.as_ref();
        own.or_else(known).map(|data_type| self.base(data_type))
    }

    /// `None` where it cannot be told, as of a literal, which takes the type that is wanted.
    pub(super) fn of_expr(&self, expr: &Expr) -> Option<TypeName> {
        let named = |name: &str| Some(TypeName::builtin(name));
        match expr {
            Expr::Column(parts) if parts.len() <= 2 => self.of_column(parts.last()?),
            Expr::Cast { to, .. } => Some(self.base(to)),
            Expr::Collate { expr, .. } => self.of_expr(expr),
            Expr::SqlValue("current_date") => named("date"),
            Expr::SqlValue("current_timestamp") => named("timestamptz"),
            Expr::SqlValue("localtimestamp") => named("timestamp"),
            Expr::Coalesce(parts) => {
                let known: Vec<TypeName> = parts.iter().filter_map(|part| self.of_expr(part)).collect();
                let first = known.first()?;
                known.iter().all(|other| other.name == first.name).then(|| first.clone())
            }
            Expr::Operator { name, left: Some(left), right } => {
                let left = self.of_expr(left)?;
                match (left.name.as_str(), name.as_str()) {
                    _ if left.array > 0 => None,
                    ("json" | "jsonb", "->>" | "#>>") => named("text"),
                    ("json" | "jsonb", "->" | "#>") => Some(left),
                    ("timestamptz" | "timestamp", "+" | "-")
                        if self.of_expr(right).is_some_and(|right| right.name == "interval") =>
                    {
                        Some(left)
                    }
                    _ => None,
                }
            }
            Expr::Call(call) if call.schema.as_deref().is_none_or(|schema| schema == "pg_catalog") => {
                let argument = |at: usize| call.arguments.get(at).and_then(|part| self.of_expr(part));
                match call.name.as_str() {
                    "now" => named("timestamptz"),
                    "timezone" => match argument(1)?.name.as_str() {
                        "timestamptz" | "date" => named("timestamp"),
                        "timestamp" => named("timestamptz"),
                        _ => None,
                    },
                    "date_trunc" => match argument(1)?.name.as_str() {
                        "timestamptz" | "date" => named("timestamptz"),
                        "timestamp" => named("timestamp"),
                        _ => None,
                    },
                    "to_timestamp" => named("timestamptz"),
                    "lower" | "upper" | "btrim" => {
                        argument(0).filter(super::column_type::is_string).and_then(|_| named("text"))
                    }
                    _ => None,
                }
            }
            _ => None,
        }
    }
}
