//! What functions of PostGIS make and drop when a query calls them: columns.

use super::Apply;
use crate::ast::{Expr, FunctionCall, Name, ObjectName, Query};
use crate::catalog::{Column, RelationId};
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
}

fn text(expr: &Expr) -> Option<&Name> {
    match expr {
        Expr::String(text) => Some(text),
        Expr::Cast { expr, .. } => text(expr),
        _ => None,
    }
}
