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
        let (reason, remedy) = match step.within {
            Some(_) => (
                "a DO block is one statement, and so one transaction".to_owned(),
                format!("take it out of the block and run it {}", pass.outside_transaction()),
            ),
            None => match pass.why_in_transaction(step) {
                Some(reason) => (reason, format!("run it {}", pass.outside_transaction())),
                None => continue,
            },
        };
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
