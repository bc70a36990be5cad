//! What a table or a column is called at another statement of the script, where one between the two renames it.

use crate::ast::{Name, ObjectKind, Statement};
use crate::catalog::RelationId;
use crate::migration::Step;
use crate::parse::identifiers;
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

impl Pass<'_> {
    /// Which tables that a step locks, and which of their columns that it names, are called something else when its
    /// transaction, or the script, has ended.
    pub(super) fn names_given_later(&self, step: &Step, in_file: bool) -> Vec<String> {
        let at = self.steps().iter().position(|other| std::ptr::eq(other, step));
        let Some((at, script)) = at.zip(self.up()) else { return Vec::new() };
        let end = if in_file { script.last_in_transaction(at) } else { script.steps.len().saturating_sub(1) };
        let (from, to) = (script.after_step(at), script.after_step(end));
        let written = identifiers(self.text(step.span()));
        let is_written =
            |name: &Name| written.iter().any(|(_, word)| word.trim_matches('"').eq_ignore_ascii_case(name));
        let mut names = Vec::new();
        for was in step.effects.locks.iter().filter_map(|lock| from.relation(lock.relation)) {
            let Some(is) = to.relation(was.id).filter(|_| was.holds_rows()) else { continue };
            if is.name != was.name && is_written(&was.name.name) {
                names.push(format!("`{}` is called `{}`", was.name, is.name));
            }
            for column in was.columns.iter().filter(|column| is_written(&column.name)) {
                let now = self.called_at(at + 1, end + 1, was.id, &column.name);
                if now != column.name {
                    names.push(format!("`{}.{}` is called `{now}`", is.name, column.name));
                }
            }
        }
        names.dedup();
        names
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
