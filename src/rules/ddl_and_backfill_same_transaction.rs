//! Rows changed in the transaction that altered their table, whose lock is held all the while.

use crate::ast::{ObjectName, Statement};
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{Holder, Pass, Rule, in_batches_of_changed, row_notes};

pub(super) static RULE: Rule = Rule::new(
    "ddl-and-backfill-same-transaction",
    include_str!("../../rules/ddl-and-backfill-same-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    let found = pass.first_under_each_lock(|step, held| {
        if !changes_rows(step) {
            return None;
        }
        let written = step.effects.work.iter().filter(|work| work.kind == WorkKind::Write { bounded: false });
        let holders = written.filter_map(|work| held.on(work.relation));
        let holder = holders.max_by_key(|holder| holder.mode)?;
        let other = held.gravest(|other| other.relation.id != holder.relation.id);
        let what = backfill(step, &holder);
        Some((holder, (what, other)))
    });
    for (step, holder, (what, other)) in found {
        report(pass, step, what, &holder, other.as_ref());
    }
}

fn report(pass: &mut Pass, step: &Step, what: &str, holder: &Holder, other: Option<&Holder>) {
    // It may have been renamed since it was locked.
    let table = step.before.relation(holder.relation.id).map_or(&holder.relation.name, |table| &table.name);
    let message = format!(
        "blocks {} to `{table}` while {what}: the transaction holds {} there until it commits",
        holder.mode.who_waits(),
        holder.mode
    );
    let why = pass.why_together(holder.step, step);
    let help = pass.begins_with_value(step).unwrap_or_else(|| {
        let batches = batches(step, holder).map_or(String::new(), |batches| format!(":\n{batches}"));
        format!(
            "commit the schema change first, and change the rows {}, in batches of a few thousand{batches}",
            pass.later(step)
        )
    });
    let finding = pass
        .report(step.span(), message)
        .on(step, holder.relation.id)
        .lock(holder.mode)
        .label_here(holder.step.span(), format!("takes {} on `{table}`", holder.mode))
        .help(help);
    finding.notes.extend(why);
    finding.notes.extend(other.map(Holder::note));
    finding.notes.extend(
        step.before.relation(holder.relation.id).map(|table| row_notes(step, table)).unwrap_or_default(),
    );
}

/// The UPDATE as batches of those rows that it changes, where it does not say which but shows it.
fn batches(step: &Step, holder: &Holder) -> Option<String> {
    let Statement::Update(update) = &step.statement.kind else { return None };
    let table = step.before.resolve(&update.table).filter(|table| table.id == holder.relation.id)?;
    in_batches_of_changed(&step.before, table, update)
}

/// Whether a statement is there to change rows: by itself, in WITH, or in a function that it calls.
fn changes_rows(step: &Step) -> bool {
    let kind = matches!(
        step.statement.kind,
        Statement::Update(_)
            | Statement::Merge(_)
            | Statement::Delete(_)
            | Statement::Insert(_)
            | Statement::Select(_)
            | Statement::Call(_)
    );
    kind && !step.is_block && !step.may_be_left_out()
}

/// What is being done to the rows of the table that is locked.
fn backfill(step: &Step, holder: &Holder) -> &'static str {
    let is_target = |name: &ObjectName| {
        let through = step.before.changed_by_name(name);
        through.is_some_and(|through| through.table.id == holder.relation.id)
    };
    match &step.statement.kind {
        Statement::Update(update) if is_target(&update.table) => "its rows are updated",
        Statement::Merge(merge) if is_target(&merge.table) => "its rows are updated",
        Statement::Delete(delete) if is_target(&delete.table) => "its rows are deleted",
        Statement::Insert(insert) if is_target(&insert.table) => "rows are copied into it",
        _ => "its rows are changed",
    }
}
