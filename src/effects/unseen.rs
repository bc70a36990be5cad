//! Statements that run code which the history does not show: what was made before them may be gone after.

use super::volatility::{FunctionVolatility, function_volatility};
use crate::ast::{Expr, FunctionCall, Statement};
use crate::catalog::{Catalog, Routine};
use crate::source::Span;

/// Whether a statement may change the schema in a way that nothing here tells: dynamic SQL, or a function that runs it.
pub fn runs_unseen_code(statement: &Statement, catalog: &Catalog) -> bool {
    match statement {
        Statement::Do(block) => !block.dynamic.is_empty() || block.language != "plpgsql",
        Statement::Call(call) => is_unseen(call, catalog),
        Statement::Select(query) => {
            let mut unseen = false;
            query.walk_expressions(&mut |expr| {
                if let Expr::Call(call) = expr {
                    unseen |= is_unseen(call, catalog);
                }
            });
            unseen
        }
        _ => false,
    }
}

/// Whether the code that such a statement runs has a word in it; of a DO block the text is given. Code of which nothing is
/// known has none.
pub fn unseen_code_says(statement: &Statement, catalog: &Catalog, text: &str, word: &str) -> bool {
    let says = |text: &str| text.to_ascii_lowercase().contains(word);
    let in_body = |call: &FunctionCall| {
        let bodies = catalog.routines(&call.name_at(Span::default())).into_iter();
        let mut bodies = bodies.filter_map(|routine| routine.definition.as_ref()?.body.as_ref());
        bodies.any(|(body, _)| says(body))
    };
    match statement {
        Statement::Do(_) => says(text),
        Statement::Call(call) => in_body(call),
        Statement::Select(query) => {
            let mut found = false;
            query.walk_expressions(&mut |expr| found |= matches!(expr, Expr::Call(call) if in_body(call)));
            found
        }
        _ => false,
    }
}

fn is_unseen(call: &FunctionCall, catalog: &Catalog) -> bool {
    let routines = catalog.routines(&call.name_at(Span::default()));
    match routines.is_empty() {
        true => function_volatility(call, catalog) == FunctionVolatility::Unknown,
        false => routines.into_iter().any(changes_the_schema),
    }
}

/// Whether a function's body holds words of such statements.
fn changes_the_schema(routine: &Routine) -> bool {
    let body = routine.definition.as_ref().and_then(|definition| definition.body.as_ref());
    let Some((body, _)) = body else { return true };
    let body = body.to_ascii_lowercase();
    ["execute", "drop ", "alter ", "perform "].iter().any(|word| body.contains(word))
}
