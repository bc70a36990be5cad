//! Migrations that add and take away at once, or change more tables than one.

use std::sync::Arc;

use crate::ast::{AlterActionKind, ObjectKind, Statement};
use crate::catalog::QualifiedName;
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("release-coupling", include_str!("../../rules/release-coupling.md"), check);

fn check(pass: &mut Pass) {
    let most = usize::try_from(pass.options.integer("most-tables")).unwrap_or_default();
    let mut expands: Option<&Step> = None;
    let mut contracts: Option<&Step> = None;
    let mut tables: Vec<Arc<QualifiedName>> = Vec::new();
    for step in pass.steps() {
        let (adds, takes) = directions(pass, step);
        if adds && expands.is_none() {
            expands = Some(step);
        }
        if takes && contracts.is_none() {
            contracts = Some(step);
        }
        if let Statement::AlterTable(alter) = &step.statement.kind
            && let Some(table) = pass.in_use(&step.before, &alter.name)
            && !tables.contains(&table.name)
        {
            tables.push(table.name.clone());
        }
    }
    if let (Some(expands), Some(contracts)) = (expands, contracts) {
        pass.report(
            contracts.span(),
            "takes away in the same release that brings what is to replace it: the older application fails at once, and \
             only both can be rolled back",
        )
        .label_here(expands.span(), "this brings something new")
        .help("bring the new in this migration, and take the old away in one that is released later");
    } else if most > 0 && tables.len() > most {
        let Some(first) = pass.steps().first() else { return };
        pass.report(
            first.span(),
            format!("changes {} tables in one release: {}", tables.len(), list(&tables)),
        )
        .help("one migration for each, so that each can be rolled back alone");
    }
}

/// Whether a statement brings something new to tables in use, and whether it takes something away.
fn directions(pass: &Pass, step: &Step) -> (bool, bool) {
    match &step.statement.kind {
        Statement::CreateTable(create) => (create.persistence != crate::ast::Persistence::Temporary, false),
        Statement::AlterTable(alter) if pass.in_use(&step.before, &alter.name).is_some() => {
            let adds = |kind: &AlterActionKind| matches!(kind, AlterActionKind::AddColumn { .. });
            let takes = |kind: &AlterActionKind| matches!(kind, AlterActionKind::DropColumn { .. });
            (
                alter.actions.iter().any(|action| adds(&action.kind)),
                alter.actions.iter().any(|action| takes(&action.kind)),
            )
        }
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => {
            (false, drop.objects.iter().any(|object| pass.in_use(&step.before, &object.name).is_some()))
        }
        _ => (false, false),
    }
}
