//! Boxes that are ticked while the plan itself says that the thing is not done.

use super::plan::Heading;
use super::{Item, PlanCheck, Reading};
use crate::source::Span;

pub(super) static CHECK: PlanCheck =
    PlanCheck::new("premature-tick", include_str!("../../rules/runbook/premature-tick.md"), check);

/// What is ticked, and the words that other lines use for it.
const SUBJECTS: &[(&str, &[&str])] = &[
    ("rollback", &["rollback", "roll back", "down migration", "down script"]),
    ("backup", &["backup", "dump"]),
    ("approv", &["approv", "sign-off", "signed off", "sign off", "signoff"]),
    ("sign", &["sign-off", "signed off", "sign off", "signoff", "approved by"]),
    ("window", &["window", "scheduled", "schedule", "date:", "time:"]),
    ("staging", &["staging", "rehears"]),
    ("tested", &["test"]),
];

/// The words of what is not done.
const UNDONE: &[&str] = &[
    "missing",
    "tbd",
    "to be determined",
    "to be written",
    "to be defined",
    "not yet",
    "not tested",
    "untested",
    "pending",
    "todo",
    "to do",
    "not started",
    "not written",
    "____",
    "simulated",
    "n/a yet",
    "unassigned",
];

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    finished_headings(reading);
    let undecided = plan.items.iter().any(|item| item.ticked != Some(true) && is_undecided(&item.text));
    let open = plan.items.iter().any(|item| item.ticked == Some(false));
    for item in plan.items.iter().filter(|item| item.ticked == Some(true)) {
        let over = plan.headings_over(item.span.start);
        if let Some(heading) =
            over.iter().find(|heading| is_later(&heading.text)).filter(|_| undecided || open)
        {
            reading
                .report(item.span, "is ticked although it can only be known after the migration, which the plan has not come to yet")
                .label_here(heading.span, "what stands below comes afterwards")
                .help("leave the box empty until it has happened");
        } else if let Some(denial) = denied(reading, item) {
            reading
                .report(item.span, "is ticked, and another line of the plan says that it is not done")
                .label_here(denial, "here")
                .help("untick it, or finish what the other line says is open");
        }
    }
}

/// A heading that says all is done, over boxes that are empty.
fn finished_headings(reading: &mut Reading) {
    let plan = reading.plan;
    for heading in plan.headings.iter().filter(|heading| says_done(&heading.text)) {
        let below =
            |item: &&Item| plan.headings_over(item.span.start).iter().any(|over| over.span == heading.span);
        let empty: Vec<&Item> =
            plan.items.iter().filter(|item| item.ticked == Some(false)).filter(below).collect();
        if let Some(first) = empty.first() {
            let count = empty.len();
            let boxes = if count == 1 { "box below it is" } else { "boxes below it are" };
            reading
                .report(
                    trimmed(reading.plan.text(heading.span), heading),
                    format!("is marked as done, and {count} {boxes} empty"),
                )
                .label_here(first.span, "the first of them")
                .help("take the mark off the heading: people read headings and skip boxes");
        }
    }
}

fn trimmed(text: &str, heading: &Heading) -> Span {
    Span::new(heading.span.start as usize, heading.span.start as usize + text.trim_end().len())
}

fn says_done(text: &str) -> bool {
    text.contains('✅') || text.contains('✔') || text.to_lowercase().contains("[x]")
}

/// Whether a section is about what comes after the migration.
fn is_later(heading: &str) -> bool {
    let text = heading.to_lowercase();
    let after = ["after ", "post-", "once "].iter().any(|word| text.contains(word));
    after
        && ["success", "deploy", "migrat", "execut", "cutover", "launch", "rollout"]
            .iter()
            .any(|word| text.contains(word))
}

fn is_undecided(text: &str) -> bool {
    let text = text.to_lowercase();
    let decision = ["decision", "status", "go/no-go", "verdict"].iter().any(|word| text.contains(word));
    decision && UNDONE.iter().any(|word| text.contains(word))
}

/// The line that says of the subject of a ticked item that it is not done.
fn denied(reading: &Reading, item: &Item) -> Option<Span> {
    let text = item.text.to_lowercase();
    let subjects = SUBJECTS.iter().filter(|(subject, _)| text.contains(subject));
    let others: Vec<&&str> = subjects.flat_map(|(_, words)| words.iter()).collect();
    let denies = |other: &&Item| {
        let said = other.text.to_lowercase();
        other.span != item.span
            && other.ticked != Some(true)
            && others.iter().any(|word| said.contains(**word))
            && UNDONE.iter().any(|word| said.contains(word))
    };
    let own = UNDONE.iter().any(|word| text.contains(word)).then_some(item.span);
    own.or_else(|| reading.plan.items.iter().find(denies).map(|other| other.span))
}
