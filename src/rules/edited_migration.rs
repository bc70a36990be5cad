//! A migration that others have by now, and that was changed all the same.

use std::sync::Arc;

use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("edited-migration", include_str!("../../rules/edited-migration.md"), check);

fn check(pass: &mut Pass) {
    let (history, own) = (pass.history, pass.index);
    for edit in history.edits.iter().filter(|edit| edit.index == own) {
        pass.report_in(Arc::clone(&edit.source), edit.span, edit.message.clone())
            .help("leave it as it was, and write the change as a new migration");
    }
}
