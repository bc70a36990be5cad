//! Where the values of a column went before it is lost.

use super::past::names;
use crate::ast::{Expr, Name, ObjectName, Query, Statement, Update};
use crate::catalog::{Catalog, RelationId};
use crate::migration::Step;
use crate::rule::Pass;

impl Pass<'_> {
    /// Whether the deployed script drops a column, or its table.
    fn drops_column(&self, table: RelationId, column: &Name) -> bool {
        self.steps().iter().any(|step| match &step.statement.kind {
            Statement::AlterTable(alter) => {
                let mut gone = alter.actions.iter().filter_map(|action| action.kind.dropped_column());
                step.before.resolve_id(&alter.name) == Some(table) && gone.any(|gone| gone.name == *column)
            }
            Statement::Drop(drop) => drop.wholes().any(|name| step.before.resolve_id(name) == Some(table)),
            _ => false,
        })
    }

    /// Where a statement before this step put the values of a column: the column or table that has them now.
    pub fn column_copied(&self, index: usize, table: RelationId, column: &str) -> Option<String> {
        self.earlier_copies(index, table).find_map(|(_, step)| match &step.statement.kind {
            Statement::Update(update) => {
                let target = step.before.resolve(&update.table)?;
                if target.id != table && !names(&update.source.relations, &step.before, table) {
                    return None;
                }
                let looked_up =
                    |value: &Expr| target.id == table && looks_up(&step.before, update, column, value);
                let (to, _) = update.assignments.iter().find(|(to, value)| {
                    (target.id != table || to.name != column) && (looked_up(value) || carries(value, column))
                })?;
                if self.drops_column(target.id, &to.name) {
                    return None;
                }
                Some(format!("{}.{}", target.name, crate::ast::quoted(&to.name)))
            }
            Statement::Insert(insert) => {
                copies_column(insert.source.as_ref()?, step, table, column).then(|| insert.table.to_string())
            }
            Statement::CreateTableAs(create) if !create.materialized_view => {
                copies_column(&create.query, step, table, column).then(|| create.name.to_string())
            }
            _ => None,
        })
    }
}

/// Whether a change finds rows of another table by the values of a column, and takes from there what tells those rows
/// apart, so that it stands for them.
fn looks_up(catalog: &Catalog, update: &Update, column: &str, value: &Expr) -> bool {
    let Expr::Column(parts) = value else { return false };
    let Some(taken) = parts.last() else { return false };
    let is_key = |name: &ObjectName| {
        let read = catalog.resolve(name).filter(|read| read.column(taken).is_some());
        read.is_some_and(|read| catalog.first_unique(read, std::slice::from_ref(taken)).is_some())
    };
    let called = update.alias.as_ref().unwrap_or(&update.table.name);
    let is_own = |side: &Expr| match side {
        Expr::Column(parts) => match parts.as_slice() {
            [only] => only == column,
            [.., of, last] => of == called && last == column,
            [] => false,
        },
        _ => false,
    };
    let is_column = |side: &Expr| matches!(side, Expr::Column(_));
    let equal = |part: &Expr| match part {
        Expr::Operator { name, left: Some(left), right } if name == "=" => {
            is_own(left) && is_column(right) || is_own(right) && is_column(left)
        }
        _ => false,
    };
    let finds = |condition: &Expr| match condition {
        Expr::And(parts) => parts.iter().any(equal),
        whole => equal(whole),
    };
    update.where_clause.as_ref().is_some_and(|condition| finds(&condition.expr))
        && update.source.relations.iter().any(is_key)
}

/// Whether a value is made from a column, and is more than whether something holds of it.
fn carries(value: &Expr, column: &str) -> bool {
    let compares = |operator: &Name| matches!(operator.as_str(), "=" | "<>" | "<" | ">" | "<=" | ">=");
    let asks = match value {
        Expr::IsNull { .. }
        | Expr::IsBoolean { .. }
        | Expr::And(_)
        | Expr::Or(_)
        | Expr::Not(_)
        | Expr::Any { .. }
        | Expr::Between { .. } => true,
        Expr::Operator { name, .. } => compares(name),
        _ => false,
    };
    !asks && value.mentions_column(column)
}

fn copies_column(query: &Query, step: &Step, table: RelationId, column: &str) -> bool {
    let mentioned = |expr: &Expr| matches!(expr, Expr::Star(_)) || expr.mentions_column(column);
    let taken_apart = |expr: &Expr| match expr {
        Expr::Call(call) => gives_parts(&call.name) && expr.mentions_column(column),
        _ => false,
    };
    names(&query.relations, &step.before, table)
        && (query.outputs.iter().any(|output| mentioned(&output.expr))
            || query.expressions.iter().any(taken_apart))
}

/// Whether a function puts out the parts of a value as rows, which stand in FROM.
fn gives_parts(function: &str) -> bool {
    matches!(
        function,
        "unnest"
            | "jsonb_array_elements"
            | "json_array_elements"
            | "jsonb_array_elements_text"
            | "json_array_elements_text"
            | "jsonb_each"
            | "json_each"
            | "jsonb_each_text"
            | "json_each_text"
            | "jsonb_to_recordset"
            | "json_to_recordset"
            | "jsonb_populate_recordset"
            | "json_populate_recordset"
            | "regexp_split_to_table"
            | "string_to_table"
    )
}
