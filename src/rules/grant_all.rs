//! Rights in bulk: all of them, on all objects, or with the right to pass them on.

use crate::ast::{ObjectKind, Statement};
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule = Rule::new("grant-all", include_str!("../../rules/grant-all.md"), check);

fn check(pass: &mut Pass) {
    let owners = pass.options.strings("owners");
    for step in pass.steps() {
        let (Statement::Grant(grant) | Statement::AlterDefaultPrivileges(grant)) = &step.statement.kind
        else {
            continue;
        };
        let mut grantees = grant.grantees.iter().filter(|grantee| {
            !owners.contains(&grantee.as_str())
                && !matches!(grantee.as_str(), "current_user" | "current_role")
        });
        if !grant.grant || grant.of_role || grantees.next().is_none() {
            continue;
        }
        let who = list(&grant.grantees);
        let whole =
            grant.privileges.is_empty() && !matches!(grant.kind, ObjectKind::Function | ObjectKind::Type);
        let message = if grant.with_grant_option {
            format!("{who} may pass the right on to others, and REVOKE then needs CASCADE")
        } else if whole {
            format!("gives {who} every right there is, TRUNCATE, REFERENCES and TRIGGER among them")
        } else if grant.all_in_schema {
            format!("gives {who} a right on everything that the schema holds by now")
        } else {
            continue;
        };
        pass.report(step.span(), message).help("name the rights and the objects that the role needs");
    }
}
