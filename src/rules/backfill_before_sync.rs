//! A column made required after a backfill that later rows have escaped.

use crate::ast::{AlterActionKind, Expr, Name, Statement, quoted};
use crate::catalog::{Catalog, ConstraintDef, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, Required, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("backfill-before-sync", include_str!("../../rules/backfill-before-sync.md"), check);

/// Columns of one table that one statement has filled too early, and the statement.
struct Found<'a> {
    step: &'a Step,
    columns: Vec<Required<'a>>,
    /// The migration of the backfill.
    at: usize,
    filled: &'a Step,
}

fn check(pass: &mut Pass) {
    let mut all: Vec<Found> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        for required in pass.required_columns(step) {
            let Some((at, filled)) = last_filled(pass, index, step, &required) else { continue };
            // Only where the column was new: otherwise the application may have written it all along.
            let new = was_added(pass, at, filled, required.table.id, &required.column);
            let long_ago = pass.days_since(at).is_some_and(|days| days > pass.options.integer("days"));
            let together = at == pass.index && pass.may_be_one_transaction();
            let apart = !together && filled.transaction_number() != step.transaction_number();
            if !new
                || long_ago
                || !apart
                || deletes_the_rest(pass, index, step, &required)
                || is_kept_filled(&filled.before, required.table.id, &required.column)
            {
                continue;
            }
            let same = |found: &&mut Found| {
                std::ptr::eq(found.filled, filled) && found.columns[0].table.id == required.table.id
            };
            match all.iter_mut().find(same) {
                Some(found) => found.columns.push(required),
                None => all.push(Found { step, columns: vec![required], at, filled }),
            }
        }
    }
    for found in &all {
        report(pass, found);
    }
}

fn report(pass: &mut Pass, found: &Found) {
    let Found { step, columns, at, filled } = found;
    let [first, others @ ..] = columns.as_slice() else { return };
    let table = &first.table.name;
    let shown = list(columns.iter().map(|required| format!("{table}.{}", quoted(&required.column))));
    let defaults =
        columns.iter().map(|required| format!("ALTER COLUMN {} SET DEFAULT …", quoted(&required.column)));
    let defaults = defaults.collect::<Vec<_>>().join(", ");
    let backfill = &pass.history.migrations[*at];
    let label = backfill.up.as_ref().map(|script| crate::diagnostic::Label {
        source: std::sync::Arc::clone(&script.source),
        span: crate::rule::first_line(&script.source, filled.span()),
        text: "the rows there were then are filled here".to_owned(),
    });
    let finding = pass
        .report(
            first.span,
            format!(
                "fails if any row was written since the backfill: nothing gives {shown} a value in the rows that \
                 running code adds meanwhile"
            ),
        )
        .on(step, first.table.id)
        .label(label)
        .help(format!(
            "let every new row have a value before the old ones are filled, by a default or a trigger, or fill what is left \
             once more right before this:\nALTER TABLE {table} {defaults};"
        ));
    for other in others {
        finding.label_here(other.span, "and here");
    }
}

/// The last statement before this one that gives old rows a value in the column.
fn last_filled<'a>(
    pass: &Pass<'a>,
    index: usize,
    step: &Step,
    required: &Required,
) -> Option<(usize, &'a Step)> {
    if pass.is_new_relation(&step.before, required.table.id) {
        return None;
    }
    pass.earlier_steps(index)
        .take_while(|(_, earlier)| earlier.before.relation(required.table.id).is_some())
        .find(|(_, earlier)| required.is_filled_by(earlier))
}

/// Whether the transaction of the step deletes the rows that have no value, before it.
fn deletes_the_rest(pass: &Pass, index: usize, step: &Step, required: &Required) -> bool {
    let of_column = |expr: &Expr| matches!(expr, Expr::Column(parts) if parts.last().is_some_and(|last| *last == required.column));
    let earlier = pass.steps().iter().take(index).rev();
    earlier.take_while(|earlier| earlier.transaction_number() == step.transaction_number()).any(|earlier| {
        let Statement::Delete(delete) = &earlier.statement.kind else { return false };
        let nulls = delete.where_clause.as_ref().is_some_and(
            |condition| matches!(&condition.expr, Expr::IsNull { expr, negated: false } if of_column(expr)),
        );
        nulls && !earlier.conditional && earlier.before.resolve_id(&delete.table) == Some(required.table.id)
    })
}

/// Whether the migration that filled the column has also added it.
fn was_added(pass: &Pass, at: usize, filled: &Step, table: RelationId, column: &Name) -> bool {
    let Some(script) = pass.history.migrations[at].up.as_ref() else { return false };
    let before = script.before.relation(table);
    before.is_some_and(|before| before.columns_known && before.column(column).is_none())
        && filled.before.relation(table).is_some_and(|table| table.column(column).is_some())
        && script.steps.iter().any(|step| match &step.statement.kind {
            Statement::AlterTable(alter) => alter.actions.iter().any(|action| {
                matches!(&action.kind, AlterActionKind::AddColumn { column: added, .. } if added.name.name == *column)
            }),
            _ => false,
        })
}

/// Whether a default, a trigger or a check keeps new rows from having no value.
fn is_kept_filled(catalog: &Catalog, table: RelationId, column: &Name) -> bool {
    let Some(table) = catalog.relation(table) else { return true };
    let Some(known) = table.column(column) else { return true };
    let given = known.default.as_ref().is_some_and(|default| *default != Expr::Null)
        || known.generated.is_some()
        || known.identity.is_some();
    let by_trigger = table.triggers.iter().any(|trigger| trigger.enabled && trigger.events.insert);
    let checked = table.constraints.iter().any(|constraint| match &constraint.kind {
        ConstraintDef::Check { expr, .. } => crate::rule::requires(expr).contains(&column),
        ConstraintDef::NotNull { column: checked } => checked == column,
        _ => false,
    });
    given || by_trigger || checked
}
