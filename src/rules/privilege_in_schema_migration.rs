//! Rights and schema changed by one file.

use crate::ast::{Grant, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule, changes_schema};

pub(super) static RULE: Rule = Rule::new(
    "privilege-in-schema-migration",
    include_str!("../../rules/privilege-in-schema-migration.md"),
    check,
);

fn check(pass: &mut Pass) {
    let other = |step: &&Step| {
        let rights = matches!(
            step.statement.kind,
            Statement::Grant(_)
                | Statement::AlterDefaultPrivileges(_)
                | Statement::CreateRole(_)
                | Statement::AlterRole(_)
        );
        changes_schema(step) && !rights
    };
    let Some(schema) = pass.steps().iter().find(|step| other(step)) else { return };
    for step in pass.steps() {
        let rights = match &step.statement.kind {
            Statement::Grant(grant) => grant.of_role || !is_of_new(pass, step, grant),
            Statement::AlterDefaultPrivileges(_) | Statement::CreateRole(_) | Statement::AlterRole(_) => true,
            _ => false,
        };
        if rights {
            pass.report(step.span(), "changes who may do what in a migration that also changes the schema")
                .label_here(schema.span(), "the first change of the schema")
                .help("put it into a migration of its own, where those who answer for access see it");
            return;
        }
    }
}

/// Whether the right is on what this migration makes.
fn is_of_new(pass: &Pass, step: &Step, grant: &Grant) -> bool {
    !grant.all_in_schema
        && grant.objects.iter().all(|object| {
            let relation = step.before.resolve(&object.name).map(|relation| relation.origin);
            let routine = step.before.routines(&object.name).first().map(|routine| routine.origin);
            let schema = step.before.schema(&object.name.name);
            relation.or(routine).or(schema).is_some_and(|origin| pass.is_new(origin))
        })
}
