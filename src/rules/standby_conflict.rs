//! A lock that is replayed on the standbys and cancels their queries.

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("standby-conflict", include_str!("../../rules/standby-conflict.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Some(wait) = pass.waits_for(step).filter(|wait| wait.mode.blocks_reads()) else { continue };
        let message = format!(
            "is replayed with its {} on every standby: queries there that read `{}` hold the replay up, and are cancelled \
             after max_standby_streaming_delay",
            wait.mode, wait.relation.name
        );
        pass.report(step.span(), message)
            .on(step, wait.relation.id)
            .note("lock_timeout and hot_standby_feedback change nothing about it")
            .help("run it when the standbys have no long queries, or let these go elsewhere first");
        return;
    }
}
