//! Partitioned tables of a kind that the team has ruled out.

use crate::ast::{PartitionStrategy, Statement};
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("partition-policy", include_str!("../../rules/partition-policy.md"), check);

fn check(pass: &mut Pass) {
    let allowed = pass.options.strings("strategies").join(", ");
    let widest = pass.options.integer("key-columns");
    for step in pass.steps() {
        let Statement::CreateTable(create) = &step.statement.kind else { continue };
        let Some(key) = &create.partition_by else { continue };
        let strategy = match key.strategy {
            PartitionStrategy::Range => "range",
            PartitionStrategy::List => "list",
            PartitionStrategy::Hash => "hash",
        };
        let columns = i64::try_from(key.elements.len()).unwrap_or(i64::MAX);
        let message = if allowed.is_empty() {
            format!("`{}` is partitioned, and no table is to be", create.name)
        } else if !allowed.split(", ").any(|allowed| allowed == strategy) {
            format!(
                "`{}` is partitioned by {strategy}, and tables are to be partitioned by {allowed} alone",
                create.name
            )
        } else if widest > 0 && columns > widest {
            format!(
                "`{}` is partitioned by {columns} columns, and {widest} is as many as are allowed",
                create.name
            )
        } else {
            continue;
        };
        pass.report(step.span(), message);
    }
}
