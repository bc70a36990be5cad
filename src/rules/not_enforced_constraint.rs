//! A constraint that is written down and not enforced (PostgreSQL 18).

use crate::ast::{AlterActionKind, Statement};
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("not-enforced-constraint", include_str!("../../rules/not-enforced-constraint.md"), check);

const HELP: &str = "add it NOT VALID if only the rows that are there are in the way: new rows then obey it";

fn check(pass: &mut Pass) {
    for written in pass.written_constraints() {
        let Some(table) = written.after.resolve(written.table) else { continue };
        if written.constraint.not_enforced {
            let message = message(&table.name.to_string());
            pass.report(written.constraint.span, message).on(written.step, table.id).help(HELP);
        }
    }
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve(&alter.name) else { continue };
        let places: Vec<Span> = alter
            .actions
            .iter()
            .filter(|action| {
                matches!(&action.kind, AlterActionKind::AlterConstraint { change, .. } if change.enforced == Some(false))
            })
            .map(|action| action.span)
            .collect();
        for place in places {
            pass.report(place, message(&table.name.to_string())).on(step, table.id).help(HELP);
        }
    }
}

fn message(table: &str) -> String {
    format!(
        "no row of `{table}` is held to this constraint, old or new, and readers of the schema will believe it"
    )
}
