//! What the history says literally: the text of a statement that made something, and of an expression.

use crate::ast::{
    AlterActionKind, AlterDomainAction, ColumnDef, ConstraintKind, Expr, ExprAt, Statement, TableConstraint,
    TypeName,
};
use crate::catalog::{Column, Place, expression};
use crate::migration::{History, Script, Step};
use crate::source::Span;

/// The history up to a statement.
#[derive(Clone, Copy)]
pub(super) struct Texts<'a> {
    history: &'a History,
    index: usize,
    script: &'a Script,
    at: usize,
}

impl<'a> Texts<'a> {
    pub(super) fn new(history: &'a History, index: usize, script: &'a Script, at: usize) -> Self {
        Self { history, index, script, at }
    }

    /// The statements before the one that is undone, the latest first.
    pub(super) fn earlier(self) -> impl Iterator<Item = (&'a Script, &'a Step)> {
        let own = self.script.steps[..self.at].iter().rev().map(move |step| (self.script, step));
        let before = self.history.migrations[..self.index].iter().rev().filter_map(|m| m.up.as_ref());
        own.chain(before.flat_map(|script| script.steps.iter().rev().map(move |step| (script, step))))
    }

    /// The innermost statement at a place.
    pub(super) fn step_at(self, place: Place) -> Option<(&'a Script, &'a Step)> {
        let (_, script) = self.history.script(place.script)?;
        Some((script, script.step_at(place.span)?))
    }

    /// A statement with one of its names written in another way.
    pub(super) fn with_names(
        self,
        script: &'a Script,
        step: &Step,
        mut names: Vec<(Span, String)>,
    ) -> String {
        names.retain(|(span, _)| step.span().contains(*span));
        names.sort_by_key(|(span, _)| *span);
        let (mut text, mut at) = (String::new(), step.span().start);
        for (span, name) in names {
            text += script.source.slice(Span { start: at, end: span.start.max(at) });
            text += &name;
            at = span.end.max(at);
        }
        text += script.source.slice(Span { start: at, end: step.span().end.max(at) });
        text.trim().to_owned()
    }

    /// A column's type as it was written last.
    pub(super) fn data_type(self, column: &Column) -> Option<String> {
        let data_type = column.data_type.as_ref()?;
        let written = |place: Place| {
            let (script, step) = self.step_at(place)?;
            // The statement that changed the column last may have changed something else of it.
            let here = |other: &&TypeName| other.span == data_type.span && *other == data_type;
            let text = script.source.slice(column_types(&step.statement.kind).find(here)?.span).trim();
            (!text.is_empty()).then(|| text.to_owned())
        };
        let places = column.changed.into_iter().chain(column.origin.created());
        Some(places.into_iter().find_map(written).unwrap_or_else(|| data_type.to_string()))
    }

    /// An expression as SQL: from what is known of it, or as the history has it where that is not all.
    pub(super) fn expression(self, expr: &Expr) -> String {
        if is_whole(expr) { expression(expr) } else { self.written(expr).unwrap_or_else(|| expression(expr)) }
    }

    /// Whether an expression can be written at all.
    pub(super) fn knows(self, expr: &Expr) -> bool {
        is_whole(expr) || self.written(expr).is_some()
    }

    fn written(self, wanted: &Expr) -> Option<String> {
        self.earlier().find_map(|(script, step)| {
            let mut found = None;
            each_expression(&step.statement.kind, &mut |at| {
                if at.expr == *wanted && found.is_none() {
                    found = Some(script.source.slice(at.span).to_owned());
                }
            });
            found
        })
    }
}

/// The types that a statement gives to columns.
fn column_types(statement: &Statement) -> Box<dyn Iterator<Item = &TypeName> + '_> {
    match statement {
        Statement::CreateTable(create) => {
            Box::new(create.columns.iter().filter_map(|column| column.data_type.as_ref()))
        }
        Statement::AlterTable(alter) => {
            Box::new(alter.actions.iter().filter_map(|action| match &action.kind {
                AlterActionKind::AddColumn { column, .. } => column.data_type.as_ref(),
                AlterActionKind::AlterColumnType { data_type, .. } => Some(data_type),
                _ => None,
            }))
        }
        _ => Box::new(std::iter::empty()),
    }
}

/// Whether nothing of an expression is left out in what is kept of it.
fn is_whole(expr: &Expr) -> bool {
    let mut whole = true;
    expr.walk(&mut |part| {
        whole &= !matches!(
            part,
            Expr::Other { .. } | Expr::Any { .. } | Expr::Subquery(_) | Expr::Parameter | Expr::Star(_)
        );
    });
    whole
}

/// Every expression of a definition that the catalog keeps.
fn each_expression(statement: &Statement, visit: &mut dyn FnMut(&ExprAt)) {
    match statement {
        Statement::CreateTable(create) => {
            create.columns.iter().for_each(|column| of_column(column, visit));
            create.constraints.iter().for_each(|constraint| of_constraint(constraint, visit));
        }
        Statement::AlterTable(alter) => {
            for action in &alter.actions {
                match &action.kind {
                    AlterActionKind::AddColumn { column, .. } => of_column(column, visit),
                    AlterActionKind::SetDefault { default, .. } => visit(default),
                    AlterActionKind::SetExpression { expr, .. } => visit(expr),
                    AlterActionKind::AddConstraint { constraint } => of_constraint(constraint, visit),
                    _ => {}
                }
            }
        }
        Statement::CreateIndex(create) => create.predicate.iter().for_each(visit),
        Statement::CreatePolicy(create) => create.using.iter().chain(&create.with_check).for_each(visit),
        Statement::AlterPolicy(alter) => alter.using.iter().chain(&alter.with_check).for_each(visit),
        Statement::CreateTrigger(create) => create.when.iter().for_each(visit),
        Statement::CreateDomain(create) => {
            create.default.iter().for_each(&mut *visit);
            create.checks.iter().for_each(|check| of_constraint(check, visit));
        }
        Statement::AlterDomain(alter) => match &alter.action {
            AlterDomainAction::SetDefault(default) => visit(default),
            AlterDomainAction::AddConstraint(constraint) => of_constraint(constraint, visit),
            _ => {}
        },
        _ => {}
    }
}

fn of_column(column: &ColumnDef, visit: &mut dyn FnMut(&ExprAt)) {
    column.default.iter().for_each(&mut *visit);
    column.generated.iter().for_each(|generated| visit(&generated.expr));
    column.constraints.iter().for_each(|constraint| of_constraint(constraint, visit));
}

fn of_constraint(constraint: &TableConstraint, visit: &mut dyn FnMut(&ExprAt)) {
    match &constraint.kind {
        ConstraintKind::Check(condition) => visit(condition),
        ConstraintKind::Exclusion(exclusion) => exclusion.predicate.iter().for_each(visit),
        _ => {}
    }
}
