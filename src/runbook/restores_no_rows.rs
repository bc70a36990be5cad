//! Promises that nothing is lost, in a plan that drops what holds rows.

use super::{Item, PlanCheck, Reading};
use crate::ast::{ObjectKind, Statement};
use crate::source::Span;

pub(super) static CHECK: PlanCheck = PlanCheck::new(
    "rollback-restores-no-rows",
    include_str!("../../rules/runbook/rollback-restores-no-rows.md"),
    check,
);

const PROMISES: &[&str] = &[
    "no data loss",
    "zero data loss",
    "no data will be lost",
    "no data is lost",
    "without data loss",
    "full rollback",
    "fully reversible",
    "fully revertible",
    "complete rollback",
    "can be fully rolled back",
];

fn check(reading: &mut Reading) {
    let plan = reading.plan;
    let Some((span, what)) = loses_rows(reading) else { return };
    let promises: Vec<&Item> = plan
        .items
        .iter()
        .filter(|item| {
            let text = item.text.to_lowercase();
            PROMISES.iter().any(|promise| text.contains(promise))
        })
        .collect();
    for item in promises {
        reading
            .report(item.span, format!("is not true of this plan: it {what}, and a script that takes the schema back brings no row back"))
            .label_here(span, "the rows go here")
            .help("say what brings the rows back: a backup that was restored once to see that it works, or an archive schema that keeps the table until nobody needs it");
    }
}

/// Where the plan drops what holds rows: in its SQL, or in its words.
fn loses_rows(reading: &Reading) -> Option<(Span, String)> {
    let plan = reading.plan;
    let in_sql = plan.statements.iter().find_map(|planned| {
        let what = match &planned.statement.kind {
            Statement::Drop(drop) if matches!(drop.kind, ObjectKind::Table | ObjectKind::Schema) => {
                format!("drops `{}`", drop.objects.first()?.name)
            }
            Statement::Truncate(_) => "truncates a table".to_owned(),
            Statement::AlterTable(alter) => {
                let column = alter.actions.iter().find_map(|action| action.kind.dropped_column())?;
                format!("drops `{}.{}`", alter.name, column.name)
            }
            _ => return None,
        };
        Some((planned.statement.span, what))
    });
    in_sql.or_else(|| {
        let says = |text: &str| {
            let text = text.to_lowercase();
            let drops = ["drops ", "drop ", "dropping ", "dropped ", "removes ", "deletes "]
                .iter()
                .any(|verb| text.contains(verb));
            drops
                && (text.contains(" table") || text.contains(" column"))
                && !text.contains("no table")
                && !text.contains("not drop")
        };
        let item = plan.items.iter().find(|item| says(&item.text))?;
        Some((item.span, "drops tables or columns".to_owned()))
    })
}
