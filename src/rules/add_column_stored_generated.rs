//! A stored generated column, which the server computes for every row while the table is locked.

use crate::rule::{Pass, Rule, batch, beside, default_name, of_new_row};
use crate::version::PgVersion;

pub(super) static RULE: Rule = Rule::new(
    "add-column-stored-generated",
    include_str!("../../rules/add-column-stored-generated.md"),
    check,
);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let Some(column) = altering.added_column() else { continue };
        let Some(generated) = column.generated.as_ref().filter(|generated| generated.stored) else {
            continue;
        };
        if !altering.rewrites() {
            continue;
        }
        let (table, written) = (altering.table, &altering.alter.name);
        let name = &column.name;
        let function = beside(written, &[&name.name, "fill"]);
        let trigger = default_name(written, std::slice::from_ref(name), "fill");
        let expression = pass.text(generated.expr.span);
        let converted = of_new_row(expression, &generated.expr.expr);
        let bare = pass.bare_column(column);
        let virtual_form = match pass.version >= PgVersion::V18 {
            true => format!(
                "compute it when it is read, which takes an instant to add:\n\
                 ALTER TABLE {written} ADD COLUMN {bare} GENERATED ALWAYS AS ({expression}) VIRTUAL;\n\
                 or, if it must be stored, "
            ),
            false => String::new(),
        };
        let help = format!(
            "{virtual_form}let a trigger fill a plain column for new rows, and fill the old ones in batches:\n\
             ALTER TABLE {written} ADD COLUMN {bare};\n\
             CREATE FUNCTION {function}() RETURNS trigger LANGUAGE plpgsql AS\n    \
             $$ BEGIN NEW.{name} := {converted}; RETURN NEW; END $$;\n\
             CREATE TRIGGER {trigger} BEFORE INSERT OR UPDATE ON {written}\n    \
             FOR EACH ROW EXECUTE FUNCTION {function}();\n\
             -- in batches, each in a transaction of its own:\n{}",
            batch(written, table, &format!("{name} = {expression}"), &format!("{name} IS NULL"))
        );
        let message = format!(
            "blocks {} to `{}` while the table and its indexes are rewritten to store `{}` in every row",
            altering.mode.who_waits(),
            table.name,
            name.name
        );
        let finding = pass.report(column.span, message).on(altering.step, table.id).help(help);
        if let Some(held) = &altering.held {
            finding.note(held.note());
        }
    }
}
