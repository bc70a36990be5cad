//! Tables that hold next to no row at a statement, by what the same transaction did to them before.

use rustc_hash::FxHashSet;

use crate::ast::{
    AlterAction, AlterActionKind, Name, ObjectName, Query, ReferentialAction, Statement, Transaction,
    TriggerTiming,
};
use crate::catalog::{Constraint, ConstraintDef, Relation, RelationId, RelationKind, Trigger};
use crate::effects::Loss;
use crate::migration::Step;
use crate::rule::alter::{leaves_nulls, type_refuses_nulls};
use crate::rule::rows::touches_every_row;

/// Emptied tables, or such as a statement would have failed on if they had a row. It is asked statement by statement.
#[derive(Default)]
pub struct Emptied {
    transaction: Option<u32>,
    tables: FxHashSet<RelationId>,
    /// The script has turned triggers off that do what foreign keys say.
    keys_off: bool,
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
        match &step.statement.kind {
            Statement::Truncate(_) if !step.conditional => {
                let emptied = step.effects.losses.iter().filter_map(|loss| match loss {
                    Loss::Rows(table) => Some(*table),
                    _ => None,
                });
                self.tables.extend(emptied);
                // With ONLY the rows of its children stay, which are read and rewritten with it.
                let emptied = self.tables.clone();
                let below = |id: &RelationId| step.before.descendants(*id);
                self.tables.retain(|id| below(id).iter().all(|child| emptied.contains(&child.id)));
            }
            Statement::AlterTable(alter) => {
                let attaches =
                    |action: &AlterAction| matches!(action.kind, AlterActionKind::AttachPartition { .. });
                if alter.actions.iter().any(attaches) {
                    self.fill(step, &alter.name);
                } else if !step.conditional {
                    self.tables.extend(fails_on_rows(step));
                }
                self.keys_off |= alter.actions.iter().any(|action| turns_keys_off(&action.kind));
            }
            // What is left to be read takes less time than the deletion did.
            Statement::Delete(delete) => match step.before.resolve_id(&delete.table) {
                Some(table) if !step.conditional && empties(step, table) => {
                    self.tables.extend(step.before.descendants(table).iter().map(|below| below.id));
                    self.tables.insert(table);
                    if !self.keys_off && delete.source.changes.is_empty() {
                        self.empty_along(step, table);
                    }
                }
                _ => self.write(step, &delete.table, &delete.source),
            },
            Statement::Update(update) => self.write(step, &update.table, &update.source),
            Statement::Insert(insert) => {
                self.fill(step, &insert.table);
                self.write(step, &insert.table, &insert.with);
            }
            Statement::Copy(copy) => copy.table.iter().for_each(|table| self.fill(step, table)),
            Statement::Merge(merge) => self.fill(step, &merge.table),
            // Code may write to any table, and what a savepoint takes back is there again.
            Statement::Do(_)
            | Statement::Call(_)
            | Statement::Select(_)
            | Statement::Transaction(Transaction::RollbackTo(_)) => self.tables.clear(),
            _ => {}
        }
    }

    /// The tables of which each row hangs on one that was deleted, by a key of columns that cannot be null.
    fn empty_along(&mut self, step: &Step, table: RelationId) {
        let role = step.before.session.setting("session_replication_role");
        if role.is_some_and(|role| role.value == "replica") {
            return;
        }
        let mut waiting = vec![table];
        while let Some(id) = waiting.pop() {
            for (child, key) in step.before.referencing(id) {
                if hangs_on(child, key) && self.tables.insert(child.id) {
                    waiting.push(child.id);
                }
            }
        }
    }

    /// Rows come into a table; through a view or a parent they come into others.
    fn fill(&mut self, step: &Step, name: &ObjectName) {
        match step.before.resolve(name) {
            Some(table) if table.kind == RelationKind::Table && table.children.is_empty() => {
                self.tables.remove(&table.id);
            }
            _ => self.tables.clear(),
        }
    }

    /// A statement writes to a table: triggers, and changes inside WITH, may write to others. Without rows no trigger runs
    /// for one.
    fn write(&mut self, step: &Step, name: &ObjectName, source: &Query) {
        let fires = |table: &Relation| !table.triggers.is_empty() && !self.holds(table.id);
        let triggers = step.before.resolve(name).is_none_or(fires);
        if triggers || !source.changes.is_empty() {
            self.tables.clear();
        }
    }
}

/// Whether a table can have no row when the one that its foreign key points at has none.
fn hangs_on(child: &Relation, key: &Constraint) -> bool {
    let ConstraintDef::ForeignKey { columns, on_delete, .. } = &key.kind else { return false };
    let is_required = |column: &Name| child.column(column).is_some_and(|column| column.not_null);
    let alone = child.kind == RelationKind::Table && child.children.is_empty();
    let holds = key.validated && key.enforced && *on_delete == ReferentialAction::Cascade;
    alone && holds && columns.iter().all(is_required) && deletes_all(child)
}

fn turns_keys_off(kind: &AlterActionKind) -> bool {
    matches!(kind, AlterActionKind::ToggleTrigger { enable: false, name: None, user_only: false, .. })
}

/// Whether a statement takes every row out of a table: TRUNCATE by its name or through CASCADE, DELETE without a condition
/// that leaves any.
pub fn empties(step: &Step, table: RelationId) -> bool {
    match &step.statement.kind {
        Statement::Truncate(_) => step.effects.losses.contains(&Loss::Rows(table)),
        Statement::Delete(delete) => {
            touches_every_row(delete.where_clause.as_ref())
                && delete.source.relations.is_empty()
                && step.before.resolve(&delete.table).is_some_and(|found| {
                    found.id == table && deletes_all(found) && (!delete.only || found.children.is_empty())
                })
        }
        _ => false,
    }
}

/// Whether nothing keeps rows from being deleted: no trigger that leaves them out, no rule that does something else, and no
/// policy that hides them.
fn deletes_all(table: &Relation) -> bool {
    let keeps = |trigger: &Trigger| {
        trigger.enabled && trigger.row && trigger.events.delete && trigger.timing != TriggerTiming::After
    };
    table.rules.is_empty()
        && !table.force_row_security
        && !table.triggers.iter().any(|trigger| keeps(trigger))
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
