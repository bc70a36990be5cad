//! Tables that hold next to no row at a statement, by what the same transaction did to them before.

use rustc_hash::FxHashSet;

use crate::ast::{AlterActionKind, Statement};
use crate::catalog::RelationId;
use crate::effects::Loss;
use crate::migration::Step;
use crate::rule::alter::{leaves_nulls, type_refuses_nulls};
use crate::rule::rows::touches_every_row;

/// Emptied tables, or such as a statement would have failed on if they had a row. It is asked statement by statement.
#[derive(Default)]
pub struct Emptied {
    transaction: Option<u32>,
    tables: FxHashSet<RelationId>,
}

impl Emptied {
    /// Before a statement is looked at: after a commit, others can have put rows in.
    pub fn enter(&mut self, step: &Step) {
        let transaction = step.transaction_number();
        if transaction != self.transaction || transaction.is_none() {
            self.transaction = transaction;
            self.tables.clear();
        }
    }

    pub fn holds(&self, table: RelationId) -> bool {
        self.tables.contains(&table)
    }

    /// After a statement was looked at.
    pub fn take(&mut self, step: &Step) {
        let resolve = |name| step.before.resolve_id(name);
        match &step.statement.kind {
            Statement::Truncate(_) if !step.conditional => {
                self.tables.extend(step.effects.losses.iter().filter_map(|loss| match loss {
                    Loss::Rows(table) => Some(*table),
                    _ => None,
                }));
            }
            Statement::AlterTable(_) if !step.conditional => self.tables.extend(fails_on_rows(step)),
            // What is left to be read takes less time than the deletion did.
            Statement::Delete(delete) if !step.conditional => {
                self.tables.extend(resolve(&delete.table).filter(|table| empties(step, *table)));
            }
            Statement::Insert(insert) => self.fill(resolve(&insert.table)),
            Statement::Copy(copy) => self.fill(copy.table.as_ref().and_then(resolve)),
            Statement::Merge(merge) => self.fill(resolve(&merge.table)),
            // Code may write to any table.
            Statement::Do(_) | Statement::Call(_) | Statement::Select(_) => self.tables.clear(),
            _ => {}
        }
    }

    fn fill(&mut self, table: Option<RelationId>) {
        if let Some(table) = table {
            self.tables.remove(&table);
        }
    }
}

/// Whether a statement takes every row out of a table: TRUNCATE by its name or through CASCADE, DELETE without a condition
/// that leaves any.
pub fn empties(step: &Step, table: RelationId) -> bool {
    match &step.statement.kind {
        Statement::Truncate(_) => step.effects.losses.contains(&Loss::Rows(table)),
        Statement::Delete(delete) => {
            touches_every_row(delete.where_clause.as_ref())
                && step.before.resolve_id(&delete.table) == Some(table)
        }
        _ => false,
    }
}

/// The table of an ALTER TABLE that succeeds only where there are no rows: it adds a column that must not be null and
/// gives no value for them.
pub(super) fn fails_on_rows(step: &Step) -> Option<RelationId> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return None };
    let table = step.before.resolve(&alter.name)?;
    let fails = alter.actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddColumn { column, if_not_exists: false } => {
            let null = leaves_nulls(&step.before, column) || type_refuses_nulls(&step.before, column);
            null && !gets_identity_beside(&alter.actions, &column.name.name)
        }
        _ => false,
    });
    fails.then_some(table.id)
}

/// An identity added in the same statement gives every row its value.
pub fn gets_identity_beside(actions: &[crate::ast::AlterAction], column: &str) -> bool {
    actions.iter().any(|action| match &action.kind {
        AlterActionKind::AddIdentity { column: named, .. } => named.name == column,
        _ => false,
    })
}
