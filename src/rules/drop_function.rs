//! A function that running code may still call.

use crate::ast::{ObjectKind, Statement};
use crate::catalog::{Origin, QualifiedName, Routine};
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("drop-function", include_str!("../../rules/drop-function.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
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
        let gone: Vec<&QualifiedName> =
            routines.filter(|routine| is_called(pass, routine)).map(|routine| &routine.name).collect();
        let Some(first) = gone.first() else { continue };
        let names = list(&gone);
        let mut callers: Vec<_> = pass
            .functions_left_with(&[&first.name])
            .into_iter()
            .filter(|name| !gone.contains(&name))
            .collect();
        // Overloads have one name.
        callers.dedup();
        let finding = pass
            .report(step.span(), format!("running code that still calls {names} fails from here on"))
            .help("drop it in a later release, when no running version of the application calls it");
        if !callers.is_empty() {
            finding.note(format!("the body of {} still says `{first}`: a call fails", list(&callers)));
        }
    }
}

/// Whether something outside the database may call it: it is in use, and not run by triggers only.
fn is_called(pass: &Pass, routine: &Routine) -> bool {
    let by_triggers = routine
        .returns
        .as_ref()
        .is_some_and(|returns| matches!(returns.name.as_str(), "trigger" | "event_trigger"));
    !by_triggers && !pass.is_new(routine.origin) && routine.origin != (Origin::Assumed { certain: false })
}
