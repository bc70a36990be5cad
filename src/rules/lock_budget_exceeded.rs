//! More locks than a release is allowed: in one transaction, or on one table.

use crate::catalog::{Relation, RelationId};
use crate::migration::{Script, Step};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("lock-budget-exceeded", include_str!("../../rules/lock-budget-exceeded.md"), check);

fn check(pass: &mut Pass) {
    let Some(script) = pass.up() else { return };
    statements_of_transactions(pass, script);
    let mut seen: Vec<RelationId> = Vec::new();
    for step in script.steps.iter().filter(|step| !step.conditional) {
        for (_, table) in script.locks_in_use(step).filter(|(_, relation)| relation.holds_rows()) {
            if !seen.contains(&table.id) {
                seen.push(table.id);
                migrations_of_table(pass, script, step, table);
            }
        }
    }
}

/// The limit of an option; none where it is zero.
fn limit(pass: &Pass, option: &str) -> Option<usize> {
    usize::try_from(pass.options.integer(option)).ok().filter(|limit| *limit > 0)
}

fn statements_of_transactions(pass: &mut Pass, script: &Script) {
    let Some(limit) = limit(pass, "statements-per-transaction") else { return };
    let (mut number, mut count) = (None, 0);
    for step in &script.steps {
        if step.transaction_number() != number {
            (number, count) = (step.transaction_number(), 0);
        }
        let Some(wait) = pass.waits_for(step) else { continue };
        count += 1;
        if count == limit + 1 {
            let message = format!(
                "one more statement that locks a table in use, `{}`, in a transaction that has {limit} of them already: \
                 every lock is kept until the last is done",
                wait.relation.name
            );
            pass.report(step.span(), message)
                .on(step, wait.relation.id)
                .help("divide the migration, so that each transaction is short");
        }
    }
}

fn migrations_of_table(pass: &mut Pass, script: &Script, step: &Step, table: &Relation) {
    let earlier = pass.history.migrations.get(..pass.index).unwrap_or_default().iter();
    let scripts = earlier.filter(|migration| migration.judged).filter_map(|migration| migration.up.as_ref());
    let scripts: Vec<&Script> = scripts.collect();
    if let Some(limit) = limit(pass, "migrations-per-table") {
        let before = scripts.iter().filter(|earlier| touches(earlier, table)).count();
        if before == limit {
            let others = match limit {
                1 => "one migration before it does".to_owned(),
                several => format!("{several} migrations before it do"),
            };
            let message =
                format!("locks `{}` against readers or writers once more: {others} so already", table.name);
            pass.report(step.span(), message)
                .on(step, table.id)
                .help("put what is done to one table into one migration");
        }
    }
    if let Some(limit) = limit(pass, "slow-statements-per-table") {
        let before: usize = scripts.iter().map(|earlier| slow_statements(earlier, table).count()).sum();
        let mut own = slow_statements(script, table).skip(limit.saturating_sub(before));
        if let Some(step) = own.next().filter(|_| before <= limit) {
            let message = format!(
                "blocks `{}` for as long as it is large, and so {} of the same release before it",
                table.name,
                if limit == 1 { "does a statement".to_owned() } else { format!("do {limit} statements") }
            );
            pass.report(step.span(), message)
                .on(step, table.id)
                .help("leave it to a release of its own, or do it in a way that blocks nobody");
        }
    }
}

fn touches(script: &Script, table: &Relation) -> bool {
    let steps = script.steps.iter().filter(|step| !step.conditional);
    steps.into_iter().any(|step| script.locks_in_use(step).any(|(_, locked)| locked.id == table.id))
}

/// The statements that go through the rows of a table while they keep readers or writers out of it.
fn slow_statements<'a>(script: &'a Script, table: &'a Relation) -> impl Iterator<Item = &'a Step> {
    let steps = script.steps.iter().filter(|step| !step.conditional && step.within.is_none());
    steps.filter(|step| {
        let works = step.effects.work_on(table.id).any(|work| work.kind.is_slow());
        works && script.locks_in_use(step).any(|(_, locked)| locked.id == table.id)
    })
}
