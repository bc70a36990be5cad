//! Rows changed in the transaction that altered their table, whose lock is held all the while.

use crate::ast::{ObjectName, Statement};
use crate::effects::{Target, WorkKind};
use crate::migration::Step;
use crate::rule::{Holder, Pass, Rule, WITHOUT_TRIGGERS, in_batches_of_changed, row_notes, says_in_code};

pub(super) static RULE: Rule = Rule::new(
    "ddl-and-backfill-same-transaction",
    include_str!("../../rules/ddl-and-backfill-same-transaction.md"),
    check,
);

fn check(pass: &mut Pass) {
    let found = pass.first_under_each_lock(|step, held| {
        let looped = is_in_loop_over_its_table(pass, step);
        if !looped && !changes_rows(step) {
            return None;
        }
        let bounded = |kind: &WorkKind| looped && *kind == WorkKind::Write { bounded: true };
        let written = step.effects.work.iter();
        let written =
            written.filter(|work| work.kind == WorkKind::Write { bounded: false } || bounded(&work.kind));
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
    let triggers_off = pass.is_of_triggers_off(holder).then(|| WITHOUT_TRIGGERS.to_owned());
    let help = triggers_off.or_else(|| pass.begins_with_value(step)).unwrap_or_else(|| {
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
    finding.notes.extend(slip(step));
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

/// Whether a block goes through a table in a loop and changes its rows there, one by one.
fn is_in_loop_over_its_table(pass: &Pass, step: &Step) -> bool {
    let changes =
        matches!(step.statement.kind, Statement::Update(_) | Statement::Delete(_) | Statement::Insert(_));
    let (true, Some(block)) = (changes && !step.is_block, step.within) else { return false };
    let Some(whole) = pass.steps().get(block) else { return false };
    let code = pass.text(whole.span()).splitn(3, '$').nth(2);
    let written = step.effects.work.iter().filter(|work| matches!(work.kind, WorkKind::Write { .. }));
    let mut written = written.map(|work| work.relation);
    let inside = pass.steps().iter().filter(|other| other.within == Some(block));
    let before: Vec<&Step> = inside.take_while(|other| other.span().start < step.span().start).collect();
    let reads = |relation| {
        before.iter().any(|other| {
            let reads = |work: &crate::effects::Work| {
                work.relation == relation && matches!(work.kind, WorkKind::Read { .. }) && work.kind.is_slow()
            };
            matches!(other.statement.kind, Statement::Select(_)) && other.effects.work.iter().any(reads)
        })
    };
    code.is_some_and(|code| says_in_code(code, "loop", false)) && written.any(reads)
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

/// What is to be said of a condition that does not do what it seems to.
fn slip(step: &Step) -> Option<String> {
    match &step.statement.kind {
        Statement::Update(update) => {
            let table = step.before.resolve(&update.table)?;
            let why = Target::of_update(table, update).unrestricted(&step.before)?;
            why.note(table).filter(|_| !super::update_without_where::is_wrong(step, update, table, &why))
        }
        Statement::Delete(delete) => {
            let table = step.before.resolve(&delete.table)?;
            Target::of_delete(table, delete).unrestricted(&step.before)?.note(table)
        }
        _ => None,
    }
}
