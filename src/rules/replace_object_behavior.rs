//! Something that keeps its name and does another thing from here on.

use crate::ast::{AlterActionKind, ObjectKind, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("replace-object-behavior", include_str!("../../rules/replace-object-behavior.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let what = match &step.statement.kind {
            Statement::CreateView(create) if create.or_replace => {
                let view = pass.in_use(&step.before, &create.name);
                view.map(|view| format!("the view `{}`", view.name))
            }
            Statement::CreateFunction(create) if create.or_replace => {
                let known = step.before.routines(&create.name);
                let known = known.first().filter(|known| !pass.is_new(known.origin));
                known.map(|known| format!("`{}`", known.name))
            }
            Statement::CreateTrigger(create) if create.or_replace => {
                let table = pass.in_use(&step.before, &create.table);
                table
                    .filter(|table| table.trigger(&create.name.name).is_some())
                    .map(|table| format!("the trigger `{}` of `{}`", create.name, table.name))
            }
            Statement::CreateRule(create) if create.or_replace => {
                let table = pass.in_use(&step.before, &create.table);
                table
                    .filter(|table| table.rules.contains(&create.name.name))
                    .map(|table| format!("the rule `{}` of `{}`", create.name, table.name))
            }
            Statement::AlterFunction(alter) => {
                let known = step.before.routines(&alter.function.name);
                let known = known.first().filter(|known| !pass.is_new(known.origin));
                known.map(|known| format!("`{}`", known.name))
            }
            Statement::AlterTable(alter) if alter.kind == ObjectKind::View => {
                let options = alter
                    .actions
                    .iter()
                    .any(|action| matches!(action.kind, AlterActionKind::SetOptions { .. }));
                let view = pass.in_use(&step.before, &alter.name).filter(|_| options);
                view.map(|view| format!("the view `{}`", view.name))
            }
            _ => None,
        };
        let Some(what) = what.filter(|_| step.effects.failure.is_none()) else { continue };
        pass.report(step.span(), format!("changes what {what} does under code that goes on using it"))
            .help("see that every running version of the application can live with it, or give the new one a name of its own");
    }
}
