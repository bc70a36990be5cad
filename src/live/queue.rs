//! The queue that a migration would join at this moment: for every table that it locks, who holds it.

use crate::connect::{ProbeFailure, Session};
use crate::lock::LockMode;
use crate::migration::History;

use super::activity::{holders, listed, old_snapshots};
use super::facts::Facts;

/// A sentence for each table that somebody holds, and one for the snapshots that CONCURRENTLY would wait for.
pub fn queue(
    histories: &[History],
    facts: &Facts,
    session: &mut Session,
) -> Result<Vec<String>, ProbeFailure> {
    let mut sentences = Vec::new();
    for (name, mode) in strongest(histories, facts) {
        let holders = holders(session, &name, mode)?;
        if !holders.is_empty() {
            let shown = name.strip_prefix("public.").unwrap_or(&name);
            sentences.push(format!(
                "at this moment {mode} on {shown} would wait, and {} behind it, for {}",
                mode.who_waits(),
                listed(&holders)
            ));
        }
    }
    if has_concurrently(histories) {
        let old = old_snapshots(session)?;
        if !old.is_empty() {
            sentences.push(format!("at this moment CONCURRENTLY would wait for {}", listed(&old)));
        }
    }
    Ok(sentences)
}

/// The strongest mode that pending migrations take on each table of the server.
fn strongest(histories: &[History], facts: &Facts) -> Vec<(String, LockMode)> {
    let mut modes: Vec<(String, LockMode)> = Vec::new();
    let migrations =
        histories.iter().flat_map(|history| &history.migrations).filter(|migration| migration.judged);
    for step in migrations.filter_map(|migration| migration.up.as_ref()).flat_map(|script| &script.steps) {
        for lock in step.effects.locks.iter().filter(|lock| lock.mode >= LockMode::ShareUpdateExclusive) {
            let Some(relation) = step.before.relation(lock.relation) else { continue };
            let Some(fact) = facts.relation(&relation.name.schema, &relation.name.name) else { continue };
            let name = fact.full_name();
            match modes.iter_mut().find(|(known, _)| *known == name) {
                Some((_, mode)) => *mode = (*mode).max(lock.mode),
                None => modes.push((name, lock.mode)),
            }
        }
    }
    modes
}

fn has_concurrently(histories: &[History]) -> bool {
    use crate::ast::Statement;
    let migrations =
        histories.iter().flat_map(|history| &history.migrations).filter(|migration| migration.judged);
    let steps = migrations.filter_map(|migration| migration.up.as_ref()).flat_map(|script| &script.steps);
    steps.map(|step| &step.statement.kind).any(|statement| match statement {
        Statement::CreateIndex(create) => create.concurrently,
        Statement::Drop(drop) => drop.concurrently,
        Statement::Reindex(reindex) => reindex.concurrently,
        _ => false,
    })
}
