//! A DELETE that takes rows of other tables along, of which no other rule speaks.

use rustc_hash::{FxHashMap, FxHashSet};

use super::{delete_without_where, unbatched_backfill};
use crate::ast::{Expr, Name, Statement, quoted};
use crate::catalog::{Catalog, Constraint, ConstraintDef, Relation, RelationId, Through};
use crate::diagnostic::Severity;
use crate::migration::Step;
use crate::rule::{ChangeKind, ChangePlace, Pass, RowsAlong, RowsChanged, Rule, list, rows_changed};

pub(super) static RULE: Rule =
    Rule::new("delete-cascade", include_str!("../../rules/delete-cascade.md"), check);

/// What was said of the rows of a table.
struct Told {
    step: usize,
    every_row: bool,
    /// The statement asks no other table, so that it passes none over.
    plain: bool,
    reached: FxHashSet<RelationId>,
}

fn check(pass: &mut Pass) {
    let mut told: FxHashMap<RelationId, Told> = FxHashMap::default();
    // The last step that may have made a foreign key.
    let mut keys_since = 0;
    for (index, step) in pass.steps().iter().enumerate() {
        match step.statement.kind {
            Statement::Delete(_) | Statement::Select(_) | Statement::Insert(_) => {}
            Statement::CreateTable(_) | Statement::AlterTable(_) => {
                keys_since = index;
                continue;
            }
            _ => continue,
        }
        for change in rows_changed(step).iter().filter(|change| change.kind == ChangeKind::Delete) {
            let Some(through) = pass.changed(&step.before, change.table) else { continue };
            let every_row = change.unrestricted(&step.before).is_some();
            let earlier = told.get(&through.table.id);
            let plain = change.source.relations.is_empty();
            let is_known =
                |told: &Told| told.plain && told.step >= keys_since && (told.every_row || !every_row);
            if earlier.is_some_and(is_known) {
                continue;
            }
            let Some(along) = goes_along(pass, index, &through, change, every_row) else { continue };
            let mut reached: FxHashSet<RelationId> = along.gone.iter().map(|(table, _)| table.id).collect();
            let says_it = |told: &Told| {
                told.reached.is_superset(&reached) && (told.every_row || !every_row || !reached.is_empty())
            };
            if earlier.is_some_and(says_it) {
                continue;
            }
            reached.extend(earlier.into_iter().flat_map(|told| &told.reached));
            told.insert(through.table.id, Told { step: index, every_row, plain, reached });
            report(pass, step, &through, change, along);
            break;
        }
    }
}

/// What a DELETE takes along, where no other rule says so.
fn goes_along<'a>(
    pass: &Pass<'a>,
    index: usize,
    through: &Through<'a>,
    change: &RowsChanged,
    every_row: bool,
) -> Option<RowsAlong<'a>> {
    let step = pass.steps().get(index)?;
    let along = pass.rows_along(index, through.table.id, &change.source.relations);
    let along = match every_row {
        true => RowsAlong { below: None, ..along },
        false => without_asked(change, without_links(&step.before, along)),
    };
    // A reference that becomes null where single rows go is what SET NULL is for.
    let nothing = along.gone.is_empty() && along.below.is_none() && (!every_row || along.unset.is_empty());
    let told_otherwise =
        || delete_without_where::found(pass, index).is_some() || unbatched_backfill::speaks_of(pass, index);
    (!nothing && !told_otherwise()).then_some(along)
}

fn report(pass: &mut Pass, step: &Step, through: &Through, change: &RowsChanged, along: RowsAlong) {
    let (table, from) = (through.table, through.rows());
    let every_row = change.unrestricted(&step.before).is_some();
    let gone = list(along.gone.iter().map(|(table, _)| &table.name));
    let below = match along.below {
        Some(_) => format!(", and the rows of `{}` below them", table.name),
        None => String::new(),
    };
    let message = match (along.gone.is_empty(), every_row) {
        (true, false) => format!("also deletes the rows of `{}` below those that it deletes", table.name),
        (false, true) => format!("also deletes every row of {gone} that refers to a row of {from}"),
        (false, false) => {
            format!("also deletes the rows of {gone} that refer to those that it deletes of {from}{below}")
        }
        (true, true) => {
            format!("sets {} to null in every row that refers to a row of {from}", along.unset_columns())
        }
    };
    let help = look_first(pass, step, through, change, &along);
    let finding = pass.report(step.span(), message).on(step, table.id);
    finding.help.extend(help);
    let mut cause = RowsAlong { gone: along.gone, ..RowsAlong::default() };
    cause.gone.extend(along.below);
    if cause.gone.is_empty() {
        finding.note("the foreign key says ON DELETE SET NULL");
    } else {
        finding.note(cause.cause());
        let unset = RowsAlong { unset: along.unset, ..RowsAlong::default() };
        finding.notes.extend(unset.notes());
    }
    if every_row {
        finding.severity(Severity::Warning);
    }
}

/// Where the condition asks for the rows below as well, it means them.
fn without_asked<'a>(change: &RowsChanged, along: RowsAlong<'a>) -> RowsAlong<'a> {
    let asks = |key: &Constraint| {
        let condition = change.condition.map(|condition| &condition.expr);
        key.columns().iter().any(|column| condition.is_some_and(|asked| asked.mentions_column(column)))
    };
    RowsAlong { below: along.below.filter(|(_, key)| !asks(key)), ..along }
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

/// A query that shows what would go, where the condition means the same in it.
fn look_first(
    pass: &Pass,
    step: &Step,
    through: &Through,
    change: &RowsChanged,
    along: &RowsAlong,
) -> Option<String> {
    let table = through.table;
    let own = matches!(change.place, ChangePlace::Itself) && step.within.is_none();
    let plain = own && through.views.is_empty() && change.alias.is_none();
    let mut keys = along.gone.iter().chain(&along.below).filter(|_| plain);
    let (holder, key) = keys.find(|(_, key)| key.references() == Some(table.id))?;
    let ConstraintDef::ForeignKey { columns, referenced_columns, .. } = &key.kind else { return None };
    let ([column], [referenced]) = (columns.as_slice(), referenced_columns.as_slice()) else { return None };
    let condition = match change.condition {
        Some(_) => format!(" WHERE {}", whole_condition(pass, change)?),
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

/// The condition on one line, where it is short and can be put so.
fn whole_condition(pass: &Pass, change: &RowsChanged) -> Option<String> {
    const LONGEST: usize = 80;
    let condition = change.condition?;
    let text = pass.text(condition.span).trim();
    let line = pass.short(condition.span, LONGEST);
    let mut asks_others = !change.source.relations.is_empty() || change.source.composed;
    condition.expr.walk(&mut |part| asks_others |= matches!(part, Expr::Subquery(_) | Expr::Parameter));
    let comments = text.contains("--") || text.contains("/*");
    let moved = line != text && text.contains(['\'', '$', '"']);
    (!asks_others && !comments && !moved && !line.ends_with('…') && !line.is_empty()).then_some(line)
}
