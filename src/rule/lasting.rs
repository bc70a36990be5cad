//! What is still there when every migration has run, and what it is called then: further migrations come after the last
//! one.

use std::collections::HashSet;

use super::{Altering, Pass, Phase};
use crate::ast::{Ident, quoted};
use crate::catalog::{Catalog, Relation};
use crate::migration::Step;
use crate::parse;
use crate::source::Span;

impl Pass<'_> {
    /// A constraint that an action adds and its table, as a further migration has to write them; nothing where a later
    /// migration takes either away.
    pub(super) fn lasting_constraint(&self, altering: &Altering, name: &Ident) -> Option<[String; 2]> {
        let made = self.after(altering.step)?.relation(altering.table.id)?.constraint(&name.name)?;
        let table = self.history.end.relation(altering.table.id)?;
        let lasting = table.constraints.iter().find(|constraint| constraint.origin == made.origin)?;
        let constraint = match lasting.name == name.name {
            true => self.as_written(name.span, name),
            false => self.quoted_like(name.span, &lasting.name),
        };
        let written = &altering.alter.name;
        let table = match self.end_of_session().resolve_id(written) == Some(table.id) {
            true => self.as_written(written.span, written),
            false => {
                let schema = Some(&table.name.schema).filter(|schema| **schema != "public");
                let schema = schema.map(|schema| format!("{}.", self.quoted_like(written.span, schema)));
                let name = self.quoted_like(written.span, &table.name.name);
                format!("{}{name}", schema.unwrap_or_default())
            }
        };
        Some([table, constraint])
    }

    /// Whether what further migrations name of the step's relations, and of the relations themselves, is still there
    /// under the same name after the last one.
    pub(super) fn outlasts(&self, step: &Step, phases: &[Phase]) -> bool {
        let words: HashSet<String> = phases.iter().flat_map(|phase| words(&phase.sql)).collect();
        let Some(after) = self.after(step) else { return false };
        let locked = step.effects.locks.iter().filter_map(|lock| after.relation(lock.relation));
        let mut named = locked.chain(after.made_since(&step.before));
        named.all(|relation| lasts(relation, self.history.end.relation(relation.id), &words))
    }

    /// What the step leaves.
    fn after(&self, step: &Step) -> Option<&Catalog> {
        let at = self.steps().iter().position(|other| std::ptr::eq(other, step))?;
        Some(self.up()?.after_step(at))
    }

    /// The end of the history as the next script meets it, without what an earlier one has set.
    fn end_of_session(&self) -> Catalog {
        let mut end = self.history.end.clone();
        end.reset_session();
        end
    }

    /// A name in the user's own writing, so that one thing is not quoted here and bare there.
    fn as_written(&self, span: Span, name: &dyn std::fmt::Display) -> String {
        match self.text(span).trim() {
            "" => name.to_string(),
            written => written.to_owned(),
        }
    }

    /// Another name, quoted where the one that was written is.
    fn quoted_like(&self, written: Span, name: &str) -> String {
        match self.text(written).trim_end().ends_with('"') {
            true => format!("\"{}\"", name.replace('"', "\"\"")),
            false => quoted(name).into_owned(),
        }
    }
}

fn lasts(relation: &Relation, end: Option<&Relation>, words: &HashSet<String>) -> bool {
    if !words.contains(relation.name.name.as_str()) {
        return true;
    }
    let Some(end) = end.filter(|end| end.name == relation.name) else { return false };
    let columns = relation.columns.iter().filter(|column| words.contains(column.name.as_str()));
    let constraints =
        relation.constraints.iter().filter(|constraint| words.contains(constraint.name.as_str()));
    columns.into_iter().all(|column| end.column(&column.name).is_some_and(|now| now.origin == column.origin))
        && constraints
            .into_iter()
            .all(|made| end.constraint(&made.name).is_some_and(|now| now.origin == made.origin))
}

/// The names in a text, as the catalog has them.
fn words(sql: &str) -> impl Iterator<Item = String> + '_ {
    parse::identifiers(sql).into_iter().map(|(_, written)| match written.strip_prefix('"') {
        Some(rest) => rest.strip_suffix('"').unwrap_or(rest).replace("\"\"", "\""),
        None => written.to_ascii_lowercase(),
    })
}
