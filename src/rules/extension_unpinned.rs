//! Extensions whose version the server chooses, or that change under the application.

use crate::ast::{AlterExtensionAction, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("extension-unpinned", include_str!("../../rules/extension-unpinned.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateExtension(create) if create.version.is_none() => {
                let name = crate::ast::quoted(&create.name);
                pass.report(
                    step.span(),
                    format!(
                        "the version of `{}` is whatever the server has: environments drift apart",
                        create.name
                    ),
                )
                .help(format!("name it: CREATE EXTENSION {name} VERSION '…';"));
            }
            Statement::AlterExtension(alter) => {
                let AlterExtensionAction::Update(version) = &alter.action else { continue };
                let to = version.as_ref().map_or("whatever version the server has".to_owned(), |version| {
                    format!("version {version}")
                });
                pass.report(
                    step.span(),
                    format!(
                        "the update of `{}` to {to} can drop and rebuild its functions, types and operators",
                        alter.name
                    ),
                )
                .help(
                    "read what its update scripts do, and name the version: ALTER EXTENSION … UPDATE TO '…';",
                );
            }
            _ => {}
        }
    }
}
