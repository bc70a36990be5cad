//! An UPDATE or DELETE of as many rows as match, in one transaction.

use crate::ast::Statement;
use crate::catalog::Relation;
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{ChangePlace, Pass, RowsChanged, Rule, in_batches, row_notes, rows_changed};

mod few_rows;

pub(super) static RULE: Rule =
    Rule::new("unbatched-backfill", include_str!("../../rules/unbatched-backfill.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        if step.may_be_left_out() {
            continue;
        }
        for change in rows_changed(step) {
            let Some(table) = pass.in_use(&step.before, change.table) else { continue };
            let unbounded =
                step.effects.work_on(table.id).any(|work| work.kind == WorkKind::Write { bounded: false });
            if unbounded && !is_left_alone(pass, step, &change, table) && !pass.backfills_under_lock(index) {
                report(pass, step, table, &change);
                break;
            }
        }
    }
}

/// Whether another rule speaks of a change, or few rows are changed by it.
fn is_left_alone(pass: &Pass, step: &Step, change: &RowsChanged, table: &Relation) -> bool {
    match change.condition.filter(|condition| !pass.touches_every_row(Some(condition))) {
        Some(condition) => {
            let of = (table, step.only_repeated);
            few_rows::picks_few(&step.before, of, change, &condition.expr)
        }
        None => matches!(change.place, ChangePlace::Itself),
    }
}

fn report(pass: &mut Pass, step: &Step, table: &Relation, change: &RowsChanged) {
    let verb = if change.deletes { "deletes" } else { "updates" };
    let (who, help) = match change.place {
        ChangePlace::Itself if step.only_repeated => (String::new(), None),
        ChangePlace::Itself => (String::new(), batches(pass, step, table, change)),
        ChangePlace::With => (String::new(), None),
        ChangePlace::Function(name) => (format!("the call of `{name}` "), None),
    };
    let advice = match step.only_repeated {
        true => {
            "let the loop commit after every few thousand rows, outside of a transaction and best outside the migration"
        }
        false => "do it in batches of a few thousand that commit in between, best outside the migration",
    };
    let which = if pass.touches_every_row(change.condition) { "" } else { " that matches" };
    let help = help.filter(|_| change.source.relations.is_empty());
    let help = help.map_or(String::new(), |help| format!(":\n{help}"));
    let notes = row_notes(step, table);
    let finding = pass
        .report(
            step.span(),
            format!(
                "{who}{verb} every row of `{}`{which} in one transaction, which keeps each of them locked to the end",
                table.name
            ),
        )
        .on(step, table.id)
        .help(format!("{advice}{help}"));
    finding.notes.extend(notes);
}

/// The statement as batches of a few thousand rows.
fn batches(pass: &Pass, step: &Step, table: &Relation, change: &RowsChanged) -> Option<String> {
    let condition = change.condition?;
    let pending = pass.short(condition.span, 60);
    match &step.statement.kind {
        Statement::Update(update) => {
            let of = (&update.table, table);
            in_batches(&step.before, of, &update.assignments, (&condition.expr, &pending))
        }
        Statement::Delete(delete) => {
            let (name, key) = (&delete.table, pass.key_column(table));
            let rows = format!("SELECT {key} FROM {name} WHERE {pending} LIMIT 5000");
            Some(format!("DELETE FROM {name}\n    WHERE {key} IN ({rows});"))
        }
        _ => None,
    }
}
