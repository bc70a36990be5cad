//! An enum value that running code knows under its old name.

use crate::ast::{AlterEnum, Name, ObjectName, Statement};
use crate::catalog::{TypeDef, TypeDefKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule, listed};

pub(super) static RULE: Rule =
    Rule::new("rename-enum-value", include_str!("../../rules/rename-enum-value.md"), check);

/// How many values the help spells out.
const SHOWN: usize = 3;

/// A value of an enum in use that a statement gives another name.
struct Renamed<'a> {
    step: &'a Step,
    of: &'a TypeDef,
    name: &'a ObjectName,
    from: &'a Name,
    to: &'a Name,
}

fn check(pass: &mut Pass) {
    check_swaps(pass);
    let renamed: Vec<Renamed> = pass.steps().iter().filter_map(|step| renamed(pass, step)).collect();
    for values in renamed.chunk_by(|one, next| one.of.name == next.of.name) {
        report(pass, values);
    }
}

fn renamed<'a>(pass: &Pass, step: &'a Step) -> Option<Renamed<'a>> {
    let Statement::AlterEnum(AlterEnum::RenameValue { name, from, to }) = &step.statement.kind else {
        return None;
    };
    let of = step.before.type_def(name).filter(|known| !pass.is_new(known.origin))?;
    let new_value = match &of.kind {
        TypeDefKind::Enum { values } => {
            values.iter().any(|value| value.value == *from && pass.is_new(value.origin))
        }
        _ => false,
    };
    (!new_value).then_some(Renamed { step, of, name, from, to })
}

/// Those of one enum that are renamed one after the other are one change.
fn report(pass: &mut Pass, values: &[Renamed]) {
    let [first, others @ ..] = values else { return };
    let spelled = |which: fn(&Renamed) -> String| listed(&values.iter().map(which).collect::<Vec<_>>());
    let it = if others.is_empty() { "it" } else { "them" };
    let message = format!(
        "running code that writes {} or compares with {it} fails from here on, and code that reads meets {}, which it does not know",
        spelled(|value| format!("'{}'", value.from)),
        spelled(|value| format!("'{}'", value.to)),
    );
    let add = |value: &Renamed| {
        format!("ALTER TYPE {} ADD VALUE '{}' BEFORE '{}';", value.name, value.to, value.from)
    };
    let mut lines: Vec<String> = values.iter().take(SHOWN).map(add).collect();
    lines.extend((values.len() > SHOWN).then(|| "-- and likewise for the others".to_owned()));
    let values = if others.is_empty() { "value" } else { "values" };
    let help = format!(
        "add the new {values}, let the application write {it} and accept both, and change the rows in batches:\n{}",
        lines.join("\n")
    );
    let finding = pass.report(first.step.span(), message).help(help);
    others.iter().for_each(|value| _ = finding.label_here(value.step.span(), "and here"));
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
