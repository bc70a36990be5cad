//! Which names in an expression about a table, or in a query, are surely a column of that table: a name in a subquery is the
//! subquery's own where its FROM has such a column.

use super::{Catalog, Policy, Relation};
use crate::ast::{Expr, Name, Query};

/// A column that is looked for.
struct Wanted<'a> {
    table: &'a Relation,
    column: &'a str,
}

impl Catalog {
    /// Whether a policy on a table surely uses one of its columns.
    pub fn policy_uses(&self, policy: &Policy, table: &Relation, column: &str) -> bool {
        let wanted = Wanted { table, column };
        policy.using.iter().chain(&policy.with_check).any(|expr| self.uses(expr, &wanted, &mut Vec::new()))
    }

    /// Whether a query surely uses a column of a table.
    pub fn query_uses(&self, query: &Query, table: &Relation, column: &str) -> bool {
        self.is_used_in(query, &Wanted { table, column }, &mut Vec::new())
    }

    fn is_used_in<'q>(&self, query: &'q Query, wanted: &Wanted, around: &mut Vec<&'q Query>) -> bool {
        around.push(query);
        let mut found = false;
        query.each_expression(&mut |expr| found |= self.uses(expr, wanted, around));
        around.pop();
        found
    }

    /// `around` are the queries that an expression stands in, the innermost last.
    fn uses<'q>(&self, expr: &'q Expr, wanted: &Wanted, around: &mut Vec<&'q Query>) -> bool {
        match expr {
            Expr::Column(parts) => match parts.as_slice() {
                [column] => column == wanted.column && self.is_bare_name_of(wanted, around),
                [.., of, column] => column == wanted.column && self.is_qualified_by(of, wanted, around),
                [] => false,
            },
            Expr::Subquery(query) => self.is_used_in(query, wanted, around),
            _ => {
                let mut found = false;
                expr.each_part(&mut |part| found |= self.uses(part, wanted, around));
                found
            }
        }
    }

    /// A name alone is of the innermost query with such a column. What may be another's is not sure.
    fn is_bare_name_of(&self, wanted: &Wanted, around: &[&Query]) -> bool {
        for query in around.iter().rev() {
            let read = || query.relations.iter().map(|name| self.resolve(name));
            let is_it = |read: &Relation| read.id == wanted.table.id;
            let others_may = read().any(|read| {
                read.is_none_or(|read| {
                    !is_it(read) && (!read.columns_known || read.column(wanted.column).is_some())
                })
            });
            if query.composed || others_may {
                return false;
            }
            if read().flatten().any(is_it) {
                return true;
            }
        }
        true
    }

    fn is_qualified_by(&self, of: &Name, wanted: &Wanted, around: &[&Query]) -> bool {
        let named = around.iter().rev().find_map(|query| {
            let alias = query.aliases.iter().find(|(alias, _)| alias == of).map(|(_, named)| named);
            alias.or_else(|| query.relations.iter().find(|name| name.name == *of))
        });
        match named {
            Some(named) => self.resolve_id(named) == Some(wanted.table.id),
            None => *of == wanted.table.name.name,
        }
    }
}
