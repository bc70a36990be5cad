//! Triggers, rules and policies. Making a trigger only keeps writers out; taking one away keeps everyone out.

use super::LockReason;
use super::alter_table::Alteration;
use super::prediction::Prediction;
use super::query::Stage;
use crate::ast::{AlterPolicy, CreatePolicy, CreateRule, CreateTrigger, Expr, ExprAt, Name};
use crate::catalog::RelationKind;
use crate::lock::LockMode::{AccessExclusive, AccessShare, ShareRowExclusive};

impl<'a> Prediction<'a> {
    pub(super) fn create_trigger(&mut self, create: &CreateTrigger) {
        let Some(table) = self.resolve(&create.table) else { return };
        self.lock(table, ShareRowExclusive, LockReason::Target);
        if let Some(references) = &create.references {
            self.lock_named(references, AccessShare, LockReason::Referenced);
        }
        // A row trigger of a partitioned table is cloned to every partition.
        if create.row && table.kind == RelationKind::PartitionedTable {
            self.lock_children(table, ShareRowExclusive, LockReason::Child);
        }
    }

    /// `ENABLE` and `DISABLE TRIGGER` reach the partitions' clones of row triggers.
    pub(super) fn toggle_trigger(
        &mut self,
        name: Option<&Name>,
        _user_only: bool,
        alteration: &Alteration<'a>,
    ) {
        let target = alteration.target;
        if target.kind != RelationKind::PartitionedTable || alteration.only {
            return;
        }
        let concerned =
            target.triggers.iter().any(|trigger| trigger.row && name.is_none_or(|n| trigger.name == *n));
        if concerned {
            let mode = alteration.mode;
            self.lock_children(target, mode, LockReason::Child);
        }
    }

    pub(super) fn create_rule(&mut self, create: &CreateRule) {
        self.lock_named(&create.table, AccessExclusive, LockReason::Target);
        for action in &create.actions {
            self.analyze(action, Stage::Parsed);
        }
    }

    pub(super) fn create_policy(&mut self, create: &CreatePolicy) {
        self.lock_named(&create.table, AccessExclusive, LockReason::Target);
        self.policy_conditions(&create.using, &create.with_check);
    }

    pub(super) fn alter_policy(&mut self, alter: &AlterPolicy) {
        self.lock_named(&alter.table, AccessExclusive, LockReason::Target);
        self.policy_conditions(&alter.using, &alter.with_check);
    }

    /// Subqueries in a policy have their names looked up.
    fn policy_conditions(&mut self, using: &Option<ExprAt>, with_check: &Option<ExprAt>) {
        for condition in using.iter().chain(with_check) {
            let mut queries = Vec::new();
            condition.expr.walk(&mut |expr| {
                if let Expr::Subquery(query) = expr {
                    queries.push(query.as_ref());
                }
            });
            for query in queries {
                self.query(query, Stage::Parsed);
            }
        }
    }
}
