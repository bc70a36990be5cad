//! Whether a script that fails half way can be run again.

use rustc_hash::FxHashMap;

use crate::ast::{AlterActionKind, Name, ObjectKind, ObjectName, Statement};
use crate::migration::{Step, TransactionUnit};
use crate::rule::Pass;

/// What the statements of a script drop where it is there, by its last name, in the order they run.
pub(super) type DropsIfThere = FxHashMap<Name, Vec<DropIfThere>>;

pub(super) struct DropIfThere {
    step: usize,
    what: Dropped,
}

#[derive(Clone, Copy)]
enum Dropped {
    Object(ObjectKind),
    /// A trigger, policy or rule.
    Part,
    /// A column or constraint of the table that the statement alters.
    TablePart,
}

fn drops_if_there(steps: &[Step]) -> DropsIfThere {
    let mut drops = DropsIfThere::default();
    for (at, step) in steps.iter().enumerate() {
        let mut found =
            |name: &Name, what| drops.entry(name.clone()).or_default().push(DropIfThere { step: at, what });
        match &step.statement.kind {
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    if let AlterActionKind::DropColumn { column: dropped, if_exists: true, .. }
                    | AlterActionKind::DropConstraint { constraint: dropped, if_exists: true, .. } =
                        &action.kind
                    {
                        found(&dropped.name, Dropped::TablePart);
                    }
                }
            }
            Statement::Drop(drop) if drop.if_exists => {
                for object in &drop.objects {
                    found(&object.name.name, Dropped::Object(object.kind));
                    if let Some(part) = &object.part {
                        found(&part.name, Dropped::Part);
                    }
                }
            }
            _ => {}
        }
    }
    drops
}

impl Pass<'_> {
    /// Whether a later statement of the deployed script can fail and leave this one's change behind, so that the next
    /// run meets it.
    pub fn stays_behind(&self, index: usize) -> bool {
        let Some(script) = self.up() else { return false };
        let Some(step) = script.steps.get(index) else { return false };
        let divided = match script.unit {
            // Atlas records every statement, and goes on with the one that failed.
            TransactionUnit::PerStatement => self.tool().name != "atlas",
            // Of a lone folder nobody knows who runs it, and with which options.
            TransactionUnit::Script => self.tool().is_known() && !self.tool().loads_a_dump(),
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
        self.drops_up_to(index, &name.name)
            .any(|drop| drop.step < index && matches!(drop.what, Dropped::Object(of) if of == kind))
    }

    /// Whether the deployed script has dropped a column or constraint of this name when it comes to what a statement adds,
    /// if it was there.
    pub fn part_dropped_before(&self, index: usize, table: &ObjectName, part: &str) -> bool {
        let id = self.steps()[index].before.resolve_id(table);
        // ALTER TABLE drops before it adds, wherever it says so.
        self.drops_up_to(index, part).any(|drop| match drop.what {
            Dropped::Object(_) => false,
            Dropped::Part => drop.step < index,
            Dropped::TablePart => {
                let step = &self.steps()[drop.step];
                matches!(&step.statement.kind, Statement::AlterTable(alter)
                    if step.before.resolve_id(&alter.name) == id)
            }
        })
    }

    fn drops_up_to(&self, index: usize, name: &str) -> impl Iterator<Item = &DropIfThere> {
        let drops = self.drops_if_there.get_or_init(|| drops_if_there(self.steps()));
        let of_name = drops.get(name).map_or(&[][..], Vec::as_slice);
        of_name.iter().take_while(move |drop| drop.step <= index)
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
