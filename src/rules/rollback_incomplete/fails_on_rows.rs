//! A way back that gives a table with rows a column that takes no null, without a value for them.

use crate::ast::{AlterActionKind, Name, Statement};
use crate::catalog::{Relation, RelationKind};
use crate::migration::{Script, Step};
use crate::rule::{empties, gets_identity_beside, leaves_nulls};

/// The first such statement, the table and the columns.
pub(super) fn first<'a>(up: &Script, down: &'a Script) -> Option<(&'a Step, &'a Relation, Vec<&'a Name>)> {
    let certain = down.steps.iter().enumerate().filter(|(_, step)| !step.conditional && !step.guarded);
    certain.into_iter().find_map(|(index, step)| {
        let Statement::AlterTable(alter) = &step.statement.kind else { return None };
        let table = step.before.resolve(&alter.name)?;
        let stored = matches!(table.kind, RelationKind::Table | RelationKind::PartitionedTable);
        let older = up.before.relation(table.id).is_some() && !up.creates(table.origin);
        let emptied = down.steps.get(..index)?.iter().chain(&up.steps).any(|step| empties(step, table.id));
        if !stored || !older || !table.holds_rows() || table.is_temporary() || emptied {
            return None;
        }
        let columns = alter.actions.iter().filter_map(|action| match &action.kind {
            AlterActionKind::AddColumn { column, if_not_exists } => {
                let name = &column.name.name;
                let present = *if_not_exists && table.column(name).is_some();
                let null = leaves_nulls(&step.before, column) && !gets_identity_beside(&alter.actions, name);
                (null && !present).then_some(name)
            }
            _ => None,
        });
        let columns: Vec<&Name> = columns.collect();
        (!columns.is_empty()).then_some((step, table, columns))
    })
}
