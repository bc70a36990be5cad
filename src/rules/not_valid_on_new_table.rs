//! A constraint added NOT VALID to a table that the same migration makes.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("not-valid-on-new-table", include_str!("../../rules/not-valid-on-new-table.md"), check);

fn check(pass: &mut Pass) {
    for written in pass.written_constraints() {
        if !written.added || !written.constraint.not_valid {
            continue;
        }
        let Some(table) = written.after.resolve(written.table) else { continue };
        if !pass.is_new(table.origin) || table.populated {
            continue;
        }
        let message = format!("`{}` is new and empty: NOT VALID spares nothing here", table.name);
        let label = pass.label_created(table.origin, "made here");
        pass.report(written.constraint.span, message)
            .on(written.step, table.id)
            .label(label)
            .help("write the constraint as it is, or in CREATE TABLE, and leave VALIDATE out");
    }
}
