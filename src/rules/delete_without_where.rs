//! A DELETE of every row.

use crate::ast::Statement;
use crate::effects::WorkKind;
use crate::rule::{Pass, Rule, row_notes, touches_every_row};

pub(super) static RULE: Rule =
    Rule::new("delete-without-where", include_str!("../../rules/delete-without-where.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Delete(delete) = &step.statement.kind else { continue };
        let Some(through) = pass.changed(&step.before, &delete.table) else { continue };
        let table = through.table;
        let many = step.effects.work_on(table.id).any(|work| work.kind == WorkKind::Write { bounded: false });
        if !many
            || !touches_every_row(delete.where_clause.as_ref())
            || pass.rows_copied(index, table.id)
            || pass.refilled(index, table.id)
            || pass.goes_later(index, table.id)
            || pass.backfills_under_lock(index)
        {
            continue;
        }
        let name = &delete.table;
        let key = pass.key_column(table);
        let notes = row_notes(step, table);
        let finding = pass
            .report(step.span(), format!("deletes every row of {}", through.rows()))
            .on(step, table.id)
            .help(format!(
                "say which rows, and delete many of them in batches that commit in between:\n\
             DELETE FROM {name} WHERE … AND {key} IN (SELECT {key} FROM {name} WHERE … LIMIT 10000);"
            ));
        finding.notes.extend(notes);
    }
}
