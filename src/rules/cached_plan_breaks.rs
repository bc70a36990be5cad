//! Another set or type of columns under prepared statements that select all of them.

use crate::ast::AlterActionKind;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("cached-plan-breaks", include_str!("../../rules/cached-plan-breaks.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let what = match &altering.action.kind {
            AlterActionKind::AlterColumnType { column, .. } => format!("return `{column}`"),
            AlterActionKind::AddColumn { .. } | AlterActionKind::DropColumn { .. } => {
                "select every column".to_owned()
            }
            _ => continue,
        };
        pass.report(
            altering.action.span,
            format!(
                "prepared statements on `{}` that {what} fail once in every connection: \"cached plan must not change result type\"",
                altering.table.name
            ),
        )
        .on(altering.step, altering.table.id)
        .help("name the columns instead of *, and let the application prepare again on that error, or renew its connections after the deployment");
    }
}
