//! A function that the planner and indexes trust more than before.

use crate::ast::{Statement, Volatility};
use crate::catalog::Routine;
use crate::rule::{Pass, Rule, dependents};

pub(super) static RULE: Rule =
    Rule::new("function-volatility-change", include_str!("../../rules/function-volatility-change.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let (name, new) = match &step.statement.kind {
            Statement::AlterFunction(alter) => match alter.volatility {
                Some(volatility) => (&alter.function.name, volatility),
                None => continue,
            },
            Statement::CreateFunction(create) if create.or_replace && !create.procedure => {
                (&create.name, create.volatility)
            }
            _ => continue,
        };
        let routines = step.before.routines(name);
        let [known]: [&Routine; 1] = match routines.try_into() {
            Ok(only) => only,
            Err(_) => continue,
        };
        let is_known = known.definition.is_some() && !pass.is_new(known.origin);
        if !is_known || known.volatility == new {
            continue;
        }
        let stored = dependents::holding(&step.before, known);
        let (old_word, new_word) = (known.volatility.word(), new.word());
        let message = match &stored {
            Some(first) => format!(
                "makes `{}` {new_word} instead of {old_word} while {first} holds what it returned before",
                known.name
            ),
            None if new < known.volatility => {
                format!("makes `{}` {new_word} instead of {old_word}: {}", known.name, once(new))
            }
            None => continue,
        };
        pass.report(step.span(), message).help(match stored {
            None => "do it only if the result depends on nothing but the arguments, and for STABLE on nothing that changes during a query",
            Some(_) => "give the new function a name of its own, and build the index or column on it",
        });
    }
}

/// What the server makes of the promise.
fn once(volatility: Volatility) -> &'static str {
    match volatility {
        Volatility::Immutable => {
            "a call with constants is computed once, when the query is planned, and plans and indexes keep the result"
        }
        _ => "a query may compute a call with constants once for all its rows",
    }
}
