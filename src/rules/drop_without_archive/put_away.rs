//! How to put columns away in place of dropping them, as advice and as a fix that drops them later.

use crate::ast::{AlterActionKind, AlterTable, Ident, ObjectName, Statement, quoted};
use crate::catalog::{Catalog, Column, Relation};
use crate::diagnostic::Fix;
use crate::migration::Step;
use crate::rule::{Pass, Phase};

/// How many tables or columns have their statements written out.
pub(super) const SHOWN: usize = 4;

/// What stands for the statements of the others.
pub(super) fn likewise(others: impl Iterator<Item = String>) -> Option<String> {
    let others: Vec<String> = others.collect();
    (!others.is_empty()).then(|| format!("-- and likewise for {}", others.join(", ")))
}

pub(super) fn columns(
    catalog: &Catalog,
    alter: &AlterTable,
    table: &Relation,
    lost: &[(&Ident, Option<&Column>)],
) -> String {
    let written = &alter.name;
    let them = it_or_them(lost.len());
    let mut lines = vec![format!(
        "stop reading and writing {them} in the application first, mark {them}, and drop {them} in a much later migration:"
    )];
    let mut key = primary_key_of(alter, table, lost);
    for (column, known) in lost.iter().take(SHOWN) {
        if known.is_some_and(Column::needs_a_value) && !is_pointed_at(table, column) {
            lines.extend(key.take().map(|key| without_key(catalog, written, table, &key)));
            lines.push(format!("ALTER TABLE {written} ALTER COLUMN {column} DROP NOT NULL;"));
        }
        lines.push(format!("COMMENT ON COLUMN {written}.{column} IS 'deprecated';"));
    }
    lines.extend(likewise(lost.iter().skip(SHOWN).map(|(column, _)| column.to_string())));
    lines.join("\n")
}

/// What to do with a column whose values are elsewhere: one that needs a value has to do without before it is dropped.
pub(super) fn copied_column(
    catalog: &Catalog,
    alter: &AlterTable,
    table: &Relation,
    (column, known): (&Ident, Option<&Column>),
) -> String {
    let later =
        "drop it in a later migration, once every running version of the application uses that instead"
            .to_owned();
    if !known.is_some_and(Column::needs_a_value) || is_pointed_at(table, column) {
        return later;
    }
    let written = &alter.name;
    let key = primary_key_of(alter, table, &[(column, known)]);
    let key = key.map(|key| without_key(catalog, written, table, &key) + "\n").unwrap_or_default();
    format!(
        "{later}; here, let rows be stored without it:\n{key}ALTER TABLE {written} ALTER COLUMN {column} DROP NOT NULL;"
    )
}

/// Takes the primary key away, without which UPDATE and DELETE of a published table fail.
fn without_key(catalog: &Catalog, written: &ObjectName, table: &Relation, key: &str) -> String {
    let identity = match catalog.is_published_by_key(table) {
        true => format!("ALTER TABLE {written} REPLICA IDENTITY USING INDEX another_unique_index;\n"),
        false => String::new(),
    };
    format!("{identity}ALTER TABLE {written} DROP CONSTRAINT {key};")
}

/// Whether foreign keys point at the primary key that a column is part of, which cannot go before them.
fn is_pointed_at(table: &Relation, column: &Ident) -> bool {
    let in_key = table.primary_key().is_some_and(|key| key.columns().contains(&column.name));
    in_key && !table.referenced_by.is_empty()
}

/// The primary key that goes with columns and is not dropped beside them: none of its columns can take nulls before.
fn primary_key_of(
    alter: &AlterTable,
    table: &Relation,
    lost: &[(&Ident, Option<&Column>)],
) -> Option<String> {
    let key = table.primary_key()?;
    let takes_part = lost.iter().any(|(column, _)| key.columns().contains(&column.name));
    let mut dropped = alter.actions.iter().filter_map(|action| action.kind.dropped_constraint());
    (takes_part && !dropped.any(|dropped| dropped.name == key.name)).then(|| quoted(&key.name).into_owned())
}

/// Columns that are marked now, and dropped in a migration that is due when the retention period is over.
pub(super) fn columns_fix(
    pass: &Pass,
    step: &Step,
    (alter, table): (&AlterTable, &Relation),
    lost: &[(&Ident, Option<&Column>)],
) -> Option<Fix> {
    if lost.len() != alter.actions.len() || primary_key_of(alter, table, lost).is_some() {
        return None;
    }
    let written = &alter.name;
    // Under a name that another column takes, the later migration would drop that one.
    let is_taken = |catalog: &Catalog| {
        let relation = catalog.relation(table.id);
        relation
            .is_some_and(|relation| lost.iter().any(|(column, _)| relation.column(&column.name).is_some()))
    };
    if pass.up().is_some_and(|up| is_taken(&up.after)) || is_taken(&pass.history.end) {
        return None;
    }
    let (mut here, mut back, mut loosened) = (String::new(), String::new(), false);
    for (column, known) in lost {
        if known.is_some_and(Column::needs_a_value) {
            here += &format!("ALTER TABLE {written} ALTER COLUMN {column} DROP NOT NULL;\n");
            loosened = true;
        }
        let before = known.and_then(|known| known.comment.as_ref()).map(|text| text.replace('\'', "''"));
        let (after, mark) = match &before {
            Some(text) => (format!("'{text}'"), format!("deprecated: {text}")),
            None => ("NULL".to_owned(), "deprecated: to be dropped when no code uses it any more".to_owned()),
        };
        here += &format!("COMMENT ON COLUMN {written}.{column} IS '{mark}';\n");
        back += &format!("COMMENT ON COLUMN {written}.{column} IS {after};\n");
    }
    let end = format!("{};", pass.text(step.span()));
    let alone = pass.down().is_none_or(|down| down.steps.len() <= 1) && !loosened;
    let adds = |action: &AlterActionKind| match action {
        AlterActionKind::AddColumn { column, .. } => {
            lost.iter().any(|(lost, _)| lost.name == column.name.name)
        }
        _ => false,
    };
    let added_again = |step: &Step| match &step.statement.kind {
        Statement::AlterTable(alter) => {
            alone && alter.name.name == written.name && alter.actions.iter().all(|action| adds(&action.kind))
        }
        _ => false,
    };
    let title = format!("mark {} as deprecated, and drop {0} in a later migration", it_or_them(lost.len()));
    pass.replaced_both_ways((step, &title, &here, &[due(pass, end)]), added_again, &back)
}

pub(super) fn it_or_them(count: usize) -> &'static str {
    if count == 1 { "it" } else { "them" }
}

pub(super) fn due(pass: &Pass, sql: String) -> Phase {
    let days = pass.options.integer("retention-days");
    let sql = format!("-- Release it when {days} days have shown that nobody asks for it.\n{sql}");
    Phase::due("drop", sql, days)
}
