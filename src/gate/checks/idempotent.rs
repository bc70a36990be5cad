//! The migrations can be run again after they stopped half-way.

use std::collections::BTreeSet;

use crate::config::{Flags, Selector};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::page::Category;

pub(super) static CHECK: Check =
    Check::new("idempotent", include_str!("../../../rules/gate/idempotent.md"), check);

/// Rules of other categories on what a second run meets.
const ALSO: [&str; 2] = ["concurrent-index-invalid-retry", "backfill-not-rerunnable"];

fn check(situation: &mut Situation, _: &Entry) -> Answer {
    let also = ALSO.iter().filter_map(|rule| Selector::read(rule).ok());
    let select = also.chain([Selector::Category(Category::Idempotency)]).collect();
    let outcome = super::judged_by(situation, Flags { select: Some(select), ..Flags::default() });
    let mut statements = BTreeSet::new();
    let mut wrong = Vec::new();
    for finding in &outcome.diagnostics {
        let line = finding.source.line_column(finding.span.start).line;
        let path = situation.shown(finding.source.path());
        if statements.insert((path.clone(), line)) {
            wrong.push(format!("{path}:{line}: {}", finding.message));
        }
    }
    let steps = situation.scripts().flat_map(|script| &script.steps);
    let count = steps.filter(|step| step.within.is_none()).count();
    let good = format!("{count} of {count} statements can run again");
    let bad = format!("{} of {count} statements cannot simply run again", wrong.len().min(count));
    Answer::judge(Source::Files, good, bad, wrong)
}
