//! A trigger whose function takes a lock that keeps others out, once for every write of its table.

use crate::ast::{ParsedStatement, Statement};
use crate::catalog::{Catalog, Relation, Routine, Trigger};
use crate::effects::Effects;
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Pass, makes};

pub(super) fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    for step in &up.steps {
        let Statement::CreateTrigger(create) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve_id(&create.table).and_then(|table| up.after.relation(table))
        else {
            continue;
        };
        let kept = pass.history.end.relation(table.id).and_then(|table| table.trigger(&create.name.name));
        // Other triggers fire for some of the writes only.
        let fires = |trigger: &&Trigger| trigger.columns.is_empty() && trigger.when.is_none();
        let Some(trigger) = table
            .trigger(&create.name.name)
            .filter(|trigger| trigger.enabled && kept.is_some())
            .filter(fires)
        else {
            continue;
        };
        // One that is made anew with the same function did so before.
        let before = up.before.relation(table.id);
        let earlier = before.into_iter().flat_map(|before| before.triggers.iter());
        if earlier.into_iter().any(|known| known.function == trigger.function) {
            continue;
        }
        let Some(routine) = up.after.function_of(trigger) else { continue };
        let Some(found) = locked(pass, &up.after, table, routine) else { continue };
        report(pass, step, (table, trigger), &found);
    }
}

/// What the function of a trigger locks, how, and by which statement.
struct Locked<'a> {
    relation: &'a Relation,
    mode: LockMode,
    command: &'static str,
    slow: bool,
}

fn report(pass: &mut Pass, step: &Step, (table, trigger): (&Relation, &Trigger), found: &Locked) {
    let Locked { relation, mode, command, slow } = found;
    let message = format!(
        "every {} of `{}` blocks {} to `{}` from here on, until its transaction ends: the function `{}` of its trigger \
         does {command}",
        trigger.event_words(),
        table.name,
        mode.who_waits(),
        relation.name,
        trigger.function,
    );
    let finding = pass.report(step.span(), message).on(step, table.id);
    if *slow {
        finding.note("and it takes as long as that takes: one write at a time, each behind the one before");
    }
    finding.help(match command.starts_with("REFRESH") {
        true => {
            "refresh it from a job of its own every so often, or keep the sums in a table that the trigger updates row by row"
        }
        false => "leave the lock out, or do it in a job of its own, outside of the transactions that write",
    });
}

fn locked<'a>(pass: &Pass, catalog: &'a Catalog, table: &Relation, routine: &Routine) -> Option<Locked<'a>> {
    let definition = routine.definition.as_deref()?;
    definition.statements.iter().filter(|inner| !inner.conditional).find_map(|inner| {
        let command = command(&inner.statement)?;
        let effects = Effects::of(&inner.statement.kind, catalog, pass.version);
        let strong = effects.locks.iter().filter(|lock| lock.mode.blocks_writes());
        let others = strong.filter_map(|lock| Some((catalog.relation(lock.relation)?, lock.mode)));
        let (relation, mode) = others
            .filter(|(relation, _)| {
                !relation.kind.is_index()
                    && !relation.is_temporary()
                    && relation.id != table.id
                    && !makes(definition, &relation.name.name)
            })
            .max_by_key(|(_, mode)| *mode)?;
        let slow = effects.work.iter().any(|work| work.kind.is_slow());
        Some(Locked { relation, mode, command, slow })
    })
}

/// The statements that lock a table as a whole; what makes tables of its own is no concern of others.
fn command(statement: &ParsedStatement) -> Option<&'static str> {
    Some(match &statement.kind {
        // CONCURRENTLY keeps out nobody who comes to a materialized view but another refresh.
        Statement::RefreshMaterializedView(refresh) if !refresh.concurrently => "REFRESH MATERIALIZED VIEW",
        Statement::LockTable(_) => "LOCK TABLE",
        Statement::Truncate(_) => "TRUNCATE",
        Statement::AlterTable(_) => "ALTER TABLE",
        Statement::Reindex(_) => "REINDEX",
        Statement::ClusterTable(_) => "CLUSTER",
        _ => return None,
    })
}
