//! A constraint added NOT VALID that no later migration validates.

use crate::ast::{AlterActionKind, ConstraintKind, Statement, TableConstraint, quoted};
use crate::catalog::{Catalog, Constraint, Relation};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("not-valid-never-validated", include_str!("../../rules/not-valid-never-validated.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for (at, step) in script.steps.iter().enumerate() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let after = script.after_step(at);
        for action in &alter.actions {
            let AlterActionKind::AddConstraint { constraint } = &action.kind else { continue };
            if !constraint.not_valid || constraint.not_enforced {
                continue;
            }
            let Some(made) = after.resolve(&alter.name) else { continue };
            let end = &pass.history.end;
            let Some(left) = left_invalid(end, made, constraint) else { continue };
            let Some(table) = end.relation(made.id) else { continue };
            if !pass.is_overdue(pass.options.integer("days")) {
                return;
            }
            let message = format!(
                "no later migration validates `{}` on `{}`: {}",
                left.name,
                table.name,
                consequence(constraint)
            );
            let help = format!(
                "validate it in a new migration, under a lock that lets reads and writes through:\n\
                 ALTER TABLE {} VALIDATE CONSTRAINT {};",
                table.name,
                quoted(&left.name)
            );
            pass.report(action.span, message).on(step, table.id).help(help);
        }
    }
}

/// The constraint as every migration left it, if that is still not valid.
fn left_invalid<'a>(end: &'a Catalog, made: &Relation, written: &TableConstraint) -> Option<&'a Constraint> {
    let made_here = |constraint: &&Constraint| {
        constraint.origin.created().is_some_and(|place| place.span == written.span)
    };
    let constraint = made.constraints.iter().map(AsRef::as_ref).find(made_here)?;
    let left = end.relation(made.id)?.constraint(&constraint.name)?;
    (!left.validated && left.enforced && left.origin == constraint.origin).then_some(left)
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
