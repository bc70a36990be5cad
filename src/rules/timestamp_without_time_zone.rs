//! Moments that do not say where their clock hung.

use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule, fits_any};

pub(super) static RULE: Rule = Rule::new(
    "timestamp-without-time-zone",
    include_str!("../../rules/timestamp-without-time-zone.md"),
    check,
);

fn check(pass: &mut Pass) {
    let civil = pass.options.strings("civil-columns");
    for declared in pass.declared_columns() {
        let data_type = declared.data_type;
        let exempt = fits_any(&declared.column.name, &civil);
        if data_type.name != "timestamp" || data_type.schema.is_some() || exempt {
            continue;
        }
        let precision = data_type.modifiers.first().map_or(String::new(), |digits| format!("({digits})"));
        let brackets = "[]".repeat(usize::from(data_type.array));
        let replacement = format!("timestamptz{precision}{brackets}");
        let finding = pass.report(
            data_type.span,
            format!(
                "`{}` does not say which moment it is: it holds the clock of whichever session wrote it",
                declared.name()
            ),
        );
        finding.help(format!("{} {replacement}", declared.column));
        let edit = Edit { span: data_type.span, replacement: replacement.clone() };
        match declared.create {
            Some(_) => finding.fix(format!("make it {replacement}"), vec![edit]),
            None => finding.unsafe_fix(format!("make it {replacement}"), vec![edit]),
        };
    }
}
