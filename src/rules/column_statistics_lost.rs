//! A column's new type that costs no rewrite, and its statistics.

use super::alter_column_type_rewrite;
use crate::rule::{Pass, Rule, StatisticsLost, list};

pub(super) static RULE: Rule =
    Rule::new("column-statistics-lost", include_str!("../../rules/column-statistics-lost.md"), check);

/// One finding for a migration, however many tables it is about.
fn check(pass: &mut Pass) {
    let mut lost = pass.statistics_lost();
    lost.retain(|lost| !is_told(pass, lost));
    let Some((first, others)) = lost.split_first() else { return };
    let also = match others {
        [] => String::new(),
        [other] => format!(", and of {} in `{}`", list(&other.columns), other.altering.table.name),
        more => format!(", and of columns in {} more tables", more.len()),
    };
    let by = if others.is_empty() && first.columns.len() == 1 { "it" } else { "them" };
    let message = format!(
        "the statistics of {} in `{}`{also} go with the old type, and queries by {by} are planned without any: autovacuum \
         gathers new ones only once enough rows have changed",
        list(&first.columns),
        first.altering.table.name
    );
    let remedies: Vec<String> = lost.iter().map(StatisticsLost::remedy).collect();
    let finding = pass.report(first.altering.action.span, message);
    finding.on(first.altering.step, first.altering.table.id).help(format!(
        "gather them right after it, in a transaction of their own; this blocks nobody:\n{}",
        remedies.join("\n")
    ));
    for other in others {
        finding.label_here(
            other.altering.action.span,
            format!("{} of `{}` too", list(&other.columns), other.altering.table.name),
        );
    }
}

/// Whether `alter-column-type-rewrite` has a finding on the statement, with a note of it.
fn is_told(pass: &Pass, lost: &StatisticsLost) -> bool {
    let mut here = pass.altering().iter().filter(|other| std::ptr::eq(other.step, lost.altering.step));
    here.any(alter_column_type_rewrite::tells_of)
}
