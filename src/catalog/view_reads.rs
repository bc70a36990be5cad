//! Which columns of a table a view's query uses, as far as its text tells.

use super::{Catalog, Relation};
use crate::ast::{Expr, Name, Query};

impl Catalog {
    /// Whether a view surely uses a column of one of the relations that it reads: the name could also be another's.
    pub fn surely_reads(&self, view: &Relation, table: &Relation, column: &str) -> bool {
        let Some(query) = view.query.as_deref() else { return false };
        if is_younger(view, table, column) {
            return false;
        }
        let mut by_name = false;
        let mut by_qualified_name = false;
        query.walk_expressions(&mut |expr| {
            if let Expr::Column(parts) = expr
                && let Some((last, qualifier)) = parts.split_last()
                && last == column
            {
                by_name |= qualifier.is_empty();
                by_qualified_name |= qualifier.last().is_some_and(|of| means(query, of, table));
            }
        });
        by_qualified_name || by_name && !self.others_may_have(view, table, column) || takes_all(query, table)
    }

    fn others_may_have(&self, view: &Relation, table: &Relation, column: &str) -> bool {
        view.reads.iter().filter(|read| **read != table.id).any(|read| {
            self.relation(*read).is_some_and(|other| !other.columns_known || other.column(column).is_some())
        })
    }
}

/// Whether the column was added when the view was there: a `*` stands for the columns of the day that it is written.
fn is_younger(view: &Relation, table: &Relation, column: &str) -> bool {
    let added = table.column(column).and_then(|column| column.origin.created());
    added.zip(view.definition).is_some_and(|(added, defined)| {
        (added.script, added.span.start) > (defined.script, defined.span.start)
    })
}

/// Whether a name before a column or a star is the table's in this query, or an alias of it.
fn means(query: &Query, of: &Name, table: &Relation) -> bool {
    match query.aliases.iter().find(|(alias, _)| alias == of) {
        Some((_, named)) => named.name == table.name.name,
        None => *of == table.name.name,
    }
}

/// Whether a star stands for the columns of the table. One inside `f(t.*)` stands for the row and for none of them.
fn takes_all(query: &Query, table: &Relation) -> bool {
    let starred = |expr: &Expr| matches!(expr, Expr::Star(Some(of)) if means(query, of, table));
    query.outputs.iter().any(|output| starred(&output.expr)) || query.expressions.iter().any(starred)
}
