//! Code that runs only where the catalog lacks something, after a history that has made it.

use crate::ast::{CatalogGuard, Expr};
use crate::catalog::{Catalog, Column, Constraint, ConstraintDef, Origin, Place, Relation, RelationKind};

/// Whether something that one of the guards wants missing is there for certain: the history made it without a condition,
/// and everything that ran since is seen.
pub(super) fn never_hold(
    guards: &[CatalogGuard],
    catalog: &Catalog,
    is_sure: impl Fn(Place) -> bool,
) -> bool {
    let stays =
        |origin: Origin| origin.created().is_some_and(|made| is_sure(made) && catalog.is_seen_since([made]));
    guards.iter().any(|guard| rows(guard, catalog).into_iter().any(stays))
}

/// What stands behind the rows that answer the question of a guard; none where a part of it is not understood.
fn rows(guard: &CatalogGuard, catalog: &Catalog) -> Vec<Origin> {
    let relations = catalog.relations();
    let holds = |answers: &dyn Fn(&str, &str) -> bool| {
        guard.asked.iter().all(|(column, value)| answers(column, value))
    };
    let own = |kinds: &dyn Fn(RelationKind) -> bool| -> Vec<Origin> {
        let fits = |relation: &&Relation| {
            kinds(relation.kind) && holds(&|column, value| of_relation(catalog, relation, column, value))
        };
        catalog.relations().filter(fits).map(|relation| relation.origin).collect()
    };
    match guard.catalog.as_str() {
        "pg_class" => own(&|_| true),
        "pg_indexes" => own(&|kind| kind.is_index()),
        "pg_tables" | "tables" => {
            own(&|kind| matches!(kind, RelationKind::Table | RelationKind::PartitionedTable))
        }
        "pg_constraint" | "table_constraints" => {
            let parts = relations.flat_map(|table| table.constraints.iter().map(move |part| (table, part)));
            let fits = |table: &Relation, part: &Constraint| {
                holds(&|column, value| of_constraint(catalog, table, part, column, value))
            };
            parts.filter(|(table, part)| fits(table, part)).map(|(_, part)| part.origin).collect()
        }
        "columns" => {
            let parts = relations.flat_map(|table| table.columns.iter().map(move |part| (table, part)));
            let fits = |table: &Relation, part: &Column| {
                holds(&|column, value| match column {
                    "column_name" => part.name == value,
                    _ => of_relation(catalog, table, column, value),
                })
            };
            parts.filter(|(table, part)| fits(table, part)).map(|(_, part)| part.origin).collect()
        }
        _ => Vec::new(),
    }
}

fn of_relation(catalog: &Catalog, relation: &Relation, column: &str, value: &str) -> bool {
    match column {
        "relname" | "table_name" => relation.name.name == value,
        "tablename" if !relation.kind.is_index() => relation.name.name == value,
        "indexname" => relation.name.name == value && relation.kind.is_index(),
        "tablename" => {
            let table = relation.index.as_ref().and_then(|index| catalog.relation(index.table?));
            table.is_some_and(|table| table.name.name == value)
        }
        "schemaname" | "table_schema" | "relnamespace" => relation.name.schema == value,
        _ => false,
    }
}

fn of_constraint(
    catalog: &Catalog,
    table: &Relation,
    constraint: &Constraint,
    column: &str,
    value: &str,
) -> bool {
    match column {
        "conname" | "constraint_name" => constraint.name == value,
        "conrelid" => {
            let named = Expr::String(value.into()).relation_named();
            named.is_some_and(|name| catalog.resolve_id(&name) == Some(table.id))
        }
        "constraint_schema" => table.name.schema == value,
        "contype" | "constraint_type" => match constraint.kind {
            ConstraintDef::Check { .. } => matches!(value, "c" | "CHECK"),
            ConstraintDef::ForeignKey { .. } => matches!(value, "f" | "FOREIGN KEY"),
            ConstraintDef::PrimaryKey { .. } => matches!(value, "p" | "PRIMARY KEY"),
            ConstraintDef::Unique { .. } => matches!(value, "u" | "UNIQUE"),
            _ => false,
        },
        _ => of_relation(catalog, table, column, value),
    }
}
