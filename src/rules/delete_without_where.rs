//! A DELETE of every row.

use crate::ast::Statement;
use crate::catalog::{Relation, Through};
use crate::effects::{Target, Unrestricted, WorkKind};
use crate::rule::{Pass, Rule, row_notes};

pub(super) static RULE: Rule =
    Rule::new("delete-without-where", include_str!("../../rules/delete-without-where.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Delete(delete) = &step.statement.kind else { continue };
        let Some((through, named, why)) = found(pass, index) else { continue };
        let table = through.table;
        let name = &delete.table;
        let key = pass.key_column(table);
        let notes = row_notes(step, table);
        let along = pass.rows_along(index, table.id, &[]);
        let help = match why.is_slip() {
            true => {
                format!("say in the condition which rows of `{name}` are meant, by one of its own columns")
            }
            false => format!(
                "say which rows, and delete many of them in batches that commit in between:\n\
                 DELETE FROM {name} WHERE … AND {key} IN (SELECT {key} FROM {name} WHERE … LIMIT 10000);"
            ),
        };
        let finding = pass
            .report(step.span(), format!("deletes every row of {}", through.rows()))
            .on(step, table.id)
            .help(help);
        finding.notes.extend(notes);
        finding.notes.extend(along.notes());
        finding.notes.extend(why.note(named));
    }
}

/// The table that a step empties, the one that it names, and why no row is left out.
pub(super) fn found<'a>(pass: &Pass<'a>, index: usize) -> Option<(Through<'a>, &'a Relation, Unrestricted)> {
    let step = pass.steps().get(index)?;
    let Statement::Delete(delete) = &step.statement.kind else { return None };
    let through = pass.changed(&step.before, &delete.table)?;
    let table = through.table;
    let many = step.effects.work_on(table.id).any(|work| work.kind == WorkKind::Write { bounded: false });
    let named = step.before.resolve(&delete.table).filter(|_| many)?;
    let why = Target::of_delete(named, delete).unrestricted(&step.before)?;
    let otherwise = pass.rows_copied(index, table.id)
        || pass.refilled(index, table.id)
        || pass.goes_later(index, table.id)
        || pass.backfills_under_lock(index);
    (!otherwise).then_some((through, named, why))
}
