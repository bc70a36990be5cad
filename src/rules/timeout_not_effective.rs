//! A lock that is waited for without limit although the script sets a lock_timeout.

use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("timeout-not-effective", include_str!("../../rules/timeout-not-effective.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    // One setting that came to nothing is one mistake, however many statements it leaves unprotected.
    let mut reported: Vec<Span> = Vec::new();
    for (index, step) in script.steps.iter().enumerate() {
        if !step.waits_without_limit() || script.counts_on_a_timeout(index) {
            continue;
        }
        let Some(wait) = pass.waits_for(step) else { continue };
        let Some(lost) = script.lost_timeout(index) else { continue };
        if lost.alone || reported.contains(&lost.set) {
            continue;
        }
        reported.push(lost.set);
        let local = if step.in_transaction() { "LOCAL " } else { "" };
        let message = format!(
            "waits without limit for {} on `{}`, and {} to it queues up meanwhile: {}",
            wait.mode,
            wait.relation.name,
            wait.mode.who_waits(),
            lost.why
        );
        let finding = pass
            .report(step.span(), message)
            .on(step, wait.relation.id)
            .label_here(lost.set, "lock_timeout is set here")
            .help(format!("set it right before, where it is in force:\nSET {local}lock_timeout = '2s';"));
        if let Some(ended) = lost.ended {
            finding.label_here(ended, "and is over here");
        }
    }
}
