//! A session's advisory lock that no statement gives back.

use crate::ast::{FunctionCall, Statement};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("advisory-lock-pooler", include_str!("../../rules/advisory-lock-pooler.md"), check);

fn check(pass: &mut Pass) {
    let unlocks = |step: &Step| calls(step).iter().any(|call| call.name.starts_with("pg_advisory_unlock"));
    for (index, step) in pass.steps().iter().enumerate() {
        let calls = calls(step);
        let locks = |call: &&&FunctionCall| {
            matches!(
                call.name.as_str(),
                "pg_advisory_lock"
                    | "pg_advisory_lock_shared"
                    | "pg_try_advisory_lock"
                    | "pg_try_advisory_lock_shared"
            )
        };
        let Some(call) = calls.iter().find(locks) else { continue };
        if unlocks(step) || pass.later_steps(index).iter().any(unlocks) {
            continue;
        }
        let name = &call.name;
        let better = name.replace("advisory_lock", "advisory_xact_lock");
        pass.report(
            step.span(),
            format!("`{name}` holds until the connection ends, which under a pooler is not when the migration does"),
        )
        .help(format!("let it end with the transaction: {better}(…), or give it back with pg_advisory_unlock(…)"));
    }
}

/// The functions that a statement calls itself.
fn calls(step: &Step) -> Vec<&FunctionCall> {
    match &step.statement.kind {
        Statement::Select(query) => {
            let mut found: Vec<&FunctionCall> = Vec::new();
            query.walk_expressions(&mut |expr| {
                if let crate::ast::Expr::Call(call) = expr {
                    found.push(call);
                }
            });
            found
        }
        _ => Vec::new(),
    }
}
