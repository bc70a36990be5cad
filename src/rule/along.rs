//! Rows of other tables that go with those that a DELETE takes, or lose their reference to them.

use crate::ast::{Name, ObjectName, ReferentialAction, Statement, quoted};
use crate::catalog::{Catalog, Constraint, ConstraintDef, Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, list};

/// What the foreign keys to a table do when its rows go.
#[derive(Default)]
pub struct RowsAlong<'a> {
    /// The tables that lose rows, and the keys that are the cause.
    pub gone: Vec<(&'a Relation, &'a Constraint)>,
    /// Columns that lose their value.
    pub unset: Vec<(&'a Relation, Name)>,
}

impl<'a> Pass<'a> {
    /// What a DELETE from a table does to tables in use that the migration has not dealt with before, and that its own
    /// conditions do not ask.
    pub fn rows_along(&self, index: usize, table: RelationId, asked: &[ObjectName]) -> RowsAlong<'a> {
        let mut along = RowsAlong::default();
        let Some(step) = self.steps().get(index) else { return along };
        let catalog = &step.before;
        // The server's triggers for foreign keys do not fire then.
        if catalog.session.setting("session_replication_role").is_some_and(|role| role.value == "replica") {
            return along;
        }
        let spared = |holder: &Relation| {
            self.is_new_relation(catalog, holder.id)
                || asked.iter().any(|name| catalog.resolve_id(name) == Some(holder.id))
                || self.is_dealt_with(index, catalog, holder.id)
        };
        let mut reached = vec![table];
        let mut at = 0;
        while let Some(id) = reached.get(at).copied() {
            at += 1;
            for (holder, key) in catalog.referencing(id) {
                let ConstraintDef::ForeignKey { columns, on_delete, delete_sets, .. } = &key.kind else {
                    continue;
                };
                if !key.enforced || reached.contains(&holder.id) || spared(holder) {
                    continue;
                }
                match on_delete {
                    ReferentialAction::Cascade => {
                        reached.push(holder.id);
                        // A partition's rows are its table's.
                        if !key.inherited {
                            along.gone.push((holder, key));
                        }
                    }
                    ReferentialAction::SetNull if !key.inherited => {
                        let sets = if delete_sets.is_empty() { columns } else { delete_sets };
                        along.unset.extend(sets.iter().map(|column| (holder, column.clone())));
                    }
                    _ => {}
                }
            }
        }
        // What goes altogether has no columns left to lose.
        along.unset.retain(|(holder, _)| !reached.contains(&holder.id));
        along
    }

    /// Whether an earlier statement of the migration has changed the rows of a table, or put them away.
    fn is_dealt_with(&self, index: usize, catalog: &Catalog, table: RelationId) -> bool {
        let is_it = |name: &ObjectName| catalog.resolve_id(name) == Some(table);
        let changes = |step: &Step| match &step.statement.kind {
            Statement::Update(update) => is_it(&update.table),
            Statement::Delete(delete) => is_it(&delete.table),
            Statement::Truncate(truncate) => truncate.tables.iter().any(is_it),
            Statement::AlterTable(alter) => is_it(&alter.name),
            _ => false,
        };
        self.steps().iter().take(index).any(changes) || self.rows_copied(index, table)
    }
}

impl RowsAlong<'_> {
    pub fn is_empty(&self) -> bool {
        self.gone.is_empty() && self.unset.is_empty()
    }

    /// What happens to them, as notes.
    pub fn notes(&self) -> Vec<String> {
        let mut notes = Vec::new();
        if !self.gone.is_empty() {
            let tables = list(self.gone.iter().map(|(table, _)| &table.name));
            notes.push(format!(
                "the rows of {tables} that refer to them are deleted as well: {}",
                self.cause()
            ));
        }
        if !self.unset.is_empty() {
            notes.push(format!(
                "{} {} null where a row refers to them: ON DELETE SET NULL",
                self.unset_columns(),
                if self.unset.len() == 1 { "becomes" } else { "become" }
            ));
        }
        notes
    }

    /// The keys that take rows along: "`posts_user_id_fkey` says ON DELETE CASCADE".
    pub fn cause(&self) -> String {
        let says = if self.gone.len() == 1 { "says" } else { "say" };
        format!("{} {says} ON DELETE CASCADE", list(self.gone.iter().map(|(_, key)| &key.name)))
    }

    /// The columns that lose their values: "`posts.team_id`".
    pub fn unset_columns(&self) -> String {
        list(self.unset.iter().map(|(table, column)| format!("{}.{}", table.name, quoted(column))))
    }
}
