//! CONCURRENTLY under a lock_timeout, which cancels it half way and leaves an invalid index.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "concurrent-op-with-lock-timeout",
    include_str!("../../rules/concurrent-op-with-lock-timeout.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Some((command, left)) = step.concurrent() else { continue };
        let Some(setting) = step.before.session.setting("lock_timeout") else { continue };
        if step.before.session.timeout("lock_timeout").unwrap_or_default() == 0 {
            continue;
        }
        let label = setting.place.and_then(|place| pass.label_at(place, "lock_timeout is set here"));
        let lifted = pass.lift_timeout(step, "lock_timeout", setting, "let it wait");
        let finding = pass
            .report(
                step.span(),
                format!(
                    "gives up when one transaction runs longer than the lock_timeout of {}, and leaves {left}",
                    setting.value
                ),
            )
            .label(label)
            .note(format!("{command} waits for every older transaction to end, and blocks nobody while it waits"))
            .help(lifted.help);
        if let Some(edits) = lifted.edits {
            finding.fix("set lock_timeout to 0 for it", edits);
        }
    }
}
