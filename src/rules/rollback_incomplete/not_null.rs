//! A column that comes back and may be null: what stands in for its NOT NULL, and whether it can have that again.

use super::{Round, drops_column, split};
use crate::ast::{AlterActionKind, Name, Statement, quoted};
use crate::catalog::{Catalog, Change, ConstraintDef, Difference, Relation};
use crate::migration::Step;
use crate::rule::{Required, requires};

/// Whether a column may be null that might not before.
fn has_lost_it(difference: &Difference) -> bool {
    let lost = |changes: &[crate::catalog::PropertyChange]| {
        changes.iter().any(|change| change.property == "not null" && change.before.is_some())
    };
    difference.kind == "column" && matches!(&difference.change, Change::Changed(changes) if lost(changes))
}

/// Where the check that stays is what refuses the nulls of a column: the statements that have to come before it goes.
pub(super) fn instead_of_check(
    difference: &Difference,
    left: &[Difference],
    after: &Catalog,
) -> Option<String> {
    if difference.kind != "constraint" || difference.change != Change::Added {
        return None;
    }
    let (table, name) = split(&difference.name);
    let table = table?;
    let known = after.relation_shown(table)?;
    let constraint = known.constraints.iter().find(|known| quoted(&known.name) == name)?;
    let ConstraintDef::Check { expr, .. } = &constraint.kind else { return None };
    let lost = |column: &&Name| {
        let shown = format!("{table}.{}", quoted(column));
        left.iter().any(|other| has_lost_it(other) && other.name == shown)
    };
    let columns: Vec<&Name> = requires(expr).into_iter().filter(lost).collect();
    if columns.is_empty() {
        return None;
    }
    let mut lines = Vec::new();
    if !constraint.validated {
        lines.push(format!("ALTER TABLE {table} VALIDATE CONSTRAINT {name};"));
    }
    let set = |column: &&Name| format!("ALTER TABLE {table} ALTER COLUMN {} SET NOT NULL;", quoted(column));
    lines.extend(columns.iter().map(set));
    Some(lines.join("\n"))
}

/// Whether the migration drops a column and the way back adds it without a value, so that no row can have one.
pub(super) fn comes_back_empty(difference: &Difference, round: &Round) -> bool {
    let (table, column) = split(&difference.name);
    let Some(table) = table.filter(|_| has_lost_it(difference)) else { return false };
    if !round.steps().any(|step| drops_column(step, table, column)) {
        return false;
    }
    let mut steps = round.downs.iter().flat_map(|down| &down.steps);
    let Some((known, name)) = steps.find_map(|step| added_empty(step, table, column)) else { return false };
    let required = Required { table: known, column: name.clone(), span: Default::default() };
    !steps.any(|step| required.is_filled_by(step))
}

/// The table and the column, where a statement adds it and gives it no value.
fn added_empty<'a>(step: &'a Step, table: &str, column: &str) -> Option<(&'a Relation, &'a Name)> {
    let Statement::AlterTable(alter) = &step.statement.kind else { return None };
    let known = step.before.resolve(&alter.name).filter(|known| known.name.to_string() == table)?;
    let added = alter.actions.iter().find_map(|action| match &action.kind {
        AlterActionKind::AddColumn { column: added, .. } if added.name.to_string() == column => Some(added),
        _ => None,
    })?;
    let has_value = added.default.is_some() || added.identity.is_some() || added.generated.is_some();
    (!has_value).then_some((known, &added.name.name))
}
