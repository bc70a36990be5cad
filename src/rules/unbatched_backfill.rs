//! An UPDATE or DELETE of as many rows as match, in one transaction.

use crate::ast::{Expr, ExprAt, ObjectName, Query, Statement};
use crate::catalog::{Catalog, Relation, TypeDefKind};
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{Pass, Rule, in_batches, row_notes};

pub(super) static RULE: Rule =
    Rule::new("unbatched-backfill", include_str!("../../rules/unbatched-backfill.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let (name, condition, source) = match &step.statement.kind {
            Statement::Update(update) => (&update.table, &update.where_clause, &update.source),
            Statement::Delete(delete) => (&delete.table, &delete.where_clause, &delete.source),
            _ => continue,
        };
        let Some(condition) = condition else { continue };
        let Some(table) = pass.in_use(&step.before, name) else { continue };
        let unbounded =
            step.effects.work_on(table.id).any(|work| work.kind == WorkKind::Write { bounded: false });
        if !unbounded
            || (step.conditional && !step.guarded)
            || pass.touches_every_row(Some(condition))
            || picks_few(&step.before, table, &condition.expr)
            || joins_values(source, name, &condition.expr)
            || pass.backfills_under_lock(index)
        {
            continue;
        }
        report(pass, step, table, condition, source);
    }
}

fn report(pass: &mut Pass, step: &Step, table: &Relation, condition: &ExprAt, source: &Query) {
    let pending = pass.short(condition.span, 60);
    let (verb, help) = match &step.statement.kind {
        Statement::Update(update) => {
            let of = (&update.table, table);
            ("updates", in_batches(&step.before, of, &update.assignments, (&condition.expr, &pending)))
        }
        Statement::Delete(delete) => {
            let (name, key) = (&delete.table, pass.key_column(table));
            let rows = format!("SELECT {key} FROM {name} WHERE {pending} LIMIT 5000");
            ("deletes", Some(format!("DELETE FROM {name}\n    WHERE {key} IN ({rows});")))
        }
        _ => return,
    };
    let help = help.filter(|_| source.relations.is_empty());
    let help = help.map_or(String::new(), |help| format!(":\n{help}"));
    let notes = row_notes(step, table);
    let finding = pass
        .report(
            step.span(),
            format!(
                "{verb} every row of `{}` that matches in one transaction, which keeps each of them locked to the end",
                table.name
            ),
        )
        .on(step, table.id)
        .help(format!("do it in batches of a few thousand that commit in between, best outside the migration{help}"));
    finding.notes.extend(notes);
}

/// Whether a condition compares something with a constant that few rows can be expected to have.
fn picks_few(catalog: &Catalog, table: &Relation, condition: &Expr) -> bool {
    let few = |condition: &Expr| picks_few(catalog, table, condition);
    match condition {
        Expr::And(parts) => parts.iter().any(few),
        Expr::Or(parts) => parts.iter().all(few),
        Expr::Operator { name, left: Some(left), right } if name == "=" => {
            let picks = |value: &Expr, of: &Expr| {
                is_constant(value)
                    && is_distinctive(catalog, table, of)
                    && !is_left_empty(catalog, table, of, value)
            };
            picks(right, left) || picks(left, right)
        }
        Expr::Any { left, operator, items, all: false } => {
            operator == "="
                && is_distinctive(catalog, table, left)
                && items.iter().all(|item| is_constant(item) && !is_left_empty(catalog, table, left, item))
        }
        _ => false,
    }
}

fn is_constant(expr: &Expr) -> bool {
    match expr {
        Expr::String(_) | Expr::Integer(_) | Expr::Float(_) | Expr::Parameter => true,
        Expr::Cast { expr, .. } => is_constant(expr),
        Expr::Array(items) => items.iter().all(is_constant),
        // `= (SELECT id FROM … WHERE …)` is one value.
        Expr::Subquery(_) => true,
        _ => false,
    }
}

/// Whether a value stands for none, as `''` and `0` do, or is the default that rows get which nobody filled: most of the
/// rows may have it, unless a unique index lets one alone have it.
fn is_left_empty(catalog: &Catalog, table: &Relation, of: &Expr, value: &Expr) -> bool {
    let Expr::Column(parts) = of else { return false };
    let Some(column) = parts.last() else { return false };
    let is_key = catalog.indexes_of(table).filter_map(|index| index.index.as_deref()).any(|index| {
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

/// Booleans, enums and what is called a state have few values, so that each is in many rows.
fn is_distinctive(catalog: &Catalog, table: &Relation, expr: &Expr) -> bool {
    let parts = match expr {
        Expr::Column(parts) => parts,
        // What sort of value it is says nothing of which.
        Expr::Call(call) => return !call.name.ends_with("typeof"),
        _ => return true,
    };
    let Some(name) = parts.last() else { return true };
    let data_type = table.column(name).and_then(|column| column.data_type.as_ref());
    let few = name.to_ascii_lowercase().split('_').any(|word| FEW_VALUES.contains(&word));
    !(few && holds_rows_of_its_own(table))
        && data_type.is_none_or(|data_type| {
            let known = catalog.type_def(&data_type.object_name());
            data_type.name != "bool"
                && !known.is_some_and(|known| matches!(known.kind, TypeDefKind::Enum { .. }))
        })
}

/// A table whose rows are numbered as they come, and not one of settings or of words, which is small.
fn holds_rows_of_its_own(table: &Relation) -> bool {
    let key = table.primary_key().map(|key| key.columns()).unwrap_or_default();
    let first = key.first().and_then(|column| table.column(column));
    first.and_then(|column| column.data_type.as_ref()).is_some_and(|data_type| {
        matches!(data_type.name.as_str(), "int2" | "int4" | "int8" | "uuid" | "bpchar")
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
