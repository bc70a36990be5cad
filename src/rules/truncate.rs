//! TRUNCATE of a table in use.

use crate::ast::Statement;
use crate::rule::{Pass, Rule, list};
use crate::rules::truncate_cascade;

pub(super) static RULE: Rule = Rule::new("truncate", include_str!("../../rules/truncate.md"), check);

fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Truncate(truncate) = &step.statement.kind else { continue };
        if truncate.cascade && truncate_cascade::reached(pass, step, truncate).is_some() {
            continue;
        }
        let tables: Vec<_> = truncate
            .tables
            .iter()
            .filter_map(|name| Some((name, pass.in_use(&step.before, name)?)))
            .filter(|(_, table)| !pass.rows_copied(index, table.id) && !pass.refilled(index, table.id))
            .filter(|(_, table)| !pass.goes_later(index, table.id))
            .collect();
        let Some((_, first)) = tables.first() else { continue };
        let waits = step.effects.lock_on(first.id).map(|mode| {
            format!(
                ", and blocks {} to {} until the transaction ends",
                mode.who_waits(),
                if tables.len() == 1 { "it" } else { "them" }
            )
        });
        let names = list(tables.iter().map(|(_, table)| &table.name));
        let written = tables.iter().map(|(name, _)| name.to_string()).next().unwrap_or_default();
        pass.report(step.span(), format!("deletes every row of {names}{}", waits.unwrap_or_default()))
            .on(step, first.id)
            .help(format!(
                "delete what is not needed, in batches that commit in between:\n\
                 DELETE FROM {written} WHERE ctid = ANY (ARRAY(SELECT ctid FROM {written} WHERE … LIMIT 10000));"
            ));
    }
}
