//! A new overload with defaults that makes calls of the old one ambiguous.

use crate::ast::{CreateFunction, Parameter, ParameterMode, Statement};
use crate::catalog::Routine;
use crate::rule::{Pass, Rule, inputs};

pub(super) static RULE: Rule = Rule::new(
    "function-overload-ambiguous",
    include_str!("../../rules/function-overload-ambiguous.md"),
    check,
);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    for step in pass.steps() {
        let Statement::CreateFunction(create) = &step.statement.kind else { continue };
        // An overload that the migration drops after all is in nobody's way.
        let left = script.after.routines(&create.name);
        if step.before.routines(&create.name).iter().any(|known| known.is_replaced_by(create)) {
            continue;
        }
        let other = step.before.routines(&create.name).into_iter().find(|other| {
            let stays = left.iter().any(|left| left.signature() == other.signature());
            stays && other.definition.is_some() && calls_in_common(create, other).is_some()
        });
        let Some(other) = other else { continue };
        let count = calls_in_common(create, other).unwrap_or_default();
        let label = pass.label_created(other.origin, "the overload that is there");
        let types: Vec<String> = other.signature().iter().map(ToString::to_string).collect();
        let call = format!("{}({})", create.name, vec!["…"; count].join(", "));
        let kind = if other.procedure { "PROCEDURE" } else { "FUNCTION" };
        pass.report(
            step.span(),
            format!("makes another function beside the one that is there, and `{call}` fails from here on: it \"is not unique\""),
        )
        .label(label)
        .help(format!(
            "drop the old one in the same transaction{}:\nDROP {kind} {}({});",
            of_old_calls(create, other),
            create.name,
            types.join(", ")
        ));
    }
}

/// What becomes of calls of the old one: where the new list goes on from the old one, nothing; an argument behind the
/// first difference goes to another parameter, whose type may take it.
fn of_old_calls(create: &CreateFunction, other: &Routine) -> String {
    let new: Vec<&Parameter> = inputs(&create.parameters).collect();
    let old: Vec<&Parameter> = inputs(&other.parameters).collect();
    let same = |(one, other): &(&&Parameter, &&Parameter)| {
        alike(one, other)
            && (one.name == other.name || other.name.is_none())
            && one.has_default >= other.has_default
    };
    let kept = new.iter().zip(&old).take_while(same).count();
    let rest_has_defaults = new.iter().skip(kept).all(|parameter| parameter.has_default);
    let behind = match kept {
        _ if kept == old.len() && rest_has_defaults => return "; the defaults serve its callers".to_owned(),
        0 => "arguments".to_owned(),
        1 => "more than the first argument".to_owned(),
        kept => format!("more than the first {kept} arguments"),
    };
    format!(
        ", and change with it every call that passes {behind}: what it passes there goes to other parameters, some of it \
         without an error, or to none"
    )
}

/// With how many arguments both can be called alike, one of them by its defaults; `None` where they are the same
/// function or the types tell them apart.
fn calls_in_common(create: &CreateFunction, other: &Routine) -> Option<usize> {
    let new: Vec<&Parameter> = inputs(&create.parameters).collect();
    let old: Vec<&Parameter> = inputs(&other.parameters).collect();
    let least = |inputs: &[&Parameter]| inputs.iter().filter(|input| !input.has_default).count();
    let count = least(&new).max(least(&old));
    let variadic = new.iter().chain(&old).any(|input| input.mode == ParameterMode::Variadic);
    let fits = count <= new.len().min(old.len())
        && new.iter().zip(&old).take(count).all(|(one, other)| alike(one, other));
    (fits && !variadic && (new.len() > count || old.len() > count)).then_some(count)
}

fn alike(one: &Parameter, other: &Parameter) -> bool {
    let (one, other) = (&one.data_type, &other.data_type);
    one.name == other.name && one.array.min(1) == other.array.min(1)
}
