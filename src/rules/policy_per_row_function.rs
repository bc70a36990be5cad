//! Policies that call a function for every row, although its answer is the same for all.

use crate::ast::{Expr, ExprAt, FunctionCall, Statement};
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("policy-per-row-function", include_str!("../../rules/policy-per-row-function.md"), check);

fn check(pass: &mut Pass) {
    let functions = pass.options.strings("functions");
    for step in pass.steps() {
        let (table, conditions) = match &step.statement.kind {
            Statement::CreatePolicy(create) => (&create.table, [&create.using, &create.with_check]),
            Statement::AlterPolicy(alter) => (&alter.table, [&alter.using, &alter.with_check]),
            _ => continue,
        };
        let relation = step.before.resolve(table).map(|table| table.id);
        for condition in conditions.into_iter().flatten() {
            let found =
                bare_calls(&condition.expr).into_iter().map(|call| call.name_at(Span::default()).to_string());
            let Some(name) = found.into_iter().find(|name| functions.contains(&name.as_str())) else {
                continue;
            };
            let edits = wraps(pass, condition, &name);
            let finding = pass.report(
                condition.span,
                format!("calls `{name}` for every row of `{table}` that a query looks at, for the same answer each time"),
            );
            if let Some(relation) = relation {
                finding.on(step, relation);
            }
            finding.help(format!("ask once for the whole query: (SELECT {name}(…))"));
            if !edits.is_empty() {
                finding.fix(format!("wrap `{name}()` in a SELECT"), edits);
            }
        }
    }
}

/// Calls that stand in no subquery.
fn bare_calls(expr: &Expr) -> Vec<&FunctionCall> {
    let (mut all, mut inside): (Vec<&FunctionCall>, Vec<&FunctionCall>) = (Vec::new(), Vec::new());
    expr.walk(&mut |part| match part {
        Expr::Call(call) => all.push(call),
        Expr::Subquery(query) => query.walk_expressions(&mut |part| {
            if let Expr::Call(call) = part {
                inside.push(call);
            }
        }),
        _ => {}
    });
    all.retain(|call| !inside.iter().any(|other| std::ptr::eq(*other, *call)));
    all
}

/// Every call without arguments, as it is written, that no SELECT stands before.
fn wraps(pass: &Pass, condition: &ExprAt, name: &str) -> Vec<Edit> {
    let text = pass.text(condition.span);
    let call = format!("{name}()");
    text.match_indices(&call)
        .filter(|(at, _)| {
            let before = text.get(..*at).unwrap_or_default();
            let word = |c: char| c.is_alphanumeric() || matches!(c, '_' | '.' | '"');
            !before.ends_with(word) && !before.trim_end().to_ascii_lowercase().ends_with("select")
        })
        .map(|(at, found)| {
            let start = condition.span.start as usize + at;
            Edit { span: Span::new(start, start + found.len()), replacement: format!("(SELECT {call})") }
        })
        .collect()
}
