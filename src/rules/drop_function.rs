//! A function that running code may still call.

use crate::ast::{ObjectKind, Statement};
use crate::catalog::{Origin, QualifiedName, Routine};
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("drop-function", include_str!("../../rules/drop-function.md"), check);

/// How many of the other statements are shown.
const LABELS_SHOWN: usize = 3;

/// A script has one finding, however many functions go.
fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let mut gone: Vec<(&Step, &QualifiedName)> = Vec::new();
    for step in pass.steps() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        let is_routine = matches!(
            drop.kind,
            ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate
        );
        if !is_routine || step.effects.failure.is_some() || pass.may_make_anew(step) {
            continue;
        }
        let routines = drop.objects.iter().filter_map(|object| {
            let left = script.after.routines(&object.name);
            let gone = step.before.routines(&object.name).first().copied()?;
            left.is_empty().then_some(gone)
        });
        let called = routines.filter(|routine| is_called(pass, routine)).map(|routine| &routine.name);
        // Overloads have one name.
        for name in called.filter(|name| gone.iter().all(|(_, known)| known != name)).collect::<Vec<_>>() {
            gone.push((step, name));
        }
    }
    report(pass, &gone);
}

fn report(pass: &mut Pass, gone: &[(&Step, &QualifiedName)]) {
    let Some((step, _)) = gone.first() else { return };
    let names = list(gone.iter().map(|(_, name)| name));
    let is_gone = |caller: &QualifiedName| gone.iter().any(|(_, name)| *name == caller);
    let notes: Vec<String> = gone
        .iter()
        .filter_map(|(_, name)| {
            let words = [name.name.as_str()];
            let mut callers = pass.functions_left_with(&words);
            callers.retain(|caller| !is_gone(caller));
            callers.dedup();
            pass.note_of_functions(&callers, &words, "function")
        })
        .collect();
    let them = if gone.len() == 1 { "it" } else { "them" };
    let finding = pass
        .report(step.span(), format!("running code that still calls {names} fails from here on"))
        .help(format!(
            "drop {them} in a later release, when no running version of the application calls {them}"
        ));
    finding.notes.extend(notes);
    for (other, _) in gone.iter().filter(|(other, _)| other.span() != step.span()).take(LABELS_SHOWN) {
        finding.label_here(other.span(), "and here");
    }
}

/// Whether something outside the database may call it: it is in use, and not run by triggers only.
fn is_called(pass: &Pass, routine: &Routine) -> bool {
    !routine.is_for_triggers()
        && !pass.is_new(routine.origin)
        && routine.origin != (Origin::Assumed { certain: false })
}
