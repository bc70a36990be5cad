//! Rights that a role loses on what it may be using.

use crate::ast::{AlterActionKind, Grant, Name, ObjectKind, ObjectName, ObjectRef, Statement, quoted};
use crate::catalog::Relation;
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};

mod of_relations;
mod policies;
mod routine;
mod said;

use of_relations::Taken;
use said::{given_again, keeps_otherwise, losers, was_given};

pub(super) static RULE: Rule =
    Rule::new("revoke-or-owner-change", include_str!("../../rules/revoke-or-owner-change.md"), check);

/// A table that belongs to another role from a statement on.
struct Given<'a> {
    step: &'a Step,
    table: &'a Relation,
    name: &'a ObjectName,
    role: &'a Name,
}

fn check(pass: &mut Pass) {
    let mut given: Vec<Given> = Vec::new();
    let mut taken: Vec<Taken> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        match &step.statement.kind {
            Statement::Grant(grant) if !grant.grant && grant.of_role => {
                revoked_role(pass, index, step, grant)
            }
            Statement::Grant(grant) if !grant.grant && grant.kind == ObjectKind::Schema => {
                revoked_schema(pass, index, step, grant);
            }
            Statement::Grant(grant) if !grant.grant && grant.kind.is_routine() => {
                routine::check(pass, index, step, grant);
                policies::check(pass, index, step, grant);
            }
            Statement::Grant(grant) if !grant.grant && grant.kind == ObjectKind::Database => {
                revoked_database(pass, index, step, grant);
            }
            Statement::Grant(grant) if !grant.grant => {
                taken.extend(of_relations::taken(pass, index, step, grant));
            }
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    if let AlterActionKind::OwnerTo { role } = &action.kind {
                        given.extend(owner(pass, step, &alter.name, role));
                    }
                }
            }
            Statement::OwnerTo(change) => {
                given.extend(owner(pass, step, &change.object.name, &change.new_owner));
            }
            _ => {}
        }
    }
    of_relations::report(pass, taken);
    // One finding for all that one role loses to another.
    while let Some(first) = given.first() {
        let (role, old) = (first.role, first.table.owner.as_ref());
        let same = |other: &Given| other.role == role && other.table.owner.as_ref() == old;
        let (all, others) = given.into_iter().partition::<Vec<_>, _>(same);
        report_owner(pass, &all);
        given = others;
    }
}

/// Without USAGE a role finds nothing in a schema, whatever rights it has on the tables there.
fn revoked_schema(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    let mut losers = losers(grant);
    if !gives_usage(grant) || grant.with_grant_option || given_again(pass, index, &losers) {
        return;
    }
    let of = |_: &Step, said: &Grant| said.kind == ObjectKind::Schema && gives_usage(said);
    losers.retain(|loser| {
        !grant.objects.iter().all(|schema| keeps_otherwise(pass, index, (step, grant, schema), loser, of))
    });
    if losers.is_empty() {
        return;
    }
    let schemas = grant.objects.iter().map(|object| &object.name.name).filter(|schema| {
        let is_new = step.before.schema(schema).is_some_and(|origin| pass.is_new(origin));
        !is_new && !everybody_may_use(pass, index, schema)
    });
    let schemas: Vec<&Name> = schemas.collect();
    let Some(first) = schemas.first() else { return };
    let (loser, schema) = (quoted(losers[0]), quoted(first));
    let message = format!(
        "{} {} USAGE on the schema {}: every statement that names a table, view or function in there fails \
         with \"permission denied for schema {first}\" from the commit on, also in sessions that are open",
        list(losers.iter().map(|loser| quoted(loser))),
        if losers.len() == 1 { "loses" } else { "lose" },
        list(schemas.iter().map(|schema| quoted(schema)))
    );
    pass.report(step.span(), message)
        .note("what it may do on the tables there stays, and comes back with USAGE")
        .help(format!(
            "look who still connects as that role before, and have the way back at hand:\n\
             SELECT datname, application_name, client_addr FROM pg_stat_activity WHERE usename = '{}';\n\
             GRANT USAGE ON SCHEMA {schema} TO {loser};",
            losers[0]
        ));
}

/// A role keeps CONNECT through PUBLIC, unless that was taken from PUBLIC before.
fn revoked_database(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    let mut losers = losers(grant);
    let takes = |grant: &Grant| {
        grant.privileges.is_empty() || grant.privileges.iter().any(|privilege| privilege == "connect")
    };
    if losers.is_empty() || !takes(grant) || grant.with_grant_option || given_again(pass, index, &losers) {
        return;
    }
    let closed = |database: &Name| {
        pass.earlier_about_rights(index).find_map(|(_, step)| match &step.statement.kind {
            Statement::Grant(said) if said.kind == ObjectKind::Database && takes(said) => {
                let same = said.objects.iter().any(|object| object.name.name == *database);
                (same && said.grantees.iter().any(|grantee| grantee == "public")).then_some(!said.grant)
            }
            _ => None,
        })
    };
    let had = |_: &Step, grant: &Grant| grant.kind == ObjectKind::Database && takes(grant);
    let had = |object, loser: &Name| {
        was_given(pass, index, (step, object), loser, had)
            && !keeps_otherwise(pass, index, (step, grant, object), loser, had)
    };
    let databases = grant.objects.iter().filter(|object| closed(&object.name.name) == Some(true));
    let databases: Vec<&ObjectRef> =
        databases.filter(|object| losers.iter().any(|loser| had(object, loser))).collect();
    losers.retain(|loser| databases.iter().any(|object| had(object, loser)));
    let databases: Vec<&Name> = databases.iter().map(|object| &object.name.name).collect();
    let Some(first) = databases.first() else { return };
    let message = format!(
        "every new connection as {} to {} fails from the commit on: \"permission denied for database\"",
        list(losers.iter().map(|loser| quoted(loser))),
        list(databases.iter().map(|database| quoted(database)))
    );
    pass.report(step.span(), message)
        .note("sessions that are open go on, so that it shows only when a pool opens the next connection")
        .help(format!(
            "look who still connects as that role before:\n\
             SELECT application_name, client_addr FROM pg_stat_activity WHERE usename = '{}' AND datname = '{first}';",
            losers[0]
        ));
}

fn gives_usage(grant: &Grant) -> bool {
    grant.privileges.is_empty() || grant.privileges.iter().any(|privilege| privilege == "usage")
}

/// Whether PUBLIC has USAGE on a schema, as it has on `public` from the start.
fn everybody_may_use(pass: &Pass, index: usize, schema: &Name) -> bool {
    let said = pass.earlier_about_rights(index).find_map(|(_, step)| {
        let Statement::Grant(grant) = &step.statement.kind else { return None };
        let named = grant.objects.iter().any(|object| object.name.name == *schema);
        let meant = grant.kind == ObjectKind::Schema && named && gives_usage(grant);
        (meant && grant.grantees.iter().any(|grantee| grantee == "public")).then_some(grant.grant)
    });
    said.unwrap_or(schema == "public")
}

fn revoked_role(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    let mut losers: Vec<&Name> = grant.grantees.iter().collect();
    // Through another role it is still a member.
    if let Some(up) = pass.up() {
        let after = up.after_step(index);
        losers.retain(|loser| !grant.privileges.iter().all(|group| after.acts_as(loser).contains(&group)));
    }
    if losers.is_empty() || grant.with_grant_option || given_again(pass, index, &losers) {
        return;
    }
    let message = format!(
        "{} is no longer a member of {}, and loses its rights at the commit",
        list(&losers),
        list(&grant.privileges)
    );
    pass.report(step.span(), message);
}

fn owner<'a>(pass: &Pass<'a>, step: &'a Step, name: &'a ObjectName, role: &'a Name) -> Option<Given<'a>> {
    let table = pass.in_use(&step.before, name)?;
    let kept = matches!(role.as_str(), "current_user" | "current_role" | "session_user")
        || table.owner.as_ref() == Some(role);
    (!kept).then_some(Given { step, table, name, role })
}

fn report_owner(pass: &mut Pass, given: &[Given]) {
    let [first, others @ ..] = given else { return };
    let Given { step, table, name, role } = first;
    let mode = step.effects.lock_on(table.id);
    let more = match others.len() {
        0 => String::new(),
        1 => " and 1 more".to_owned(),
        several => format!(" and {several} more"),
    };
    let (it, belongs) = if others.is_empty() { ("it", "belongs") } else { ("them", "belong") };
    let message = match &*table.owner {
        Some(old) => format!(
            "`{old}` loses `{}`{more} to `{role}`: it can no longer alter {it}, nor read {it} without a grant",
            table.name
        ),
        None => format!(
            "`{}`{more} {belongs} to `{role}` from here on: the owner before loses the rights of an owner",
            table.name
        ),
    };
    let finding = pass.report(step.span(), message);
    finding.on(step, table.id);
    if let Some(mode) = mode.filter(|mode| *mode >= LockMode::ShareUpdateExclusive) {
        finding.note(format!("the statement takes {mode} on it, if only for a moment"));
    }
    finding.help(format!("give the old owner what its applications need first: GRANT … ON {name} TO …"));
}
