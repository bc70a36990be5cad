//! `CREATE INDEX` without CONCURRENTLY on a table that is in use.

use crate::ast::{CreateIndex, Statement};
use crate::catalog::RelationKind;
use crate::diagnostic::Severity;
use crate::effects::{WorkKind, holds_one_row};
use crate::migration::Step;
use crate::rule::{Emptied, Held, Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("index-not-concurrent", include_str!("../../rules/index-not-concurrent.md"), check);

fn check(pass: &mut Pass) {
    let Some(up) = pass.up() else { return };
    if !up.steps.iter().any(|step| matches!(step.statement.kind, Statement::CreateIndex(_))) {
        return;
    }
    let mut held = Held::of(up);
    let mut emptied = Emptied::default();
    for step in &up.steps {
        emptied.enter(step);
        if let Statement::CreateIndex(index) = &step.statement.kind
            && !step.before.resolve_id(&index.table).is_some_and(|table| emptied.holds(table))
        {
            check_index(pass, step, index, &held);
        }
        held.pass(pass);
        emptied.take(step);
    }
}

fn check_index(pass: &mut Pass, step: &Step, index: &CreateIndex, held: &Held) {
    let Some(table) = step.before.resolve(&index.table) else { return };
    let Some(mode) = step.effects.lock_on(table.id) else { return };
    let in_use = !pass.is_new_relation(&step.before, table.id) && !holds_one_row(&step.before, table);
    if index.concurrently
        || !in_use
        || !step.works_on(table, |kind| matches!(kind, WorkKind::IndexBuild { .. }))
    {
        return;
    }
    let meanwhile = match table.kind {
        RelationKind::PartitionedTable => "and its partitions while an index is built on each of them",
        RelationKind::MaterializedView => "while the index is built, REFRESH too",
        _ => "while the index is built",
    };
    let old = pass.index_replaced_by(step, index);
    let help = match (table.kind, old) {
        (RelationKind::PartitionedTable, _) => pass.index_by_partition(step, index, table),
        (_, Some(old)) => pass.swap_index(step, index, old),
        _ => format!(
            "build it beside the traffic{}:\n{};",
            pass.alone(step),
            pass.with_inserted(step.span(), index.keyword_span, &pass.concurrently(step, index))
        ),
    };
    let fix = match (table.kind, old) {
        (RelationKind::PartitionedTable, _) | (_, Some(_)) => None,
        _ => pass.add_concurrently(step, index.keyword_span, &pass.concurrently(step, index)),
    };
    let holder = held.beside(table.id);
    let message = format!("blocks {} to `{}` {meanwhile}", mode.who_waits(), table.name);
    let finding = pass.report(step.span(), message).on(step, table.id).help(help);
    if table.kind == RelationKind::MaterializedView {
        finding.severity(Severity::Warning);
    }
    if let Some(holder) = holder {
        finding.note(holder.note()).label_here(holder.step.span(), format!("takes {}", holder.mode));
    }
    if index.if_not_exists && table.kind != RelationKind::PartitionedTable {
        finding.note("a concurrent build that fails leaves an invalid index behind, which IF NOT EXISTS would keep: drop it before another try");
    }
    finding.fix_with(fix);
}
