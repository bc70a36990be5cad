//! ALTER ROLE and ALTER DATABASE, which reach beyond this database and this session.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("role-or-db-setting-change", include_str!("../../rules/role-or-db-setting-change.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterRole(change) = &step.statement.kind else { continue };
        // Of a role that can no longer log in `role-shut-out` speaks.
        if change.shuts_out() {
            continue;
        }
        let whom = match (&change.role, &change.database) {
            (Some(role), _) => format!("every session of the role `{}`", crate::ast::quoted(role)),
            (None, Some(database)) => {
                format!("every session in the database `{}`", crate::ast::quoted(database))
            }
            (None, None) => "every session of every role".to_owned(),
        };
        let what =
            change.setting.as_ref().map_or("changes".to_owned(), |setting| format!("sets `{setting}` for"));
        pass.report(step.span(), format!("{what} {whom} that begins from here on, and not this one")).help(
            "keep it with the setup of the server, and let a migration set what it needs with SET LOCAL",
        );
    }
}
