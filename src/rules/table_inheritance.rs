//! Tables that inherit, or are made of a type.

use crate::ast::{AlterActionKind, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("table-inheritance", include_str!("../../rules/table-inheritance.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTable(create) => {
                if let Some(parent) = create.inherits.first() {
                    pass.report(
                        parent.span,
                        format!("`{}` shares no primary key, unique constraint or foreign key with `{parent}`, whose queries now read both", create.name),
                    )
                    .help("declarative partitioning, or a table of its own with a foreign key");
                } else if let Some(of_type) = &create.of_type {
                    pass.report(
                        of_type.span,
                        format!("the columns of `{}` can change only with the type `{of_type}`", create.name),
                    )
                    .help("write the columns out");
                }
            }
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    if let AlterActionKind::Inherit { parent } = &action.kind {
                        pass.report(
                            action.span,
                            format!("every query of `{parent}` reads `{}` from here on", alter.name),
                        )
                        .help("declarative partitioning, or a view over both tables");
                    }
                }
            }
            _ => {}
        }
    }
}
