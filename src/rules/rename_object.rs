//! A schema, type, function, sequence or role that running code knows under its old name.

use crate::ast::{ObjectKind, ObjectName, Rename, Statement};
use crate::catalog::{Catalog, Origin};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("rename-object", include_str!("../../rules/rename-object.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for step in pass.steps() {
        let Statement::Rename(rename) = &step.statement.kind else { continue };
        let Some(origin) = origin_of(step, rename) else { continue };
        let new = ObjectName::new(
            rename.object.name.schema.as_deref(),
            &rename.new_name.name,
            rename.new_name.span,
        );
        let kind = rename.object.kind;
        // Something takes the old name over, or the new name is the one that code knows.
        let taken_over = is_there(&script.after, kind, &rename.object.name);
        let known_before = is_there(&script.before, kind, &new);
        if pass.is_new(origin) || origin == (Origin::Assumed { certain: false }) || taken_over || known_before
        {
            continue;
        }
        let (what, old) = match &rename.object.part {
            Some(part) => (kind.name(), format!("{}.{part}", rename.object.name)),
            None => (kind.name(), rename.object.name.to_string()),
        };
        let words = [rename.object.name.name.as_str()];
        let functions = match rename.object.part {
            Some(_) => Vec::new(),
            None => pass.functions_left_with(&words),
        };
        let note = pass.note_of_functions(&functions, &words, what);
        let help = help(kind, what, &old);
        let finding = pass
            .report(
                step.span(),
                format!("running code that still names the {what} `{old}` fails from here on"),
            )
            .help(help);
        finding.notes.extend(note);
    }
}

/// A function can stand under two names at once. A column has one type, and a schema's tables are in one schema.
fn help(kind: ObjectKind, what: &str, old: &str) -> String {
    let two_names = matches!(
        kind,
        ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate
    );
    match kind {
        _ if two_names => format!(
            "make the {what} under its new name as well, and drop the old one when no running version of the application names it"
        ),
        ObjectKind::Type | ObjectKind::Attribute => format!(
            "leave the name as it is, or rename it when no running version of the application names `{old}`: a column has one type, \
             so two names cannot stand side by side"
        ),
        _ => format!(
            "leave the name as it is, or rename it when no running version of the application names `{old}`"
        ),
    }
}

/// How the renamed object came to be, if it is of a kind that queries and connections name.
fn origin_of(step: &Step, rename: &Rename) -> Option<Origin> {
    let name = &rename.object.name;
    let catalog = &step.before;
    match rename.object.kind {
        ObjectKind::Schema => catalog.schema(&name.name),
        ObjectKind::Type | ObjectKind::Domain | ObjectKind::Attribute => {
            catalog.type_def(name).map(|found| found.origin)
        }
        ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
            let routine = catalog.routines(name).first().copied()?;
            (!routine.is_for_triggers()).then_some(routine.origin)
        }
        // A sequence that a column owns is drawn from by its default, which follows the name.
        ObjectKind::Sequence => {
            catalog.resolve(name).filter(|found| found.sequence_owner.is_none()).map(|found| found.origin)
        }
        ObjectKind::Role | ObjectKind::Database => Some(Origin::Existing),
        _ => None,
    }
}

fn is_there(catalog: &Catalog, kind: ObjectKind, name: &ObjectName) -> bool {
    match kind {
        ObjectKind::Schema => catalog.schema(&name.name).is_some(),
        ObjectKind::Type | ObjectKind::Domain => catalog.type_def(name).is_some(),
        ObjectKind::Function | ObjectKind::Procedure | ObjectKind::Routine | ObjectKind::Aggregate => {
            !catalog.routines(name).is_empty()
        }
        ObjectKind::Sequence => catalog.resolve(name).is_some(),
        _ => false,
    }
}
