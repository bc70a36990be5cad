//! An enum value that running code does not know.

use crate::ast::{AlterEnum, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("add-enum-value-compat", include_str!("../../rules/add-enum-value-compat.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterEnum(AlterEnum::AddValue { name, value, .. }) = &step.statement.kind else {
            continue;
        };
        let known = step.before.type_def(name);
        if known.is_some_and(|known| pass.is_new(known.origin)) {
            continue;
        }
        pass.report(
            step.span(),
            format!("running code that reads `{name}` does not know '{value}' when the first row has it"),
        )
        .help("deploy a version of the application that can read the value before any writes it");
    }
}
