//! Whether a script that fails half way can be run again.

use crate::ast::{AlterActionKind, ObjectKind, ObjectName, Statement};
use crate::migration::TransactionUnit;
use crate::rule::Pass;

impl Pass<'_> {
    /// Whether a later statement of the deployed script can fail and leave this one's change behind, so that the next
    /// run meets it.
    pub fn stays_behind(&self, index: usize) -> bool {
        let Some(script) = self.up() else { return false };
        let Some(step) = script.steps.get(index) else { return false };
        let divided = match script.unit {
            TransactionUnit::PerStatement => true,
            // Of a lone folder nobody knows who runs it, and with which options.
            TransactionUnit::Script => self.tool().name != "plain",
            _ => false,
        };
        if !divided || step.guarded || step.conditional {
            return false;
        }
        let later = script.steps.get(script.last_in_transaction(index) + 1..).unwrap_or_default();
        later.iter().any(|later| {
            later.within.is_none()
                && !matches!(later.statement.kind, Statement::Transaction(_) | Statement::Set(_))
        })
    }

    /// Whether an earlier statement of the deployed script drops an object of this name, if it is there.
    pub fn dropped_before(&self, index: usize, kind: ObjectKind, name: &ObjectName) -> bool {
        self.steps()[..index].iter().any(|step| match &step.statement.kind {
            Statement::Drop(drop) => {
                let objects = drop.objects.iter().filter(|object| object.kind == kind);
                drop.if_exists && objects.into_iter().any(|object| object.name.name == name.name)
            }
            _ => false,
        })
    }

    /// Whether an earlier statement of the deployed script drops a column or constraint of this name, if it is there.
    pub fn part_dropped_before(&self, index: usize, table: &ObjectName, part: &str) -> bool {
        let id = self.steps()[index].before.resolve_id(table);
        self.steps()[..index].iter().any(|step| match &step.statement.kind {
            Statement::AlterTable(alter) => {
                let drops = alter.actions.iter().any(|action| match &action.kind {
                    AlterActionKind::DropColumn { column: dropped, if_exists, .. }
                    | AlterActionKind::DropConstraint { constraint: dropped, if_exists, .. } => {
                        *if_exists && dropped.name == part
                    }
                    _ => false,
                });
                drops && step.before.resolve_id(&alter.name) == id
            }
            Statement::Drop(drop) => {
                let parts = drop.objects.iter().filter_map(|object| object.part.as_ref());
                drop.if_exists && parts.into_iter().any(|dropped| dropped.name == part)
            }
            _ => false,
        })
    }

    /// The sentence that explains why a script stops half way, as a note.
    pub fn half_way(&self) -> String {
        let tool = self.tool().name;
        match self.up().map(|script| script.unit) {
            Some(TransactionUnit::PerStatement) => {
                format!(
                    "{tool} runs the statements of this file one by one, each in a transaction of its own"
                )
            }
            _ => "the file is not one transaction: what ran before a failure stays".to_owned(),
        }
    }
}
