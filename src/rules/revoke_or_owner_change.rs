//! Rights that a role loses on what it may be using.

use crate::ast::{AlterActionKind, Grant, Name, ObjectKind, ObjectName, ObjectRef, Statement, quoted};
use crate::catalog::{Catalog, Relation, Routine, same_types};
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Pass, Rule, list, span_of_word};
use crate::source::Span;

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
    for (index, step) in pass.steps().iter().enumerate() {
        match &step.statement.kind {
            Statement::Grant(grant) if !grant.grant && grant.of_role => {
                revoked_role(pass, index, step, grant)
            }
            Statement::Grant(grant) if !grant.grant && grant.kind == ObjectKind::Schema => {
                revoked_schema(pass, index, step, grant);
            }
            Statement::Grant(grant) if !grant.grant && grant.kind.is_routine() => {
                revoked_routine(pass, index, step, grant);
            }
            Statement::Grant(grant) if !grant.grant && grant.kind == ObjectKind::Database => {
                revoked_database(pass, index, step, grant);
            }
            Statement::Grant(grant) if !grant.grant => revoked(pass, index, step, grant),
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
    // One finding for all that one role loses to another.
    while let Some(first) = given.first() {
        let (role, old) = (first.role, first.table.owner.as_ref());
        let same = |other: &Given| other.role == role && other.table.owner.as_ref() == old;
        let (all, others) = given.into_iter().partition::<Vec<_>, _>(same);
        report_owner(pass, &all);
        given = others;
    }
}

fn revoked(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    let losers = losers(grant);
    // Without the grant option the right itself is kept.
    let kept = grant.with_grant_option || given_again(pass, index, &losers);
    if losers.is_empty() || !is_of_relation(grant.kind) || kept {
        return;
    }
    let tables = grant.objects.iter().filter_map(|object| pass.in_use(&step.before, &object.name));
    // A table that the migration then drops is no longer there to be refused.
    let tables: Vec<&Relation> = tables.filter(|table| !pass.goes_later(index, table.id)).collect();
    if tables.is_empty() && !grant.all_in_schema {
        return;
    }
    let objects = match grant.all_in_schema {
        true => format!("everything in {}", list(grant.objects.iter().map(|object| object.name.to_string()))),
        false => list(tables.iter().map(|table| &table.name)),
    };
    let rights = rights(pass, step, grant);
    let message = format!(
        "{} loses {rights} on {objects}: what runs as that role fails from the commit on",
        list(&losers)
    );
    let finding = pass.report(step.span(), message);
    if let Some(table) = tables.first() {
        finding.on(step, table.id);
    }
    finding.help(
        "look in pg_stat_activity and in the application's configuration who still connects as that role",
    );
}

/// A right that everybody had is taken back on purpose; who needs it has it by name.
fn losers(grant: &Grant) -> Vec<&Name> {
    grant.grantees.iter().filter(|grantee| *grantee != "public").collect()
}

/// Without USAGE a role finds nothing in a schema, whatever rights it has on the tables there.
fn revoked_schema(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    let losers = losers(grant);
    let usage = grant.privileges.is_empty() || grant.privileges.iter().any(|privilege| privilege == "usage");
    if losers.is_empty() || !usage || grant.with_grant_option || given_again(pass, index, &losers) {
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

fn gives_execute(grant: &Grant) -> bool {
    grant.kind.is_routine()
        && (grant.privileges.is_empty() || grant.privileges.iter().any(|right| right == "execute"))
}

/// A role keeps EXECUTE through PUBLIC, unless that was taken from PUBLIC before.
fn revoked_routine(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    if grant.with_grant_option || grant.all_in_schema || !gives_execute(grant) {
        return;
    }
    // One finding for all that the same roles lose.
    let mut lost: Vec<(Vec<&Name>, Vec<String>)> = Vec::new();
    for object in &grant.objects {
        let Some(routine) = meant(&step.before, object) else { continue };
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
            !given_again(pass, index, &[*loser]) && was_given(pass, index, (step, object), loser, of)
        });
        let shown = object.name.to_string();
        match lost.iter_mut().find(|(others, _)| *others == roles) {
            Some((_, routines)) => routines.push(shown),
            None if roles.is_empty() => {}
            None => lost.push((roles, vec![shown])),
        }
    }
    for (roles, routines) in lost {
        let message = format!(
            "{} {} EXECUTE on {}: what calls it as that role fails with \"permission denied for function\" from the commit on",
            list(roles.iter().map(|role| quoted(role))),
            if roles.len() == 1 { "loses" } else { "lose" },
            list(&routines)
        );
        pass.report(step.span(), message).help(
            "look in the application, in triggers and in policies that run as that role for calls first",
        );
    }
}

/// The very overload that a statement is about.
fn meant<'a>(catalog: &'a Catalog, object: &ObjectRef) -> Option<&'a Routine> {
    let overloads = catalog.routines(&object.name);
    match (&object.arguments, overloads.as_slice()) {
        (None, [only]) => Some(*only),
        (None, _) => None,
        (Some(arguments), _) => overloads.into_iter().find(|routine| routine.is_meant(Some(arguments))),
    }
}

/// Whether two names may mean the same.
fn same_name(one: &ObjectName, other: &ObjectName) -> bool {
    let schemas = one.schema == other.schema || one.schema.is_none() || other.schema.is_none();
    one.name == other.name && schemas
}

/// Whether the arguments say the same overload: `None` where only one of them has a list.
fn same_overload(one: &ObjectRef, other: &ObjectRef) -> Option<bool> {
    match (&one.arguments, &other.arguments) {
        (None, None) => Some(true),
        (Some(one), Some(other)) => Some(same_types(&Vec::from_iter(one), &Vec::from_iter(other))),
        _ => None,
    }
}

/// Whether the last that was said before of PUBLIC and a function is that it loses it.
fn public_lost(pass: &Pass, index: usize, object: &ObjectRef) -> bool {
    let said = pass.earlier_about_rights(index).find_map(|(_, step)| {
        let Statement::Grant(said) = &step.statement.kind else { return None };
        let named = said.objects.iter().any(|other| {
            let same = || same_name(&other.name, &object.name) && same_overload(other, object) == Some(true);
            said.all_in_schema || same()
        });
        let public = said.grantees.iter().any(|grantee| grantee == "public");
        (gives_execute(said) && named && public).then_some(said.grant)
    });
    said == Some(false)
}

/// Whether the migration then gives a function to everybody again, or drops it.
fn opened_or_dropped(pass: &Pass, index: usize, object: &ObjectRef, routine: &Routine) -> bool {
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

/// Whether the last that was said before of a right of a role on an object is that it has it.
fn was_given(
    pass: &Pass,
    index: usize,
    (here, object): (&Step, &ObjectRef),
    loser: &Name,
    of: impl Fn(&Step, &Grant) -> bool,
) -> bool {
    // Without a list of arguments it is the only one of its name.
    let only_one = |step: &Step, object: &ObjectRef| {
        let overloads = step.before.routines(&object.name);
        overloads.len() == 1 && !overloads.iter().any(|one| one.is_unknown())
    };
    let said = pass.earlier_about_rights(index).find_map(|(_, step)| {
        let Statement::Grant(said) = &step.statement.kind else { return None };
        let only_option = !said.grant && said.with_grant_option;
        if only_option || !said.grantees.contains(loser) || !of(step, said) {
            return None;
        }
        let same = said.objects.iter().any(|other| match said.all_in_schema {
            // By its name it is only given one by one.
            true => !said.grant && object.name.schema.as_ref().is_none_or(|own| *own == other.name.name),
            false => {
                let one = || only_one(step, other) && only_one(here, object);
                same_name(&other.name, &object.name) && same_overload(other, object).unwrap_or_else(one)
            }
        });
        same.then_some(said.grant)
    });
    said == Some(true)
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
    let had = |object, loser: &Name| was_given(pass, index, (step, object), loser, had);
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

/// Whether PUBLIC has USAGE on a schema, as it has on `public` from the start.
fn everybody_may_use(pass: &Pass, index: usize, schema: &Name) -> bool {
    let said = pass.earlier_about_rights(index).find_map(|(_, step)| {
        let Statement::Grant(grant) = &step.statement.kind else { return None };
        let usage = grant.privileges.is_empty() || grant.privileges.iter().any(|right| right == "usage");
        let named = grant.objects.iter().any(|object| object.name.name == *schema);
        let meant = grant.kind == ObjectKind::Schema && named && usage;
        (meant && grant.grantees.iter().any(|grantee| grantee == "public")).then_some(grant.grant)
    });
    said.unwrap_or(schema == "public")
}

/// The rights by their names, with the columns that they are of.
fn rights(pass: &Pass, step: &Step, grant: &Grant) -> String {
    if grant.privileges.is_empty() {
        return "every right".to_owned();
    }
    let text = pass.text(step.span());
    let word = |word| span_of_word(text, Span::new(0, text.len()), word);
    let start = word("revoke").map_or(0, |span| span.end as usize);
    let written = word("on").and_then(|on| text.get(start..on.start as usize)).unwrap_or_default();
    if !written.contains('(') {
        return grant.privileges.join(", ").to_uppercase();
    }
    let mut inside = false;
    let words = written.split_whitespace().collect::<Vec<_>>().join(" ");
    let shown = words.chars().map(|letter| {
        inside = letter == '(' || inside && letter != ')';
        if inside { letter } else { letter.to_ascii_uppercase() }
    });
    shown.collect()
}

fn revoked_role(pass: &mut Pass, index: usize, step: &Step, grant: &Grant) {
    let losers: Vec<&Name> = grant.grantees.iter().collect();
    if !given_again(pass, index, &losers) {
        let message = format!(
            "{} is no longer a member of {}, and loses its rights at the commit",
            list(&losers),
            list(&grant.privileges)
        );
        pass.report(step.span(), message);
    }
}

fn is_of_relation(kind: ObjectKind) -> bool {
    use ObjectKind::{ForeignTable, MaterializedView, Sequence, Table, View};
    matches!(kind, Table | View | MaterializedView | ForeignTable | Sequence)
}

/// Whether the migration gives the same roles rights afterwards: taking all and giving some is how rights are set.
fn given_again(pass: &Pass, index: usize, losers: &[&Name]) -> bool {
    pass.later_about_rights(index).any(|step| {
        let (Statement::Grant(grant) | Statement::AlterDefaultPrivileges(grant)) = &step.statement.kind
        else {
            return false;
        };
        grant.grant && losers.iter().all(|loser| grant.grantees.contains(loser))
    })
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
