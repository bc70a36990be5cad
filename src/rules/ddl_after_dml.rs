//! A table altered in the transaction that has just changed its rows.

use rustc_hash::FxHashMap;

use crate::ast::{AlterActionKind, Query, Statement};
use crate::catalog::RelationId;
use crate::effects::{LockReason, WorkKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("ddl-after-dml", include_str!("../../rules/ddl-after-dml.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    let mut transaction = None;
    // The first change of rows of each table in this transaction, before any statement has locked writers out of it.
    let mut changed: FxHashMap<RelationId, &Step> = FxHashMap::default();
    let mut locked: Vec<RelationId> = Vec::new();
    for (index, step) in up.steps.iter().enumerate() {
        if step.transaction_number() != transaction {
            transaction = step.transaction_number();
            changed.clear();
            locked.clear();
        }
        if step.is_block || step.may_be_left_out() || up.is_taken_back(index) {
            continue;
        }
        let targets = step.effects.locks.iter().filter(|lock| lock.mode.blocks_writes());
        for lock in targets {
            if lock.reason == LockReason::Target
                && let Some(change) = changed.remove(&lock.relation)
                && !step.effects.is_slow()
            {
                report(pass, step, change, lock.relation);
            }
            locked.push(lock.relation);
        }
        for work in step.effects.work.iter().filter(|work| matches!(work.kind, WorkKind::Write { .. })) {
            if !locked.contains(&work.relation) && !pass.is_new_relation(&step.before, work.relation) {
                changed.entry(work.relation).or_insert(step);
            }
        }
    }
}

/// Whether the change of rows only makes sense before the statement: it reads or sets a column that the statement drops,
/// converts or holds to a condition.
fn needs_the_rows(step: &Step, change: &Step, relation: RelationId) -> bool {
    let mentions = |column: &str| match &change.statement.kind {
        Statement::Update(update) => {
            let sets = update
                .assignments
                .iter()
                .any(|(to, value)| to.name == column || value.mentions_column(column));
            let picks =
                update.where_clause.as_ref().is_some_and(|clause| clause.expr.mentions_column(column));
            sets || picks
        }
        Statement::Delete(delete) => {
            delete.where_clause.as_ref().is_some_and(|clause| clause.expr.mentions_column(column))
        }
        Statement::Insert(insert) => {
            insert.columns.is_empty() || insert.columns.iter().any(|to| to.name == column)
        }
        _ => false,
    };
    let reads =
        |query: &Query| query.relations.iter().any(|name| change.before.resolve_id(name) == Some(relation));
    let read = match &change.statement.kind {
        Statement::Update(update) => reads(&update.source),
        Statement::Insert(insert) => insert.source.as_ref().is_some_and(reads),
        _ => false,
    };
    match &step.statement.kind {
        Statement::AlterTable(alter) => alter.actions.iter().any(|action| match &action.kind {
            AlterActionKind::DropColumn { column, .. } => read || mentions(&column.name),
            AlterActionKind::AlterColumnType { column, .. } | AlterActionKind::SetNotNull { column, .. } => {
                mentions(&column.name)
            }
            AlterActionKind::AddConstraint { .. } => true,
            _ => false,
        }),
        Statement::Drop(_) | Statement::Rename(_) => true,
        _ => false,
    }
}

fn report(pass: &mut Pass, step: &Step, change: &Step, relation: RelationId) {
    let Some(table) = step.before.relation(relation) else { return };
    let Some(mode) = step.effects.lock_on(relation) else { return };
    let why = pass.why_in_transaction(step);
    let later = pass.later(change);
    // The statement that must find the rows changed may be one further down.
    let goes_first = pass
        .steps()
        .iter()
        .skip_while(|other| !std::ptr::eq(*other, step))
        .take_while(|other| other.transaction_number() == step.transaction_number())
        .filter(|other| other.effects.lock_on(relation).is_some())
        .any(|other| needs_the_rows(other, change, relation));
    let finding = pass
        .report(
            step.span(),
            format!(
                "waits for {mode} on `{}` while the transaction keeps the rows that it has changed locked: a session that \
                 waits for one of them and holds any lock on the table is a deadlock",
                table.name
            ),
        )
        .on(step, relation)
        .label_here(change.span(), format!("changes rows of `{}`", table.name))
        .help(match goes_first {
            // What the change reads would be gone, or of another type.
            true => format!("commit the change of the rows first, and alter the table {later}"),
            false => format!("alter the table first and commit, and change the rows {later}"),
        });
    finding.notes.extend(why);
}
