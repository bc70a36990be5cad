//! Lengths in the type of a column.

use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("varchar-limit", include_str!("../../rules/varchar-limit.md"), check);

fn check(pass: &mut Pass) {
    let longest = pass.options.integer("longest");
    for declared in pass.declared_columns() {
        let data_type = declared.data_type;
        let Some(limit) = data_type.modifiers.first().copied() else { continue };
        if data_type.name != "varchar"
            || data_type.schema.is_some()
            || (longest > 0 && i64::from(limit) <= longest)
        {
            continue;
        }
        let name = declared.name();
        let message = match longest {
            0 => format!(
                "`{name}` is limited to {limit} characters by its type: to change that is to change the table"
            ),
            _ => format!("`{name}` may hold {limit} characters, and {longest} is the most here"),
        };
        let finding = pass.report(data_type.span, message);
        finding.help(format!(
            "text, with CHECK (char_length({}) <= {limit}) where there is a reason for a limit",
            declared.column
        ));
        if longest == 0 && declared.create.is_some() && data_type.array == 0 {
            let edit = Edit { span: data_type.span, replacement: "text".to_owned() };
            finding.unsafe_fix("make it text", vec![edit]);
        }
    }
}
