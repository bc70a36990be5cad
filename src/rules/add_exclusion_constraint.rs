//! An exclusion constraint, which always builds its index under the lock that adds it.

use crate::ast::{AlterActionKind, ConstraintKind};
use crate::rule::{Pass, Rule, swap_for_new};

pub(super) static RULE: Rule =
    Rule::new("add-exclusion-constraint", include_str!("../../rules/add-exclusion-constraint.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let AlterActionKind::AddConstraint { constraint } = &altering.action.kind else { continue };
        if !matches!(constraint.kind, ConstraintKind::Exclusion(_)) || !altering.builds_index() {
            continue;
        }
        let table = &altering.alter.name;
        let message = format!(
            "blocks {} to `{}` while the index under the constraint is built and every row compared",
            altering.mode.who_waits(),
            altering.table.name
        );
        let help = format!(
            "there is no NOT VALID and no USING INDEX for it: run it in a maintenance window with a lock_timeout, or give \
             the constraint to a new table that takes this one's place:\n{}",
            swap_for_new(table, pass.text(altering.action.span))
        );
        let finding = pass.report(constraint.span, message).on(altering.step, altering.table.id).help(help);
        if let Some(held) = &altering.held {
            finding.note(held.note());
        }
    }
}
