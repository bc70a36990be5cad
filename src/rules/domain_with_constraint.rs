//! A domain that is made with a constraint, which cannot be changed without blocking every table that uses it.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("domain-with-constraint", include_str!("../../rules/domain-with-constraint.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateDomain(create) = &step.statement.kind else { continue };
        let what = match (create.checks.is_empty(), create.not_null) {
            (true, false) => continue,
            (false, _) => "a CHECK",
            (true, true) => "NOT NULL",
        };
        pass.report(
            step.span(),
            format!(
                "the domain `{}` has {what}: to change it later, every table that uses it is read under a lock that blocks \
                 writes",
                create.name
            ),
        )
        .note("adding a column of such a domain rewrites the table")
        .help(format!("use {} in the tables, and a CHECK of each table", create.base));
    }
}
