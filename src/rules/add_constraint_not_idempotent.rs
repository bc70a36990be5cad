//! `ADD CONSTRAINT`, which has no IF NOT EXISTS, in a script that can break off and be run again.

use crate::ast::{AlterActionKind, ConstraintKind, Statement, TableConstraint};
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};
use crate::source::Span;
use crate::version::PgVersion;

pub(super) static RULE: Rule = Rule::new(
    "add-constraint-not-idempotent",
    include_str!("../../rules/add-constraint-not-idempotent.md"),
    check,
);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        if !pass.stays_behind(index) {
            continue;
        }
        repeated_columns(pass, alter);
        let added = alter.actions.iter().find_map(|action| match &action.kind {
            AlterActionKind::AddConstraint { constraint } if !is_guarded(pass, index, alter, constraint) => {
                Some((action.span, &**constraint))
            }
            _ => None,
        });
        let Some((span, constraint)) = added else { continue };
        let note = pass.half_way();
        let message = match &constraint.name {
            Some(name) => format!(
                "when a later statement fails, the next run fails here: the constraint `{name}` is there already"
            ),
            None => format!(
                "when a later statement fails, the next run adds the same constraint to `{}` again, or fails here",
                alter.name
            ),
        };
        let finding = pass.report(span, message).note(note);
        let Some(name) = &constraint.name else {
            finding.help("give it a name, and drop what is there of that name in the same statement: DROP CONSTRAINT IF EXISTS …, ADD CONSTRAINT …");
            continue;
        };
        finding.help(format!(
            "drop what is there in the same statement:\nALTER TABLE {} DROP CONSTRAINT IF EXISTS {name}, ADD CONSTRAINT {name} …;",
            alter.name
        ));
        let start = Span { start: span.start, end: span.start };
        if step.within.is_none() && !uses_index(constraint) {
            let replacement = format!("DROP CONSTRAINT IF EXISTS {name}, ");
            finding.unsafe_fix(
                "drop the constraint first, if it is there",
                vec![Edit { span: start, replacement }],
            );
        }
    }
}

/// Up to PostgreSQL 12, `ADD COLUMN IF NOT EXISTS` of a column that is there makes its constraints and its sequence once
/// more all the same.
fn repeated_columns(pass: &mut Pass, alter: &crate::ast::AlterTable) {
    if pass.version >= PgVersion::V13 {
        return;
    }
    for action in &alter.actions {
        let AlterActionKind::AddColumn { column, if_not_exists: true } = &action.kind else { continue };
        let serial = column.data_type.as_ref().is_some_and(|data_type| data_type.serial_base().is_some());
        let what = match (serial, column.constraints.is_empty()) {
            (true, _) => "sequence",
            (false, false) => "constraint",
            (false, true) => continue,
        };
        let name = &column.name;
        pass.report(
            action.span,
            format!(
                "when a later statement fails, the next run leaves `{}.{name}` and makes its {what} once more: PostgreSQL 12 looks for the column only",
                alter.name
            ),
        )
        .help(format!("add the column bare, and its {what} in a statement of its own with a name"));
    }
}

fn is_guarded(
    pass: &Pass,
    index: usize,
    alter: &crate::ast::AlterTable,
    constraint: &TableConstraint,
) -> bool {
    let Some(name) = &constraint.name else { return drops_primary_key(pass, index, alter, constraint) };
    let here = alter.actions.iter().any(|action| {
        matches!(&action.kind, AlterActionKind::DropConstraint { constraint, .. } if constraint.name == name.name)
    });
    here || pass.part_dropped_before(index, &alter.name, &name.name)
        || goes_with_a_column(pass, index, alter, constraint)
}

/// Whether a column of the constraint is dropped before, if it is there, and takes the constraint along.
fn goes_with_a_column(
    pass: &Pass,
    index: usize,
    alter: &crate::ast::AlterTable,
    constraint: &TableConstraint,
) -> bool {
    let columns = match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => &key.columns,
        ConstraintKind::ForeignKey(key) => &key.columns,
        _ => return false,
    };
    columns.iter().any(|column| pass.part_dropped_before(index, &alter.name, &column.name))
}

/// There is one primary key, and the server gives the new one the name that the one before has as a rule: where the same
/// statement drops that, the next run drops the new one.
fn drops_primary_key(
    pass: &Pass,
    index: usize,
    alter: &crate::ast::AlterTable,
    constraint: &TableConstraint,
) -> bool {
    let is_key = matches!(constraint.kind, ConstraintKind::PrimaryKey(_));
    let table = pass.steps().get(index).and_then(|step| step.before.resolve(&alter.name));
    let usual = table.map(|table| format!("{}_pkey", table.name.name));
    is_key
        && alter.actions.iter().any(|action| {
            matches!(&action.kind, AlterActionKind::DropConstraint { constraint: dropped, .. }
                if usual.as_deref() == Some(dropped.name.as_str()))
        })
}

/// Dropping the constraint would drop the index that it is to take over.
fn uses_index(constraint: &TableConstraint) -> bool {
    match &constraint.kind {
        ConstraintKind::PrimaryKey(key) | ConstraintKind::Unique(key) => key.using_index.is_some(),
        _ => false,
    }
}
