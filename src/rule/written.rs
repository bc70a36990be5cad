//! Every constraint that a migration writes, wherever it stands.

use crate::ast::{AlterActionKind, ColumnDef, Ident, ObjectName, Statement, TableConstraint};
use crate::catalog::{Catalog, Constraint, Relation};
use crate::migration::Step;
use crate::rule::{Pass, default_name};

/// A constraint of CREATE TABLE or ALTER TABLE, alone or beside a column.
pub struct Written<'a> {
    pub step: &'a Step,
    pub table: &'a ObjectName,
    pub constraint: &'a TableConstraint,
    /// The column that it stands beside.
    pub column: Option<&'a ColumnDef>,
    /// The table exists already.
    pub added: bool,
    /// The catalog that the statement leaves.
    pub after: &'a Catalog,
}

impl<'a> Pass<'a> {
    pub fn written_constraints(&self) -> Vec<Written<'a>> {
        let Some(script) = self.up() else { return Vec::new() };
        let mut found = Vec::new();
        for (at, step) in script.steps.iter().enumerate() {
            let (table, added) = match &step.statement.kind {
                Statement::CreateTable(create) => (&create.name, false),
                Statement::AlterTable(alter) => (&alter.name, true),
                _ => continue,
            };
            let after = script.after_step(at);
            let put = |column: Option<&'a ColumnDef>, constraint: &'a TableConstraint| Written {
                step,
                table,
                constraint,
                column,
                added,
                after,
            };
            let beside = |column: &'a ColumnDef| {
                column.constraints.iter().map(move |constraint| put(Some(column), constraint))
            };
            match &step.statement.kind {
                Statement::CreateTable(create) => {
                    found.extend(create.columns.iter().flat_map(beside));
                    found.extend(create.constraints.iter().map(|constraint| put(None, constraint)));
                }
                Statement::AlterTable(alter) => {
                    for action in &alter.actions {
                        match &action.kind {
                            AlterActionKind::AddColumn { column, .. } => found.extend(beside(column)),
                            AlterActionKind::AddConstraint { constraint } => {
                                found.push(put(None, constraint))
                            }
                            _ => {}
                        }
                    }
                }
                _ => {}
            }
        }
        found
    }
}

impl<'a> Written<'a> {
    /// The constraint as the catalog has it after the statement, and its table.
    pub fn made(&self) -> Option<(&'a Relation, &'a Constraint)> {
        let table = self.after.resolve(self.table)?;
        let constraints = table.constraints.iter().map(AsRef::as_ref);
        let here = |constraint: &&Constraint| {
            constraint.origin.created().is_some_and(|place| place.span == self.constraint.span)
        };
        Some((table, constraints.into_iter().find(here)?))
    }

    /// The columns that a constraint is about: those listed, or the one it stands beside.
    pub fn among(&self, listed: &'a [Ident]) -> &'a [Ident] {
        match (listed, self.column) {
            ([], Some(column)) => std::slice::from_ref(&column.name),
            _ => listed,
        }
    }

    /// The name written, or the one that the server would choose.
    pub fn name(&self, listed: &'a [Ident], suffix: &str) -> String {
        match &self.constraint.name {
            Some(name) => name.to_string(),
            None => default_name(self.table, self.among(listed), suffix),
        }
    }
}
