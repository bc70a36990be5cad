//! CONCURRENTLY where the server refuses it: inside a transaction.

use crate::diagnostic::Severity;
use crate::migration::{Script, Step};
use crate::rule::{Pass, Rule, switched_off};

pub(super) static RULE: Rule = Rule::new(
    "concurrently-in-transaction",
    include_str!("../../rules/concurrently-in-transaction.md"),
    check,
);

/// Tools whose newer versions send such statements on their own, and the first version that does.
const NEWER_VERSIONS_SPLIT: &[(&str, &str)] =
    &[("Prisma", "Prisma 7.4"), ("Supabase", "version 2.109 of the Supabase CLI")];

fn check(pass: &mut Pass) {
    let tool = pass.tool().name;
    let newer = NEWER_VERSIONS_SPLIT.iter().find(|(name, _)| tool.eq_ignore_ascii_case(name));
    for step in pass.steps() {
        // What fails anyhow is not helped by another place.
        if step.effects.failure.is_some() {
            continue;
        }
        let finding = pass.report_refused(step, |command| command.contains("CONCURRENTLY"));
        if let (Some(finding), Some((_, version)), None) = (finding, newer, step.within) {
            finding.note(format!(
                "from {version} on, the tool is reported to send such a statement on its own, which works"
            ));
        }
    }
    report_own_lock(pass);
}

/// The first build of a history that waits for Flyway's own lock: where it went well, so do those that follow.
fn report_own_lock(pass: &mut Pass) {
    let waits = |script: &Script, step: &Step| {
        step.concurrent().is_some() && pass.waits_for_tool(script.source.slice(step.span()))
    };
    let found = |script: &Script| script.steps.iter().position(|step| waits(script, step));
    let Some((script, at)) = pass.up().and_then(|script| Some((script, found(script)?))) else { return };
    let earlier = pass.history.migrations.get(..pass.index).unwrap_or_default();
    if earlier.iter().filter_map(|migration| migration.up.as_ref()).any(|up| found(up).is_some()) {
        return;
    }
    let message = "waits for ever for Flyway itself, which from 9.1.2 on keeps its lock in a transaction that stays open";
    pass.report(script.steps[at].span(), message)
        .severity(Severity::Advice)
        .note("it waits for every older transaction to end, whatever that one reads")
        .note(
            "where the environment or the command line sets it, say so in migrate-lint.toml: \
             settings = { \"flyway.postgresql.transactional.lock\" = false }",
        )
        .help(switched_off());
}
