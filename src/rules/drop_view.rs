//! A view that running code may still read.

use crate::ast::{ObjectKind, Statement};
use crate::catalog::{Origin, Relation, RelationKind};
use crate::rule::{Pass, Rule, list, marks_deprecated};

pub(super) static RULE: Rule = Rule::new("drop-view", include_str!("../../rules/drop-view.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for step in pass.steps() {
        let Statement::Drop(drop) = &step.statement.kind else { continue };
        let is_view = matches!(drop.kind, ObjectKind::View | ObjectKind::MaterializedView);
        if !is_view || step.effects.failure.is_some() || pass.may_make_anew(step) {
            continue;
        }
        let gone: Vec<_> = drop
            .objects
            .iter()
            .filter_map(|object| pass.in_use(&step.before, &object.name))
            .filter(|view| view.origin != (Origin::Assumed { certain: false }))
            .filter(|view| script.after.relation_named(&view.name).is_none())
            .filter(|view| !is_deprecated(view))
            .collect();
        let Some(first) = gone.first() else { continue };
        let names = list(gone.iter().map(|view| &view.name));
        let words = [first.name.name.as_str()];
        let note = pass.note_of_functions(&pass.functions_left_with(&words), &words, first.kind.name());
        let finding = pass
            .report(step.span(), format!("running code that still reads {names} fails from here on"))
            .on(step, first.id)
            .help("drop it in a later release, when no running version of the application reads it");
        finding.notes.extend(note);
        if gone.iter().any(|view| view.kind == RelationKind::MaterializedView) {
            finding.note("its rows are gone with it: making it anew runs the whole query, and its indexes");
        }
    }
}

/// Whether its name or its comment has said that it is not to be read any more.
fn is_deprecated(view: &Relation) -> bool {
    marks_deprecated(&view.name.name) || view.comment.as_ref().is_some_and(marks_deprecated)
}
