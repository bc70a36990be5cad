//! The statistics by which queries are planned: which a migration takes away, and which it gathers.

use crate::ast::{AlterActionKind, Name, ObjectName, Statement, quoted};
use crate::catalog::{Catalog, Index, Relation};
use crate::migration::Step;
use crate::rule::{Altering, Pass};

/// Columns of a table in use that queries go by and that a statement leaves without statistics.
pub struct StatisticsLost<'a> {
    pub altering: &'a Altering<'a>,
    pub columns: Vec<&'a Name>,
    /// Indexes on expressions and extended statistics have them of the whole table.
    whole: bool,
}

/// How many migrations later an ANALYZE still counts as one that follows.
const SOON: usize = 20;

impl<'a> Pass<'a> {
    /// What the types that the deployed script changes cost the planner, a table at a time, where no ANALYZE follows.
    pub fn statistics_lost(&self) -> Vec<StatisticsLost<'a>> {
        let mut found: Vec<StatisticsLost> = Vec::new();
        for altering in self.altering() {
            let AlterActionKind::AlterColumnType { column, .. } = &altering.action.kind else { continue };
            let (table, before) = (altering.table, &altering.step.before);
            let at = self.steps().iter().position(|step| std::ptr::eq(step, altering.step));
            let lasts = self.up().and_then(|up| up.after.relation(table.id)?.column(&column.name)).is_some();
            let gathered = at.is_none_or(|at| {
                self.is_analyzed_after(at, table) || self.is_analyzed_in_later_migrations(at, table)
            });
            let holds_rows = table.kind.has_storage() || !table.children.is_empty();
            if self.is_hardly_analyzed(table, &column.name)
                || altering.emptied
                || altering.step.effects.failure.is_some()
                || !lasts
                || gathered
                || !holds_rows
            {
                continue;
            }
            let Some(whole) = use_of(before, table, &column.name) else { continue };
            match found.iter_mut().find(|known| known.altering.table.id == table.id) {
                Some(known) => {
                    if !known.columns.contains(&&column.name) {
                        known.columns.push(&column.name);
                    }
                    known.whole |= whole;
                }
                None => found.push(StatisticsLost { altering, columns: vec![&column.name], whole }),
            }
        }
        found
    }

    /// Whether a column is so new that there are hardly statistics: made by this migration, or on the same day.
    fn is_hardly_analyzed(&self, table: &Relation, column: &str) -> bool {
        let made = table.column(column).and_then(|column| column.origin.created());
        let made = made.and_then(|place| self.history.script(place.script));
        made.is_some_and(|(at, _)| at == self.index || self.days_since(at) == Some(0))
    }

    /// Whether the deployed script has an ANALYZE of the table after a step.
    pub fn is_analyzed_after(&self, index: usize, table: &Relation) -> bool {
        self.later_steps(index).iter().any(|later| analyzes(later, table))
    }

    fn is_analyzed_in_later_migrations(&self, index: usize, table: &Relation) -> bool {
        let here = self.index;
        let mut soon = self.following_steps(index).take_while(|(at, _)| *at <= here + SOON);
        soon.any(|(at, later)| at > here && analyzes(later, table))
    }
}

impl StatisticsLost<'_> {
    /// The statement that gathers them anew.
    pub fn remedy(&self) -> String {
        let table = &self.altering.table.name;
        let columns: Vec<_> = self.columns.iter().map(|column| quoted(column)).collect();
        match self.whole {
            true => format!("ANALYZE {table};"),
            false => format!("ANALYZE {table} ({});", columns.join(", ")),
        }
    }
}

fn analyzes(step: &Step, table: &Relation) -> bool {
    let Statement::Vacuum(vacuum) = &step.statement.kind else { return false };
    let named = |name: &ObjectName| {
        let found = step.before.resolve_id(name);
        found == Some(table.id) || found.is_some_and(|found| table.parents.contains(&found))
    };
    (vacuum.analyze || vacuum.analyze_only) && (vacuum.tables.is_empty() || vacuum.tables.iter().any(named))
}

/// Whether queries look for or join by a column, and then whether more than its own statistics rest on it. One that is
/// unique by itself is planned for as such.
fn use_of(catalog: &Catalog, table: &Relation, column: &Name) -> Option<bool> {
    let indexes: Vec<&Index> = catalog.indexes_of(table).filter_map(|index| index.index.as_deref()).collect();
    let computed = indexes.iter().any(|index| index.computes_from(column));
    let extended = catalog
        .statistics()
        .any(|statistics| statistics.relations.contains(&table.id) && statistics.columns.contains(column));
    let is_key = |index: &&Index| index.unique && index.predicate.is_none() && index.elements.len() == 1;
    let keyed = indexes.iter().any(|index| index.key_columns().contains(column) && !is_key(index));
    let unique = indexes.iter().any(|index| is_key(index) && index.key_columns().contains(column));
    let refers = !unique && table.foreign_keys().any(|key| key.columns().contains(column));
    (computed || extended || keyed || refers).then_some(computed || extended)
}
