//! CONCURRENTLY where the server refuses it: inside a transaction.

use crate::rule::{Pass, Rule};

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
}
