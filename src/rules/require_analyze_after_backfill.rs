//! Many rows changed, and statistics that still tell of the old ones.

use crate::ast::Statement;
use crate::catalog::RelationId;
use crate::effects::WorkKind;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "require-analyze-after-backfill",
    include_str!("../../rules/require-analyze-after-backfill.md"),
    check,
);

fn check(pass: &mut Pass) {
    let mut reported: Vec<RelationId> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let written = match &step.statement.kind {
            Statement::Update(_) | Statement::Insert(_) | Statement::Merge(_) | Statement::Copy(_) => {
                step.effects.work.iter().find(|work| work.kind == WorkKind::Write { bounded: false })
            }
            _ => None,
        };
        let Some(table) = written.and_then(|work| step.before.relation(work.relation)) else { continue };
        if pass.is_analyzed_after(index, table) || table.is_temporary() || reported.contains(&table.id) {
            continue;
        }
        reported.push(table.id);
        pass.report(
            step.span(),
            format!(
                "queries on `{}` are planned with statistics from before this until autovacuum comes by",
                table.name
            ),
        )
        .on(step, table.id)
        .help(format!("look at the table anew right after it:\nANALYZE {};", table.name));
    }
}
