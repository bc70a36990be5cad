//! What functions of PostGIS and TimescaleDB make and drop when a query calls them: columns and indexes.

use super::Apply;
use super::table::plain_element;
use crate::ast::{Expr, FunctionCall, IndexElement, Name, ObjectName, Query};
use crate::catalog::{Column, Index, RelationId};
use crate::source::Span;

impl Apply<'_> {
    /// `SELECT f(…)` and `SELECT … FROM f(…)`.
    pub(super) fn extension_calls(&mut self, query: &Query) {
        if !query.relations.is_empty() {
            return;
        }
        query.each_expression(&mut |expr| {
            if let Expr::Call(call) = expr {
                self.extension_call(call);
            }
        });
    }

    fn extension_call(&mut self, call: &FunctionCall) {
        let arguments = call.arguments.as_slice();
        match call.name.as_str() {
            _ if self.is_own_function(call) => {}
            "addgeometrycolumn" => self.add_geometry_column(arguments),
            "dropgeometrycolumn" => self.drop_geometry_column(arguments),
            "create_hypertable" => self.create_hypertable(arguments),
            _ => {}
        }
    }

    fn is_own_function(&self, call: &FunctionCall) -> bool {
        let routines = self.catalog.routines(&call.name_at(Span::default()));
        routines.iter().any(|routine| routine.origin.created().is_some())
    }

    /// `AddGeometryColumn([[catalog,] schema,] table, column, srid, type, dimension)`.
    fn add_geometry_column(&mut self, arguments: &[Expr]) {
        let names = arguments.iter().position(|argument| text(argument).is_none()).unwrap_or(0);
        let Some((table, column)) = self.geometry_column(&arguments[..names]) else { return };
        let origin = self.created(Span::default());
        self.catalog.change(table, |table| {
            if table.column(&column).is_none() {
                table.columns.push(Column::new(column, origin).into());
            }
        });
    }

    /// `DropGeometryColumn([[catalog,] schema,] table, column)`.
    fn drop_geometry_column(&mut self, arguments: &[Expr]) {
        if let Some((table, column)) = self.geometry_column(arguments) {
            self.drop_column(table, &column, false, false);
        }
    }

    /// The column that two to four names mean. PostGIS takes them as they are written.
    fn geometry_column(&self, names: &[Expr]) -> Option<(RelationId, Name)> {
        let names: Vec<&Name> = names.iter().map(text).collect::<Option<_>>()?;
        let (table, column, schema) = match names.as_slice() {
            [table, column] => (table, column, None),
            [schema, table, column] | [_, schema, table, column] => (table, column, Some(schema)),
            _ => return None,
        };
        let schema = schema.filter(|schema| !schema.is_empty()).map(|schema| schema.as_str());
        let table = self.resolve(&ObjectName::new(schema, table, Span::default()))?;
        Some((table, (*column).clone()))
    }

    /// `create_hypertable(table, time [, space …])` and `create_hypertable(table, by_range(time))` make an index of the
    /// time, and one of space and time, where there is none.
    fn create_hypertable(&mut self, arguments: &[Expr]) {
        let [table, dimension, others @ ..] = arguments else { return };
        // `create_default_indexes => false`: whose value it is, is not known here.
        if others.contains(&Expr::Boolean(false)) {
            return;
        }
        let table = table.relation_named().and_then(|table| self.resolve(&table));
        let time = match dimension {
            Expr::Call(range) if range.name == "by_range" => range.arguments.first().and_then(text),
            named => text(named),
        };
        let Some((table, time)) = table.zip(time) else { return };
        self.default_index(table, &[time]);
        if let Some(space) = others.first().and_then(text) {
            self.default_index(table, &[space, time]);
        }
    }

    /// The last column is the time, the latest first.
    fn default_index(&mut self, table: RelationId, columns: &[&Name]) {
        let Some(known) = self.catalog.relation(table) else { return };
        let is_it = |index: &Index| index.key_columns().iter().eq(columns.iter().copied());
        let there = self.catalog.indexes_of(known).any(|index| index.index.as_deref().is_some_and(is_it));
        if there || columns.iter().any(|column| known.column(column).is_none()) {
            return;
        }
        let element = |(at, column): (usize, &&Name)| IndexElement {
            descending: at + 1 == columns.len(),
            ..plain_element(column)
        };
        let index = Index::btree(Some(table), columns.iter().enumerate().map(element).collect());
        self.put_index(table, None, index, None, false, Span::default());
    }
}

fn text(expr: &Expr) -> Option<&Name> {
    match expr {
        Expr::String(text) => Some(text),
        Expr::Cast { expr, .. } => text(expr),
        _ => None,
    }
}
