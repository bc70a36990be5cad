//! Where the values of a column went before it is lost.

use super::past::names;
use crate::ast::{Expr, Name, ObjectName, Query, Statement, Update};
use crate::catalog::{Catalog, Relation, RelationId};
use crate::effects::Target;
use crate::migration::Step;
use crate::rule::{Pass, is_aggregate};

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

    /// Whether a table that a statement fills is there when the deployed script has run.
    fn keeps(&self, step: &Step, name: &ObjectName) -> bool {
        let filled = step.before.resolve(name).filter(|filled| !filled.is_temporary());
        filled.zip(self.up()).is_some_and(|(filled, up)| up.after.relation(filled.id).is_some())
    }

    /// Where a statement before this step put the values of a column: the column or table that has them now.
    pub fn column_copied(&self, index: usize, table: RelationId, column: &str) -> Option<String> {
        self.earlier_copies(index, table).find_map(|(at, step)| match &step.statement.kind {
            Statement::Update(update) => {
                let target = step.before.resolve(&update.table)?;
                if target.id != table && !names(&update.source.relations, &step.before, table) {
                    return None;
                }
                if Target::of_update(target, update).is_untied(&step.before) {
                    return None;
                }
                let looked_up =
                    |value: &Expr| target.id == table && looks_up(&step.before, update, column, value);
                let decided =
                    at == self.index && target.id == table && decides_what_is_set(step, update, column);
                let (to, _) = update.assignments.iter().find(|(to, value)| {
                    (target.id != table || to.name != column)
                        && (looked_up(value)
                            || carries(value, column)
                            || takes_what_carries(step, update, value, (table, column))
                            || decided && is_told_apart(value, default_of(target, &to.name)))
                })?;
                if self.drops_column(target.id, &to.name) {
                    return None;
                }
                Some(format!("{}.{}", target.name, crate::ast::quoted(&to.name)))
            }
            Statement::Insert(insert) => {
                let source = insert.source.as_ref()?;
                let chosen = || {
                    at == self.index
                        && decides_which_rows(source, step, table, column)
                        && self.keeps(step, &insert.table)
                };
                (copies_column(source, step, table, column) || chosen()).then(|| insert.table.to_string())
            }
            Statement::CreateTableAs(create) if !create.materialized_view => {
                copies_column(&create.query, step, table, column).then(|| create.name.to_string())
            }
            _ => None,
        })
    }
}

/// Whether an UPDATE takes a value from a query of its own whose output of that name is made from a column.
fn takes_what_carries(
    step: &Step,
    update: &Update,
    value: &Expr,
    (table, column): (RelationId, &str),
) -> bool {
    let Expr::Column(parts) = value else { return false };
    let source = &update.source;
    // Of several tables another one may have a column of the name.
    let reads_it_alone = !source.relations.is_empty()
        && source.relations.iter().all(|name| step.before.resolve_id(name) == Some(table));
    reads_it_alone
        && source
            .inner_outputs
            .iter()
            .filter(|output| parts.last() == output.name.as_ref())
            .any(|output| carries(&output.expr, column))
}

fn default_of<'a>(table: &'a Relation, column: &str) -> Option<&'a Expr> {
    table.column(column)?.default.as_ref()
}

/// Whether a column of yes and no alone decides which rows of its table an UPDATE changes.
fn decides_what_is_set(step: &Step, update: &Update, column: &str) -> bool {
    let table = step.before.resolve(&update.table);
    let condition = update.where_clause.as_ref().map(|condition| &condition.expr);
    update.source.relations.is_empty()
        && table.zip(condition).is_some_and(|(table, condition)| decides(condition, table, column))
}

/// The same of the rows that a query reads.
fn decides_which_rows(query: &Query, step: &Step, table: RelationId, column: &str) -> bool {
    let read = step.before.relation(table);
    // How many there are does not tell which.
    let names_them = query.outputs.iter().any(|output| matches!(output.expr, Expr::Column(_)))
        && !query.outputs.iter().any(|output| is_aggregate(&output.expr));
    names_them
        && !query.composed
        && query.relations.len() == 1
        && names(&query.relations, &step.before, table)
        && read.zip(query.where_clause.as_ref()).is_some_and(|(table, asked)| decides(asked, table, column))
}

fn decides(condition: &Expr, table: &Relation, column: &str) -> bool {
    let is_column =
        |expr: &Expr| matches!(expr, Expr::Column(parts) if parts.last().is_some_and(|last| last == column));
    let asks = match condition {
        Expr::Not(inner) => is_column(inner),
        Expr::IsBoolean { expr, .. } => is_column(expr),
        Expr::Operator { name, left: Some(left), right } => {
            name == "=" && is_column(left) && matches!(**right, Expr::Boolean(_))
        }
        other => is_column(other),
    };
    let data_type = table.column(column).and_then(|column| column.data_type.as_ref());
    asks && data_type.is_some_and(|data_type| data_type.name == "bool" && data_type.array == 0)
}

/// Whether a value is a constant that tells the rows which get it from those that keep the column's default.
fn is_told_apart(value: &Expr, default: Option<&Expr>) -> bool {
    let plain = |value: &Expr| match value {
        Expr::Cast { expr, .. } => (**expr).clone(),
        other => other.clone(),
    };
    let value = plain(value);
    let constant = matches!(value, Expr::String(_) | Expr::Integer(_) | Expr::Boolean(_));
    constant && default.map(plain) != Some(value)
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
    !asks && !is_aggregate(value) && value.mentions_column(column)
}

fn copies_column(query: &Query, step: &Step, table: RelationId, column: &str) -> bool {
    let mentioned = |expr: &Expr| matches!(expr, Expr::Star(_)) || expr.mentions_column(column);
    let taken_apart = |expr: &Expr| match expr {
        Expr::Call(call) => gives_parts(&call.name) && expr.mentions_column(column),
        _ => false,
    };
    names(&query.relations, &step.before, table)
        && (query.outputs.iter().any(|output| mentioned(&output.expr))
            || query.expressions.iter().any(taken_apart) && puts_out_parts(query, step, table))
}

/// Whether a query puts out something that is no column of the tables that it reads, and does not only count it.
fn puts_out_parts(query: &Query, step: &Step, table: RelationId) -> bool {
    let is_table = |called: &Name| {
        query.aliases.iter().any(|(alias, _)| alias == called)
            || query.relations.iter().any(|name| name.name == *called)
    };
    let known = |column: &Name| {
        query.relations.len() > 1
            || step.before.relation(table).is_none_or(|table| table.column(column).is_some())
    };
    query.outputs.iter().filter(|output| !is_aggregate(&output.expr)).any(|output| {
        let mut found = false;
        output.expr.walk(&mut |part| {
            if let Expr::Column(parts) = part {
                found |= match parts.as_slice() {
                    [column] => !known(column),
                    [.., called, _] => !is_table(called),
                    [] => false,
                };
            }
        });
        found
    })
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
