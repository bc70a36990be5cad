//! CREATE OR REPLACE of a function with other options than it had: what is not written again is gone.

use crate::ast::{CreateFunction, Expr, FunctionCall, Name, Statement, Volatility};
use crate::catalog::{Catalog, Routine};
use crate::diagnostic::{Label, Severity};
use crate::effects::{FunctionVolatility, function_volatility};
use crate::rule::{Pass, Rule, dependents, list};

pub(super) static RULE: Rule =
    Rule::new("function-options-replaced", include_str!("../../rules/function-options-replaced.md"), check);

/// A function in use, the statement that replaces it, and what it is when the migration is done.
struct Replaced<'a> {
    create: &'a CreateFunction,
    old: &'a Routine,
    end: &'a Routine,
    after: &'a Catalog,
}

/// What callers notice, and the words that would have kept it.
struct Lost {
    message: String,
    clause: String,
}

/// What a function can lose, the gravest first.
const LOSSES: &[fn(&Replaced) -> Option<Lost>] = &[definer, settings, strictness, volatility];

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for step in pass.steps() {
        let Statement::CreateFunction(create) = &step.statement.kind else { continue };
        if !create.or_replace || step.effects.failure.is_some() {
            continue;
        }
        let known = |catalog| of_same_arguments(catalog, create);
        let Some((old, end)) = known(&step.before).zip(known(&up.after)) else { continue };
        if old.definition.is_none() || pass.is_new(old.origin) {
            continue;
        }
        let replaced = Replaced { create, old, end, after: &up.after };
        let lost: Vec<Lost> = LOSSES.iter().filter_map(|loss| loss(&replaced)).collect();
        let label = old.defined_at.and_then(|place| pass.label_at(place, "as it was"));
        if let [first, others @ ..] = lost.as_slice() {
            let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
            let clauses: Vec<&str> = lost.iter().map(|lost| lost.clause.as_str()).collect();
            let finding = pass.report(create.name.span, first.message.clone()).label(label).help(format!(
                "CREATE OR REPLACE keeps the owner and the rights, and no option: write again what it had\n\
                 CREATE OR REPLACE {kind} {}(…) … {} …",
                create.name,
                clauses.join(" ")
            ));
            finding.notes.extend(others.iter().map(|other| other.message.clone()));
        } else if end.security_definer && !old.security_definer && !create.is_for_triggers() {
            gained(pass, create, label);
        }
    }
}

fn of_same_arguments<'c>(catalog: &'c Catalog, create: &CreateFunction) -> Option<&'c Routine> {
    catalog.routines(&create.name).into_iter().find(|known| known.is_replaced_by(create))
}

fn definer(replaced: &Replaced) -> Option<Lost> {
    (replaced.old.security_definer && !replaced.end.security_definer).then(|| Lost {
        message: format!(
            "`{}` no longer runs with its owner's rights: callers that have none of their own on what it uses get \
             \"permission denied\" from the commit on, since SECURITY DEFINER is not written again",
            replaced.create.name
        ),
        clause: "SECURITY DEFINER".to_owned(),
    })
}

fn settings(replaced: &Replaced) -> Option<Lost> {
    let Replaced { create, old, end, .. } = replaced;
    // Of a SECURITY DEFINER function without a search_path `function-search-path` speaks.
    let told = |setting: &Name| setting == "search_path" && end.security_definer;
    let lost: Vec<&Name> =
        old.settings.iter().filter(|setting| !end.settings.contains(setting) && !told(setting)).collect();
    if lost.is_empty() {
        return None;
    }
    let clauses: Vec<String> = lost.iter().map(|setting| format!("SET {setting} = …")).collect();
    let path = match lost.iter().any(|setting| *setting == "search_path") {
        true => ", which decides what the names in its body mean",
        false => "",
    };
    Some(Lost {
        message: format!(
            "`{}` takes {} from its caller from the commit on{path}: it is not set again",
            create.name,
            list(&lost)
        ),
        clause: clauses.join(" "),
    })
}

fn strictness(replaced: &Replaced) -> Option<Lost> {
    let Replaced { create, old, .. } = replaced;
    let was = old.definition.as_ref().is_some_and(|definition| definition.strict);
    (was && !create.strict && !old.signature().is_empty()).then(|| Lost {
        message: format!(
            "`{}` runs for arguments that are null too, for which it returned null without being run: STRICT is not \
             written again",
            create.name
        ),
        clause: "STRICT".to_owned(),
    })
}

/// A function that becomes VOLATILE, unless the planner puts its body in its place, or something stored depends on what it
/// returns: `function-volatility-change` speaks of that.
fn volatility(replaced: &Replaced) -> Option<Lost> {
    let Replaced { create, old, end, after } = replaced;
    if old.volatility == Volatility::Volatile
        || end.volatility != Volatility::Volatile
        || create.procedure
        || create.is_for_triggers()
    {
        return None;
    }
    let many = create.returns_table || create.returns.as_ref().is_some_and(|returns| returns.set_of);
    let arguments = vec![Expr::Null; old.signature().len()];
    let call = FunctionCall { schema: Some(end.name.schema.clone()), name: end.name.name.clone(), arguments };
    let inlined = function_volatility(&call, after) != FunctionVolatility::Known(Volatility::Volatile);
    let (clause, name) = (old.volatility.word(), &create.name);
    let slow = match many {
        true if create.language == "sql" => {
            "a query that reads from it no longer reaches into it: all of its rows are made first".to_owned()
        }
        true => return None,
        false if inlined || dependents::holding(after, end).is_some() => return None,
        false => format!(
            "a query calls it for every row, and finds no row by an index any more where a column is compared with {name}(…)"
        ),
    };
    Some(Lost {
        message: format!(
            "`{name}` is VOLATILE from the commit on, since {clause} is not written again: {slow}"
        ),
        clause: clause.to_owned(),
    })
}

fn gained(pass: &mut Pass, create: &CreateFunction, label: Option<Label>) {
    let kind = if create.procedure { "PROCEDURE" } else { "FUNCTION" };
    let message = format!(
        "`{}` runs with its owner's rights from the commit on: whoever may call it reads and writes in it what the owner may, \
         and the row level security of its callers no longer holds there",
        create.name
    );
    pass.report(create.name.span, message).severity(Severity::Advice).label(label).help(format!(
        "let those alone call it who are meant to, in the same transaction:\n\
         REVOKE EXECUTE ON {kind} {name} FROM PUBLIC;\nGRANT EXECUTE ON {kind} {name} TO …;",
        name = create.name
    ));
}
