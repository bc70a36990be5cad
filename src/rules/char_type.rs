//! Columns that are padded with blanks.

use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("char-type", include_str!("../../rules/char-type.md"), check);

fn check(pass: &mut Pass) {
    for declared in pass.declared_columns() {
        let data_type = declared.data_type;
        if data_type.name != "bpchar" || data_type.schema.is_some() {
            continue;
        }
        let written = pass.text(data_type.span);
        let finding = pass.report(
            data_type.span,
            format!(
                "`{}` pads its values with blanks, which count in LIKE and length() and not in =: {written}",
                declared.name()
            ),
        );
        finding.help("text, with a CHECK for a fixed length: CHECK (char_length(code) = 2)");
        if declared.create.is_some() && data_type.array == 0 {
            let edit = Edit { span: data_type.span, replacement: "text".to_owned() };
            finding.unsafe_fix("make it text", vec![edit]);
        }
    }
}
