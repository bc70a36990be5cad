//! CREATE OR REPLACE FUNCTION that changes what callers rely on.

use crate::ast::{CreateFunction, ParameterMode, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "replace-function-incompatible",
    include_str!("../../rules/replace-function-incompatible.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateFunction(create) = &step.statement.kind else { continue };
        let Some(failure) = step.certain_failure() else { continue };
        let routines = step.before.routines(&create.name);
        let label = routines.first().and_then(|routine| {
            pass.label_created(routine.origin, format!("`{}` is made here", routine.name))
        });
        let help = if create.or_replace {
            format!(
                "give the new function a name of its own and let callers move over, or drop the old one in the same transaction:\n{}",
                drop_of(pass, create)
            )
        } else {
            "let it be replaced: CREATE OR REPLACE".to_owned()
        };
        pass.report(step.span(), format!("fails: {}", failure.message)).label(label).help(help);
    }
}

fn drop_of(pass: &Pass, create: &CreateFunction) -> String {
    use ParameterMode::{In, InOut, Variadic};
    let inputs = create.parameters.iter().filter(|parameter| matches!(parameter.mode, In | InOut | Variadic));
    let types: Vec<&str> = inputs.map(|input| pass.text(input.data_type.span)).collect();
    let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
    format!("DROP {kind} {}({});", create.name, types.join(", "))
}
