//! A prediction against what was seen.

use std::collections::BTreeSet;

use crate::ast::Statement;
use crate::effects::LockReason;
use crate::migration::{Script, Step};

use super::run::{Seen, is_inside};

/// Relations that a statement locks only when it comes upon a row: what a foreign key makes it look up or change, the
/// sequence of a default; and everything that a block does under a condition.
pub(super) fn locks_that_depend_on_rows(script: &Script, step: &Step) -> BTreeSet<String> {
    let named = |step: &Step, conditional: bool| -> Vec<String> {
        use LockReason::{Owned, Referenced, Referencing};
        let changes_rows = matches!(
            step.statement.kind,
            Statement::Insert(_) | Statement::Update(_) | Statement::Delete(_) | Statement::Merge(_)
        );
        let locks = step.effects.locks.iter().filter(|lock| {
            conditional || changes_rows && matches!(lock.reason, Owned | Referenced | Referencing)
        });
        let relations = locks.filter_map(|lock| step.before.relation(lock.relation));
        relations.map(|relation| relation.name.to_string()).collect()
    };
    let inner = script.steps.iter().filter(|inner| is_inside(script, inner, step));
    let inner = inner.flat_map(|inner| named(inner, inner.conditional));
    named(step, false).into_iter().chain(inner).collect()
}

/// Notes where a statement that ran did something else than was said of it.
pub(super) fn note(step: &Step, differences: Vec<String>, seen: &mut Seen) {
    seen.differences.extend(differences);
    if let Some(failure) = &step.effects.failure {
        seen.differences.push(format!("predicted to be refused ({}), but it ran", failure.message));
    }
}
