//! A serial column on a table in use: every row is written anew with a number of its own.

use crate::ast::TypeName;
use crate::rule::{Pass, Rule, batch, beside};

pub(super) static RULE: Rule =
    Rule::new("add-column-serial", include_str!("../../rules/add-column-serial.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let Some(column) = altering.added_column() else { continue };
        let Some(base) = column.data_type.as_ref().and_then(TypeName::serial_base) else { continue };
        if !altering.rewrites() {
            continue;
        }
        let (step, table, written) = (altering.step, altering.table, &altering.alter.name);
        let name = &column.name;
        let base = TypeName::builtin(base);
        let sequence = beside(written, &[&name.name, "seq"]);
        let help = format!(
            "take the serial apart, and number the old rows in batches:\n\
             CREATE SEQUENCE {sequence} AS {base};\n\
             ALTER TABLE {written} ADD COLUMN {name} {base};\n\
             ALTER TABLE {written} ALTER COLUMN {name} SET DEFAULT nextval('{sequence}');\n\
             ALTER SEQUENCE {sequence} OWNED BY {written}.{name};\n\
             -- in batches, each in a transaction of its own, until no row is left:\n\
             {}\n\
             -- {}:\n\
             {}",
            batch(written, table, &format!("{name} = DEFAULT"), &format!("{name} IS NULL")),
            pass.later(step),
            pass.prove_not_null(written, &[name], step)
        );
        let message = format!(
            "blocks {} to `{}` while the table and its indexes are rewritten to number every row in `{}`",
            altering.mode.who_waits(),
            table.name,
            name.name
        );
        let finding = pass.report(column.span, message).on(step, table.id).help(help);
        if let Some(held) = &altering.held {
            finding.note(held.note());
        }
    }
}
