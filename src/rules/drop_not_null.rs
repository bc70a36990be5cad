//! A column that running code may now find empty.

use crate::ast::AlterActionKind;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("drop-not-null", include_str!("../../rules/drop-not-null.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let AlterActionKind::DropNotNull { column } = &altering.action.kind else { continue };
        let known = altering.table.column(&column.name);
        if known
            .is_some_and(|known| pass.is_new(known.origin) || (!known.not_null && known.nullability_known))
        {
            continue;
        }
        pass.report(
            altering.action.span,
            format!(
                "running code that relies on a value in `{}.{column}` meets nulls from here on",
                altering.table.name
            ),
        )
        .on(altering.step, altering.table.id)
        .help("let every running version of the application read nulls before any writes one");
    }
}
