//! A primary key that builds its index, or reads the table for nulls, under the lock that adds it.

use crate::ast::{AlterActionKind, ConstraintKind, Ident, KeyConstraint, TableConstraint, quoted};
use crate::catalog::RelationKind;
use crate::diagnostic::Fix;
use crate::effects::WorkKind;
use crate::rule::{Altering, Pass, Rule, columns, unique_index};

pub(super) static RULE: Rule = Rule::new(
    "add-primary-key-without-index",
    include_str!("../../rules/add-primary-key-without-index.md"),
    check,
);

fn check(pass: &mut Pass) {
    for altering in pass.altering().iter().filter(|altering| !altering.stores_generated()) {
        let added = altering.added_constraints();
        let keys = added.iter().filter_map(|constraint| match &constraint.kind {
            ConstraintKind::PrimaryKey(key) => Some((constraint, key)),
            _ => None,
        });
        for (constraint, key) in keys {
            match &key.using_index {
                None if altering.builds_index() => report_build(pass, altering, constraint, key),
                Some(index) if altering.scans() => report_scan(pass, altering, constraint, index),
                _ => {}
            }
        }
    }
}

fn report_build(pass: &mut Pass, altering: &Altering, constraint: &TableConstraint, key: &KeyConstraint) {
    let Altering { step, table, mode, alter, .. } = altering;
    let among = match (key.columns.as_slice(), altering.added_column()) {
        ([], Some(column)) => std::slice::from_ref(&column.name),
        (listed, _) => listed,
    };
    let nullable = nullable(altering, among);
    let scanned = step.works_on(table, |kind| *kind == WorkKind::Scan);
    // Of a column that the history does not show, nobody knows whether it takes nulls.
    let shown = |column: &Ident| table.column(&column.name).is_some_and(|known| known.nullability_known);
    let takes_nulls = nullable.iter().any(|column| shown(column));
    let also = if scanned && takes_nulls { " and its rows are read for nulls" } else { "" };
    let message = format!(
        "blocks {} to `{}` while its primary key's index is built{also}",
        mode.who_waits(),
        table.name
    );
    let name = match &constraint.name {
        Some(name) => name.name.to_string(),
        None => format!("{}_pkey", alter.name.name),
    };
    let help = pass
        .keep_the_key(altering, among, true, &name)
        .unwrap_or_else(|| remedy(pass, altering, key, &name, among));
    let fix = in_phases(pass, altering, key, &name, among);
    let finding = pass.report(constraint.span, message).on(step, table.id).help(help).fix_with(fix);
    if let Some(held) = &altering.held {
        finding.note(held.note());
    }
}

/// The index and then the key, where the statement does nothing else and no column can be null.
fn in_phases(
    pass: &Pass,
    altering: &Altering,
    key: &KeyConstraint,
    wanted: &str,
    among: &[Ident],
) -> Option<Fix> {
    let Altering { step, table, alter, .. } = altering;
    let plain = alter.actions.len() == 1
        && altering.added_column().is_none()
        && table.kind == RelationKind::Table
        && !key.without_overlaps
        && nullable(altering, among).is_empty();
    let (built, replacing) = pass.beside_taken(altering, wanted);
    if !plain || !replacing.is_empty() || pass.keep_the_key(altering, among, true, wanted).is_some() {
        return None;
    }
    let build = unique_index(&built, &alter.name, key, among);
    let name = quoted(wanted);
    let adopt = format!("ALTER TABLE {} ADD CONSTRAINT {name} PRIMARY KEY USING INDEX {built};", alter.name);
    pass.built_first(step, &build, &adopt)
}

fn remedy(pass: &Pass, altering: &Altering, key: &KeyConstraint, wanted: &str, among: &[Ident]) -> String {
    let Altering { step, table, alter, .. } = altering;
    let name = quoted(wanted);
    let (built, replacing) = pass.beside_taken(altering, wanted);
    if key.without_overlaps {
        return "run it in a maintenance window, or on a new table that takes the old one's place: an index for WITHOUT \
                OVERLAPS cannot be built beforehand"
            .to_owned();
    }
    let (written, alone) = (&alter.name, pass.alone(step));
    let first = match nullable(altering, among).as_slice() {
        [] => String::new(),
        open => format!("{}\n-- {}:\n", pass.prove_not_null(written, open, step), pass.later(step)),
    };
    if table.kind == RelationKind::PartitionedTable {
        return format!(
            "add it to the parent alone, then to each partition with an index built beside the traffic{alone}:\n\
             {first}ALTER TABLE ONLY {written} ADD CONSTRAINT {name} PRIMARY KEY ({columns});\n\
             CREATE UNIQUE INDEX CONCURRENTLY partition_{name} ON each_partition ({columns});\n\
             ALTER TABLE each_partition ADD CONSTRAINT partition_{name} PRIMARY KEY USING INDEX partition_{name};\n\
             ALTER INDEX {name} ATTACH PARTITION partition_{name};",
            columns = columns(among)
        );
    }
    let column = match altering.added_column() {
        Some(_) => String::new(),
        None => pass.columns_first(altering, among),
    };
    format!(
        "build the index beside the traffic{alone}, then make it the key's, which takes an instant:\n{column}{first}{}\n-- {}:\n\
         ALTER TABLE {written} {replacing}ADD CONSTRAINT {name} PRIMARY KEY USING INDEX {built};",
        unique_index(&built, written, key, among),
        pass.later(step),
    )
}

/// The index is there, but nothing proves that its columns hold no nulls.
fn report_scan(pass: &mut Pass, altering: &Altering, constraint: &TableConstraint, index: &Ident) {
    let Altering { step, table, mode, alter, .. } = altering;
    let built = step.before.indexes_of(table).find(|known| known.name.name == index.name);
    let keys: Vec<Ident> = built
        .and_then(|built| built.index.as_ref())
        .map(|own| own.leading_columns().into_iter().map(|name| Ident::new(name, index.span)).collect())
        .unwrap_or_default();
    let nullable = nullable(altering, &keys);
    let which = match nullable.as_slice() {
        [] => "the key's columns hold".to_owned(),
        [one] => format!("`{}` holds", one.name),
        several => {
            let several: Vec<Ident> = several.iter().map(|column| (*column).clone()).collect();
            format!("`{}` hold", columns(&several))
        }
    };
    let help = match nullable.as_slice() {
        [] => "make the columns NOT NULL first, by a validated CHECK".to_owned(),
        open => format!(
            "prove it first, under a lock that lets reads and writes through:\n{}\n-- {}:\nALTER TABLE {} {};",
            pass.prove_not_null(&alter.name, open, step),
            pass.later(step),
            alter.name,
            pass.text(altering.action.span)
        ),
    };
    let message = format!(
        "blocks {} to `{}` while every row is read to see that {which} no nulls",
        mode.who_waits(),
        table.name
    );
    pass.report(constraint.span, message).on(step, table.id).help(help);
}

/// The columns that nothing declares NOT NULL.
fn nullable<'n>(altering: &Altering, columns: &'n [Ident]) -> Vec<&'n Ident> {
    let known = |column: &Ident| altering.table.column(&column.name);
    // A column that the statement itself adds cannot be looked at before.
    let added = |column: &Ident| {
        altering.alter.actions.iter().any(|action| {
            matches!(&action.kind, AlterActionKind::AddColumn { column: added, .. } if added.name.name == column.name)
        })
    };
    let open = columns.iter().filter(|column| known(column).is_none_or(|known| !known.not_null));
    open.filter(|column| known(column).is_some() || !added(column)).collect()
}
