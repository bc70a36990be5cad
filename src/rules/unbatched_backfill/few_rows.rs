//! Whether the condition of an UPDATE or DELETE can be expected to hold for few rows.

use crate::ast::{Expr, Name, ObjectName, Output, Query};
use crate::catalog::{Catalog, Relation, TypeDefKind};
use crate::effects::holds_one_row;
use crate::migration::Step;
use crate::rule::{ChangePlace, RowsChanged, is_aggregate};

/// The tables that the columns of a condition may belong to.
struct Scope<'a> {
    catalog: &'a Catalog,
    /// The table whose rows are looked for, and the name that it goes by.
    table: Option<&'a Relation>,
    target: &'a ObjectName,
    source: &'a Query,
    run: Run,
}

/// How a change is run.
#[derive(Clone, Copy)]
pub(super) struct Run {
    /// Over and over.
    repeated: bool,
    /// In a block or a function, where a name can be a variable's.
    in_code: bool,
}

impl Run {
    pub(super) fn of(step: &Step, change: &RowsChanged) -> Self {
        let called = matches!(change.place, ChangePlace::Function(_));
        Self { repeated: step.only_repeated || change.repeated, in_code: called || step.within.is_some() }
    }
}

/// Whether a condition leaves few rows: those of a list in the statement, or those with a value that few can have. Where
/// it is asked over and over, few rows at a time and the rows of a variable are many in the end.
pub(super) fn picks_few(
    catalog: &Catalog,
    (table, run): (&Relation, Run),
    change: &RowsChanged,
    condition: &Expr,
) -> bool {
    let scope = Scope { catalog, table: Some(table), target: change.table, source: change.source, run };
    scope.picks_few(condition) || !run.repeated && joins_values(change.source, change.table, condition)
}

/// Whether a change that follows its source, as MERGE does, gets few rows from there: those of a list, of a LIMIT, of a
/// condition that few can be expected to meet, or one that sums up the others.
pub(super) fn feeds_few(catalog: &Catalog, run: Run, change: &RowsChanged) -> bool {
    let source = change.source;
    let Some(first) = source.relations.first() else { return true };
    let scope = Scope { catalog, table: catalog.resolve(first), target: first, source, run };
    let one_row = || {
        source.relations.iter().all(|name| catalog.resolve(name).is_some_and(|t| holds_one_row(catalog, t)))
    };
    scope.finds_few(source)
        || !run.repeated && source.expressions.iter().any(|condition| scope.picks_few(condition))
        || sums_up(source)
        || one_row()
}

/// Whether a query makes one row of all that it reads: `SELECT 'orders', count(*) FROM orders`.
fn sums_up(query: &Query) -> bool {
    let holds = |expr: &Expr, what: fn(&Expr) -> bool| {
        let mut holds = false;
        expr.walk(&mut |part| holds |= what(part));
        holds
    };
    let is_column = |expr: &Expr| matches!(expr, Expr::Column(_) | Expr::Star(_));
    let grouped = query.expressions.iter().any(is_column);
    let (sums, others): (Vec<&Output>, Vec<&Output>) =
        query.outputs.iter().partition(|output| holds(&output.expr, is_aggregate));
    !grouped && !sums.is_empty() && !others.iter().any(|output| holds(&output.expr, is_column))
}

impl<'a> Scope<'a> {
    /// Whether a condition compares something with a constant that few rows can be expected to have.
    fn picks_few(&self, condition: &Expr) -> bool {
        match condition {
            Expr::And(parts) => parts.iter().any(|part| self.picks_few(part)),
            Expr::Or(parts) => parts.iter().all(|part| self.picks_few(part)),
            // The row that a cursor is at.
            Expr::Other { what: "current of", .. } => !self.run.repeated,
            Expr::Operator { name, left: Some(left), right } if name == "=" => {
                let picks = |value: &Expr, of: &Expr| {
                    self.is_one_value(value) && self.is_distinctive(of) && !self.is_left_empty(of, value)
                };
                picks(right, left) || picks(left, right)
            }
            Expr::Any { left, operator, items, all: false } => {
                let few = |item: &Expr| match item {
                    Expr::Subquery(query) => self.finds_few(query),
                    item => is_constant(item) && !self.is_left_empty(left, item),
                };
                operator == "=" && self.is_distinctive(left) && items.iter().all(few)
            }
            _ => false,
        }
    }

    /// Whether `IN (SELECT …)` finds few rows of the tables that it reads.
    fn finds_few(&self, query: &Query) -> bool {
        let [target, ..] = query.relations.as_slice() else { return query.constant };
        let scope = Scope {
            catalog: self.catalog,
            table: self.catalog.resolve(target),
            target,
            source: query,
            run: Run { repeated: false, ..self.run },
        };
        (query.has_limit && !self.run.repeated)
            || query.where_clause.as_ref().is_some_and(|condition| scope.picks_few(condition))
    }

    /// A constant, or `(SELECT id FROM … WHERE …)` that is not another value for each row.
    fn is_one_value(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Subquery(query) => !self.is_correlated(query),
            Expr::Column(parts) => self.is_variable(parts),
            expr => is_constant(expr),
        }
    }

    /// A variable of the code around it, which has one value while it is run once.
    fn is_variable(&self, parts: &[Name]) -> bool {
        let [name] = parts else { return false };
        let read = self.source.relations.iter().map(|name| self.catalog.resolve(name));
        let mut tables = read.chain([self.table]);
        let lacks = |table: Option<&Relation>| {
            table.is_some_and(|table| table.columns_known && table.column(name).is_none())
        };
        self.run.in_code && !self.run.repeated && tables.all(lacks)
    }

    /// Whether a subquery names a column of the table whose rows are looked for, by the name that the table goes by.
    fn is_correlated(&self, query: &Query) -> bool {
        let alias = self.source.aliases.iter().find(|(_, name)| name == self.target).map(|(alias, _)| alias);
        let target = alias.unwrap_or(&self.target.name);
        let read = query.relations.iter().filter(|name| name.name == *target).count();
        let renamed = query.aliases.iter().filter(|(_, name)| name.name == *target).count();
        let mut named = false;
        query.walk_expressions(&mut |expr| {
            named |= matches!(expr, Expr::Column(parts) if parts.iter().rev().nth(1) == Some(target));
        });
        let shadowed = query.aliases.iter().any(|(alias, _)| alias == target);
        named && !shadowed && read <= renamed
    }

    /// The table that a column belongs to, where its qualifier tells or there is no other.
    fn table_of(&self, parts: &[Name]) -> Option<&'a Relation> {
        let resolve = |name: &ObjectName| self.catalog.resolve(name);
        let Some(qualifier) = parts.iter().rev().nth(1) else {
            let column = parts.last()?;
            let has = |table: &&Relation| table.column(column).is_some();
            return self
                .table
                .filter(has)
                .or_else(|| self.source.relations.iter().filter_map(resolve).find(has));
        };
        let aliased = self.source.aliases.iter().find(|(alias, _)| alias == qualifier).map(|(_, name)| name);
        match aliased.or_else(|| self.source.relations.iter().find(|name| name.name == *qualifier)) {
            Some(name) => resolve(name),
            None => self.table,
        }
    }

    /// Whether a value stands for none, as `''` and `0` do, or is the default that rows get which nobody filled: most of
    /// the rows may have it, unless a unique index lets one alone have it.
    fn is_left_empty(&self, of: &Expr, value: &Expr) -> bool {
        let Expr::Column(parts) = of else { return false };
        let Some((column, table)) = parts.last().zip(self.table_of(parts)) else { return false };
        let is_key = self.catalog.indexes_of(table).filter_map(|index| index.index.as_deref()).any(|index| {
            index.unique && index.elements.len() == 1 && index.leading_columns().first() == Some(&column)
        });
        let default = table.column(column).and_then(|column| column.default.as_ref());
        let same = default.is_some_and(|default| bare(default) == bare(value));
        let none = match bare(value) {
            Expr::String(text) => text.trim().is_empty(),
            Expr::Integer(0) => true,
            _ => false,
        };
        !is_key && (none || same)
    }

    /// Booleans, enums and what is called a state have few values, so that each is in many rows.
    fn is_distinctive(&self, expr: &Expr) -> bool {
        match expr {
            Expr::Column(parts) => self.is_distinctive_column(parts),
            // What sort of value it is says nothing of which.
            Expr::Call(call) => !call.name.ends_with("typeof"),
            // A field of JSON: `data ->> 'type'`.
            Expr::Operator { name, right, .. } if matches!(name.as_str(), "->" | "->>" | "#>" | "#>>") => {
                !matches!(bare(right), Expr::String(field) if has_few_values(field))
            }
            Expr::Cast { expr, .. } => self.is_distinctive(expr),
            _ => true,
        }
    }

    fn is_distinctive_column(&self, parts: &[Name]) -> bool {
        let (Some(name), table) = (parts.last(), self.table_of(parts)) else { return true };
        let data_type =
            table.and_then(|table| table.column(name)).and_then(|column| column.data_type.as_ref());
        let few = has_few_values(name) && table.or(self.table).is_some_and(holds_rows_of_its_own);
        !few && data_type.is_none_or(|data_type| {
            let known = self.catalog.type_def(&data_type.object_name());
            data_type.name != "bool"
                && !known.is_some_and(|known| matches!(known.kind, TypeDefKind::Enum { .. }))
        })
    }
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::String(_) | Expr::Integer(_) | Expr::Float(_) | Expr::Parameter => true,
        Expr::Cast { expr, .. } => is_constant(expr),
        Expr::Array(items) => items.iter().all(is_constant),
        _ => false,
    }
}

fn bare(value: &Expr) -> &Expr {
    match value {
        Expr::Cast { expr, .. } => bare(expr),
        other => other,
    }
}

/// Words in the names of columns that hold one of a few values, each of them in many rows.
const FEW_VALUES: &[&str] = &[
    "status", "state", "type", "kind", "stage", "phase", "mode", "provider", "category", "role", "locale",
    "currency",
];

fn has_few_values(name: &str) -> bool {
    name.to_ascii_lowercase().split('_').any(|word| FEW_VALUES.contains(&word))
}

/// A table whose rows are numbered as they come, or have an id of letters, and not one of settings or of words, which is
/// small.
fn holds_rows_of_its_own(table: &Relation) -> bool {
    let key = table.primary_key().map(|key| key.columns()).unwrap_or_default();
    let first = key.first().and_then(|column| table.column(column));
    first.is_some_and(|column| {
        let type_name = column.data_type.as_ref().map(|data_type| data_type.name.as_str());
        match type_name {
            Some("int2" | "int4" | "int8" | "uuid" | "bpchar") => true,
            Some("text" | "varchar") => key.iter().any(|column| *column == "id"),
            _ => false,
        }
    })
}

/// Whether the rows are those of a list in the statement: `FROM (VALUES …) AS v WHERE v.id = t.id`.
fn joins_values(source: &Query, table: &ObjectName, condition: &Expr) -> bool {
    let mut joined = false;
    condition.walk(&mut |expr| {
        if let Expr::Column(parts) = expr {
            let qualifier = parts.iter().rev().nth(1);
            let named = |name: &ObjectName| qualifier == Some(&name.name);
            let aliased = source.aliases.iter().any(|(alias, _)| Some(alias) == qualifier);
            joined |= qualifier.is_some() && !named(table) && !source.relations.iter().any(named) && !aliased;
        }
    });
    joined && source.relations.is_empty()
}
