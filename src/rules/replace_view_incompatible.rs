//! CREATE OR REPLACE VIEW that takes columns away from the view or renames them.

use crate::ast::Statement;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("replace-view-incompatible", include_str!("../../rules/replace-view-incompatible.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateView(create) = &step.statement.kind else { continue };
        let Some(failure) = step.certain_failure().filter(|_| create.or_replace) else { continue };
        let Some(view) = step.before.resolve(&create.name) else { continue };
        let label = pass.label_created(view.origin, format!("`{}` is made here", view.name));
        let kind = view.kind.name().to_uppercase();
        pass.report(step.span(), format!("fails: {}", failure.message)).on(step, view.id).label(label).help(
            format!(
                "add new columns at the end, or make the view anew, with its grants and what depends on it:\n\
             DROP {kind} {0};\nCREATE VIEW {0} AS …;",
                create.name
            ),
        );
    }
}
