//! The table that an UPDATE or DELETE names, and what its condition asks of the rows there.

use super::holds_one_row;
use crate::ast::{Delete, Expr, ExprAt, Ident, Name, ObjectName, Output, Query, Update};
use crate::catalog::{Catalog, Relation, is_system_column};

/// A table whose rows are changed, and the name that the statement has for it.
#[derive(Clone, Copy)]
pub struct Target<'a> {
    table: &'a Relation,
    called: &'a Name,
    condition: Option<&'a ExprAt>,
    /// What FROM, USING and subqueries read.
    source: &'a Query,
    /// What an UPDATE gives the rows.
    set: &'a [(Ident, Expr)],
}

/// Why a change reaches every row.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Unrestricted {
    /// There is no condition, or one that always holds.
    Said,
    /// The condition asks of other tables only: if it holds, it holds for every row.
    AsksElsewhere,
    /// `column IN (SELECT column FROM other)`, where only the target has such a column.
    AsksItself { column: Name, other: ObjectName },
    /// It takes values from rows of a table in FROM, and there is no condition.
    Untied { other: String },
}

impl<'a> Target<'a> {
    pub fn new(
        table: &'a Relation,
        called: &'a Name,
        condition: Option<&'a ExprAt>,
        source: &'a Query,
    ) -> Self {
        Self { table, called, condition, source, set: &[] }
    }

    pub fn of_update(table: &'a Relation, update: &'a Update) -> Self {
        let called = update.alias.as_ref().unwrap_or(&update.table.name);
        let target = Self::new(table, called, update.where_clause.as_ref(), &update.source);
        Self { set: &update.assignments, ..target }
    }

    pub fn of_delete(table: &'a Relation, delete: &'a Delete) -> Self {
        let called = delete.alias.as_ref().unwrap_or(&delete.table.name);
        Self::new(table, called, delete.where_clause.as_ref(), &delete.source)
    }

    pub(super) fn condition(&self) -> Option<&'a Expr> {
        self.condition.map(|condition| &condition.expr)
    }

    /// Whether a column, or a whole row, is the target's, as far as the history shows the table.
    pub(super) fn owns(&self, parts: &[Name]) -> bool {
        match parts {
            [column] => {
                column == self.called
                    || is_system_column(column)
                    || self.table.column(column).is_some()
                    || !self.table.columns_known
            }
            [.., qualifier, _] => qualifier == self.called,
            [] => false,
        }
    }

    /// Whether a subquery names a column by the name that the target goes by, and so is asked for each row.
    pub(super) fn is_asked_of(&self, query: &Query) -> bool {
        let aliased = |name: &ObjectName| query.aliases.iter().any(|(_, of)| of == name);
        let reads = query.relations.iter().any(|name| name.name == *self.called && !aliased(name));
        let mut named = false;
        query.walk_expressions(&mut |expr| {
            named |= matches!(expr, Expr::Column(parts) if parts.iter().rev().nth(1) == Some(self.called));
        });
        named && !reads && !query.aliases.iter().any(|(alias, _)| alias == self.called)
    }

    /// Whether a column that takes no null is asked for one.
    pub(super) fn asks_for_no_row(&self, condition: &Expr) -> bool {
        match condition {
            Expr::And(parts) => parts.iter().any(|part| self.asks_for_no_row(part)),
            Expr::IsNull { expr, negated: false } => match &**expr {
                Expr::Column(parts) if self.owns(parts) => {
                    let column = parts.last().and_then(|column| self.table.column(column));
                    column.is_some_and(|column| column.not_null)
                }
                _ => false,
            },
            _ => false,
        }
    }

    /// Why the change leaves no row out, if it does not.
    pub fn unrestricted(&self, catalog: &Catalog) -> Option<Unrestricted> {
        let Some(condition) = self.condition().filter(|condition| !always_true(condition)) else {
            let untied = self.untied(catalog).map(|other| Unrestricted::Untied { other });
            return Some(untied.unwrap_or(Unrestricted::Said));
        };
        if self.asks_elsewhere(catalog, condition) {
            return Some(Unrestricted::AsksElsewhere);
        }
        self.asks_itself(catalog, condition)
    }

    /// A column of the target would narrow the rows down, and a subquery may name one. All others must be those of FROM or
    /// USING.
    fn asks_elsewhere(&self, catalog: &Catalog, condition: &Expr) -> bool {
        let (mut own, mut other) = (false, false);
        condition.walk(&mut |expr| match expr {
            Expr::Column(parts) if self.owns(parts) => own = true,
            Expr::Column(parts) if self.is_read(catalog, parts) => other = true,
            // What reads whole rows, or something that cannot be seen into.
            Expr::Column(_) | Expr::Subquery(_) | Expr::Star(_) | Expr::Other { .. } => own = true,
            _ => {}
        });
        other && !own && catalog.is_seen_since(self.table.origin.created())
    }

    /// Whether a column is one of a table that FROM or USING reads.
    fn is_read(&self, catalog: &Catalog, parts: &[Name]) -> bool {
        self.read_from(catalog, parts).is_some()
    }

    /// The table in FROM or USING that a column is one of, and the name that it goes by there.
    fn read_from<'c>(&self, catalog: &'c Catalog, parts: &[Name]) -> Option<(&'c Relation, String)> {
        let of = |name: &ObjectName, column: &Name| {
            catalog.resolve(name).filter(|read| read.column(column).is_some())
        };
        match parts {
            [column] => {
                self.source.relations.iter().find_map(|name| Some((of(name, column)?, name.to_string())))
            }
            [.., qualifier, column] => {
                let aliased = self.source.aliases.iter().find(|(alias, _)| alias == qualifier);
                let named = || self.source.relations.iter().find(|name| name.name == *qualifier);
                let name = aliased.map(|(_, name)| name).or_else(named)?;
                Some((of(name, column)?, name.to_string()))
            }
            [] => None,
        }
    }

    /// The table of many rows whose values the rows get although no condition says which of them. Where FROM is more than
    /// tables, it may leave one row.
    fn untied(&self, catalog: &Catalog) -> Option<String> {
        if self.source.composed || self.source.has_limit {
            return None;
        }
        let mut found = None;
        for (_, value) in self.set {
            outside_subqueries(value, &mut |expr| {
                if let Expr::Column(parts) = expr
                    && !self.owns(parts)
                    && let Some((read, name)) = self.read_from(catalog, parts)
                    && !holds_one_row(catalog, read)
                {
                    found.get_or_insert(name);
                }
            });
        }
        found
    }

    /// Whether it takes values from a table of which no condition says which row is meant.
    pub fn is_untied(&self, catalog: &Catalog) -> bool {
        matches!(self.unrestricted(catalog), Some(Unrestricted::Untied { .. }))
    }

    fn asks_itself(&self, catalog: &Catalog, condition: &Expr) -> Option<Unrestricted> {
        let Expr::Any { left, operator, items, all: false } = condition else { return None };
        let ([Expr::Subquery(query)], "=") = (items.as_slice(), operator.as_str()) else { return None };
        let Expr::Column(parts) = &**left else { return None };
        let (column, asked) = (parts.last()?, only_output(query)?);
        // `SELECT column FROM other WHERE …` and no more than that: a FROM that is a query may give names of its own.
        let [other] = query.relations.as_slice() else { return None };
        let plain = query.expressions.is_empty() && query.aliases.is_empty() && query.changes.is_empty();
        let read = catalog.resolve(other).filter(|read| plain && read.columns_known)?;
        let seen = [self.table, read].iter().all(|table| catalog.is_seen_since(table.origin.created()));
        let lacks = read.column(asked).is_none() && self.table.column(asked).is_some();
        let mut own = true;
        if let Some(condition) = &query.where_clause {
            condition.walk(&mut |expr| {
                own &= match expr {
                    Expr::Column(parts) => {
                        parts.last().is_some_and(|name| read.column(name).is_some()) && parts.len() == 1
                    }
                    Expr::Subquery(_) | Expr::Star(_) => false,
                    _ => true,
                };
            });
        }
        (asked == column && self.owns(parts) && lacks && seen && own)
            .then(|| Unrestricted::AsksItself { column: asked.clone(), other: other.clone() })
    }
}

/// What a subquery looks up, it ties by a condition of its own.
fn outside_subqueries<'a>(expr: &'a Expr, visit: &mut dyn FnMut(&'a Expr)) {
    if !matches!(expr, Expr::Subquery(_)) {
        visit(expr);
        expr.each_part(&mut |part| outside_subqueries(part, visit));
    }
}

fn only_output(query: &Query) -> Option<&Name> {
    match query.outputs.as_slice() {
        [Output { expr: Expr::Column(parts), .. }] if parts.len() == 1 => parts.first(),
        _ => None,
    }
}

impl Unrestricted {
    /// Whether the condition was meant to leave rows out.
    pub fn is_slip(&self) -> bool {
        *self != Unrestricted::Said
    }

    /// What is to be said of a condition that does not do what it seems to.
    pub fn note(&self, table: &Relation) -> Option<String> {
        match self {
            Unrestricted::Said => None,
            Unrestricted::AsksElsewhere => Some(format!(
                "its condition names no column of `{}`: once it holds, it holds for every row there",
                table.name
            )),
            Unrestricted::AsksItself { column, other } => Some(format!(
                "`{other}` has no column `{column}`, so that the subquery reads the one of `{}`: every row is found to be equal to itself",
                table.name
            )),
            Unrestricted::Untied { other } => Some(format!(
                "nothing ties `{other}` to `{}`: each row there gets the value of any one row of `{other}`",
                table.name
            )),
        }
    }
}

/// Whether a condition holds for every row, whatever is in it.
pub fn always_true(expr: &Expr) -> bool {
    match expr {
        Expr::Boolean(value) => *value,
        Expr::Operator { name, left: Some(left), right } => {
            let literal = matches!(**left, Expr::Integer(_) | Expr::String(_) | Expr::Boolean(_));
            literal && name == "=" && left == right
        }
        Expr::And(parts) => parts.iter().all(always_true),
        Expr::Or(parts) => parts.iter().any(always_true),
        _ => false,
    }
}
