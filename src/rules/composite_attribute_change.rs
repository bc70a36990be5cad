//! A composite type whose attributes change under the code that uses it.

use crate::ast::{AlterActionKind, Statement};
use crate::rule::{Pass, Rule, dependents, list};

pub(super) static RULE: Rule =
    Rule::new("composite-attribute-change", include_str!("../../rules/composite-attribute-change.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(known) = step.before.type_def(&alter.name).filter(|known| !pass.is_new(known.origin)) else {
            continue;
        };
        if step.effects.failure.is_some() {
            continue;
        }
        for action in &alter.actions {
            let (message, cascade) = match &action.kind {
                AlterActionKind::AddAttribute { name, cascade, .. } => (
                    format!(
                        "running code that writes `{}` as a row has one value too few from here on: `{name}` is missing",
                        known.name
                    ),
                    *cascade,
                ),
                AlterActionKind::DropAttribute { name, cascade, .. } => (
                    match dependents::may_be_stored(&step.before, known) {
                        true => format!(
                            "destroys `{name}` in every stored value of `{}`, and running code that still reads it fails",
                            known.name
                        ),
                        false => format!(
                            "values of `{}` come without `{name}` from here on, and running code that still reads it fails",
                            known.name
                        ),
                    },
                    *cascade,
                ),
                AlterActionKind::AlterAttributeType { name, cascade, .. } => (
                    format!(
                        "running code that expects the old type of `{name}` in `{}` fails from here on",
                        known.name
                    ),
                    *cascade,
                ),
                _ => continue,
            };
            let users = dependents::of_type(&step.before, known);
            let finding = pass
                .report(action.span, message)
                .help("make a new type beside it, and change over column by column and function by function");
            if !users.is_empty() {
                finding.note(format!("it is used by {}", users.join(", ")));
            }
            if cascade {
                let rewritten =
                    step.effects.work.iter().filter_map(|work| step.before.relation(work.relation));
                let names: Vec<_> = rewritten.map(|table| &table.name).collect();
                finding.notes.extend((!names.is_empty()).then(|| {
                    format!("CASCADE rewrites {}, and keeps everybody out of it meanwhile", list(names))
                }));
            }
        }
    }
}
