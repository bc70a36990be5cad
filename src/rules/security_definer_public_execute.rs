//! SECURITY DEFINER functions that everybody may call.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "security-definer-public-execute",
    include_str!("../../rules/security-definer-public-execute.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateFunction(create) = &step.statement.kind else { continue };
        // A trigger function cannot be called.
        if !create.security_definer || create.is_for_triggers() {
            continue;
        }
        let name = step.before.qualify(&create.name);
        let full = crate::ast::ObjectName::new(Some(&name.schema), &name.name, create.name.span);
        if !pass
            .history
            .end
            .routines(&full)
            .iter()
            .any(|routine| routine.security_definer && !routine.public_revoked)
        {
            continue;
        }
        let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
        pass.report(
            create.name.span,
            format!("every role may call `{}`, which runs with its owner's rights", create.name),
        )
        .help(format!(
            "take the right away, and give it to those who need it:\nREVOKE EXECUTE ON {kind} {} FROM PUBLIC;",
            create.name
        ));
    }
}
