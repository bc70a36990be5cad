//! An enum value that running code knows under its old name.

use crate::ast::{AlterEnum, Statement};
use crate::catalog::{Origin, TypeDefKind};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("rename-enum-value", include_str!("../../rules/rename-enum-value.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterEnum(AlterEnum::RenameValue { name, from, to }) = &step.statement.kind else {
            continue;
        };
        let Some(known) = step.before.type_def(name).filter(|known| !pass.is_new(known.origin)) else {
            continue;
        };
        let new_value = match &known.kind {
            TypeDefKind::Enum { values } => {
                values.iter().any(|value| value.value == *from && is_new_value(pass, value.origin))
            }
            _ => false,
        };
        if new_value {
            continue;
        }
        pass.report(
            step.span(),
            format!(
                "running code that writes '{from}' or compares with it fails from here on, and code that reads meets '{to}', which it does not know"
            ),
        )
        .help(format!(
            "add the new value, let the application write it and accept both, and change the rows in batches:\n\
             ALTER TYPE {name} ADD VALUE '{to}' BEFORE '{from}';"
        ));
    }
}

fn is_new_value(pass: &Pass, origin: Origin) -> bool {
    pass.is_new(origin)
}
