//! A column that must not be null, added without a value for the rows that are there.

use crate::ast::{AlterActionKind, ColumnDef, ConstraintKind, Ident, Statement};
use crate::catalog::RelationId;
use crate::effects::Loss;
use crate::migration::Step;
use crate::rule::{Altering, Pass, Rule, batch, gets_identity_beside, list};

pub(super) static RULE: Rule = Rule::new(
    "add-column-not-null-no-default",
    include_str!("../../rules/add-column-not-null-no-default.md"),
    check,
);

/// A statement has one finding, also where it adds several such columns.
fn check(pass: &mut Pass) {
    let required: Vec<&Altering> = pass
        .altering()
        .iter()
        .filter(|altering| {
            is_required(altering)
                && !altering.emptied
                && !is_deleted_before(pass, altering.step, altering.table.id)
        })
        .collect();
    for together in required.chunk_by(|one, other| std::ptr::eq(one.step, other.step)) {
        let columns: Vec<&ColumnDef> =
            together.iter().filter_map(|altering| altering.added_column()).collect();
        if let (Some(first), Some(column)) = (together.first(), columns.first()) {
            report(pass, first, column, &columns);
        }
    }
}

fn is_required(altering: &Altering) -> bool {
    let AlterActionKind::AddColumn { column, if_not_exists } = &altering.action.kind else { return false };
    let present = *if_not_exists && altering.table.column(&column.name.name).is_some();
    !present
        && altering.leaves_nulls(column)
        && !gets_identity_beside(&altering.alter.actions, &column.name.name)
}

fn report(pass: &mut Pass, altering: &Altering, column: &ColumnDef, columns: &[&ColumnDef]) {
    let (step, table, written) = (altering.step, altering.table, &altering.alter.name);
    let add = |rest: &str| {
        let parts = columns.iter().map(|column| format!("ADD COLUMN {}{rest}", pass.bare_column(column)));
        format!("ALTER TABLE {written} {};", parts.collect::<Vec<_>>().join(", "))
    };
    let names: Vec<&Ident> = columns.iter().map(|column| &column.name).collect();
    let fill: Vec<String> = names.iter().map(|name| format!("{name} = …")).collect();
    let instant = match columns.iter().any(|column| is_unique(altering, column)) {
        true => String::new(),
        false => {
            format!("with one value for all rows, it is instant:\n{}\notherwise ", add(" NOT NULL DEFAULT …"))
        }
    };
    let dropped = match columns {
        [only] => pass.gone_before(step, table.id, &only.name),
        _ => None,
    };
    let kept = dropped.map(|dropped| {
        let conversion = pass.conversion(written, dropped, column, &step.before);
        format!("the values of `{}` have gone by then; to keep them, {conversion}", column.name)
    });
    let help = kept.unwrap_or_else(|| {
        format!(
            "{instant}fill the rows before it becomes NOT NULL:\n{}\n\
         -- in batches, each in a transaction of its own, until no row is left:\n{}\n-- {}:\n{}",
            add(""),
            batch(written, table, &fill.join(", "), &format!("{} IS NULL", column.name)),
            pass.later(step),
            pass.prove_not_null(written, &names, step)
        )
    });
    let (are, have) = if columns.len() == 1 { ("is", "has") } else { ("are", "have") };
    let message = format!(
        "fails unless `{}` is empty: its rows would hold null in {}, which {are} NOT NULL and {have} no default",
        table.name,
        list(columns.iter().map(|column| &column.name.name))
    );
    pass.report(column.span, message)
        .on(step, table.id)
        .help(help)
        .note("an INSERT of the running code that does not name the column fails from then on");
}

/// Whether two rows with one value in the column are refused.
fn is_unique(altering: &Altering, column: &ColumnDef) -> bool {
    let added = altering.alter.actions.iter().filter_map(|action| match &action.kind {
        AlterActionKind::AddConstraint { constraint } => Some(&**constraint),
        _ => None,
    });
    column.constraints.iter().chain(added).any(|constraint| match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => {
            matches!(key.columns.as_slice(), [only] if only.name == column.name.name)
        }
        _ => false,
    })
}

/// Whether this migration takes all rows out of the table before.
fn is_deleted_before(pass: &Pass, step: &Step, table: RelationId) -> bool {
    let earlier = pass.steps().iter().take_while(|earlier| earlier.span().start < step.span().start);
    let empties = |step: &Step| match &step.statement.kind {
        Statement::Truncate(_) => step.effects.losses.contains(&Loss::Rows(table)),
        Statement::Delete(delete) => {
            delete.where_clause.is_none() && step.before.resolve_id(&delete.table) == Some(table)
        }
        _ => false,
    };
    earlier.into_iter().any(empties)
}
