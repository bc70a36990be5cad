//! EXECUTE that a role loses on functions.

use super::policies;
use super::said::{given_again, keeps_otherwise, losers, same_name, same_overload, was_given};
use crate::ast::{Grant, Name, ObjectKind, ObjectName, ObjectRef, Statement, quoted};
use crate::catalog::Routine;
use crate::migration::Step;
use crate::rule::{Pass, list};

pub(super) fn gives_execute(grant: &Grant) -> bool {
    grant.kind.is_routine()
        && (grant.privileges.is_empty() || grant.privileges.iter().any(|right| right == "execute"))
}

/// A role keeps EXECUTE through PUBLIC, unless that was taken from PUBLIC before.
pub(super) fn check(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    if grant.with_grant_option || grant.all_in_schema || !gives_execute(grant) {
        return;
    }
    // One finding for all that the same roles lose.
    let mut lost: Vec<(Vec<&Name>, Vec<String>, Vec<String>)> = Vec::new();
    for object in &grant.objects {
        let Some(routine) = step.before.routine_meant(object) else { continue };
        let closed = routine.public_revoked && (!routine.is_unknown() || public_lost(pass, index, object));
        if !closed || pass.is_new(routine.origin) || opened_or_dropped(pass, index, object, routine) {
            continue;
        }
        let name = ObjectName::new(Some(&routine.name.schema), &routine.name.name, object.name.span);
        // What was said of one of the same name that has been dropped since says nothing of this one.
        let same = |then: &Step| {
            routine.origin.created().is_none()
                || then.before.routines(&name).iter().any(|known| known.origin == routine.origin)
        };
        let of = |then: &Step, said: &Grant| gives_execute(said) && same(then);
        let mut roles = losers(grant);
        roles.retain(|loser| {
            !given_again(pass, index, &[*loser])
                && was_given(pass, index, (step, object), loser, of)
                && !keeps_otherwise(pass, index, (step, grant, object), loser, of)
        });
        let shown = object.name.to_string();
        let called = policies::notes(pass, routine, &roles);
        match lost.iter_mut().find(|(others, ..)| *others == roles) {
            Some((_, routines, notes)) => {
                routines.push(shown);
                notes.extend(called);
            }
            None if roles.is_empty() => {}
            None => lost.push((roles, vec![shown], called)),
        }
    }
    for (roles, routines, notes) in lost {
        let message = format!(
            "{} {} EXECUTE on {}: what calls it as that role fails with \"permission denied for function\" from the commit on",
            list(roles.iter().map(|role| quoted(role))),
            if roles.len() == 1 { "loses" } else { "lose" },
            list(&routines)
        );
        let finding = pass.report(step.span(), message);
        finding.notes.extend(notes);
        finding.help(
            "look in the application, in triggers and in policies that run as that role for calls first",
        );
    }
}

/// Whether the last that was said before of PUBLIC and a function is that it loses it.
fn public_lost(pass: &Pass, index: usize, object: &ObjectRef) -> bool {
    let said = pass.earlier_about_rights(index).find_map(|(_, step)| {
        let Statement::Grant(said) = &step.statement.kind else { return None };
        let named = said.objects.iter().any(|other| match said.all_in_schema {
            true => object.name.schema.as_ref().is_none_or(|own| *own == other.name.name),
            false => same_name(&other.name, &object.name) && same_overload(other, object) == Some(true),
        });
        let public = said.grantees.iter().any(|grantee| grantee == "public");
        (gives_execute(said) && named && public).then_some(said.grant)
    });
    said == Some(false)
}

/// Whether the migration then gives a function to everybody again, or drops it.
pub(super) fn opened_or_dropped(pass: &Pass, index: usize, object: &ObjectRef, routine: &Routine) -> bool {
    let named = |others: &[ObjectRef]| {
        others
            .iter()
            .any(|other| same_name(&other.name, &object.name) && same_overload(other, object) != Some(false))
    };
    pass.later_steps(index).iter().any(|later| match &later.statement.kind {
        Statement::Grant(again) => {
            again.grant
                && gives_execute(again)
                && again.grantees.iter().any(|grantee| grantee == "public")
                && (again.all_in_schema || named(&again.objects))
        }
        Statement::Drop(drop) if drop.kind == ObjectKind::Schema => {
            drop.objects.iter().any(|schema| schema.name.name == routine.name.schema)
        }
        Statement::Drop(drop) => drop.kind.is_routine() && named(&drop.objects),
        _ => false,
    })
}
