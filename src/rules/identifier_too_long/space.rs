//! Where a name has to be the only one of its kind.

use super::clipped;
use crate::ast::{AlterActionKind, ConstraintKind, Statement, TableConstraint};
use crate::catalog::QualifiedName;
use crate::migration::Step;

/// Names in different spaces may be alike.
#[derive(PartialEq, Eq)]
pub(super) enum Space {
    /// Tables, indexes, views, sequences and types of a schema.
    Schema(String),
    Columns(QualifiedName),
    Constraints(QualifiedName),
    Triggers(QualifiedName),
    Policies(QualifiedName),
    /// Functions of one schema that take arguments of the same types.
    Functions(String, Vec<String>),
}

/// The space that a statement puts a name in.
pub(super) fn of(step: &Step, name: &str) -> Space {
    let is_it = |given: &str| given == name || given == clipped(name);
    let catalog = &step.before;
    match &step.statement.kind {
        Statement::CreateTrigger(create) if is_it(&create.name.name) => {
            Space::Triggers(catalog.full_name(&create.table))
        }
        Statement::CreatePolicy(create) if is_it(&create.name.name) => {
            Space::Policies(catalog.full_name(&create.table))
        }
        Statement::CreateFunction(create) if is_it(&create.name.name) => {
            let types = create.parameters.iter().map(|parameter| parameter.data_type.to_string());
            Space::Functions(catalog.qualify(&create.name).schema.to_string(), types.collect())
        }
        Statement::CreateIndex(create) => Space::Schema(catalog.full_name(&create.table).schema.to_string()),
        Statement::CreateTable(create) => {
            let table = catalog.qualify(&create.name);
            let beside = create.columns.iter().flat_map(|column| &column.constraints);
            let constraint =
                create.constraints.iter().chain(beside).find(|constraint| is_called(constraint, is_it));
            if create.columns.iter().any(|column| is_it(&column.name.name)) {
                return Space::Columns(table);
            }
            of_constraint(constraint, table)
        }
        Statement::AlterTable(alter) => {
            let table = catalog.full_name(&alter.name);
            let mut adds_column = false;
            let constraint = alter.actions.iter().find_map(|action| match &action.kind {
                AlterActionKind::AddConstraint { constraint } => {
                    Some(&**constraint).filter(|constraint| is_called(constraint, is_it))
                }
                AlterActionKind::AddColumn { column, .. } => {
                    adds_column |= is_it(&column.name.name);
                    column.constraints.iter().find(|constraint| is_called(constraint, is_it))
                }
                _ => None,
            });
            if adds_column { Space::Columns(table) } else { of_constraint(constraint, table) }
        }
        _ => Space::Schema("public".to_owned()),
    }
}

fn is_called(constraint: &TableConstraint, is_it: impl Fn(&str) -> bool) -> bool {
    constraint.name.as_ref().is_some_and(|given| is_it(&given.name))
}

/// The index of a key has the constraint's name.
fn of_constraint(constraint: Option<&TableConstraint>, table: QualifiedName) -> Space {
    let plain = |constraint: &TableConstraint| {
        matches!(constraint.kind, ConstraintKind::Check { .. } | ConstraintKind::ForeignKey { .. })
    };
    match constraint.filter(|constraint| plain(constraint)) {
        Some(_) => Space::Constraints(table),
        None => Space::Schema(table.schema.to_string()),
    }
}
