//! A checklist on paper becomes a gate: one entry a box, a check where one is recognized, an attestation where not.

use std::fmt::Write;

use super::{Phase, find};
use crate::runbook::{self, Item, Plan, Surroundings};

mod options;
mod recognition;

/// A gate made of a checklist.
#[derive(Debug)]
pub struct Imported {
    /// The text of `gates/NAME.toml`.
    pub toml: String,
    pub boxes: usize,
    /// Boxes for which there is a check.
    pub recognized: usize,
    /// Where the checklist contradicts itself, as `path:line: …`.
    pub contradictions: Vec<String>,
}

/// The checks of plans that find one place to contradict another.
const CONTRADICTIONS: [&str; 3] = ["contradicting-dates", "contradicting-numbers", "premature-tick"];

/// Reads a plan. `shown` is its path as the gate is to name it.
pub fn import(plan: &Plan, shown: &str, surroundings: &Surroundings) -> Imported {
    let boxes: Vec<&Item> = plan.items.iter().filter(|item| item.ticked.is_some()).collect();
    let mut entries = String::new();
    let mut ids: Vec<String> = Vec::new();
    let mut recognized = 0;
    for item in &boxes {
        let line = plan.source.line_column(item.span.start).line;
        let text = one_line(&item.text);
        let over: Vec<&str> =
            plan.headings_over(item.span.start).iter().map(|heading| heading.text.as_str()).collect();
        let found = recognition::recognize(&text, &over);
        recognized += usize::from(found.is_some());
        let uses = found.map_or("attestation", |found| found.check);
        let id = unique(&mut ids, &slug(&text));
        let phase = recognition::phase(&over).filter(|phase| asked_in(uses, *phase));
        let _ = write!(
            entries,
            "\n# {text}\n[[gate.check]]\nuses = \"{uses}\"\nid = \"{id}\"\nbox = \"{shown}:{line}\"\n"
        );
        if let Some(phase) = phase {
            let _ = writeln!(entries, "phase = \"{}\"", phase.name());
        }
        for (option, value) in found.map(|found| (found.options)(&text)).unwrap_or_default() {
            let _ = writeln!(entries, "{option} = {value}");
        }
    }
    let found = runbook::lint(plan, surroundings);
    let contradictions = found.iter().filter(|finding| CONTRADICTIONS.contains(&finding.rule));
    let contradictions = contradictions.map(|finding| {
        let line = finding.source.line_column(finding.span.start).line;
        format!("{shown}:{line}: {}", finding.message)
    });
    let toml = format!(
        "# From {shown}: {} boxes, {recognized} of them answered by a check. Say which migrations and which database it is\n\
         # about, and fill in the options that a check has no way to know: `migrate-lint explain CHECK` shows them.\n\
         [gate]\nmigrations = \"migrations/*.sql\"\n# database = \"production\"\n{entries}",
        boxes.len()
    );
    Imported { toml, boxes: boxes.len(), recognized, contradictions: contradictions.collect() }
}

/// Whether a check has something to say in a phase: elsewhere it keeps its own.
fn asked_in(check: &str, phase: Phase) -> bool {
    let listed = find(check).and_then(|check| check.page().field("phases")).unwrap_or_default();
    listed.split(',').any(|name| name.trim() == phase.name())
}

fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

/// A short name: the first words, without what is no letter or digit.
fn slug(text: &str) -> String {
    let part = |c: char| !c.is_ascii_alphanumeric();
    let words: Vec<String> =
        text.split(part).filter(|word| !word.is_empty()).take(6).map(str::to_ascii_lowercase).collect();
    if words.is_empty() { "box".to_owned() } else { words.join("-") }
}

fn unique(known: &mut Vec<String>, id: &str) -> String {
    let mut name = id.to_owned();
    let mut number = 2;
    while known.contains(&name) {
        name = format!("{id}-{number}");
        number += 1;
    }
    known.push(name.clone());
    name
}
