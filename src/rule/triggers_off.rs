//! Statements that run while the script has the triggers of a table off: what they do is not to be taken apart.

use crate::ast::{AlterActionKind, Statement};
use crate::catalog::RelationId;
use crate::migration::Step;
use crate::rule::{Holder, Pass};

/// How to do without the lock of DISABLE TRIGGER, or to hold it for a short time.
pub const WITHOUT_TRIGGERS: &str = "keep DISABLE and ENABLE TRIGGER in one transaction with what runs between them: committed by \
    itself, DISABLE turns the trigger off for everybody. `SET LOCAL session_replication_role = replica` in their place locks no \
    table, but needs the right to set it, and turns off foreign keys and every other ordinary trigger too; or go in batches, \
    each a transaction of DISABLE TRIGGER, a few thousand rows, and ENABLE TRIGGER";

impl Pass<'_> {
    /// Whether a lock comes from a DISABLE TRIGGER that the same transaction takes back.
    pub fn is_of_triggers_off(&self, holder: &Holder) -> bool {
        let Some(script) = self.up() else { return false };
        let Some(at) = script.steps.iter().position(|other| std::ptr::eq(other, holder.step)) else {
            return false;
        };
        let table = holder.relation.id;
        let end = script.last_in_transaction(at);
        let mut later = script.steps.get(at + 1..=end).unwrap_or_default().iter();
        only_toggles(holder.step, table, false) && later.any(|step| only_toggles(step, table, true))
    }
}

/// Whether a statement does nothing but turn triggers of a table on, or off.
fn only_toggles(step: &Step, table: RelationId, on: bool) -> bool {
    let Statement::AlterTable(alter) = &step.statement.kind else { return false };
    let toggles = |kind: &AlterActionKind| matches!(kind, AlterActionKind::ToggleTrigger { enable, .. } if *enable == on);
    step.before.resolve_id(&alter.name) == Some(table)
        && !alter.actions.is_empty()
        && alter.actions.iter().all(|action| toggles(&action.kind))
}
