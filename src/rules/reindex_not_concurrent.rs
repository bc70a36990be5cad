//! `REINDEX` without CONCURRENTLY on what is in use.

use super::system_catalog_write::shuts_indexes;
use crate::ast::{Reindex, ReindexTarget, Statement};
use crate::catalog::{ConstraintDef, Relation, RelationKind};
use crate::lock::LockMode;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("reindex-not-concurrent", include_str!("../../rules/reindex-not-concurrent.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::Reindex(reindex) = &step.statement.kind else { continue };
        if reindex.concurrently {
            continue;
        }
        match &reindex.target {
            ReindexTarget::Index(name) => {
                let Some(index) = pass.in_use(&step.before, name) else { continue };
                let table = step.before.table_of(index.id);
                if table.is_some_and(|table| pass.is_new_relation(&step.before, table.id)) {
                    continue;
                }
                let whose = match table {
                    Some(table) => format!("`{}`", table.name),
                    None => format!("the table of `{}`", index.name),
                };
                report(pass, step, reindex, table.unwrap_or(index), &whose, excludes(table, index));
            }
            ReindexTarget::Table(name) => {
                let Some(table) = pass.in_use(&step.before, name) else { continue };
                report(pass, step, reindex, table, &format!("`{}`", table.name), false);
            }
            ReindexTarget::Schema(schema) => {
                report_many(pass, step, reindex, &format!("each table of the schema `{schema}`"));
            }
            ReindexTarget::Database(_) => report_many(pass, step, reindex, "each table of the database"),
            // The system's own catalogs cannot be reindexed concurrently.
            ReindexTarget::System(_) => {}
        }
    }
}

fn report(pass: &mut Pass, step: &Step, reindex: &Reindex, relation: &Relation, whose: &str, refused: bool) {
    let Some(mode) = step.effects.lock_on(relation.id) else { return };
    let rebuilt = match reindex.target {
        ReindexTarget::Index(_) => "the index is",
        _ => "its indexes are",
    };
    // An index is locked against everyone; where its table is unknown, what the table's writers meet is not.
    let who =
        if relation.kind == RelationKind::Index { LockMode::Share.who_waits() } else { mode.who_waits() };
    let message = format!("blocks {who} to {whose} while {rebuilt} built again");
    let help = if refused {
        "run it in a maintenance window: the index of an exclusion constraint cannot be rebuilt concurrently"
            .to_owned()
    } else {
        concurrent_form(pass, step, reindex)
    };
    let apart = !refused && shut_before(pass, step).is_none();
    let fix = if apart { pass.add_concurrently(step, reindex.keyword_span, " CONCURRENTLY") } else { None };
    let finding = pass.report(step.span(), message).on(step, relation.id).help(help).note(
        "reads wait too: planning a query opens every index of its table, and these are locked against all",
    );
    finding.fix_with(fix);
}

fn report_many(pass: &mut Pass, step: &Step, reindex: &Reindex, whose: &str) {
    let message = format!(
        "blocks {} to {whose} in turn, while its indexes are built again",
        LockMode::Share.who_waits()
    );
    let help = concurrent_form(pass, step, reindex);
    pass.report(step.span(), message).help(help).lock(LockMode::Share);
}

fn concurrent_form(pass: &Pass, step: &Step, reindex: &Reindex) -> String {
    if let Some(why) = shut_before(pass, step) {
        return format!(
            "leave it out, with the change of `pg_index` that calls for it, or keep both in one transaction: {why}"
        );
    }
    let concurrently = pass.with_inserted(step.span(), reindex.keyword_span, " CONCURRENTLY");
    format!("build them anew beside the traffic{}:\n{};", pass.alone_for(step, &concurrently), concurrently)
}

/// Why it must not be parted from a statement further up that told the server that indexes are not ready or not valid.
fn shut_before(pass: &Pass, step: &Step) -> Option<&'static str> {
    let place = step.span().start;
    pass.steps().iter().take_while(|earlier| earlier.span().start < place).find_map(shuts_indexes)
}

/// Whether the index belongs to an exclusion constraint.
fn excludes(table: Option<&Relation>, index: &Relation) -> bool {
    let constraint = index.index.as_ref().and_then(|own| own.constraint.as_deref());
    let constraint = table.zip(constraint).and_then(|(table, name)| table.constraint(name));
    constraint.is_some_and(|constraint| matches!(constraint.kind, ConstraintDef::Exclusion { .. }))
}
