//! Enums, whose values can never be taken out again.

use crate::ast::{Statement, TypeDefinition};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("enum-type", include_str!("../../rules/enum-type.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateType(create) = &step.statement.kind else { continue };
        if let TypeDefinition::Enum(_) = &create.definition {
            pass.report(
                create.name.span,
                format!("a value of `{}` can be added and renamed, and never removed", create.name),
            )
            .help("a table of the values with a foreign key to it, or text with a CHECK");
        }
    }
}
