//! CONCURRENTLY where the server refuses it: inside a transaction.

use crate::effects::InTransaction;
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
    for step in pass.steps() {
        let InTransaction::Refused(command) = step.effects.transaction else { continue };
        if !command.contains("CONCURRENTLY") {
            continue;
        }
        let Some(reason) = pass.why_in_transaction(step) else { continue };
        let out = if step.within.is_some() { "take it out of the block and " } else { "" };
        let remedy = format!("{out}run it {}", pass.outside_transaction());
        let tool = pass.tool().name;
        let newer = NEWER_VERSIONS_SPLIT.iter().find(|(name, _)| tool.eq_ignore_ascii_case(name));
        let finding = pass
            .report(step.span(), format!("fails: {command} cannot run inside a transaction, and {reason}"))
            .help(remedy);
        if let (Some((_, version)), None) = (newer, step.within) {
            finding.note(format!(
                "from {version} on, the tool is reported to send such a statement on its own, which works"
            ));
        }
    }
}
