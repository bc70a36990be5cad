//! More indexes on a table, or more columns in an index, than the team has decided to maintain.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("index-limits", include_str!("../../rules/index-limits.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    let limit = |name: &str| usize::try_from(pass.options.integer(name)).unwrap_or(usize::MAX);
    let (columns, indexes) = (limit("columns"), limit("indexes"));
    for (at, step) in script.steps.iter().enumerate() {
        let Statement::CreateIndex(create) = &step.statement.kind else { continue };
        let after = script.after_step(at);
        let Some(table) = after.resolve(&create.table).filter(|table| !table.is_temporary()) else {
            continue;
        };
        let (keys, count) = (create.elements.len(), table.indexes.len());
        let message = if keys > columns && !create.unique {
            format!("an index on `{}` has {keys} columns: {columns} are the limit", table.name)
        } else if count > indexes {
            format!("`{}` has {count} indexes with this one: {indexes} are the limit", table.name)
        } else {
            continue;
        };
        pass.report(step.span(), message)
            .on(step, table.id)
            .note("each write to the table maintains every index, and each keeps pages in memory")
            .help("leave out what no query needs: the columns after the first two or three seldom narrow a search");
    }
}
