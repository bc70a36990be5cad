//! Migrations that fail and did not before.

use std::collections::HashMap;
use std::sync::Arc;

use crate::diagnostic::{Diagnostic, Severity};

/// The rules whose findings say that the server refuses a statement, or that a tool does not run a file where it should.
const FAILS: &[&str] = &[
    "certain-failure",
    "concurrently-in-transaction",
    "duplicate-version",
    "enum-value-used-in-transaction",
    "non-transactional-statement-in-transaction",
    "object-conflict",
    "out-of-order-migration",
    "pending-trigger-events",
    "syntax-error",
    "unrecognized-filename",
    "uses-object-created-later",
];

/// The files that fail in more ways than before.
pub(super) fn anew(before: &[Diagnostic], after: &[Diagnostic]) -> Vec<Arc<str>> {
    let known = counted(before);
    let more =
        counted(after).into_iter().filter(|(key, count)| known.get(key).is_none_or(|known| known < count));
    more.map(|((_, path), _)| path).collect()
}

fn counted(found: &[Diagnostic]) -> HashMap<(&'static str, Arc<str>), usize> {
    let mut counts = HashMap::new();
    for finding in found.iter().filter(|finding| FAILS.contains(&finding.rule) && !only_waits(finding)) {
        *counts.entry((finding.rule, Arc::clone(finding.source.path()))).or_default() += 1;
    }
    counts
}

/// Whether the finding advises on Flyway's own lock, which the help that the fix follows speaks of.
fn only_waits(finding: &Diagnostic) -> bool {
    finding.rule == "concurrently-in-transaction" && finding.severity == Severity::Advice
}
