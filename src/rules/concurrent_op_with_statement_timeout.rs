//! CONCURRENTLY under a statement_timeout that is shorter than a build may take.

use crate::ast::Statement;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "concurrent-op-with-statement-timeout",
    include_str!("../../rules/concurrent-op-with-statement-timeout.md"),
    check,
);

fn check(pass: &mut Pass) {
    let enough = u64::try_from(pass.options.integer("minutes")).unwrap_or_default() * 60_000;
    for step in pass.steps() {
        let Some((command, left)) = step.concurrent() else { continue };
        let timeout = step.before.session.timeout("statement_timeout").unwrap_or_default();
        let Some(setting) = step.before.session.setting("statement_timeout") else { continue };
        if timeout == 0 || timeout >= enough || only_waits(pass, step, timeout) {
            continue;
        }
        let label = setting.place.and_then(|place| pass.label_at(place, "statement_timeout is set here"));
        let lifted = pass.lift_timeout(step, "statement_timeout", setting, "let it finish");
        let message = format!(
            "is cancelled after the statement_timeout of {}, finished or not, and leaves {left}",
            setting.value
        );
        let finding = pass
            .report(step.span(), message)
            .label(label)
            .note(format!("{command} blocks nobody however long it takes"))
            .help(lifted.help);
        if let Some(edits) = lifted.edits {
            finding.fix("set statement_timeout to 0 for it", edits);
        }
    }
}

/// Whether it builds an index of a table that the file makes and leaves empty, and its waits end by a shorter lock_timeout,
/// of which another rule speaks.
fn only_waits(pass: &Pass, step: &Step, timeout: u64) -> bool {
    let Statement::CreateIndex(create) = &step.statement.kind else { return false };
    let limit = step.before.session.timeout("lock_timeout").unwrap_or_default();
    let is_empty = step
        .before
        .resolve(&create.table)
        .is_some_and(|table| pass.is_new_relation(&step.before, table.id) && !table.populated);
    is_empty && limit > 0 && limit <= timeout
}
