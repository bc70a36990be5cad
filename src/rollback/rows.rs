//! Rows: what a statement deleted or changed is lost, and what it inserted stays.

use super::Undo;
use crate::ast::{Expr, ObjectName, Statement};
use crate::catalog::Relation;

impl Undo<'_> {
    pub(super) fn rows(&mut self) {
        match &self.step.statement.kind {
            Statement::Insert(insert) => self.rows_of(&insert.table, "rows inserted into", "stay"),
            Statement::Copy(copy) => {
                if let Some(table) = copy.table.as_ref().filter(|_| copy.from) {
                    self.rows_of(table, "rows inserted into", "stay");
                }
            }
            Statement::Update(update) => {
                let kept = self.standing(&update.table);
                let columns: Vec<String> = update
                    .assignments
                    .iter()
                    .filter(|(column, _)| kept.is_none_or(|table| table.column(&column.name).is_some()))
                    .map(|(column, _)| column.to_string())
                    .collect();
                if let Some(table) = kept
                    && !columns.is_empty()
                {
                    self.lost(format!("values of {} in {}", columns.join(", "), table.name));
                }
            }
            Statement::Delete(delete) => self.rows_of(&delete.table, "rows of", ""),
            Statement::Merge(merge) => self.rows_of(&merge.table, "rows of", ""),
            Statement::Truncate(truncate) => {
                for table in &truncate.tables {
                    self.rows_of(table, "rows of", "");
                }
            }
            Statement::Select(query) => {
                let harmless = ["set_config", "setval", "now", "count", "pg_notify", "nextval"];
                for output in &query.outputs {
                    if let Expr::Call(call) = &output.expr
                        && !harmless.contains(&call.name.as_str())
                    {
                        self.lost(format!("what {}() did", call.name));
                    }
                }
            }
            _ => {}
        }
    }

    /// Says so of the rows of a table that was there before the migration.
    fn rows_of(&mut self, table: &ObjectName, what: &str, end: &str) {
        if let Some(table) = self.standing(table) {
            let name = table.name.clone();
            self.lost(format!("{what} {name} {end}").trim_end().to_owned());
        }
    }

    /// The table under a name as it was before the migration, if it was there.
    fn standing(&self, table: &ObjectName) -> Option<&Relation> {
        let now = self.before.resolve(table)?;
        if now.is_temporary() || self.is_new(now.origin) {
            return None;
        }
        Some(self.script.before.relation(now.id).unwrap_or(now))
    }
}
