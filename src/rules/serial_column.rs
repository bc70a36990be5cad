//! Serial columns, whose sequence is an object of its own.

use crate::ast::Identity;
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("serial-column", include_str!("../../rules/serial-column.md"), check);

fn check(pass: &mut Pass) {
    let always = pass.options.boolean("always");
    for declared in pass.declared_columns() {
        let identity = declared.definition.and_then(|column| column.identity);
        if let Some(base) = declared.data_type.serial_base() {
            let wide = match base {
                "int2" => "smallint",
                "int4" => "integer",
                _ => "bigint",
            };
            let kind = if always { "ALWAYS" } else { "BY DEFAULT" };
            let replacement = format!("{wide} GENERATED {kind} AS IDENTITY");
            let finding = pass.report(
                declared.data_type.span,
                format!(
                    "`{}` takes its numbers from a sequence that is an object of its own: who may INSERT needs rights on \
                     it, and a copy of the table shares it",
                    declared.name()
                ),
            );
            finding.help(format!("{} {replacement}", declared.column));
            if declared.create.is_some() {
                let edit = Edit { span: declared.data_type.span, replacement };
                finding.unsafe_fix("make it an identity column", vec![edit]);
            }
        } else if always && identity == Some(Identity::ByDefault) {
            pass.report(
                declared.column.span,
                format!(
                    "`{}` takes a number that an INSERT brings along, and the sequence meets it later",
                    declared.name()
                ),
            )
            .help("GENERATED ALWAYS AS IDENTITY: an INSERT then has to say OVERRIDING SYSTEM VALUE");
        }
    }
}
