//! Settings that end before what they are meant for begins.

use super::{BlockKind, PlanCheck, PlannedStatement, Reading};
use crate::ast::Statement;

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "setting-out-of-reach",
    include_str!("../../rules/runbook/setting-out-of-reach.md"),
    check,
);

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    for block in 0..plan.blocks.len() {
        let in_block: Vec<&PlannedStatement> =
            plan.statements.iter().filter(|planned| planned.block == block).collect();
        let mut sessions: Vec<Option<usize>> = in_block.iter().map(|planned| planned.command).collect();
        sessions.dedup();
        for session in sessions {
            let together: Vec<&&PlannedStatement> =
                in_block.iter().filter(|planned| planned.command == session).collect();
            let Some(last) = together.last() else { continue };
            let only_settings = together.iter().all(|planned| setting(planned).is_some());
            // A session of psql that goes on is one with the SQL block that follows.
            if only_settings && (session.is_some() || ends_here(reading, block)) {
                report(reading, last);
            }
        }
    }
}

fn report(reading: &mut Reading, planned: &PlannedStatement) {
    let Some(name) = setting(planned) else { return };
    reading
        .report(
            planned.statement.span,
            format!("ends with this session: what runs the migration has a session of its own, without `{name}`"),
        )
        .help(format!(
            "set it where the migration runs: in its file, or for its connection with PGOPTIONS=\"-c {name}=…\", or for its role with ALTER ROLE … SET {name}"
        ));
}

fn setting(planned: &PlannedStatement) -> Option<&str> {
    match &planned.statement.kind {
        Statement::Set(set) if set.value.is_some() => Some(&set.name),
        _ => None,
    }
}

/// Whether a program other than this session does what comes next.
fn ends_here(reading: &Reading, block: usize) -> bool {
    let next = reading.plan.blocks.iter().skip(block + 1).find(|block| block.kind != BlockKind::Other);
    next.is_some_and(|next| next.kind == BlockKind::Shell)
}
