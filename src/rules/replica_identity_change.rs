//! Another content of what subscribers and change streams are sent.

use crate::ast::{AlterActionKind, PublicationAction, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("replica-identity-change", include_str!("../../rules/replica-identity-change.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::AlterTable(alter) => {
                let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
                for action in &alter.actions {
                    if !matches!(action.kind, AlterActionKind::ReplicaIdentity(_)) {
                        continue;
                    }
                    pass.report(
                        action.span,
                        format!("changes what subscribers and change streams are told of an old row of `{}`", table.name),
                    )
                    .on(step, table.id)
                    .help("see that each of them can find its row by what it is told, and that WAL has room for it");
                }
            }
            Statement::AlterPublication(publication)
                if matches!(publication.action, PublicationAction::Set | PublicationAction::Drop) =>
            {
                pass.report(
                    step.span(),
                    format!(
                        "subscribers of `{}` no longer get the tables that are left out",
                        crate::ast::quoted(&publication.name)
                    ),
                )
                .help("refresh each subscription afterwards: ALTER SUBSCRIPTION … REFRESH PUBLICATION;");
            }
            _ => {}
        }
    }
}
