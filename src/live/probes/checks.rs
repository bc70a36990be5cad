//! CHECK: are there rows that break it? A null passes.

use crate::ast::{AlterActionKind, ConstraintKind};
use crate::catalog::{ConstraintDef, expression};

use super::violation;
use super::{Judged, Probe};
use crate::live::duration::Task;
use crate::live::question::Question;

pub(super) static PROBE: Probe = Probe {
    name: "checks",
    asks: "whether rows break a CHECK constraint",
    rules: &["add-check-without-not-valid", "rows-may-violate", "validate-in-same-transaction"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let Some(condition) = condition(question) else { return Ok(None) };
    let relation = question.table(&alter.name)?;
    let sql = format!("SELECT count(*) AS count FROM {} WHERE ({condition}) IS FALSE", relation.quoted());
    let counted = question.count(relation, &sql);
    let what = "are refused by the check";
    Ok(Some(violation::judge(question, relation, counted, what, "23514", Task::Verify)))
}

fn condition(question: &Question) -> Option<String> {
    question.action(|action| match action {
        AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::Check(check) if !constraint.not_valid => {
                Some(question.text(check.span).to_owned())
            }
            _ => None,
        },
        AlterActionKind::ValidateConstraint { constraint } => {
            let table = question.step.before.resolve(&question.alter()?.name)?;
            match &table.constraint(&constraint.name)?.kind {
                ConstraintDef::Check { expr, .. } => Some(expression(expr)),
                _ => None,
            }
        }
        _ => None,
    })
}
