//! A geometry or geography column that no spatial index is on when every migration has run.

use crate::ast::{AlterActionKind, ColumnDef, ObjectName, Statement, quoted};
use crate::catalog::{Catalog, Relation};
use crate::migration::Step;
use crate::rule::{Pass, Rule, default_name};

pub(super) static RULE: Rule = Rule::new(
    "spatial-column-without-index",
    include_str!("../../rules/spatial-column-without-index.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTable(create) => {
                create.columns.iter().for_each(|column| check_column(pass, step, &create.name, column));
            }
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    if let AlterActionKind::AddColumn { column, .. } = &action.kind {
                        check_column(pass, step, &alter.name, column);
                    }
                }
            }
            _ => {}
        }
    }
}

fn check_column(pass: &mut Pass, step: &Step, table: &ObjectName, column: &ColumnDef) {
    let spatial = column
        .data_type
        .as_ref()
        .is_some_and(|of| of.array == 0 && matches!(of.name.as_str(), "geometry" | "geography"));
    if !spatial {
        return;
    }
    let end = &pass.history.end;
    let Some(known) = end.relation_named(&step.before.qualify(table)) else { return };
    if known.is_temporary() || known.column(&column.name.name).is_none() || is_indexed(end, known, column) {
        return;
    }
    let message = format!(
        "no index is on `{}.{}`: ST_DWithin, ST_Intersects and && read the whole table",
        known.name, column.name.name
    );
    let name = default_name(table, std::slice::from_ref(&column.name), "idx");
    let concurrently = if pass.is_new(known.origin) { "" } else { "CONCURRENTLY " };
    pass.report(column.span, message).help(format!(
        "give it one:\nCREATE INDEX {concurrently}{name} ON {table} USING gist ({});",
        quoted(&column.name.name)
    ));
}

fn is_indexed(end: &Catalog, table: &Relation, column: &ColumnDef) -> bool {
    end.indexes_of(table).filter_map(|index| index.index.as_deref()).any(|index| {
        matches!(index.method.as_str(), "gist" | "spgist" | "brin")
            && index.leading_columns().contains(&&column.name.name)
    })
}
