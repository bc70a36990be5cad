//! Rows that are there twice when the file is run again.

use rustc_hash::FxHashSet;

use crate::ast::{Expr, Statement};
use crate::catalog::RelationId;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("insert-without-on-conflict", include_str!("../../rules/insert-without-on-conflict.md"), check);

fn check(pass: &mut Pass) {
    let mut emptied: FxHashSet<RelationId> = FxHashSet::default();
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Insert(insert) = &step.statement.kind else {
            emptied.extend(tables_emptied(step));
            continue;
        };
        let Some(table) = pass.in_use(&step.before, &insert.table) else { continue };
        let again = pass.migration.repeatable;
        if insert.on_conflict.is_some() || (!again && !pass.stays_behind(index)) {
            continue;
        }
        let asks_first = insert.source.as_ref().is_some_and(|source| {
            source.where_clause.as_ref().is_some_and(|condition| {
                let mut asks = false;
                condition.walk(&mut |expr| asks |= matches!(expr, Expr::Subquery(_)));
                asks || source.relations.iter().any(|name| step.before.resolve_id(name) == Some(table.id))
            })
        });
        if asks_first || emptied.contains(&table.id) {
            continue;
        }
        let note = pass.half_way();
        let finding = pass
            .report(
                step.span(),
                if again {
                    format!("adds the rows to `{}` once more every time the file changes", table.name)
                } else {
                    format!("adds the rows to `{}` once more when a later statement fails and the file is run again", table.name)
                },
            )
            .on(step, table.id)
            .help("let a unique key tell what is there: INSERT … ON CONFLICT DO NOTHING");
        if !again {
            finding.note(note);
        }
    }
}

fn tables_emptied(step: &Step) -> Vec<RelationId> {
    let names = match &step.statement.kind {
        Statement::Delete(delete) => std::slice::from_ref(&delete.table),
        Statement::Truncate(truncate) => &truncate.tables,
        _ => &[],
    };
    names.iter().filter_map(|name| step.before.resolve_id(name)).collect()
}
