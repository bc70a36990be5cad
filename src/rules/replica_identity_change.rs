//! Another content of what subscribers and change streams are sent.

use crate::ast::{AlterActionKind, Name, ObjectKind, PublicationAction, Statement, quoted};
use crate::catalog::Catalog;
use crate::rule::{Pass, Rule, list};

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
                        quoted(&publication.name)
                    ),
                )
                .help("refresh each subscription afterwards: ALTER SUBSCRIPTION … REFRESH PUBLICATION;");
            }
            Statement::Drop(drop) if drop.kind == ObjectKind::Publication => {
                let names = drop.objects.iter().map(|object| &object.name.name);
                let of = |catalog: &Catalog, name: &Name| {
                    catalog.publications().find(|(known, _)| *known == name).map(|(_, known)| known.origin)
                };
                let gone: Vec<_> = names
                    .filter(|name| !of(&step.before, name).is_some_and(|origin| pass.is_new(origin)))
                    .filter(|name| pass.up().is_none_or(|up| of(&up.after, name).is_none()))
                    .map(|name| quoted(name))
                    .collect();
                if !gone.is_empty() {
                    let message = format!(
                        "subscribers of {} get nothing any more: replication stops with \"publication does not exist\"",
                        list(gone)
                    );
                    pass.report(step.span(), message)
                        .note("what they have not read stays on the disk for as long as their replication slots are there")
                        .help("drop the subscriptions first: DROP SUBSCRIPTION …;");
                }
            }
            _ => {}
        }
    }
}
