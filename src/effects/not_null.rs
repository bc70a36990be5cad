//! `SET NOT NULL` and `DROP NOT NULL`: the scan, and the valid CHECK that makes it superfluous.

use super::alter_table::Alteration;
use super::prediction::Prediction;
use super::{LockReason, Unknown, proof};
use crate::ast::Name;
use crate::catalog::{ConstraintDef, Relation};

impl<'a> Prediction<'a> {
    pub(super) fn set_not_null(&mut self, column: &Name, alteration: &mut Alteration<'a>) {
        let target = alteration.target;
        // Where the parent has it, its children must have it too: the server does not go there.
        let settled = self.is_surely_not_null(target, column);
        if !alteration.only && !settled {
            let mode = alteration.mode;
            self.lock_children(target, mode, LockReason::Child);
        }
        for table in self.tree(target, alteration.only || settled) {
            self.require_not_null(table, column, alteration);
        }
    }

    /// The column gets NOT NULL on one table: its rows are read unless they are known to hold no null.
    pub(super) fn require_not_null(
        &mut self,
        table: &'a Relation,
        column: &Name,
        alteration: &mut Alteration<'a>,
    ) {
        if self.is_surely_not_null(table, column) {
            return;
        }
        let ignored = |constraint: &Name| alteration.drops_constraint(table.id, constraint);
        if proof::holds_no_null(table, column, self.version, &ignored) {
            return;
        }
        let known = table.column(column).is_some_and(|column| column.nullability_known);
        if !known && !alteration.added_columns.contains(column) {
            self.unknown(Unknown::Nullability(table.id, column.clone()));
        }
        alteration.verified.push(table);
    }

    pub(super) fn is_surely_not_null(&self, table: &Relation, column: &str) -> bool {
        table.column(column).is_some_and(|column| column.not_null) && !has_invalid_not_null(table, column)
    }

    pub(super) fn drop_not_null(&mut self, column: &Name, alteration: &Alteration<'a>) {
        let target = alteration.target;
        let in_key = target.primary_key().filter(|key| {
            key.columns().contains(column) && !alteration.drops_constraint(target.id, &key.name)
        });
        if let Some(key) = in_key {
            let message = format!("column \"{column}\" is in a primary key");
            self.fail_for("42P16", message, key.origin.created());
            return;
        }
        if let Some(known) = target.column(column).filter(|known| known.identity.is_some()) {
            let message =
                format!("column \"{column}\" of relation \"{}\" is an identity column", target.name.name);
            self.fail_for("42601", message, known.places());
        }
    }
}

/// A NOT NULL constraint that is NOT VALID (PostgreSQL 18): rows from before it may hold nulls.
pub(super) fn has_invalid_not_null(table: &Relation, column: &str) -> bool {
    table.constraints.iter().any(|constraint| {
        !constraint.validated
            && matches!(&constraint.kind, ConstraintDef::NotNull { column: of } if of == column)
    })
}
