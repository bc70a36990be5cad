//! A column that must not be null, added without a value for the rows that are there.

use crate::ast::{AlterActionKind, Statement};
use crate::catalog::RelationId;
use crate::effects::Loss;
use crate::migration::Step;
use crate::rule::{Pass, Rule, batch};

pub(super) static RULE: Rule = Rule::new(
    "add-column-not-null-no-default",
    include_str!("../../rules/add-column-not-null-no-default.md"),
    check,
);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let AlterActionKind::AddColumn { column, if_not_exists } = &altering.action.kind else { continue };
        let (step, table, written) = (altering.step, altering.table, &altering.alter.name);
        let present = *if_not_exists && table.column(&column.name.name).is_some();
        if present || !altering.leaves_nulls(column) || is_emptied_before(pass, step, table.id) {
            continue;
        }
        if sets_default_beside(&altering.alter.actions, &column.name.name) {
            continue;
        }
        let bare = pass.bare_column(column);
        let pending = format!("{} IS NULL", column.name);
        let help = format!(
            "with one value for all, it is instant:\n\
             ALTER TABLE {written} ADD COLUMN {bare} NOT NULL DEFAULT …;\n\
             otherwise fill the rows before it becomes NOT NULL:\n\
             ALTER TABLE {written} ADD COLUMN {bare};\n\
             -- in batches, each in a transaction of its own, until no row is left:\n\
             {}\n\
             -- {}:\n\
             {}",
            batch(written, table, &format!("{} = …", column.name), &pending),
            pass.later(step),
            pass.prove_not_null(written, &[&column.name], step)
        );
        pass.report(
            column.span,
            format!(
                "fails unless `{}` is empty: its rows would hold null in `{}`, which is NOT NULL and has no default",
                table.name, column.name.name
            ),
        )
        .on(step, table.id)
        .help(help)
        .note("an INSERT of the running code that does not name the column fails from then on");
    }
}

/// Whether this migration takes all rows out of the table before.
fn is_emptied_before(pass: &Pass, step: &Step, table: RelationId) -> bool {
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

/// `ADD COLUMN c …, ALTER COLUMN c SET DEFAULT …` fills nothing; the default is for later rows alone. It fails all the
/// same, but an identity added beside gives every row its value.
fn sets_default_beside(actions: &[crate::ast::AlterAction], column: &str) -> bool {
    actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddIdentity { column: named, .. } => named.name == column,
        _ => false,
    })
}
