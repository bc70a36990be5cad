//! A check constraint whose rows are read under the lock that adds it.

use crate::ast::{ConstraintKind, ExprAt, Ident, TableConstraint, quoted};
use crate::rule::{Altering, Pass, Rule, default_name};
use crate::source::Span;

pub(super) static RULE: Rule = Rule::new(
    "add-check-without-not-valid",
    include_str!("../../rules/add-check-without-not-valid.md"),
    check,
);

fn check(pass: &mut Pass) {
    for altering in pass.altering() {
        for constraint in altering.added_constraints() {
            let ConstraintKind::Check(condition) = &constraint.kind else { continue };
            if !constraint.not_valid && !constraint.not_enforced && altering.scans() {
                report(pass, altering, constraint, condition);
            }
        }
    }
}

fn report(pass: &mut Pass, altering: &Altering, constraint: &TableConstraint, condition: &ExprAt) {
    let Altering { step, table, alter, mode, .. } = altering;
    let name = match (&constraint.name, altering.added_column()) {
        (Some(name), _) => name.to_string(),
        (None, Some(column)) => default_name(&alter.name, std::slice::from_ref(&column.name), "check"),
        (None, None) => mentioned_name(altering, condition),
    };
    let inherit = if constraint.no_inherit { " NO INHERIT" } else { "" };
    let clause = format!("ADD CONSTRAINT {name} CHECK ({}){inherit}", pass.text(condition.span));
    let first = match altering.added_column() {
        Some(column) => {
            let add = pass.without_constraint(column, altering.action.span, constraint.span);
            format!("ALTER TABLE {} {add};\n", alter.name)
        }
        None => String::new(),
    };
    // One that stands beside a column is printed behind it.
    let clause = match altering.added_column() {
        Some(_) => clause,
        None => pass.with_needed(alter, &clause, &name, |column| condition.expr.mentions_column(column)),
    };
    let help = format!(
        "add it without reading the rows, and check them later, under a lock that lets reads and writes through:\n\
         {first}ALTER TABLE {table} {clause} NOT VALID;\n-- {}:\nALTER TABLE {table} VALIDATE CONSTRAINT {name};",
        pass.later(step),
        table = alter.name
    );
    let message = format!("blocks {} to `{}` while every row is checked", mode.who_waits(), table.name);
    let name = constraint.name.as_ref().filter(|_| altering.added_column().is_none());
    let fix = name.and_then(|name| pass.add_not_valid(altering, name));
    let finding = pass.report(constraint.span, message).on(step, table.id).help(help).fix_with(fix);
    if let Some(held) = &altering.held {
        finding.note(held.note());
    }
}

/// The server names a check after the one column it mentions, or after the table alone.
fn mentioned_name(altering: &Altering, condition: &ExprAt) -> String {
    let known = altering.table.columns.iter().filter(|column| condition.expr.mentions_column(&column.name));
    let names: Vec<Ident> = known.map(|column| Ident::new(&column.name, Span::default())).collect();
    match names.as_slice() {
        [one] => default_name(&altering.alter.name, std::slice::from_ref(one), "check"),
        _ => quoted(&format!("{}_check", altering.alter.name.name)).into_owned(),
    }
}
