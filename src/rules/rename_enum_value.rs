//! An enum value that running code knows under its old name.

use crate::ast::{AlterEnum, Name, Statement};
use crate::catalog::{Origin, TypeDefKind};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("rename-enum-value", include_str!("../../rules/rename-enum-value.md"), check);

fn check(pass: &mut Pass) {
    check_swaps(pass);
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

/// An enum that takes the place of another under its name, without some of its values.
fn check_swaps(pass: &mut Pass) {
    let Some(up) = pass.up().filter(|up| !up.before.has_same_types(&up.after)) else { return };
    for old in up.before.types().filter(|old| old.origin.created().is_some()) {
        let TypeDefKind::Enum { values: known } = &old.kind else { continue };
        let Some(new) = up.after.type_named(&old.name).filter(|new| pass.is_new(new.origin)) else {
            continue;
        };
        let TypeDefKind::Enum { values: left } = &new.kind else { continue };
        let is_left = |value: &Name| left.iter().any(|other| other.value == *value);
        let lost: Vec<&Name> =
            known.iter().map(|value| &value.value).filter(|value| !is_left(value)).collect();
        let Some(place) = new.origin.created().filter(|_| !lost.is_empty()) else { continue };
        let it = if lost.len() == 1 { "it" } else { "them" };
        let shown: Vec<String> = lost.iter().map(|value| format!("'{value}'")).collect();
        let message = format!(
            "running code that writes {} or compares with {it} fails from here on: the `{}` that takes the old one's place has no such value",
            shown.join(", "),
            old.name
        );
        pass.report(crate::rule::first_line(&up.source, place.span), message).help(
            "convert the rows, and take the values out when no running version of the application names them",
        );
    }
}

fn is_new_value(pass: &Pass, origin: Origin) -> bool {
    pass.is_new(origin)
}
