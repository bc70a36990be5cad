//! The columns that statements give a type.

use crate::ast::{
    AlterActionKind, ColumnDef, CreateTable, Ident, ObjectName, Persistence, Statement, TypeName,
};
use crate::migration::Step;
use crate::rule::Pass;

/// A column that a statement makes, or gives another type.
#[derive(Clone, Copy)]
pub struct Declared<'a> {
    pub step: &'a Step,
    pub table: &'a ObjectName,
    pub column: &'a Ident,
    pub data_type: &'a TypeName,
    /// Absent where only the type changes.
    pub definition: Option<&'a ColumnDef>,
    /// The statement that makes the whole table.
    pub create: Option<&'a CreateTable>,
}

impl<'a> Pass<'a> {
    /// Every column of a lasting table that the deployed script makes or gives another type.
    pub fn declared_columns(&self) -> Vec<Declared<'a>> {
        let mut found = Vec::new();
        for step in self.steps() {
            match &step.statement.kind {
                Statement::CreateTable(create)
                    if create.persistence != Persistence::Temporary && !create.foreign =>
                {
                    found.extend(
                        create
                            .columns
                            .iter()
                            .filter_map(|column| of_definition(step, &create.name, column, Some(&**create))),
                    );
                }
                Statement::AlterTable(alter) => {
                    let temporary =
                        step.before.resolve(&alter.name).is_some_and(|table| table.is_temporary());
                    let actions = alter.actions.iter().filter(|_| !temporary);
                    found.extend(actions.filter_map(|action| match &action.kind {
                        AlterActionKind::AddColumn { column, .. } => {
                            of_definition(step, &alter.name, column, None)
                        }
                        AlterActionKind::AlterColumnType { column, data_type, .. } => Some(Declared {
                            step,
                            table: &alter.name,
                            column,
                            data_type,
                            definition: None,
                            create: None,
                        }),
                        _ => None,
                    }));
                }
                _ => {}
            }
        }
        found
    }
}

fn of_definition<'a>(
    step: &'a Step,
    table: &'a ObjectName,
    column: &'a ColumnDef,
    create: Option<&'a CreateTable>,
) -> Option<Declared<'a>> {
    let data_type = column.data_type.as_ref()?;
    Some(Declared { step, table, column: &column.name, data_type, definition: Some(column), create })
}

impl Declared<'_> {
    /// As a message names it: `orders.state`.
    pub fn name(&self) -> String {
        format!("{}.{}", self.table, self.column)
    }
}
