//! A column whose default differs from row to row, so that the whole table is written anew.

use crate::ast::{ColumnDef, ExprAt};
use crate::rule::{Altering, Pass, Rule, batch};

pub(super) static RULE: Rule = Rule::new(
    "add-column-volatile-default",
    include_str!("../../rules/add-column-volatile-default.md"),
    check,
);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let Some(column) = altering.added_column() else { continue };
        // A serial or identity column, and a generated one, have rules of their own.
        let serial = column.data_type.as_ref().is_some_and(|data_type| data_type.serial_base().is_some());
        let Some(default) = &column.default else { continue };
        if serial || column.identity.is_some() || column.generated.is_some() || !altering.rewrites() {
            continue;
        }
        report(pass, &altering, column, default);
    }
}

fn report(pass: &mut Pass, altering: &Altering, column: &ColumnDef, default: &ExprAt) {
    let (step, table, written) = (altering.step, altering.table, &altering.alter.name);
    let name = &column.name;
    let expression = pass.text(default.span);
    let mut help = format!(
        "add the column empty, give new rows the default, and fill the old ones in batches:\n\
         ALTER TABLE {written} ADD COLUMN {};\n\
         ALTER TABLE {written} ALTER COLUMN {name} SET DEFAULT {expression};\n\
         -- in batches, each in a transaction of its own, until no row is left:\n{}",
        pass.bare_column(column),
        batch(written, table, &format!("{name} = DEFAULT"), &format!("{name} IS NULL"))
    );
    if column.not_null {
        help += &format!("\n-- {}:\n{}", pass.later(step), pass.prove_not_null(written, &[name], step));
    }
    let message = format!(
        "blocks {} to `{}` while the table and its indexes are rewritten: `{}` is computed anew for every row",
        altering.mode.who_waits(),
        table.name,
        pass.short(default.span, 60)
    );
    let finding = pass.report(column.span, message).on(step, table.id).help(help);
    if let Some(held) = &altering.held {
        finding.note(held.note());
    }
}
