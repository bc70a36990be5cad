//! Statements that make a column required, and what gives it a value.

use crate::ast::{
    AlterActionKind, ConstraintKind, Expr, Name, ObjectName, Query, RowChange, Statement, Update,
};
use crate::catalog::{ConstraintDef, Relation};
use crate::migration::Step;
use crate::rule::Pass;
use crate::source::Span;

/// A column that may not be null from a statement on, which the server checks in every row.
pub struct Required<'a> {
    pub table: &'a Relation,
    pub column: Name,
    /// The action that says so.
    pub span: Span,
}

impl<'a> Pass<'a> {
    /// The columns that a statement, if it is sure to run, makes required.
    pub fn required_columns(&self, step: &'a Step) -> Vec<Required<'a>> {
        if step.conditional && !step.guarded { Vec::new() } else { Required::of(step) }
    }
}

impl<'a> Required<'a> {
    pub fn of(step: &'a Step) -> Vec<Required<'a>> {
        let Statement::AlterTable(alter) = &step.statement.kind else { return Vec::new() };
        let Some(table) = step.before.resolve(&alter.name) else { return Vec::new() };
        let columns = alter.actions.iter().flat_map(|action| {
            let columns = required_by(table, &action.kind);
            columns.into_iter().map(|column| Required { table, column, span: action.span })
        });
        columns
            .filter(|required| table.column(&required.column).is_some_and(|column| !column.not_null))
            .collect()
    }

    /// Whether a statement gives rows a value in the column, if only by a trigger that it sets off.
    pub fn is_filled_by(&self, step: &Step) -> bool {
        let is_table =
            |name: &ObjectName| step.before.resolve(name).filter(|table| table.id == self.table.id);
        let sets = |update: &Update| {
            is_table(&update.table).is_some_and(|table| {
                let set = update
                    .assignments
                    .iter()
                    .any(|(column, value)| column.name == self.column && *value != Expr::Null);
                set || table.triggers.iter().any(|trigger| trigger.enabled && trigger.events.update)
            })
        };
        // What WITH changes is changed whatever the statement around it does.
        let inside = |query: &Query| {
            query.changes.iter().any(|change| match change {
                RowChange::Update(update) => sets(update),
                other => is_table(other.table()).is_some(),
            })
        };
        match &step.statement.kind {
            Statement::Update(update) => sets(update) || inside(&update.source),
            Statement::Merge(merge) => is_table(&merge.table).is_some() || inside(&merge.source),
            Statement::Delete(delete) => inside(&delete.source),
            Statement::Insert(insert) => {
                insert.on_conflict.is_some() && is_table(&insert.table).is_some()
                    || insert.source.iter().chain([&insert.with]).any(inside)
            }
            Statement::AlterTable(alter) => {
                let retyped = alter.actions.iter().any(|action| {
                    matches!(&action.kind, AlterActionKind::AlterColumnType { column, using: Some(using), .. }
                        if column.name == self.column && !is_cast_of(&using.expr, &self.column))
                });
                retyped && is_table(&alter.name).is_some()
            }
            Statement::Select(query) => inside(query),
            _ => false,
        }
    }
}

/// Whether an expression is a column in another type, which leaves a null what it is.
fn is_cast_of(expr: &Expr, column: &Name) -> bool {
    match expr {
        Expr::Cast { expr, .. } => is_cast_of(expr, column),
        Expr::Column(parts) => parts.last() == Some(column),
        _ => false,
    }
}

fn required_by(table: &Relation, action: &AlterActionKind) -> Vec<Name> {
    let owned = |columns: Vec<&Name>| columns.into_iter().cloned().collect();
    match action {
        AlterActionKind::SetNotNull { column } => vec![column.name.clone()],
        AlterActionKind::AddConstraint { constraint }
            if !constraint.not_valid && !constraint.not_enforced =>
        {
            match &constraint.kind {
                ConstraintKind::Check(check) => owned(requires(&check.expr)),
                ConstraintKind::NotNull(column) => vec![column.name.clone()],
                _ => Vec::new(),
            }
        }
        AlterActionKind::ValidateConstraint { constraint } => {
            match table.constraint(&constraint.name).map(|known| &known.kind) {
                Some(ConstraintDef::Check { expr, .. }) => owned(requires(expr)),
                Some(ConstraintDef::NotNull { column }) => vec![column.clone()],
                _ => Vec::new(),
            }
        }
        _ => Vec::new(),
    }
}

/// The columns that a condition does not let be null.
pub fn requires(condition: &Expr) -> Vec<&Name> {
    match condition {
        Expr::And(parts) => parts.iter().flat_map(requires).collect(),
        Expr::IsNull { expr, negated: true } => match &**expr {
            Expr::Column(parts) => parts.last().into_iter().collect(),
            _ => Vec::new(),
        },
        _ => Vec::new(),
    }
}
