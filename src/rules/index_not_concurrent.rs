//! `CREATE INDEX` without CONCURRENTLY on a table that is in use.

use crate::ast::Statement;
use crate::catalog::RelationKind;
use crate::diagnostic::Edit;
use crate::rule::{Pass, Rule};
use crate::source::Span;

pub(super) static RULE: Rule =
    Rule::new("index-not-concurrent", include_str!("../../rules/index-not-concurrent.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::CreateIndex(index) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve(&index.table) else { continue };
        let builds = step.effects.builds_index_on(table.id);
        if index.concurrently || !builds || pass.is_new_relation(&step.before, table.id) {
            continue;
        }
        if table.kind == RelationKind::PartitionedTable {
            continue;
        }
        let Some(mode) = step.effects.lock_on(table.id) else { continue };
        let after_keyword = Span { start: index.keyword_span.end, end: index.keyword_span.end };
        pass.report(
            step.span(),
            format!("blocks {} to `{}` while the index is built", mode.who_waits(), table.name),
        )
        .on(step, table.id)
        .help("build it without blocking: CREATE INDEX CONCURRENTLY, outside a transaction")
        .fix("add CONCURRENTLY", vec![Edit { span: after_keyword, replacement: " CONCURRENTLY".into() }]);
    }
}
