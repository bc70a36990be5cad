//! Rows copied from one table to another in one transaction, as many as there are.

use crate::ast::Statement;
use crate::effects::WorkKind;
use crate::rule::{ChangePlace, Pass, RowsChanged, Rule, rows_changed};

pub(super) static RULE: Rule =
    Rule::new("unbatched-insert-select", include_str!("../../rules/unbatched-insert-select.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let target = match &step.statement.kind {
            Statement::Insert(insert) => &insert.table,
            Statement::Merge(merge) => &merge.table,
            _ => continue,
        };
        // Of rows that are there and change with it, `unbatched-backfill` speaks.
        let changes = |change: &RowsChanged| matches!(change.place, ChangePlace::Itself);
        if rows_changed(step).iter().any(changes) && pass.in_use(&step.before, target).is_some() {
            continue;
        }
        let read = step.effects.work.iter().find(|work| {
            work.kind == WorkKind::Read { bounded: false }
                && !pass.is_new_relation(&step.before, work.relation)
        });
        let Some(source) = read.and_then(|work| step.before.relation(work.relation)) else { continue };
        if pass.backfills_under_lock(index) {
            continue;
        }
        let key = pass.key_column(source);
        pass.report(
            step.span(),
            format!(
                "copies from `{}` to `{target}` in one transaction, however many rows there are",
                source.name
            ),
        )
        .on(step, source.id)
        .help(format!(
            "copy a range of keys at a time, and commit in between: … WHERE {key} > … AND {key} <= …"
        ));
    }
}
