//! An enum value whose place in the order nobody chose.

use crate::ast::{AlterEnum, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("enum-value-order", include_str!("../../rules/enum-value-order.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterEnum(AlterEnum::AddValue { name, value, neighbor: None, .. }) =
            &step.statement.kind
        else {
            continue;
        };
        pass.report(
            step.span(),
            format!("'{value}' sorts after every other value of `{name}`: nobody said where it belongs"),
        )
        .help(format!(
            "say it, since it cannot be moved later:\nALTER TYPE {name} ADD VALUE '{value}' AFTER …;"
        ));
    }
}
