//! One column given a value twice in one statement.

use crate::ast::{Ident, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "duplicate-column-assignment",
    include_str!("../../rules/duplicate-column-assignment.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let columns: Vec<&Ident> = match &step.statement.kind {
            Statement::Update(update) => update.assignments.iter().map(|(column, _)| column).collect(),
            Statement::Insert(insert) => insert.columns.iter().collect(),
            _ => continue,
        };
        // `SET a[1] = …, a[2] = …` and `SET a.x = …` each set another part.
        let whole: Vec<&Ident> = columns.into_iter().filter(|column| !sets_a_part(pass, column)).collect();
        let again = whole.iter().enumerate().find_map(|(at, column)| {
            let first = whole.iter().take(at).find(|earlier| earlier.name == column.name)?;
            Some((*first, *column))
        });
        let Some((first, column)) = again else { continue };
        pass.report(column.span, format!("fails: `{column}` is given a value twice in one statement"))
            .label_here(first.span, "the first time")
            .help("leave one of the two out");
    }
}

fn sets_a_part(pass: &Pass, column: &Ident) -> bool {
    let rest = pass.up().and_then(|script| script.source.text().get(column.span.end as usize..));
    rest.is_some_and(|rest| rest.trim_start().starts_with(['[', '.']))
}
