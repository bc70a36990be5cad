//! A unique constraint that builds its index under the lock that adds it.

use crate::ast::{ConstraintKind, KeyConstraint, TableConstraint, quoted};
use crate::catalog::RelationKind;
use crate::diagnostic::Fix;
use crate::rule::{Altering, Pass, Rule, bare_default_name, columns, unique_index};

pub(super) static RULE: Rule =
    Rule::new("add-unique-without-index", include_str!("../../rules/add-unique-without-index.md"), check);

fn check(pass: &mut Pass) {
    for altering in pass.altering().iter().filter(|altering| !altering.stores_generated()) {
        for constraint in altering.added_constraints() {
            let ConstraintKind::Unique(key) = &constraint.kind else { continue };
            if key.using_index.is_none() && altering.builds_index() {
                report(pass, altering, constraint, key);
            }
        }
    }
}

fn report(pass: &mut Pass, altering: &Altering, constraint: &TableConstraint, key: &KeyConstraint) {
    let Altering { step, table, mode, .. } = altering;
    let message = format!(
        "blocks {} to `{}` while the index under the constraint is built",
        mode.who_waits(),
        table.name
    );
    let help = remedy(pass, altering, constraint, key);
    let fix = in_phases(pass, altering, constraint, key);
    let finding = pass.report(constraint.span, message).on(step, table.id).help(help).fix_with(fix);
    if let Some(held) = &altering.held {
        finding.note(held.note());
    }
}

/// The index and then the constraint, where the statement does nothing else.
fn in_phases(
    pass: &Pass,
    altering: &Altering,
    constraint: &TableConstraint,
    key: &KeyConstraint,
) -> Option<Fix> {
    let table = &altering.alter.name;
    let among = key.columns.as_slice();
    let plain = altering.alter.actions.len() == 1
        && altering.added_column().is_none()
        && altering.table.kind == RelationKind::Table
        && !key.without_overlaps
        && !constraint.deferrable
        && !constraint.initially_deferred;
    let wanted = constraint.name.as_ref().filter(|_| plain)?.name.to_string();
    let (built, replacing) = pass.beside_taken(altering, &wanted);
    if !replacing.is_empty() || pass.keep_the_key(altering, among, false, &wanted).is_some() {
        return None;
    }
    let build = unique_index(&built, table, key, among);
    let name = quoted(&wanted);
    let adopt = format!("ALTER TABLE {table} ADD CONSTRAINT {name} UNIQUE USING INDEX {built};");
    pass.built_first(altering.step, &build, &adopt)
}

fn remedy(pass: &Pass, altering: &Altering, constraint: &TableConstraint, key: &KeyConstraint) -> String {
    let table = &altering.alter.name;
    let among = match (key.columns.as_slice(), altering.added_column()) {
        ([], Some(column)) => std::slice::from_ref(&column.name),
        (listed, _) => listed,
    };
    let wanted = match &constraint.name {
        Some(name) => name.name.to_string(),
        None => bare_default_name(table, among, "key"),
    };
    if let Some(kept) = pass.keep_the_key(altering, among, false, &wanted) {
        return kept;
    }
    let name = quoted(&wanted);
    let (built, replacing) = pass.beside_taken(altering, &wanted);
    let deferrable = match (constraint.deferrable, constraint.initially_deferred) {
        (_, true) => " DEFERRABLE INITIALLY DEFERRED",
        (true, false) => " DEFERRABLE",
        _ => "",
    };
    if key.without_overlaps {
        return "run it in a maintenance window, or on a new table that takes the old one's place: an index for WITHOUT \
                OVERLAPS cannot be built beforehand"
            .to_owned();
    }
    let alone = pass.alone(altering.step);
    let later = pass.later(altering.step);
    if altering.table.kind == RelationKind::PartitionedTable {
        return format!(
            "add it to the parent alone, then to each partition with an index built beside the traffic{alone}:\n\
             ALTER TABLE ONLY {table} ADD CONSTRAINT {name} UNIQUE ({columns});\n\
             CREATE UNIQUE INDEX CONCURRENTLY partition_{name} ON each_partition ({columns});\n\
             ALTER TABLE each_partition ADD CONSTRAINT partition_{name} UNIQUE USING INDEX partition_{name};\n\
             ALTER INDEX {name} ATTACH PARTITION partition_{name};",
            columns = columns(among)
        );
    }
    let first = match altering.added_column() {
        Some(column) => {
            let add = pass.without_constraint(column, altering.action.span, constraint.span);
            format!("ALTER TABLE {table} {add};\n-- {later}:\n")
        }
        None => pass.columns_first(altering, among),
    };
    let add = if first.is_empty() { "" } else { "add the column, " };
    format!(
        "{add}build the index beside the traffic{alone}, then make it the constraint's, which takes an instant:\n\
         {first}{}\n-- {later}:\n\
         ALTER TABLE {table} {replacing}ADD CONSTRAINT {name} UNIQUE USING INDEX {built}{deferrable};",
        unique_index(&built, table, key, among)
    )
}
