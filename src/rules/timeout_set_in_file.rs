//! A timeout that a file sets, where the runner is to set them all.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("timeout-set-in-file", include_str!("../../rules/timeout-set-in-file.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::Set(set) = &step.statement.kind else { continue };
        let settings = pass.options.strings("settings");
        if set.value.is_none() || !settings.contains(&set.name.as_str()) {
            continue;
        }
        let message = format!("sets {}, which whoever runs the migrations sets for all of them", set.name);
        pass.report(step.span(), message)
            .help("leave it out, or change it where the migrations are run from");
    }
}
