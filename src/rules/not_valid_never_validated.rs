//! A constraint added NOT VALID that no later migration validates.

use crate::ast::{ConstraintKind, Name, TableConstraint, quoted};
use crate::catalog::{Catalog, Constraint, RelationId};
use crate::rule::{Pass, Rule, Written, list};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("not-valid-never-validated", include_str!("../../rules/not-valid-never-validated.md"), check);

/// The constraints of one table that share what cannot be relied upon.
struct Found<'a> {
    first: Written<'a>,
    table: RelationId,
    consequence: &'static str,
    names: Vec<&'a Name>,
    others: Vec<Span>,
}

fn check(pass: &mut Pass) {
    // What a migration in code validates nobody sees.
    if pass.history.has_code(pass.index..pass.history.migrations.len()) {
        return;
    }
    let mut all: Vec<Found> = Vec::new();
    let history = pass.history;
    for written in pass.written_constraints() {
        if !written.added || !written.constraint.not_valid || written.constraint.not_enforced {
            continue;
        }
        let Some(left) = left_invalid(&history.end, &written) else { continue };
        let Some((table, _)) = written.made() else { continue };
        let (table, consequence) = (table.id, consequence(written.constraint));
        match all.iter_mut().find(|found| found.table == table && found.consequence == consequence) {
            Some(found) => {
                found.names.push(&left.name);
                found.others.push(written.constraint.span);
            }
            None => {
                let names = vec![&left.name];
                all.push(Found { first: written, table, consequence, names, others: Vec::new() });
            }
        }
    }
    if !all.is_empty() && pass.is_overdue(pass.options.integer("days")) {
        all.iter().for_each(|found| report(pass, found));
    }
}

fn report(pass: &mut Pass, found: &Found) {
    let Some((table, _)) = found.first.made() else { return };
    let message = format!(
        "no later migration validates {} on `{}`: {}",
        list(found.names.iter().map(|name| name.as_str())),
        table.name,
        found.consequence
    );
    let now = pass.history.end.relation(table.id).unwrap_or(table);
    let validate = found
        .names
        .iter()
        .map(|name| format!("\nALTER TABLE {} VALIDATE CONSTRAINT {};", now.name, quoted(name)));
    let help = format!(
        "validate {} in a new migration, under a lock that lets reads and writes through:{}",
        if found.names.len() == 1 { "it" } else { "them" },
        validate.collect::<String>()
    );
    let finding = pass.report(found.first.constraint.span, message).on(found.first.step, table.id).help(help);
    for other in &found.others {
        finding.label_here(*other, "and here");
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
