//! Constraints and indexes whose name is left to the server.

use crate::ast::{ConstraintKind, Ident, Statement};
use crate::rule::{Pass, Rule, default_name, key_names};

pub(super) static RULE: Rule =
    Rule::new("implicit-name", include_str!("../../rules/implicit-name.md"), check);

fn check(pass: &mut Pass) {
    for written in pass.written_constraints() {
        let (listed, suffix): (&[Ident], &str) = match &written.constraint.kind {
            _ if written.constraint.name.is_some() => continue,
            // Each table has one primary key, whose name is never in doubt.
            ConstraintKind::PrimaryKey(_) | ConstraintKind::NotNull(_) => continue,
            ConstraintKind::Unique(key) if key.using_index.is_some() => continue,
            ConstraintKind::Unique(key) => (&key.columns, "key"),
            ConstraintKind::Check(_) => (&[], "check"),
            ConstraintKind::ForeignKey(key) => (&key.columns, "fkey"),
            ConstraintKind::Exclusion(_) => (&[], "excl"),
        };
        let Some(table) = written.after.resolve(written.table).filter(|table| !table.is_temporary()) else {
            continue;
        };
        let name = written.name(listed, suffix);
        let message = format!("a constraint of `{}` gets its name from the server", table.name);
        pass.report(written.constraint.span, message).on(written.step, table.id).help(format!(
            "name it, so that a later migration can:\nCONSTRAINT {name} {}",
            kind(&written.constraint.kind)
        ));
    }
    for step in pass.steps() {
        let Statement::CreateIndex(create) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve(&create.table).filter(|table| !table.is_temporary()) else {
            continue;
        };
        if create.name.is_some() {
            continue;
        }
        let name = default_name(&create.table, &key_names(create), "idx");
        let message = format!(
            "an index on `{}` gets its name from the server: IF NOT EXISTS and DROP INDEX cannot name it, and a second run \
             builds a second one",
            table.name
        );
        let words = if create.concurrently { "INDEX CONCURRENTLY" } else { "INDEX" };
        pass.report(step.span(), message)
            .on(step, table.id)
            .help(format!("name it:\nCREATE {words} {name} ON {} …", create.table));
    }
}

fn kind(kind: &ConstraintKind) -> &'static str {
    match kind {
        ConstraintKind::Check(_) => "CHECK (…)",
        ConstraintKind::Unique(_) => "UNIQUE …",
        ConstraintKind::ForeignKey(_) => "REFERENCES …",
        _ => "…",
    }
}
