//! An UPDATE of every row.

use crate::ast::{Statement, Update};
use crate::catalog::Relation;
use crate::diagnostic::Severity;
use crate::effects::{Target, Unrestricted, WorkKind};
use crate::migration::Step;
use crate::rule::{Pass, Rule, in_batches_of_changed, row_notes};

pub(super) static RULE: Rule =
    Rule::new("update-without-where", include_str!("../../rules/update-without-where.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Update(update) = &step.statement.kind else { continue };
        let Some(through) = pass.changed(&step.before, &update.table) else { continue };
        let table = through.table;
        let many = step.effects.work_on(table.id).any(|work| work.kind == WorkKind::Write { bounded: false });
        let Some(named) = step.before.resolve(&update.table).filter(|_| many) else { continue };
        let Some(why) = Target::of_update(named, update).unrestricted(&step.before) else { continue };
        let name = &update.table;
        let key = pass.key_column(table);
        let columns: Vec<String> = update.assignments.iter().map(|(column, _)| column.to_string()).collect();
        let assigned = columns.first().map_or("…".to_owned(), |column| format!("{column} = …"));
        let notes = row_notes(step, table);
        let better = better(pass, step, update, through.views.is_empty().then_some(table));
        let itself = reads_itself(step, update, named);
        let under_lock = pass.backfills_under_lock(index);
        if let Unrestricted::Untied { other } = &why {
            wrong(
                pass,
                step,
                (named, &why),
                format!("say in a condition which row of `{other}` is meant for which one of `{name}`"),
            );
            continue;
        }
        let by_own =
            format!("say in the condition which rows of `{name}` are meant, by one of its own columns");
        if under_lock {
            if why.is_slip() && itself {
                wrong(pass, step, (named, &why), by_own);
            }
            continue;
        }
        let finding = pass
            .report(
                step.span(),
                format!(
                    "rewrites every row of {} in one transaction, which keeps each of them locked to the end",
                    through.rows()
                ),
            )
            .on(step, table.id)
            .note("other writers of a row wait for it, and the table grows by a second version of every row");
        finding.notes.extend(notes);
        finding.notes.extend(why.note(named));
        if why.is_slip() && itself {
            finding.severity(Severity::Error).help(by_own);
        } else if let Some(better) = better {
            finding.help(better);
        } else {
            finding.help(format!(
                "do it in batches that commit in between, best outside the migration:\n\
                 UPDATE {name} SET {assigned} WHERE {key} > … AND {key} <= …;"
            ));
        }
    }
}

/// What the statement itself shows to be better than batches along the key.
fn better<'a>(pass: &Pass<'a>, step: &'a Step, update: &Update, table: Option<&Relation>) -> Option<String> {
    pass.begins_with_value(step).or_else(|| {
        let batches = in_batches_of_changed(&step.before, table?, update)?;
        Some(format!(
            "change only the rows that come out otherwise, in batches that commit in between, best outside the migration:\n{batches}"
        ))
    })
}

/// A value that is looked up once may well be meant for every row; one of the same table hardly is.
fn reads_itself(step: &Step, update: &Update, table: &Relation) -> bool {
    update.source.relations.iter().any(|read| step.before.resolve_id(read) == Some(table.id))
}

/// Whether the rule has an error for an UPDATE that does what it cannot have been written for.
pub(super) fn is_wrong(step: &Step, update: &Update, table: &Relation, why: &Unrestricted) -> bool {
    matches!(why, Unrestricted::Untied { .. }) || why.is_slip() && reads_itself(step, update, table)
}

/// A statement that does another thing than it was written for, whatever it blocks: of that, another rule speaks where an
/// earlier statement has locked the table.
fn wrong(pass: &mut Pass, step: &Step, (table, why): (&Relation, &Unrestricted), help: String) {
    let Some(message) = why.note(table) else { return };
    pass.report(step.span(), message).on(step, table.id).severity(Severity::Error).help(help);
}
