//! Tables that nothing cleans up.

use crate::ast::{AlterActionKind, ObjectName, RelOption, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("autovacuum-disabled", include_str!("../../rules/autovacuum-disabled.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateTable(create) => {
                if let Some(option) = create.options.iter().find(|option| disables(option)) {
                    report(pass, step, &create.name, create.name.span, option);
                }
            }
            Statement::AlterTable(alter) => {
                for action in &alter.actions {
                    let AlterActionKind::SetOptions { options, reset: false } = &action.kind else {
                        continue;
                    };
                    if let Some(option) = options.iter().find(|option| disables(option)) {
                        report(pass, step, &alter.name, action.span, option);
                    }
                }
            }
            _ => {}
        }
    }
}

fn disables(option: &RelOption) -> bool {
    let off = option
        .value
        .as_deref()
        .is_some_and(|value| matches!(value.to_ascii_lowercase().as_str(), "false" | "off" | "0" | "no"));
    matches!(option.name.as_str(), "autovacuum_enabled" | "toast.autovacuum_enabled") && off
}

fn report(pass: &mut Pass, step: &Step, name: &ObjectName, span: Span, option: &RelOption) {
    let table = pass.history.end.relation_named(&step.before.qualify(name));
    let still =
        |options: &[RelOption]| options.iter().any(|known| known.name == option.name && disables(known));
    let Some(table) = table.filter(|table| still(&table.options) && !table.is_temporary()) else { return };
    pass.report(
        span,
        format!(
            "nothing cleans up `{}` any more: it grows with every UPDATE, and its statistics grow old",
            table.name
        ),
    )
    .on(step, table.id)
    .note("against wraparound the server vacuums it all the same, at a time that nobody chose")
    .help(format!("turn it on again when the load is over: ALTER TABLE {name} RESET ({});", option.name));
}
