//! A constraint added NOT VALID that no later migration validates.

use crate::ast::{ConstraintKind, TableConstraint, quoted};
use crate::catalog::{Catalog, Constraint};
use crate::rule::{Pass, Rule, Written};

pub(super) static RULE: Rule =
    Rule::new("not-valid-never-validated", include_str!("../../rules/not-valid-never-validated.md"), check);

fn check(pass: &mut Pass) {
    for written in pass.written_constraints() {
        if !written.added || !written.constraint.not_valid || written.constraint.not_enforced {
            continue;
        }
        let Some(left) = left_invalid(&pass.history.end, &written) else { continue };
        let Some((table, _)) = written.made() else { continue };
        if !pass.is_overdue(pass.options.integer("days")) {
            return;
        }
        let message = format!(
            "no later migration validates `{}` on `{}`: {}",
            left.name,
            table.name,
            consequence(written.constraint)
        );
        let now = pass.history.end.relation(table.id).unwrap_or(table);
        let help = format!(
            "validate it in a new migration, under a lock that lets reads and writes through:\n\
             ALTER TABLE {} VALIDATE CONSTRAINT {};",
            now.name,
            quoted(&left.name)
        );
        pass.report(written.constraint.span, message).on(written.step, table.id).help(help);
    }
}

/// The constraint as every migration left it, if that is still not valid.
fn left_invalid<'a>(end: &'a Catalog, written: &Written) -> Option<&'a Constraint> {
    let (table, made) = written.made()?;
    // It may have another name by now.
    let mut constraints = end.relation(table.id)?.constraints.iter().map(AsRef::as_ref);
    let left: &Constraint = constraints.find(|constraint| constraint.origin == made.origin)?;
    (!left.validated && left.enforced).then_some(left)
}

/// What cannot be relied upon meanwhile.
fn consequence(constraint: &TableConstraint) -> &'static str {
    match &constraint.kind {
        ConstraintKind::ForeignKey(_) => {
            "rows from before it may still point at nothing, and the planner does not rely on it"
        }
        ConstraintKind::NotNull(_) => "rows from before it may still hold nulls",
        _ => {
            "rows from before it may still break it, and it proves nothing to SET NOT NULL or ATTACH PARTITION"
        }
    }
}
