//! A DELETE of every row.

use crate::ast::Statement;
use crate::effects::{Target, WorkKind};
use crate::rule::{Pass, Rule, row_notes};

pub(super) static RULE: Rule =
    Rule::new("delete-without-where", include_str!("../../rules/delete-without-where.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Delete(delete) = &step.statement.kind else { continue };
        let Some(through) = pass.changed(&step.before, &delete.table) else { continue };
        let table = through.table;
        let many = step.effects.work_on(table.id).any(|work| work.kind == WorkKind::Write { bounded: false });
        let Some(named) = step.before.resolve(&delete.table).filter(|_| many) else { continue };
        let Some(why) = Target::of_delete(named, delete).unrestricted(&step.before) else { continue };
        if pass.rows_copied(index, table.id)
            || pass.refilled(index, table.id)
            || pass.goes_later(index, table.id)
            || pass.backfills_under_lock(index)
        {
            continue;
        }
        let name = &delete.table;
        let key = pass.key_column(table);
        let notes = row_notes(step, table);
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
        finding.notes.extend(why.note(named));
    }
}
