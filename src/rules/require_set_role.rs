//! Migrations that make objects as whoever happens to run them.

use crate::rule::{Pass, Rule, changes_schema};

pub(super) static RULE: Rule =
    Rule::new("require-set-role", include_str!("../../rules/require-set-role.md"), check);

fn check(pass: &mut Pass) {
    let wanted = pass.options.string("role");
    // The first change of the schema decides: what is made after it belongs to the same role.
    if let Some(step) = pass.steps().iter().find(|step| changes_schema(step)) {
        let role = step.before.session.role.as_deref();
        let (message, role) = match (role, wanted) {
            (None, "") => (
                "what this makes belongs to whoever runs the migration: no SET ROLE stands before it"
                    .to_owned(),
                "…",
            ),
            (None, wanted) => (
                format!("what this makes belongs to whoever runs the migration, and not to `{wanted}`"),
                wanted,
            ),
            (Some(role), wanted) if !wanted.is_empty() && role != wanted => {
                (format!("what this makes belongs to `{role}`, and not to `{wanted}`"), wanted)
            }
            _ => return,
        };
        pass.report(step.span(), message)
            .help(format!("say at the head of the file as whom it runs:\nSET ROLE {role};"));
    }
}
