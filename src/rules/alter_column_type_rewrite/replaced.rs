//! A type change by a second column, as a fix: the migrations that make it, fill it, swap it in, and drop the old one.

use super::{Cost, TypeChange, session_zone};
use crate::ast::{AlterActionKind, Statement, quoted};
use crate::diagnostic::Fix;
use crate::migration::Step;
use crate::rule::{Pass, Phase, SecondColumn, of_new_row};

/// How long the old column stays, as `drop-without-archive` asks for it.
const RETENTION_DAYS: i64 = 90;

pub(super) fn fix(pass: &Pass, change: &TypeChange) -> Option<Fix> {
    let (alter, column) = (change.altering.alter, change.column);
    let AlterActionKind::AlterColumnType { collation, .. } = &change.altering.action.kind else {
        return None;
    };
    if change.cost != Cost::Rewrite || alter.actions.len() != 1 || collation.is_some() || change.old.is_none()
    {
        return None;
    }
    let table = &alter.name;
    let suffixed = |suffix: &str| quoted(&format!("{}_{suffix}", column.name)).into_owned();
    let (new, old) = (suffixed("new"), suffixed("old"));
    let value = change.using.map_or(column.to_string(), |using| pass.text(using.span).to_owned());
    let value_of_row = match change.using {
        Some(using) => of_new_row(&value, &using.expr),
        None => format!("NEW.{column}"),
    };
    let data_type = pass.text(change.new.span).to_owned();
    let second = SecondColumn {
        table,
        relation: change.altering.table,
        old: column,
        new: new.clone(),
        data_type,
        settings: session_zone::pin(change).clause,
        value,
        value_of_row,
        both_ways: false,
    };
    // The old column gets no values from here on.
    let loosened = match second.is_not_null() {
        true => format!("ALTER TABLE {table} ALTER COLUMN {column} DROP NOT NULL;\n"),
        false => String::new(),
    };
    let swap = format!(
        "{}{loosened}ALTER TABLE {table} RENAME COLUMN {column} TO {old};\n\
         ALTER TABLE {table} RENAME COLUMN {new} TO {column};\n{}",
        second.without_trigger(),
        second.given_to(&column.to_string()),
    );
    let drop = format!(
        "-- Release it when {RETENTION_DAYS} days have shown that nobody needs the old values.\n\
         ALTER TABLE {table} DROP COLUMN {old};"
    );
    let retyped = |step: &Step| {
        match &step.statement.kind {
        Statement::AlterTable(back) => back.actions.iter().any(|action| {
            matches!(&action.kind, AlterActionKind::AlterColumnType { column: named, .. } if named.name == column.name)
        }),
        _ => false,
    }
    };
    let last = vec![Phase::new("swap", pass.together(&swap)), Phase::due("drop_old", drop, RETENTION_DAYS)];
    second.fix(
        pass,
        (change.altering.step, "let a second column take its place, in migrations of their own"),
        last,
        retyped,
    )
}
