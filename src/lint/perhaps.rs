//! Findings on what a statement does to a table say so where the statement may not run at all.

use std::sync::Arc;

use crate::diagnostic::Diagnostic;
use crate::migration::{Script, Step};

pub(super) fn say(diagnostics: &mut [Diagnostic], script: &Script) {
    if diagnostics.is_empty() || !script.steps.iter().any(Step::may_be_left_out) {
        return;
    }
    for finding in diagnostics.iter_mut() {
        let here = finding.relation.is_some() && Arc::ptr_eq(&finding.source, &script.source);
        if here && script.step_at(finding.span).is_some_and(Step::may_be_left_out) {
            finding.note("it may run or not: it stands under a condition that the data decide");
        }
    }
}
