//! Views and materialized views.

use super::prediction::Prediction;
use super::query::Stage;
use super::{LockReason, WorkKind};
use crate::ast::{CreateView, IndexKey, Name, Query, RefreshMaterializedView};
use crate::catalog::{Origin, Relation, RelationKind};
use crate::lock::LockMode::{AccessExclusive, Exclusive};

impl<'a> Prediction<'a> {
    pub(super) fn create_view(&mut self, create: &CreateView) {
        self.query(&create.query, Stage::Parsed);
        let Some(present) = self.resolve(&create.name) else { return };
        if create.temporary && !present.is_temporary() {
            return;
        }
        if !create.or_replace {
            return self.fail("42P07", format!("relation \"{}\" already exists", present.name.name));
        }
        // What a statement only names is taken for a table until something says more.
        if present.kind != RelationKind::View && matches!(present.origin, Origin::Assumed { .. }) {
            return;
        }
        if present.kind != RelationKind::View {
            return self.fail("42809", format!("\"{}\" is not a view", present.name.name));
        }
        self.lock(present, AccessExclusive, LockReason::Target);
        self.refuse_replacement(present, create);
    }

    /// `CREATE OR REPLACE VIEW` may only add columns at the end.
    fn refuse_replacement(&mut self, present: &Relation, create: &CreateView) {
        if !present.columns_known || present.columns.is_empty() {
            return;
        }
        let Some(new) = output_names(&create.query, &create.columns) else { return };
        if new.len() < present.columns.len() {
            self.fail_for("42P16", "cannot drop columns from view", present.definition);
            return;
        }
        for (old, new) in present.columns.iter().zip(&new) {
            if old.name != *new {
                let message = format!("cannot change name of view column \"{}\" to \"{new}\"", old.name);
                self.fail_for("42P16", message, present.definition);
                return;
            }
        }
    }

    pub(super) fn refresh(&mut self, refresh: &RefreshMaterializedView) {
        let Some(view) = self.resolve(&refresh.name) else { return };
        if refresh.concurrently {
            self.refresh_concurrently(view, refresh);
            return;
        }
        self.lock(view, AccessExclusive, LockReason::Target);
        if !refresh.with_data {
            return self.new_file(view);
        }
        self.run_definition(view);
        self.rewrite(view);
    }

    /// EXCLUSIVE lets readers through. It works out the difference by a unique index over whole columns.
    fn refresh_concurrently(&mut self, view: &'a Relation, refresh: &RefreshMaterializedView) {
        if !refresh.with_data {
            return self.fail("42601", "CONCURRENTLY and WITH NO DATA options cannot be used together");
        }
        let known = view.origin.created().is_some();
        if known && !view.populated {
            return self
                .fail("0A000", "CONCURRENTLY cannot be used when the materialized view is not populated");
        }
        let usable = self.indexes(view).into_iter().any(|index| {
            index.index.as_deref().is_some_and(|index| {
                index.unique
                    && index.valid
                    && index.predicate.is_none()
                    && index.elements.iter().all(|element| matches!(element.key, IndexKey::Column(_)))
            })
        });
        if known && !usable {
            let message = format!(
                "cannot refresh materialized view \"{}.{}\" concurrently",
                view.name.schema, view.name.name
            );
            return self.fail("55000", message);
        }
        self.lock(view, Exclusive, LockReason::Target);
        self.run_definition(view);
    }

    fn run_definition(&mut self, view: &'a Relation) {
        for read in self.related(&view.reads) {
            self.read_through(read);
            if matches!(read.kind, RelationKind::Table | RelationKind::PartitionedTable) {
                self.work(read, WorkKind::Read { bounded: false });
            }
        }
    }
}

/// The names of the columns that a view would get, where none of them is a star.
fn output_names(query: &Query, columns: &[crate::ast::Ident]) -> Option<Vec<Name>> {
    let mut names = Vec::new();
    for (number, output) in query.outputs.iter().enumerate() {
        let given = columns.get(number).map(|column| column.name.clone());
        names.push(given.or_else(|| output.name.clone())?);
    }
    (!names.is_empty()).then_some(names)
}
