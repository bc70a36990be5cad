//! A lock_timeout so long that the queue behind the waiting statement is an outage.

use crate::catalog::{milliseconds, spoken_timeout};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("timeout-too-long", include_str!("../../rules/timeout-too-long.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for (name, option) in [("lock_timeout", "lock-timeout"), ("statement_timeout", "statement-timeout")] {
        let Some(limit) = milliseconds(pass.options.string(option)).filter(|limit| *limit > 0) else {
            continue;
        };
        let exceeded = |step: &Step| step.before.session.timeout(name).is_some_and(|value| value > limit);
        let mut reported = Vec::new();
        for step in script.steps.iter().filter(|step| exceeded(step)) {
            let Some(setting) = step.before.session.setting(name) else { continue };
            let Some(wait) = pass.waits_for(step).filter(|_| !reported.contains(&setting.place)) else {
                continue;
            };
            reported.push(setting.place);
            let here = setting.place.filter(|place| place.script == script.id).map(|place| place.span);
            let limit = pass.options.string(option);
            let message = match name {
                "lock_timeout" => format!(
                    "lets {} to `{}` queue up for as long as {}: so long {} on it is waited for",
                    wait.mode.who_waits(),
                    wait.relation.name,
                    spoken_timeout(&setting.value),
                    wait.mode
                ),
                _ => format!(
                    "lets a statement hold {} on `{}` for as long as {}",
                    wait.mode,
                    wait.relation.name,
                    spoken_timeout(&setting.value)
                ),
            };
            let finding = pass.report(here.unwrap_or(step.span()), message).on(step, wait.relation.id).help(
                format!("set it to {limit} at most; a migration that gives up soon can be tried again soon"),
            );
            if here.is_some() {
                finding
                    .label_here(step.span(), format!("waits for {} on `{}`", wait.mode, wait.relation.name));
            }
        }
    }
}
