//! Rows that queries of a parent table no longer find, or find from now on.

use crate::ast::{AlterActionKind, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("detach-inheritance-compat", include_str!("../../rules/detach-inheritance-compat.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        if step.conditional {
            continue;
        }
        for action in &alter.actions {
            let (parent, child, gone) = match &action.kind {
                AlterActionKind::DetachPartition { partition, .. } => (&alter.name, partition, true),
                AlterActionKind::NoInherit { parent } => (parent, &alter.name, true),
                AlterActionKind::Inherit { parent } => (parent, &alter.name, false),
                _ => continue,
            };
            if pass.in_use(&step.before, parent).is_none() || pass.in_use(&step.before, child).is_none() {
                continue;
            }
            let message = if gone {
                format!("queries of `{parent}` no longer find the rows of `{child}`")
            } else {
                format!(
                    "queries of `{parent}` find the rows of `{child}` from here on, and updates change them"
                )
            };
            let help = "make sure that no running code counts on the rows it saw before";
            let finding = pass.report(action.span, message).help(help);
            if let Some(parent) = step.before.resolve_id(parent) {
                finding.on(step, parent);
            }
        }
    }
}
