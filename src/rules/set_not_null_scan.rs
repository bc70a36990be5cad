//! `SET NOT NULL` without a validated check that proves it: the whole table is read under the strongest lock.

use crate::ast::{AlterActionKind, Statement};
use crate::rule::{Pass, Rule};
use crate::version::PgVersion;

pub(super) static RULE: Rule =
    Rule::new("set-not-null-scan", include_str!("../../rules/set-not-null-scan.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
        if !step.effects.scans(table.id) {
            continue;
        }
        let Some(mode) = step.effects.lock_on(table.id) else { continue };
        for action in &alter.actions {
            let AlterActionKind::SetNotNull { column } = &action.kind else { continue };
            let name = format!("{}_{}_not_null", table.name.name, column.name);
            let safe = if pass.version >= PgVersion::V18 {
                format!(
                    "ALTER TABLE {0} ADD CONSTRAINT {name} NOT NULL {column} NOT VALID;\n\
                     -- in a later migration:\n\
                     ALTER TABLE {0} VALIDATE CONSTRAINT {name};",
                    alter.name
                )
            } else {
                format!(
                    "ALTER TABLE {0} ADD CONSTRAINT {name} CHECK ({column} IS NOT NULL) NOT VALID;\n\
                     -- in a later migration:\n\
                     ALTER TABLE {0} VALIDATE CONSTRAINT {name};\n\
                     -- in the one after it:\n\
                     ALTER TABLE {0} ALTER COLUMN {column} SET NOT NULL;\n\
                     ALTER TABLE {0} DROP CONSTRAINT {name};",
                    alter.name
                )
            };
            pass.report(
                action.span,
                format!(
                    "blocks {} to `{}` while every row is read to see that `{}` has no nulls",
                    mode.who_waits(),
                    table.name,
                    column.name
                ),
            )
            .on(step, table.id)
            .help(format!("prove it first, under a lock that lets reads and writes through:\n{safe}"));
        }
    }
}
