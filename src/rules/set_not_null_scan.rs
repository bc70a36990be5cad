//! `SET NOT NULL` without a validated check that proves it: the whole table is read under the strongest lock.

use crate::ast::{AlterAction, AlterActionKind, ConstraintKind, Expr, Ident, quoted};
use crate::catalog::{Constraint, ConstraintDef, Relation};
use crate::diagnostic::{Edit, Fix};
use crate::rule::{Altering, Pass, Phase, Rule, list};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("set-not-null-scan", include_str!("../../rules/set-not-null-scan.md"), check);

/// A statement has one finding, also where it sets several columns: the table is read once.
fn check(pass: &mut Pass) {
    let set: Vec<(&Altering, &Ident)> = pass
        .altering()
        .iter()
        .filter_map(|altering| Some((altering, column_set(altering)?)))
        .filter(|(altering, _)| altering.scans())
        .collect();
    for together in set.chunk_by(|(one, _), (other, _)| std::ptr::eq(one.step, other.step)) {
        let columns: Vec<&Ident> = together.iter().map(|(_, column)| *column).collect();
        if let Some((altering, column)) = together.first() {
            report(pass, altering, column, &columns);
        }
    }
}

fn column_set<'a>(altering: &Altering<'a>) -> Option<&'a Ident> {
    match &altering.action.kind {
        AlterActionKind::SetNotNull { column } => Some(column),
        AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::NotNull(column) if !constraint.not_valid => Some(column),
            _ => None,
        },
        _ => None,
    }
}

fn report(pass: &mut Pass, altering: &Altering, column: &Ident, columns: &[&Ident]) {
    let Altering { step, table, mode, alter, action, .. } = altering;
    let hold = if columns.len() == 1 { "holds" } else { "hold" };
    let message = format!(
        "blocks {} to `{}` while every row is read to see that {} {hold} no nulls",
        mode.who_waits(),
        table.name,
        list(columns.iter().map(|column| &column.name))
    );
    let pending = unvalidated(table, column);
    let dropped = dropped_beside(altering, column);
    let statement = format!("ALTER TABLE {} {};", alter.name, pass.text(action.span));
    let validate = |constraint: &Constraint| {
        format!("ALTER TABLE {} VALIDATE CONSTRAINT {};", alter.name, quoted(&constraint.name))
    };
    let begun = pass.begins_not_null(table.id, columns, step).filter(|_| pending.is_none());
    let help = match pending {
        _ if begun.is_some() => begun.clone().unwrap_or_default(),
        Some(constraint) if matches!(constraint.kind, ConstraintDef::NotNull { .. }) => format!(
            "validate the constraint that is there instead, under a lock that lets reads and writes through:\n{}",
            validate(constraint)
        ),
        Some(constraint) => format!(
            "validate the check that would prove it first:\n{}\n-- {}:\n{statement}",
            validate(constraint),
            pass.later(step)
        ),
        None if dropped.is_some() => format!(
            "drop the check in a statement of its own, after this one: dropped together, it proves nothing:\n\
             {statement}\nALTER TABLE {} {};",
            alter.name,
            dropped.map_or("", |dropped| pass.text(dropped.span))
        ),
        None if added_beside(altering, column) => format!(
            "write it beside the new column, with a constant default, instead of setting it afterwards:\n\
             ALTER TABLE {} ADD COLUMN {column} … NOT NULL DEFAULT …;",
            alter.name
        ),
        None => format!(
            "prove it first, under a lock that lets reads and writes through:\n{}",
            pass.prove_not_null(&alter.name, columns, step)
        ),
    };
    let fix = match (pending, dropped) {
        (None, Some(dropped)) => apart(pass, altering, dropped),
        (None, None) if begun.is_none() && !added_beside(altering, column) => {
            in_phases(pass, altering, columns)
        }
        _ => None,
    };
    let finding = pass.report(action.span, message).on(step, table.id).help(help).fix_with(fix);
    if let Some(held) = &altering.held {
        finding.note(held.note());
    }
}

/// Takes an action out of its statement and into one of its own, after it.
fn apart(pass: &Pass, altering: &Altering, taken: &AlterAction) -> Option<Fix> {
    let actions = &altering.alter.actions;
    let at = actions.iter().position(|action| std::ptr::eq(action, taken))?;
    let place = match (at.checked_sub(1).and_then(|before| actions.get(before)), actions.get(at + 1)) {
        (Some(before), _) => Span { start: before.span.end, end: taken.span.end },
        (None, Some(next)) => Span { start: taken.span.start, end: next.span.start },
        (None, None) => return None,
    };
    let end = altering.step.span().end;
    let statement = format!(";\nALTER TABLE {} {}", altering.alter.name, pass.text(taken.span));
    Some(Fix {
        title: "drop the check in a statement of its own".to_owned(),
        safe: true,
        edits: vec![
            Edit { span: place, replacement: String::new() },
            Edit { span: Span { start: end, end }, replacement: statement },
        ],
        back: Vec::new(),
        files: Vec::new(),
    })
}

/// The proof in three migrations, where the statement does nothing else.
fn in_phases(pass: &Pass, altering: &Altering, columns: &[&Ident]) -> Option<Fix> {
    if altering.alter.actions.len() != columns.len() || columns.len() != 1 {
        return None;
    }
    let [here, validate, set] = pass.not_null_phases(&altering.alter.name, columns);
    let mut phases = vec![Phase::new("validate", validate)];
    if !set.is_empty() {
        phases.push(Phase::new("set", set));
    }
    pass.replaced(altering.step, "prove it by a check first, in migrations of their own", &here, &phases)
}

/// A constraint that says it, but that nobody has validated yet.
fn unvalidated<'a>(table: &'a Relation, column: &Ident) -> Option<&'a Constraint> {
    let constraints = table.constraints.iter().map(AsRef::as_ref);
    constraints
        .filter(|constraint| !constraint.validated)
        .find(|constraint| says_not_null(constraint, column))
}

fn says_not_null(constraint: &Constraint, column: &Ident) -> bool {
    match &constraint.kind {
        ConstraintDef::NotNull { column: named } => *named == column.name,
        ConstraintDef::Check { expr, .. } => {
            let test =
                Expr::IsNull { expr: Box::new(Expr::Column(vec![column.name.clone()])), negated: true };
            *expr == test || matches!(expr, Expr::And(parts) if parts.contains(&test))
        }
        _ => false,
    }
}

/// The action of the same statement that drops a validated check which proves it.
fn dropped_beside<'a>(altering: &Altering<'a>, column: &Ident) -> Option<&'a AlterAction> {
    altering.alter.actions.iter().find(|action| match &action.kind {
        AlterActionKind::DropConstraint { constraint, .. } => altering
            .table
            .constraint(&constraint.name)
            .is_some_and(|dropped| dropped.validated && says_not_null(dropped, column)),
        _ => false,
    })
}

/// Whether the same statement adds the column, so that its action alone says nothing.
fn added_beside(altering: &Altering, column: &Ident) -> bool {
    let span = altering.action.span;
    altering.alter.actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddColumn { column: added, .. } => {
            added.name.name == column.name && action.span.start < span.start
        }
        _ => false,
    })
}
