//! A function that a script makes to call it: its statements run where the call stands.

use std::sync::Arc;

use crate::ast::{CreateFunction, Expr, FunctionCall, Statement};
use crate::catalog::{Catalog, ScriptId};
use crate::source::Span;

/// The function that a statement does nothing but call, if the same script has made it and no argument changes what it
/// does.
pub(super) fn called_here(
    statement: &Statement,
    script: ScriptId,
    catalog: &Catalog,
) -> Option<Arc<CreateFunction>> {
    let call = only_call(statement).filter(|call| call.arguments.is_empty())?;
    let overloads = catalog.routines(&call.name_at(Span::default()));
    let routine = overloads.into_iter().find(|routine| routine.signature().is_empty())?;
    let made_here = routine.defined_at.is_some_and(|place| place.script == script);
    let readable = matches!(routine.language.as_str(), "plpgsql" | "sql");
    routine.definition.clone().filter(|_| made_here && readable)
}

fn only_call(statement: &Statement) -> Option<&FunctionCall> {
    match statement {
        Statement::Call(call) => Some(call),
        Statement::Select(query) if query.constant && query.relations.is_empty() => {
            match query.outputs.as_slice() {
                [output] => match &output.expr {
                    Expr::Call(call) => Some(call),
                    _ => None,
                },
                _ => None,
            }
        }
        _ => None,
    }
}
