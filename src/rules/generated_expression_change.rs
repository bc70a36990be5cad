//! A generated column that stops being generated, or starts to be generated otherwise, and a function that what is
//! stored was computed by.

use crate::ast::{AlterActionKind, CreateFunction, Statement};
use crate::catalog::{Catalog, Routine};
use crate::effects::{Object, possible_callers};
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule = Rule::new(
    "generated-expression-change",
    include_str!("../../rules/generated-expression-change.md"),
    check,
);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        if let Statement::CreateFunction(create) = &step.statement.kind {
            replaced(pass, step, create);
        }
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
        if step.effects.failure.is_some() {
            continue;
        }
        for action in &alter.actions {
            let (message, help) = match &action.kind {
                AlterActionKind::DropExpression { column, .. } => (
                    format!(
                        "from here on nothing computes `{}.{column}`: running code that does not write it adds rows without a value",
                        table.name
                    ),
                    "let the application write the column, or a trigger, before the expression goes",
                ),
                AlterActionKind::SetExpression { column, .. } => (
                    format!("changes every value of `{}.{column}` under the code that reads it", table.name),
                    "add a column with the new expression, let the application change over, and drop the old one",
                ),
                _ => continue,
            };
            pass.report(action.span, message).on(step, table.id).help(help);
        }
    }
}

/// The server computes nothing anew when the body of a function changes.
fn replaced(pass: &mut Pass, step: &Step, create: &CreateFunction) {
    // No expression can call what is for triggers.
    if !create.or_replace || create.is_for_triggers() {
        return;
    }
    let known = step.before.routines(&create.name);
    let Some(known) = known.first().filter(|known| !pass.is_new(known.origin)) else { return };
    if computes_the_same(known, create) {
        return;
    }
    let stored = stored_by(&step.before, known);
    if stored.is_empty() || step.effects.failure.is_some() {
        return;
    }
    let label = pass.label_created(known.origin, format!("`{}` is made here", known.name));
    let message = format!(
        "what `{}` computed before stays as it is in {}: old rows and new ones may no longer agree",
        known.name,
        stored.join(", ")
    );
    pass.report(create.name.span, message).label(label).help(
        "give the new function a name of its own and move over to it, or compute anew what is stored: \
         REINDEX INDEX CONCURRENTLY, an UPDATE in batches, a new constraint",
    );
}

/// Whether a function is replaced by itself: what is said beside its body, as IMMUTABLE, changes no result.
fn computes_the_same(known: &Routine, create: &CreateFunction) -> bool {
    let Some(old) = known.definition.as_deref() else { return false };
    let (Some((body, _)), Some((new, _))) = (&old.body, &create.body) else { return false };
    // Blanks count where they may be in a text.
    let same = match body.contains('\'') {
        true => body.trim() == new.trim(),
        false => body.split_whitespace().eq(new.split_whitespace()),
    };
    same && old.strict == create.strict && old.language == create.language
}

/// What holds results of a function: stored columns, indexes and checks that rows have passed.
fn stored_by(catalog: &Catalog, function: &Routine) -> Vec<String> {
    let stored = |caller: Object| match caller {
        Object::Column(table, column) => {
            let stored = column.generated.as_ref().is_some_and(|generated| generated.stored);
            stored.then(|| format!("the column `{}.{}`", table.name, column.name))
        }
        Object::Constraint(table, check) => Some(format!("the check `{}` of `{}`", check.name, table.name)),
        Object::Relation(index) if index.kind.is_index() => Some(format!("the index `{}`", index.name)),
        _ => None,
    };
    possible_callers(catalog, function).into_iter().filter_map(stored).collect()
}
