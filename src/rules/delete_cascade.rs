//! A DELETE that takes rows of other tables along, of which no other rule speaks.

use super::{delete_without_where, unbatched_backfill};
use crate::ast::{ExprAt, Name, Statement, quoted};
use crate::catalog::{Catalog, ConstraintDef, Relation, RelationId};
use crate::diagnostic::Severity;
use crate::rule::{ChangeKind, Pass, RowsAlong, RowsChanged, Rule, list, rows_changed};

pub(super) static RULE: Rule =
    Rule::new("delete-cascade", include_str!("../../rules/delete-cascade.md"), check);

fn check(pass: &mut Pass) {
    let mut told: Vec<(RelationId, Vec<RelationId>)> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        if !matches!(step.statement.kind, Statement::Delete(_) | Statement::Select(_) | Statement::Insert(_))
        {
            continue;
        }
        for change in rows_changed(step).iter().filter(|change| change.kind == ChangeKind::Delete) {
            let Some(through) = pass.changed(&step.before, change.table) else { continue };
            let table = through.table;
            let along = pass.rows_along(index, table.id, &change.source.relations);
            let every_row = change.unrestricted(&step.before).is_some();
            let along = if every_row { along } else { without_links(&step.before, along) };
            let told_otherwise = || {
                delete_without_where::found(pass, index).is_some()
                    || unbatched_backfill::speaks_of(pass, index)
            };
            // A reference that becomes null where single rows go is what SET NULL is for.
            if along.gone.is_empty() && !every_row || along.is_empty() || told_otherwise() {
                continue;
            }
            let reached: Vec<RelationId> = along.gone.iter().map(|(table, _)| table.id).collect();
            if told.contains(&(table.id, reached.clone())) {
                continue;
            }
            told.push((table.id, reached));
            let from = through.rows();
            let gone = list(along.gone.iter().map(|(table, _)| &table.name));
            let message = match (along.gone.is_empty(), every_row) {
                (false, true) => format!("also deletes every row of {gone} that refers to a row of {from}"),
                (false, false) => {
                    format!("also deletes the rows of {gone} that refer to those that it deletes of {from}")
                }
                (true, _) => {
                    format!(
                        "sets {} to null in every row that refers to a row of {from}",
                        along.unset_columns()
                    )
                }
            };
            let help = look_first(pass, table, change, &along);
            let finding = pass.report(step.span(), message).on(step, table.id);
            finding.help.extend(help);
            if along.gone.is_empty() {
                finding.note("the foreign key says ON DELETE SET NULL");
            } else {
                finding.note(along.cause());
                let unset = RowsAlong { gone: Vec::new(), ..along };
                finding.notes.extend(unset.notes());
            }
            if every_row {
                finding.severity(Severity::Warning);
            }
            break;
        }
    }
}

/// What is left when tables that only say which rows belong together are passed over: where one of the two goes, they say
/// nothing any more.
fn without_links<'a>(catalog: &'a Catalog, mut along: RowsAlong<'a>) -> RowsAlong<'a> {
    along.gone.retain(|(table, _)| !is_link(catalog, table));
    along
}

/// Whether a table has no more than references to two tables or more, a key, and when and by whom they were made.
fn is_link(catalog: &Catalog, table: &Relation) -> bool {
    const ABOUT: &[&str] = &["timestamptz", "timestamp", "date"];
    let references: Vec<Name> = table.foreign_keys().flat_map(|key| key.columns()).collect();
    let key = table.primary_key().map(|key| key.columns()).unwrap_or_default();
    let plain = |name: &Name| {
        let data_type = table.column(name).and_then(|column| column.data_type.as_ref());
        references.contains(name)
            || key.len() == 1 && key.contains(name)
            || data_type.is_some_and(|data_type| ABOUT.contains(&data_type.name.as_str()))
    };
    let targets: Vec<_> = table.foreign_keys().filter_map(|key| key.references()).collect();
    targets.iter().any(|target| Some(target) != targets.first())
        && table.columns.iter().all(|column| plain(&column.name))
        && catalog.referencing(table.id).is_empty()
}

/// A query that shows what would go.
fn look_first(pass: &Pass, table: &Relation, change: &RowsChanged, along: &RowsAlong) -> Option<String> {
    let (holder, key) = along.gone.iter().find(|(_, key)| key.references() == Some(table.id))?;
    let ConstraintDef::ForeignKey { columns, referenced_columns, .. } = &key.kind else { return None };
    let ([column], [referenced]) = (columns.as_slice(), referenced_columns.as_slice()) else { return None };
    let whole = |condition: &ExprAt| pass.short(condition.span, 120);
    let condition = match change.condition {
        Some(condition) if change.source.relations.is_empty() => format!(" WHERE {}", whole(condition)),
        Some(_) => " WHERE …".to_owned(),
        None => String::new(),
    };
    Some(format!(
        "look first whether they may go:\nSELECT count(*) FROM {} WHERE {} IN (SELECT {} FROM {}{condition});",
        holder.name,
        quoted(column),
        quoted(referenced),
        table.name,
    ))
}
