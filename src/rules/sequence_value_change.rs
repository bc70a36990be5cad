//! A sequence that goes on from another number.

use crate::ast::{AlterActionKind, Statement};
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("sequence-value-change", include_str!("../../rules/sequence-value-change.md"), check);

/// The options that change which numbers come next.
const NUMBERS: &[&str] = &["restart", "increment", "maxvalue", "minvalue", "cycle", "start"];

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let (name, places): (_, Vec<Span>) = match &step.statement.kind {
            Statement::AlterSequence(alter)
                if alter.options.iter().any(|option| NUMBERS.contains(&option.as_str())) =>
            {
                (&alter.name, vec![step.span()])
            }
            Statement::AlterTable(alter) => {
                let changes = alter.actions.iter().filter(|action| {
                    matches!(action.kind, AlterActionKind::SetIdentity { sequence_options: true, .. })
                });
                (&alter.name, changes.map(|action| action.span).collect())
            }
            _ => continue,
        };
        let Some(relation) = pass.in_use(&step.before, name) else { continue };
        // A sequence is as new as the table that it belongs to.
        let owner = relation.sequence_owner.as_ref().map(|(owner, _, _)| *owner);
        if owner.is_some_and(|owner| pass.is_new_relation(&step.before, owner)) {
            continue;
        }
        for span in places {
            pass.report(
                span,
                format!(
                    "`{}` goes on from another number: one that is taken makes the next INSERT fail",
                    relation.name
                ),
            )
            .on(step, relation.id)
            .help("set it from the rows there are: SELECT setval(…, max(…)) FROM …;");
        }
    }
}
