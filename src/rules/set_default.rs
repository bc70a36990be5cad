//! Another default under code that leaves the column out.

use crate::ast::AlterActionKind;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new("set-default", include_str!("../../rules/set-default.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        let AlterActionKind::SetDefault { column, default } = &altering.action.kind else { continue };
        let known = altering.table.column(&column.name);
        let same = known.is_some_and(|known| known.default.as_ref() == Some(&default.expr));
        if same || known.is_some_and(|known| pass.is_new(known.origin)) {
            continue;
        }
        pass.report(
            altering.action.span,
            format!(
                "rows that leave `{}.{column}` out get another value from here on; those there are keep theirs",
                altering.table.name
            ),
        )
        .on(altering.step, altering.table.id)
        .help("see that running code wants the new value too, and change the old rows in batches if they are to have it");
    }
}
