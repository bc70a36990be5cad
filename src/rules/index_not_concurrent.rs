//! `CREATE INDEX` without CONCURRENTLY on a table that is in use.

use crate::ast::{CreateIndex, Ident, IndexKey, Statement, quoted};
use crate::catalog::{Relation, RelationKind};
use crate::diagnostic::{Edit, Severity};
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{Held, Pass, Rule, default_name};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("index-not-concurrent", include_str!("../../rules/index-not-concurrent.md"), check);

/// How many partitions the help spells out.
const PARTITIONS_SHOWN: usize = 2;

fn check(pass: &mut Pass) {
    let mut held = Held::default();
    for step in pass.steps() {
        held.enter(step);
        if let Statement::CreateIndex(index) = &step.statement.kind {
            check_index(pass, step, index, &held);
        }
        held.take(pass, step);
    }
}

fn check_index(pass: &mut Pass, step: &Step, index: &CreateIndex, held: &Held) {
    let Some(table) = step.before.resolve(&index.table) else { return };
    let Some(mode) = step.effects.lock_on(table.id) else { return };
    if index.concurrently || pass.is_new_relation(&step.before, table.id) || !builds(step, index, table) {
        return;
    }
    let meanwhile = match table.kind {
        RelationKind::PartitionedTable => "and its partitions while an index is built on each of them",
        RelationKind::MaterializedView => "while the index is built, REFRESH too",
        _ => "while the index is built",
    };
    let help = match table.kind {
        RelationKind::PartitionedTable => partition_by_partition(pass, step, index, table),
        _ => format!(
            "build it beside the traffic{}:\n{};",
            pass.alone(step),
            pass.with_inserted(step.span(), index.keyword_span, " CONCURRENTLY")
        ),
    };
    let fixable =
        !step.in_transaction() && step.within.is_none() && table.kind != RelationKind::PartitionedTable;
    let holder = held.gravest(|holder| holder.relation.id != table.id || holder.mode > mode);
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
    if fixable {
        let after = Span { start: index.keyword_span.end, end: index.keyword_span.end };
        finding.fix("add CONCURRENTLY", vec![Edit { span: after, replacement: " CONCURRENTLY".into() }]);
    }
}

/// Whether an index is built. A partitioned table in use has partitions, also where the history does not show them.
fn builds(step: &Step, index: &CreateIndex, table: &Relation) -> bool {
    let partitions_unseen = table.kind == RelationKind::PartitionedTable && table.children.is_empty();
    step.works_on(table, |kind| matches!(kind, WorkKind::IndexBuild { .. }))
        || (partitions_unseen && !index.only)
}

fn partition_by_partition(pass: &Pass, step: &Step, index: &CreateIndex, table: &Relation) -> String {
    let columns: Vec<Ident> = index
        .elements
        .iter()
        .map(|element| match &element.key {
            IndexKey::Column(column) => Ident::new(column, Span::default()),
            IndexKey::Expression(_) => Ident::new("expr", Span::default()),
        })
        .collect();
    let parent_index = match &index.name {
        Some(name) => name.to_string(),
        None => default_name(&index.table, &columns, "idx"),
    };
    let on_parent = with_names(pass, step, index, "", &parent_index, &format!("ONLY {}", index.table));

    let mut partitions: Vec<String> = table
        .children
        .iter()
        .filter_map(|child| step.before.relation(*child))
        .map(|partition| partition.name.to_string())
        .collect();
    if partitions.is_empty() {
        partitions.push("a_partition".to_owned());
    }
    let hidden = partitions.len().saturating_sub(PARTITIONS_SHOWN);
    let schema =
        |name: &str| name.rsplit_once('.').map(|(schema, _)| format!("{schema}.")).unwrap_or_default();
    let mut lines = vec![format!("{on_parent};"), format!("-- then for each partition{}:", pass.alone(step))];
    for partition in partitions.iter().take(PARTITIONS_SHOWN) {
        let bare = partition.rsplit('.').next().unwrap_or(partition).trim_matches('"');
        let suffix = parent_index.trim_matches('"');
        let suffix = suffix.strip_prefix(&format!("{}_", index.table.name)).unwrap_or(suffix);
        let own = quoted(&format!("{bare}_{suffix}")).into_owned();
        let build = with_names(pass, step, index, " CONCURRENTLY", &own, partition);
        lines.push(format!("{build};"));
        lines.push(format!("ALTER INDEX {parent_index} ATTACH PARTITION {}{own};", schema(partition)));
    }
    if hidden > 0 {
        lines.push(format!("-- … and the same for {hidden} more"));
    }
    format!(
        "make the parent's index first, which is valid as soon as every partition has its own:\n{}",
        lines.join("\n")
    )
}

/// The statement for another table and under another name.
fn with_names(pass: &Pass, step: &Step, index: &CreateIndex, words: &str, name: &str, table: &str) -> String {
    let end = index.keyword_span.end;
    let after_keyword = Span { start: end, end };
    match &index.name {
        Some(written) => pass
            .spliced(step.span(), &[(after_keyword, words), (written.span, name), (index.table.span, table)]),
        None => pass
            .spliced(step.span(), &[(after_keyword, &format!("{words} {name}")), (index.table.span, table)]),
    }
}
