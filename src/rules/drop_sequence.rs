//! A sequence that running code may still draw from.

use crate::ast::{ObjectKind, Statement};
use crate::catalog::Origin;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("drop-sequence", include_str!("../../rules/drop-sequence.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for step in pass.steps() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        if drop.kind != ObjectKind::Sequence || step.effects.failure.is_some() {
            continue;
        }
        let gone: Vec<_> = drop
            .objects
            .iter()
            .filter_map(|object| pass.in_use(&step.before, &object.name))
            .filter(|sequence| sequence.origin != (Origin::Assumed { certain: false }))
            .filter(|sequence| script.after.relation_named(&sequence.name).is_none())
            .collect();
        let Some(first) = gone.first() else { continue };
        let names = list(gone.iter().map(|sequence| &sequence.name));
        let example = &first.name;
        pass.report(
            step.span(),
            format!("forgets how far {names} has counted, and running code that still calls nextval on it fails"),
        )
        .on(step, first.id)
        .help(format!(
            "write the number down first, so that a new sequence can go on from there:\nSELECT last_value FROM {example};"
        ));
    }
}
