//! Functions that look up names where whoever calls them says.

use crate::ast::{AlterFunction, CreateFunction, Statement, quoted};
use crate::catalog::Routine;
use crate::diagnostic::Edit;
use crate::migration::Step;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("function-search-path", include_str!("../../rules/function-search-path.md"), check);

fn check(pass: &mut Pass) {
    let every = pass.options.boolean("every-function");
    for step in pass.steps() {
        match &step.statement.kind {
            Statement::CreateFunction(create) => created(pass, step, create, every),
            Statement::AlterFunction(alter) if alter.security_definer == Some(true) => {
                altered(pass, step, alter)
            }
            _ => {}
        }
    }
}

fn created(pass: &mut Pass, step: &Step, create: &CreateFunction, every: bool) {
    // Names in an SQL body were looked up when it was made; C has none.
    let resolved = create.sql_body || matches!(create.language.as_str(), "c" | "internal");
    let sets = create.settings.iter().any(|setting| setting == "search_path");
    if resolved || sets || !(create.security_definer || every) || is_mended(pass, step, &create.name) {
        return;
    }
    let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
    let message = match create.security_definer {
        true => format!(
            "whoever may call `{}` can have it run their own code with its owner's rights: it is SECURITY DEFINER and \
             takes its search_path from the caller",
            create.name
        ),
        false => format!(
            "`{}` takes its search_path from the caller, who so decides what its names mean",
            create.name
        ),
    };
    let end = Span { start: step.span().end, end: step.span().end };
    let finding = pass.report(create.name.span, message);
    finding.help(format!(
        "fix the path, and write the names in the body with their schemas: CREATE {kind} … SET search_path = ''"
    ));
    if step.within.is_none() {
        let path = present_path(step);
        let edit = Edit { span: end, replacement: format!("\nSET search_path = {path}") };
        finding.unsafe_fix(format!("set its search_path to {path}"), vec![edit]);
    }
}

fn altered(pass: &mut Pass, step: &Step, alter: &AlterFunction) {
    let name = &alter.function.name;
    let known = step.before.routines(name);
    let sets = |routine: &&Routine| routine.settings.iter().any(|setting| setting == "search_path");
    let unknown = known.iter().all(|routine| routine.definition.is_none());
    let own = alter.settings.iter().any(|setting| setting == "search_path");
    let resolved = known.iter().any(|routine| routine.definition.as_ref().is_some_and(|d| d.sql_body));
    if unknown || own || resolved || known.iter().any(sets) || is_mended(pass, step, name) {
        return;
    }
    pass.report(
        step.span(),
        format!(
            "whoever may call `{name}` can have it run their own code with its owner's rights: it becomes SECURITY \
             DEFINER and takes its search_path from the caller"
        ),
    )
    .help(format!("ALTER FUNCTION {name} SECURITY DEFINER SET search_path = '';"));
}

/// The schemas in which the body's names are found now. Those of temporary objects, which anyone can make, come last.
fn present_path(step: &Step) -> String {
    let schemas = step.before.session.search_path.iter().map(|schema| quoted(schema));
    schemas.chain(["pg_temp".into()]).collect::<Vec<_>>().join(", ")
}

/// Whether the function has a path of its own, or is gone, when the history ends.
fn is_mended(pass: &Pass, step: &Step, name: &crate::ast::ObjectName) -> bool {
    let qualified = step.before.qualify(name);
    let full = crate::ast::ObjectName::new(Some(&qualified.schema), &qualified.name, name.span);
    let routines = pass.history.end.routines(&full);
    routines.iter().all(|routine| routine.settings.iter().any(|setting| setting == "search_path"))
}
