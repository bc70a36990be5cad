//! TRUNCATE … CASCADE, which empties every table that points at the one it names.

use crate::ast::{Statement, Truncate};
use crate::catalog::{Origin, Relation, RelationId};
use crate::migration::Step;
use crate::rule::{Pass, Rule, list};

pub(super) static RULE: Rule =
    Rule::new("truncate-cascade", include_str!("../../rules/truncate-cascade.md"), check);

fn check(pass: &mut Pass) {
    let mut named: Vec<RelationId> = Vec::new();
    for step in pass.steps() {
        let Statement::Truncate(truncate) = &step.statement.kind else { continue };
        let reached = reached(pass, step, truncate);
        named.extend(truncate.tables.iter().filter_map(|name| step.before.resolve_id(name)));
        let Some(mut others) = reached else { continue };
        // Those that a statement above has emptied are meant to be empty.
        let some = !others.is_empty();
        others.retain(|table| !named.contains(&table.id));
        if some && others.is_empty() {
            continue;
        }
        let tables = truncate.tables.iter().filter_map(|name| pass.in_use(&step.before, name));
        let tables: Vec<&Relation> = tables.collect();
        let names = list(tables.iter().map(|table| &table.name));
        let it = if tables.len() == 1 { "it" } else { "them" };
        let message = if others.is_empty() {
            format!("deletes every row of {names}, and of every table with a foreign key to {it}")
        } else {
            let also = list(others.iter().map(|table| &table.name));
            format!("deletes every row of {names}, and also of {also}, which the statement does not name")
        };
        let finding = pass
            .report(step.span(), message)
            .help("name every table that is to be emptied, and leave CASCADE out: the server then refuses to reach further");
        let Some(first) = tables.first().or(others.first()) else { continue };
        finding.on(step, first.id);
        if let Some(mode) = step.effects.lock_on(first.id) {
            finding.note(format!(
                "{mode} on each of them blocks {} until the transaction ends",
                mode.who_waits()
            ));
        }
    }
}

/// The tables that CASCADE empties besides those named; `None` where it is known to reach nothing else, or nothing that
/// is in use.
pub(super) fn reached<'a>(pass: &Pass, step: &'a Step, truncate: &Truncate) -> Option<Vec<&'a Relation>> {
    if !truncate.cascade {
        return None;
    }
    let catalog = &step.before;
    let mut all: Vec<RelationId> =
        truncate.tables.iter().filter_map(|name| catalog.resolve_id(name)).collect();
    let named = all.len();
    let mut at = 0;
    while let Some(id) = all.get(at).copied() {
        at += 1;
        for (holder, _) in catalog.referencing(id) {
            if !all.contains(&holder.id) {
                all.push(holder.id);
            }
        }
    }
    let in_use = |id: &&RelationId| !pass.is_new_relation(catalog, **id);
    let others: Vec<&Relation> =
        all[named..].iter().filter(in_use).filter_map(|id| catalog.relation(*id)).collect();
    let unknown = all[..named]
        .iter()
        .filter(in_use)
        .filter_map(|id| catalog.relation(*id))
        .any(|table| matches!(table.origin, Origin::Assumed { .. }));
    (!others.is_empty() || unknown).then_some(others)
}
