//! Objects whose DROP fails when a script that broke off is run again.

use crate::ast::{AlterActionKind, AlterTable, Ident, ObjectKind, ObjectRef, Statement};
use crate::catalog::Origin;
use crate::diagnostic::Edit;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("require-if-exists", include_str!("../../rules/require-if-exists.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Some((what, places)) = unguarded(pass, step) else { continue };
        if !pass.stays_behind(index) {
            continue;
        }
        let note = pass.half_way();
        let edits = places
            .iter()
            .map(|at| Edit { span: Span { start: *at, end: *at }, replacement: "IF EXISTS ".into() })
            .collect();
        let message =
            format!("when a later statement fails, the next run fails here: {what} is gone already");
        let finding = pass.report(step.span(), message).note(note);
        match step.within {
            None => finding.fix("add IF EXISTS", edits),
            Some(_) => finding.help("add IF EXISTS"),
        };
    }
}

/// What a statement drops of what the script did not make itself, and where the words go.
fn unguarded(pass: &Pass, step: &Step) -> Option<(String, Vec<u32>)> {
    match &step.statement.kind {
        Statement::Drop(drop) if !drop.if_exists && !drop.owned => {
            let first = drop.objects.first()?;
            let object = drop.objects.iter().find(|object| !is_made_here(pass, step, drop.kind, object))?;
            let kind = drop.kind.name();
            Some(match (&object.part, &first.part) {
                (Some(part), Some(first)) => (format!("the {kind} `{part}`"), vec![first.span.start]),
                _ => (format!("the {kind} `{}`", object.name), vec![first.name.span.start]),
            })
        }
        Statement::AlterTable(alter) => {
            let dropped: Vec<_> = dropped_parts(alter)
                .filter(|(kind, part)| !is_part_made_here(pass, step, alter, (*kind, part)))
                .collect();
            let (kind, first) = dropped.first()?;
            let places = dropped.iter().map(|(_, name)| name.span.start).collect();
            Some((format!("the {} `{first}`", kind.name()), places))
        }
        _ => None,
    }
}

/// The columns and constraints that a statement drops whether they are there or not.
fn dropped_parts(alter: &AlterTable) -> impl Iterator<Item = (ObjectKind, &Ident)> {
    alter.actions.iter().filter_map(|action| match &action.kind {
        AlterActionKind::DropColumn { column, if_exists: false, .. } => Some((ObjectKind::Column, column)),
        AlterActionKind::DropConstraint { constraint, if_exists: false, .. } => {
            Some((ObjectKind::Constraint, constraint))
        }
        _ => None,
    })
}

/// Whether the script has made what it drops: the next run makes it again before it comes here.
fn is_made_here(pass: &Pass, step: &Step, kind: ObjectKind, object: &ObjectRef) -> bool {
    let catalog = &step.before;
    let relation = || catalog.resolve(&object.name);
    if kind.is_routine() {
        let routines = catalog.routines(&object.name);
        return !routines.is_empty() && routines.iter().all(|routine| is_own(pass, routine.origin));
    }
    let origin = match (kind, &object.part) {
        (ObjectKind::Trigger, Some(part)) => {
            relation().and_then(|table| table.trigger(&part.name)).map(|trigger| trigger.origin)
        }
        (ObjectKind::Policy, Some(part)) => {
            relation().and_then(|table| table.policy(&part.name)).map(|policy| policy.origin)
        }
        (ObjectKind::Type | ObjectKind::Domain, None) => {
            catalog.type_def(&object.name).map(|definition| definition.origin)
        }
        (_, None) => relation().map(|relation| relation.origin),
        _ => None,
    };
    origin.is_some_and(|origin| is_own(pass, origin))
}

/// Whether the next run finds a column or constraint that a statement drops: the script has made it before, or the same
/// statement puts another of that name in its place.
fn is_part_made_here(
    pass: &Pass,
    step: &Step,
    alter: &AlterTable,
    (kind, part): (ObjectKind, &Ident),
) -> bool {
    let replaced = alter.actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddColumn { column, .. } => {
            kind == ObjectKind::Column && column.name.name == part.name
        }
        AlterActionKind::AddConstraint { constraint } => {
            kind == ObjectKind::Constraint
                && constraint.name.as_ref().is_some_and(|name| name.name == part.name)
        }
        _ => false,
    });
    let made = step.before.resolve(&alter.name).and_then(|table| match kind {
        ObjectKind::Column => table.column(&part.name).map(|column| column.origin),
        _ => table.constraint(&part.name).map(|constraint| constraint.origin),
    });
    replaced || made.is_some_and(|origin| is_own(pass, origin))
}

fn is_own(pass: &Pass, origin: Origin) -> bool {
    pass.up().is_some_and(|script| script.creates(origin))
}
