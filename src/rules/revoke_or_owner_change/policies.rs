//! Policies that call a function for a role that may not execute it any more.

use super::routine::{gives_execute, opened_or_dropped};
use super::said::{same_name, same_overload};
use crate::ast::{Grant, Name, ObjectKind, ObjectRef, Statement, quoted};
use crate::catalog::{Policy, Relation, Routine};
use crate::effects::{Object, callers};
use crate::migration::Step;
use crate::rule::{Pass, list};

/// Roles that hosted databases give every function to by default privileges, which no history shows.
const GIVEN_BY_DEFAULT: &[&str] = &["anon", "authenticated"];

/// What fails of the tables whose policies call a function for one of these roles.
pub(super) fn notes(pass: &Pass, routine: &Routine, losers: &[&Name]) -> Vec<String> {
    let end = &pass.history.end;
    let meets = |policy: &Policy, loser: &Name| {
        policy.roles.is_empty()
            || policy.roles.iter().any(|role| role == "public" || end.acts_as(loser).contains(&role))
    };
    let found = calling(pass, routine).into_iter().filter_map(|(table, policy)| {
        let meant = |loser: &&&Name| meets(policy, loser) && is_subject(pass, table, loser);
        let roles: Vec<_> = losers.iter().filter(meant).map(|role| quoted(role)).collect();
        (!roles.is_empty()).then(|| {
            format!(
                "every {} as {} fails so: the policy `{}` calls it",
                command(table, policy),
                list(&roles),
                policy.name
            )
        })
    });
    found.collect()
}

/// EXECUTE that is taken from everybody, and so from roles that have it in no other way.
pub(super) fn check(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    let public = grant.grantees.iter().any(|grantee| grantee == "public");
    if !public || grant.with_grant_option || grant.all_in_schema || !gives_execute(grant) {
        return;
    }
    for object in &grant.objects {
        let Some(routine) = step.before.routine_meant(object).filter(|routine| !routine.is_unknown()) else {
            continue;
        };
        if routine.public_revoked || opened_or_dropped(pass, index, object, routine) {
            continue;
        }
        let mut broken: Vec<(&Relation, &Policy, Vec<&Name>)> = Vec::new();
        for (table, policy) in calling(pass, routine) {
            let mut roles = roles_of(table, policy);
            roles.retain(|role| {
                is_subject(pass, table, role)
                    && !GIVEN_BY_DEFAULT.contains(&role.as_str())
                    && !grant.grantees.contains(role)
                    && !is_given(pass, object, routine, role)
            });
            if !roles.is_empty() {
                broken.push((table, policy, roles));
            }
        }
        let Some(((table, policy, roles), others)) = broken.split_first() else { continue };
        let who = list(roles.iter().map(|role| quoted(role)));
        let arguments: Vec<String> = routine.signature().iter().map(ToString::to_string).collect();
        let message = format!(
            "every {} as {who} fails with \"permission denied for function {}\" from the commit on: the policy `{}` calls it, \
             and nothing gives EXECUTE to {who}",
            command(table, policy),
            routine.name.name,
            policy.name
        );
        let given: Vec<_> = roles.iter().map(|role| quoted(role)).collect();
        let finding = pass.report(step.span(), message).help(format!(
            "give it to the roles that the policy is for, in the same transaction:\nGRANT EXECUTE ON FUNCTION {}({}) TO {};",
            routine.name,
            arguments.join(", "),
            given.join(", ")
        ));
        finding.on(step, table.id);
        for (table, policy, roles) in others {
            let who = list(roles.iter().map(|role| quoted(role)));
            finding.note(format!(
                "so does every {} as {who}: `{}` calls it",
                command(table, policy),
                policy.name
            ));
        }
    }
}

/// The policies that call a function after the migration and at the end of the history, where they apply.
fn calling<'a>(pass: &Pass<'a>, routine: &Routine) -> Vec<(&'a Relation, &'a Policy)> {
    let (end, Some(up)) = (&pass.history.end, pass.up()) else { return Vec::new() };
    let after = callers(&up.after, routine);
    let stays = |table: &Relation, policy: &Policy| {
        after.iter().any(|caller| match caller {
            Object::Policy(then, known) => then.id == table.id && known.origin == policy.origin,
            _ => false,
        })
    };
    let found = callers(end, routine).into_iter().filter_map(|caller| match caller {
        Object::Policy(table, policy) => Some((table, policy)),
        _ => None,
    });
    found.filter(|(table, policy)| table.row_security && stays(table, policy)).collect()
}

/// Whom a policy is for: where it is for everybody, the roles that have a right on the table.
fn roles_of<'a>(table: &'a Relation, policy: &'a Policy) -> Vec<&'a Name> {
    let open = policy.roles.is_empty() || policy.roles.iter().any(|role| role == "public");
    let mut roles: Vec<&Name> = match open {
        true => table.grants.iter().map(|(_, role)| role).filter(|role| *role != "public").collect(),
        false => policy.roles.iter().collect(),
    };
    roles.retain(|role| !matches!(role.as_str(), "current_user" | "current_role" | "session_user"));
    roles.sort();
    roles.dedup();
    roles
}

/// Whether the policies of a table apply to a role.
fn is_subject(pass: &Pass, table: &Relation, role: &Name) -> bool {
    let owns = table.owner.as_ref() == Some(role) && !table.force_row_security;
    !owns && !pass.history.bypasses(role)
}

/// Whether something in the history gives a role, or one that it is a member of, EXECUTE on a function.
fn is_given(pass: &Pass, object: &ObjectRef, routine: &Routine, role: &Name) -> bool {
    let history = pass.history;
    let roles = history.end.acts_as(role);
    let steps = history
        .about_rights()
        .iter()
        .filter_map(|place| history.migrations.get(place.migration)?.up.as_ref()?.steps.get(place.step));
    let gives = |said: &Grant| {
        let named = |other: &ObjectRef| match said.all_in_schema {
            true => other.name.name == routine.name.schema,
            false => same_name(&other.name, &object.name) && same_overload(other, object) != Some(false),
        };
        said.grant
            && gives_execute(said)
            && said.objects.iter().any(named)
            && said.grantees.iter().any(|grantee| roles.contains(&grantee))
    };
    let by_name = steps.into_iter().any(|step| match &step.statement.kind {
        Statement::Grant(said) => gives(said),
        _ => false,
    });
    by_name
        || pass.gets_by_default(ObjectKind::Function, role)
        || pass.gets_by_default(ObjectKind::Routine, role)
}

/// `query of `orders``, `INSERT into `orders``.
fn command(table: &Relation, policy: &Policy) -> String {
    let words = match policy.command.as_str() {
        "insert" => "INSERT into",
        "update" => "UPDATE of",
        "delete" => "DELETE from",
        _ => "query of",
    };
    format!("{words} `{}`", table.name)
}
