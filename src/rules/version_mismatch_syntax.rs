//! Statements that the server's version does not know yet.

use std::sync::Arc;

use crate::migration::Script;
use crate::rule::{Pass, Rule};

mod newer;

pub(super) static RULE: Rule =
    Rule::new("version-mismatch-syntax", include_str!("../../rules/version-mismatch-syntax.md"), check);

fn check(pass: &mut Pass) {
    // A version that nobody named proves nothing.
    if !pass.history.version_given {
        return;
    }
    if let Some(up) = pass.up() {
        report(pass, up, "");
    }
    if let Some(down) = pass.down() {
        report(pass, down, "the way back cannot run: ");
    }
}

fn report(pass: &mut Pass, script: &Script, lead: &str) {
    let version = pass.version;
    for step in script.steps.iter().filter(|step| !step.conditional && !step.guarded) {
        let text = || script.source.slice(step.span());
        let found = newer::newer(&step.statement.kind, &step.before, &text, version);
        let Some(newer) = found else { continue };
        let finding = pass.report_in(
            Arc::clone(&script.source),
            step.span(),
            format!(
                "{lead}PostgreSQL {version} refuses {}, which came with PostgreSQL {}",
                newer.what, newer.since
            ),
        );
        if let Some(instead) = newer.instead {
            finding.help(instead);
        }
    }
}
