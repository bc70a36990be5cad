//! Roles that can no longer log in, and roles that are dropped.

use crate::ast::{DropObjects, Name, ObjectKind, RoleChange, Statement, quoted};
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("role-shut-out", include_str!("../../rules/role-shut-out.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        match &step.statement.kind {
            Statement::AlterRole(change) if change.shuts_out() => altered(pass, index, step, change),
            Statement::Drop(drop) if drop.kind == ObjectKind::Role && !drop.owned => {
                dropped(pass, index, step, drop);
            }
            _ => {}
        }
    }
}

fn altered(pass: &mut Pass, index: usize, step: &Step, change: &RoleChange) {
    let Some(role) = change.role.as_ref().filter(|role| !is_migrating(role)) else { return };
    let is_new = is_made(own_before(pass, index), role);
    let change = kept_out(pass, index, role, change);
    if is_new || login_before(pass, index, role) != Login::Given || !change.shuts_out() {
        return;
    }
    let shown = quoted(role);
    let (message, help) = match &change {
        RoleChange { login: Some(false), .. } => (
            format!(
                "every new connection as `{shown}` fails from the commit on: \"role is not permitted to log in\""
            ),
            leave_first(role),
        ),
        RoleChange { connection_limit: Some(0), .. } => (
            format!(
                "every new connection as `{shown}` fails from the commit on: \"too many connections for role\""
            ),
            leave_first(role),
        ),
        RoleChange { valid_until: Some(until), .. } if until.trim() != "infinity" => (
            format!(
                "every new connection as `{shown}` with its password fails from {until} on, by the server's clock"
            ),
            format!(
                "give it no end, or change the password in time by a second role that the application moves to:\n\
                 ALTER ROLE {shown} VALID UNTIL 'infinity';"
            ),
        ),
        RoleChange { password: None, .. } => (
            format!(
                "`{shown}` has no password from the commit on: every new connection that gives one fails"
            ),
            leave_first(role),
        ),
        _ => (
            format!("every new connection as `{shown}` with the old password fails from the commit on"),
            format!(
                "let the application move to a second role with the same rights, and change the password of the one that \
                 nobody uses:\nCREATE ROLE {second} LOGIN IN ROLE {shown}; -- its password is set outside the migrations",
                second = quoted(&format!("{role}_2"))
            ),
        ),
    };
    pass.report(step.span(), message)
        .note("sessions that are open go on, so that it shows only when a pool opens the next connection")
        .help(help);
}

fn dropped(pass: &mut Pass, index: usize, step: &Step, drop: &DropObjects) {
    let used = |role: &&Name| {
        let made_anew = drop.if_exists && is_made(pass.later_about_rights(index), role);
        let is_new = is_made(own_before(pass, index), role);
        !made_anew && !is_new && login_before(pass, index, role) != Login::Taken
    };
    let roles: Vec<&Name> = drop.objects.iter().map(|object| &object.name.name).filter(used).collect();
    let Some(first) = roles.first() else { return };
    let groups = roles.iter().all(|role| login_before(pass, index, role) == Login::Never);
    let shown = list(roles.iter().map(|role| quoted(role)));
    let message = match groups {
        true => format!("the members of {shown} lose the rights that they have through it at the commit"),
        false => format!(
            "every new connection as {shown} fails from the commit on, and sessions that are open are left without a role \
             and its rights: \"invalid role OID\""
        ),
    };
    let owner = quoted(first);
    pass.report(step.span(), message)
        .note("the server refuses to drop a role that owns anything, or has a right on anything, in any database")
        .help(format!(
            "see who uses it, and in each database give away what it has:\n\
             SELECT datname, application_name, client_addr FROM pg_stat_activity WHERE usename = '{first}';\n\
             REASSIGN OWNED BY {owner} TO …;\nDROP OWNED BY {owner};"
        ));
}

fn leave_first(role: &Name) -> String {
    format!(
        "move its applications to another role first, until nobody is left:\n\
         SELECT datname, application_name, client_addr FROM pg_stat_activity WHERE usename = '{role}';"
    )
}

#[derive(PartialEq)]
enum Login {
    /// As far as anyone knows.
    Given,
    /// It was made without.
    Never,
    /// Its login was taken before: whoever used it has had to leave.
    Taken,
}

fn login_before(pass: &Pass, index: usize, role: &Name) -> Login {
    let said = pass.earlier_about_rights(index).find_map(|(_, step)| match &step.statement.kind {
        Statement::CreateRole(change) if change.role.as_ref() == Some(role) => {
            Some(if change.login == Some(false) { Login::Never } else { Login::Given })
        }
        Statement::AlterRole(change) if change.role.as_ref() == Some(role) => {
            change.login.map(|login| if login { Login::Given } else { Login::Taken })
        }
        _ => None,
    });
    said.unwrap_or(Login::Given)
}

/// What of a change still keeps the role out at the end of the migration: what a later statement undoes is done on
/// purpose meanwhile.
fn kept_out(pass: &Pass, index: usize, role: &Name, shut: &RoleChange) -> RoleChange {
    let later = |undoes: &dyn Fn(&RoleChange) -> bool| {
        pass.later_about_rights(index).any(|step| match &step.statement.kind {
            Statement::AlterRole(change) => change.role.as_ref() == Some(role) && undoes(change),
            _ => false,
        })
    };
    let is_password = |attribute: &Name| attribute == "password";
    let mut left = shut.clone();
    if later(&|change| change.login == Some(true)) {
        left.login = None;
    }
    if later(&|change| change.connection_limit.is_some_and(|limit| limit != 0)) {
        left.connection_limit = None;
    }
    if later(&|change| change.valid_until.is_some()) {
        left.valid_until = None;
    }
    // Of two new passwords, or of none and one, the last is the one to speak of.
    if later(&|change| change.attributes.iter().any(is_password)) {
        left.attributes.retain(|attribute| !is_password(attribute));
    }
    left
}

/// The statements of the migration before one that are about roles and rights.
fn own_before<'a>(pass: &Pass<'a>, index: usize) -> impl Iterator<Item = &'a Step> + use<'a> {
    let here = pass.index;
    pass.earlier_about_rights(index).take_while(move |(at, _)| *at == here).map(|(_, step)| step)
}

fn is_made<'a>(mut steps: impl Iterator<Item = &'a Step>, role: &Name) -> bool {
    steps.any(|step| {
        matches!(&step.statement.kind, Statement::CreateRole(change) if change.role.as_ref() == Some(role))
    })
}

/// The role that runs the migration, whatever it is called.
fn is_migrating(role: &Name) -> bool {
    matches!(role.as_str(), "current_user" | "current_role" | "session_user")
}
