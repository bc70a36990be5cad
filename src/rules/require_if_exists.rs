//! Objects whose DROP fails when a script that broke off is run again.

use crate::ast::{AlterActionKind, Statement};
use crate::diagnostic::Edit;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("require-if-exists", include_str!("../../rules/require-if-exists.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Some((what, places)) = unguarded(step) else { continue };
        if !pass.stays_behind(index) {
            continue;
        }
        let note = pass.half_way();
        let edits = places
            .iter()
            .map(|at| Edit { span: Span { start: *at, end: *at }, replacement: "IF EXISTS ".into() })
            .collect();
        let message =
            format!("when a later statement fails, the next run fails here: {what} is gone already");
        let finding = pass.report(step.span(), message).note(note);
        match step.within {
            None => finding.fix("add IF EXISTS", edits),
            Some(_) => finding.help("add IF EXISTS"),
        };
    }
}

/// What a statement drops, and where the words go.
fn unguarded(step: &Step) -> Option<(String, Vec<u32>)> {
    match &step.statement.kind {
        Statement::Drop(drop) if !drop.if_exists && !drop.owned => {
            let object = drop.objects.first()?;
            let kind = object.kind.name();
            Some(match &object.part {
                Some(part) => (format!("the {kind} `{part}`"), vec![part.span.start]),
                None => (format!("the {kind} `{}`", object.name), vec![object.name.span.start]),
            })
        }
        Statement::AlterTable(alter) => {
            let dropped: Vec<_> = alter
                .actions
                .iter()
                .filter_map(|action| match &action.kind {
                    AlterActionKind::DropColumn { column, if_exists: false, .. } => Some(("column", column)),
                    AlterActionKind::DropConstraint { constraint, if_exists: false, .. } => {
                        Some(("constraint", constraint))
                    }
                    _ => None,
                })
                .collect();
            let (kind, first) = dropped.first()?;
            Some((format!("the {kind} `{first}`"), dropped.iter().map(|(_, name)| name.span.start).collect()))
        }
        _ => None,
    }
}
