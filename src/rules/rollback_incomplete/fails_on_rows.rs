//! A way back that gives a table with rows a column that takes no null, without a value for them.

use crate::ast::{AlterActionKind, ColumnDef, Name, Statement};
use crate::catalog::{Catalog, Relation, RelationKind};
use crate::migration::{Script, Step};
use crate::rule::{empties, gets_identity_beside, leaves_nulls, list, type_refuses_nulls};

/// What the rows lack in such a statement.
pub(super) struct Nulls<'a> {
    pub(super) step: &'a Step,
    pub(super) table: &'a Relation,
    pub(super) columns: Vec<&'a Name>,
    /// It is their type that takes none.
    pub(super) by_type: bool,
}

/// The first such statement.
pub(super) fn first<'a>(up: &Script, down: &'a Script) -> Option<Nulls<'a>> {
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
        let added = |refused: fn(&Catalog, &ColumnDef) -> bool| -> Vec<&'a Name> {
            let columns = alter.actions.iter().filter_map(|action| match &action.kind {
                AlterActionKind::AddColumn { column, if_not_exists } => {
                    let name = &column.name.name;
                    let present = *if_not_exists && table.column(name).is_some();
                    let null = refused(&step.before, column) && !gets_identity_beside(&alter.actions, name);
                    (null && !present).then_some(name)
                }
                _ => None,
            });
            columns.collect()
        };
        let ways = [(leaves_nulls as fn(&Catalog, &ColumnDef) -> bool, false), (type_refuses_nulls, true)];
        ways.into_iter().find_map(|(refused, by_type)| {
            let columns = added(refused);
            (!columns.is_empty()).then_some(Nulls { step, table, columns, by_type })
        })
    })
}

impl Nulls<'_> {
    pub(super) fn message(&self) -> String {
        let (are, have) = if self.columns.len() == 1 { ("is", "has") } else { ("are", "have") };
        let why = match self.by_type {
            true => "whose type takes none",
            false => &format!("which {are} NOT NULL"),
        };
        format!(
            "the way back fails here unless `{}` is empty: its rows would hold null in {}, {why} and {have} no default",
            self.table.name,
            list(&self.columns)
        )
    }

    pub(super) fn help(&self) -> &'static str {
        match self.by_type {
            true => {
                "add it with a default; or of the type under the domain, give the rows a value, and change the type then"
            }
            false => {
                "add it without NOT NULL, give the rows a value, and SET NOT NULL then; or add it with a default"
            }
        }
    }
}
