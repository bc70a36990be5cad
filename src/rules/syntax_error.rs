//! Statements that the server cannot read.

use std::sync::Arc;

use crate::migration::Script;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("syntax-error", include_str!("../../rules/syntax-error.md"), check);

/// One missing quote can spoil a whole file: what follows the first few says nothing new.
const SHOWN: usize = 3;

const UNREAD: &str =
    "look at what stands before this place: the server stops at the first word that does not fit";

fn check(pass: &mut Pass) {
    if let Some(up) = pass.up() {
        report(pass, up, None);
    }
    if let Some(down) = pass.down() {
        report(pass, down, Some("the way back cannot run"));
    }
}

fn report(pass: &mut Pass, script: &Script, consequence: Option<&str>) {
    for (at, error) in script.errors.iter().take(SHOWN).enumerate() {
        let message = match consequence {
            Some(consequence) => format!("{consequence}: {}", error.message),
            None => error.message.clone(),
        };
        let finding = pass.report_in(Arc::clone(&script.source), error.span, message);
        finding.help(error.remedy.as_deref().unwrap_or(UNREAD));
        let more = script.errors.len().saturating_sub(SHOWN);
        if at + 1 == SHOWN && more > 0 {
            let statements = if more == 1 { "statement" } else { "statements" };
            finding.note(format!("{more} more {statements} of this file cannot be read either"));
        }
    }
}
