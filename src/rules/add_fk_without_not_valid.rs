//! A foreign key whose rows are checked under the lock that adds it.

use crate::ast::{AlterActionKind, ConstraintKind, ForeignKey, Statement, TableConstraint};
use crate::lock::LockMode;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("add-fk-without-not-valid", include_str!("../../rules/add-fk-without-not-valid.md"), check);

fn check(pass: &mut Pass) {
    for step in pass.steps() {
        let Statement::AlterTable(alter) = &step.statement.kind else { continue };
        let Some(table) = pass.in_use(&step.before, &alter.name) else { continue };
        if !step.effects.scans(table.id) {
            continue;
        }
        for action in &alter.actions {
            let Some((constraint, key)) = checked_foreign_key(&action.kind) else { continue };
            let Some(referenced) = step.before.resolve(&key.references) else { continue };
            let mode = step.effects.lock_on(referenced.id).unwrap_or(LockMode::ShareRowExclusive);
            let both = if referenced.id == table.id || pass.is_new(referenced.origin) {
                format!("`{}`", table.name)
            } else {
                format!("`{}` and `{}`", table.name, referenced.name)
            };
            let name = match &constraint.name {
                Some(name) => name.to_string(),
                None => default_name(&table.name.name, key),
            };
            let columns = key.columns.iter().map(ToString::to_string).collect::<Vec<_>>().join(", ");
            let clause = match &action.kind {
                AlterActionKind::AddColumn { .. } => {
                    format!("ADD CONSTRAINT {name} FOREIGN KEY ({columns}) {}", pass.text(constraint.span))
                }
                _ => pass.text(action.span).to_owned(),
            };
            pass.report(
                constraint.span,
                format!("blocks {} to {both} while every row of `{}` is looked up in `{}`", mode.who_waits(), table.name, referenced.name),
            )
            .on(step, table.id)
            .help(format!(
                "add it without looking at the rows, then check them in a later migration, under a lock that lets writes through:\n\
                 ALTER TABLE {table} {clause} NOT VALID;\n\
                 ALTER TABLE {table} VALIDATE CONSTRAINT {name};",
                table = alter.name
            ));
        }
    }
}

/// A foreign key that makes the server read the table: added to columns that can hold values already.
fn checked_foreign_key(action: &AlterActionKind) -> Option<(&TableConstraint, &ForeignKey)> {
    let (constraint, may_hold_values) = match action {
        AlterActionKind::AddConstraint { constraint } => (&**constraint, true),
        AlterActionKind::AddColumn { column, .. } => {
            let key = column.constraints.iter().find(|c| matches!(c.kind, ConstraintKind::ForeignKey(_)))?;
            (key, column.default.is_some())
        }
        _ => return None,
    };
    match &constraint.kind {
        ConstraintKind::ForeignKey(key)
            if may_hold_values && !constraint.not_valid && !constraint.not_enforced =>
        {
            Some((constraint, key))
        }
        _ => None,
    }
}

fn default_name(table: &str, key: &ForeignKey) -> String {
    let columns = key.columns.iter().map(|column| column.name.as_str()).collect::<Vec<_>>().join("_");
    format!("{table}_{columns}_fkey")
}
