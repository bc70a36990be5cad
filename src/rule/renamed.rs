//! What a column is called at another statement of the script, where one between the two renames it.

use crate::ast::{Name, ObjectKind, Statement};
use crate::catalog::RelationId;
use crate::migration::Step;
use crate::rule::Pass;

impl<'a> Pass<'a> {
    /// The name at the step `to` of a column that has this one at the step `from`.
    pub fn called_at(&self, from: usize, to: usize, table: RelationId, column: &Name) -> Name {
        let between = |first: usize, last: usize| self.steps().get(first..last).unwrap_or_default().iter();
        let renames = |step: &'a Step| renamed_by(step, table);
        let follow =
            |name: &Name, (old, new): (&Name, &Name)| if name == old { new.clone() } else { name.clone() };
        if from <= to {
            between(from, to).filter_map(renames).fold(column.clone(), |name, rename| follow(&name, rename))
        } else {
            let back = between(to, from).rev().filter_map(renames);
            back.fold(column.clone(), |name, (old, new)| follow(&name, (new, old)))
        }
    }
}

/// The old and the new name of a column of a table.
fn renamed_by(step: &Step, table: RelationId) -> Option<(&Name, &Name)> {
    let Statement::Rename(rename) = &step.statement.kind else { return None };
    let of_table = rename.object.kind == ObjectKind::Column
        && step.before.resolve_id(&rename.object.name) == Some(table);
    let old = rename.object.part.as_ref().filter(|_| of_table)?;
    Some((&old.name, &rename.new_name.name))
}
