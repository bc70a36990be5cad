//! A constraint added NOT VALID to a table that the same migration makes.

use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule, span_of_word};

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
        let place = written.constraint.span;
        let words = span_of_word(pass.text(place), place, "not valid");
        let finding = pass
            .report(place, message)
            .on(written.step, table.id)
            .label(label)
            .help("write the constraint as it is, or in CREATE TABLE, and leave VALIDATE out");
        if let Some(words) = words {
            finding.fix("leave NOT VALID out", vec![Edit { span: words, replacement: String::new() }]);
        }
    }
}
