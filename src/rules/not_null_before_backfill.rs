//! NOT NULL or a CHECK on a column that the rows there are have no value in yet.

use crate::ast::{Expr, Name, Statement};
use crate::catalog::Relation;
use crate::migration::Step;
use crate::rule::{Pass, Required, Rule};

mod repaired;

pub(super) static RULE: Rule =
    Rule::new("not-null-before-backfill", include_str!("../../rules/not-null-before-backfill.md"), check);

fn check(pass: &mut Pass) {
    repaired::check(pass);
    for (index, step) in pass.steps().iter().enumerate() {
        for required in pass.required_columns(step) {
            if pass.is_new_relation(&step.before, required.table.id)
                || !starts_without_value(pass, required.table, &required.column)
                || code_may_fill(pass, step, &required)
            {
                continue;
            }
            let mut earlier = pass
                .earlier_steps(index)
                .take_while(|(_, earlier)| earlier.before.relation(required.table.id).is_some());
            if earlier.any(|(_, earlier)| fills_or_may(earlier, &required)) {
                continue;
            }
            let later = pass.following_steps(index).find(|(at, later)| {
                required.is_filled_by(later) && (*at <= pass.index + 1 || asks_for_nulls(later, &required))
            });
            let added_here = pass.up().is_some_and(|script| {
                let before = script.before.relation(required.table.id);
                before.is_some_and(|before| before.columns_known && before.column(&required.column).is_none())
            });
            if later.is_some() || added_here {
                report(pass, step, &required, later);
            }
        }
    }
}

fn report(pass: &mut Pass, step: &Step, required: &Required, later: Option<(usize, &Step)>) {
    let column = crate::ast::quoted(&required.column).into_owned();
    let table = &required.table.name;
    let label = later.and_then(|(at, later)| {
        let script = pass.history.migrations[at].up.as_ref()?;
        Some(crate::diagnostic::Label {
            source: std::sync::Arc::clone(&script.source),
            span: crate::rule::first_line(&script.source, later.span()),
            text: "they are filled only here".to_owned(),
        })
    });
    pass.report(
        required.span,
        format!(
            "fails on every row that `{table}` has: nothing before this has given them a value in `{column}`"
        ),
    )
    .on(step, required.table.id)
    .label(label)
    .help("fill the column first, in batches, and require it when no row is left");
}

/// Whether a column was added to rows that were there, and without a default.
fn starts_without_value(pass: &Pass, table: &Relation, column: &Name) -> bool {
    let Some(known) = table.column(column) else { return false };
    let (Some(added), Some(made)) = (known.origin.created(), table.origin.created()) else { return false };
    if added.script == made.script || known.generated.is_some() || known.identity.is_some() {
        return false;
    }
    let Some(script) = pass.script(added.script) else { return false };
    let Some(after) = script.steps.iter().position(|step| {
        step.span().start <= added.span.start && added.span.end <= step.span().end && step.within.is_none()
    }) else {
        return false;
    };
    let then = script.steps.get(after + 1).map_or(&script.after, |next| &next.before);
    then.relation(table.id).and_then(|table| table.column(column)).is_some_and(|column| {
        column.default.as_ref().is_none_or(|default| *default == Expr::Null) && !column.not_null
    })
}

/// Whether code that was left out of a printed script runs between the column and what requires it.
fn code_may_fill(pass: &Pass, step: &Step, required: &Required) -> bool {
    let Some(script) = pass.up() else { return false };
    let added = required.table.column(&required.column).and_then(|column| column.origin.created());
    let here = added.filter(|added| pass.script(added.script).is_some_and(|of| std::ptr::eq(of, script)));
    let between = here.map_or(0, |added| added.span.end)..step.span().start;
    let mut comments = script.comments.iter().filter(|comment| between.contains(&comment.span.start));
    comments.any(|comment| script.source.slice(comment.span).contains(NO_SQL))
}

/// What Django prints in place of what a migration does in Python.
const NO_SQL: &str = "CANNOT BE WRITTEN AS SQL";

/// Whether a statement is there to fill a column. What changes some of its values much later is not.
fn asks_for_nulls(step: &Step, required: &Required) -> bool {
    let Statement::Update(update) = &step.statement.kind else { return false };
    let is_column =
        |expr: &Expr| matches!(expr, Expr::Column(parts) if parts.last() == Some(&required.column));
    let mut asks = false;
    if let Some(condition) = &update.where_clause {
        condition.expr.walk(&mut |part| {
            asks |= matches!(part, Expr::IsNull { expr, negated: false } if is_column(expr));
        });
    }
    asks
}

/// Whether a statement gives rows a value, takes the rows away, or does what cannot be seen.
fn fills_or_may(step: &Step, required: &Required) -> bool {
    let table = |name: &crate::ast::ObjectName| step.before.resolve_id(name) == Some(required.table.id);
    match &step.statement.kind {
        Statement::Delete(delete) => table(&delete.table) || required.is_filled_by(step),
        Statement::Truncate(truncate) => truncate.tables.iter().any(table),
        Statement::Do(block) => {
            let (script_has, dynamic) = (block.statements.is_empty(), !block.dynamic.is_empty());
            dynamic || (script_has && block.language != "plpgsql")
        }
        Statement::Call(_) | Statement::Copy(_) => true,
        Statement::Select(query) => calls_own_function(step, query),
        _ => required.is_filled_by(step),
    }
}

fn calls_own_function(step: &Step, query: &crate::ast::Query) -> bool {
    let mut called = false;
    query.walk_expressions(&mut |expr| {
        if let Expr::Call(call) = expr {
            let name = crate::ast::ObjectName {
                schema: call.schema.clone(),
                name: call.name.clone(),
                span: crate::source::Span::default(),
            };
            called |= !step.before.routines(&name).is_empty();
        }
    });
    called
}
