//! Row level security that is taken off a table in use.

use crate::ast::{AlterActionKind, RowSecurity, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("rls-disabled", include_str!("../../rules/rls-disabled.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let disables = alter
            .actions
            .iter()
            .any(|action| matches!(action.kind, AlterActionKind::RowSecurity(RowSecurity::Disable)));
        for action in &alter.actions {
            let AlterActionKind::RowSecurity(change) = action.kind else { continue };
            let Some(before) = pass.in_use(&step.before, &alter.name) else { continue };
            // What is on again, or gone, when the migration ends harms nobody afterwards.
            let Some(after) = up.after.relation(before.id) else { continue };
            let (off, message) = match change {
                RowSecurity::Disable => (
                    !after.row_security,
                    format!(
                        "opens every row of `{}` to whoever may read the table: its policies no longer apply",
                        after.name
                    ),
                ),
                // Without policies for anyone, those of the owner are no matter.
                RowSecurity::NoForce if disables => continue,
                RowSecurity::NoForce => (
                    !after.force_row_security,
                    format!(
                        "lets the owner of `{}` past its policies, and every application that connects as the owner",
                        after.name
                    ),
                ),
                _ => continue,
            };
            if off {
                pass.report(action.span, message)
                    .on(step, after.id)
                    .help("keep it on, and add a policy for those who need more");
            }
        }
    }
}
