//! Policies on tables where row level security is off.

use crate::ast::Statement;
use crate::catalog::Origin;
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule, says, says_word};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("policy-without-rls", include_str!("../../rules/policy-without-rls.md"), check);

fn check(pass: &mut Pass) {
    let mut told = Vec::new();
    for step in pass.steps() {
        let Statement::CreatePolicy(create) = &step.statement.kind else { continue };
        let Some(before) = step.before.resolve(&create.table) else { continue };
        let Some(table) = pass.history.end.relation(before.id) else { continue };
        let made = matches!(table.origin, Origin::Created(_));
        let there = table.policy(&create.name.name).is_some();
        // Where it is turned off later, that is told there.
        let on_now = pass.up().and_then(|up| up.after.relation(table.id)).is_some_and(|now| now.row_security);
        if !made || !there || table.row_security || on_now || told.contains(&table.id) {
            continue;
        }
        if may_turn_it_on(pass) {
            return;
        }
        told.push(table.id);
        let statement = format!("ALTER TABLE {} ENABLE ROW LEVEL SECURITY", create.table);
        let end = Span { start: step.span().end, end: step.span().end };
        let finding = pass
            .report(
                step.span(),
                format!(
                    "the policy `{}` does nothing: row level security is off on `{}`, and whoever may read it reads \
                     every row",
                    create.name, table.name
                ),
            )
            .on(step, table.id)
            .help(format!("turn it on:\n{statement};"));
        if step.within.is_none() {
            let edit = Edit { span: end, replacement: format!(";\n{statement}") };
            finding.unsafe_fix("enable row level security", vec![edit]);
        }
    }
}

/// Whether code of the history says the words in a text that it puts together and runs: for which tables, nobody can tell.
fn may_turn_it_on(pass: &Pass) -> bool {
    let says = |body: &str| says_word(body, "execute") && says(body, "enable row level security");
    let routines = pass.history.end.all_routines();
    let mut bodies = routines.filter_map(|routine| routine.definition.as_ref()?.body.as_ref());
    bodies.any(|(body, _)| says(body))
}
