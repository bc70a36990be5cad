//! Rows of a table changed in one transaction, as many as match or as another query finds.

use rustc_hash::FxHashMap;

use crate::ast::{Expr, ExprAt, Name, ObjectName, Statement, quoted};
use crate::catalog::{Relation, RelationId, Through};
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{
    ChangeKind, ChangePlace, Pass, RowsChanged, Rule, in_batches, list, row_notes, rows_changed,
    says_in_code, single_key, touches_every_row,
};

mod few_rows;

pub(super) static RULE: Rule =
    Rule::new("unbatched-backfill", include_str!("../../rules/unbatched-backfill.md"), check);

/// A change of many rows, and how many more there are like it.
struct Found<'a> {
    index: usize,
    step: &'a Step,
    through: Through<'a>,
    change: RowsChanged<'a>,
    more: usize,
}

/// A list of corrections is one finding: changes that set the same columns of the same table to other values, by conditions
/// of the same columns.
#[derive(PartialEq, Eq, Hash)]
struct Corrections<'a> {
    table: RelationId,
    set: Vec<&'a Name>,
    asked: Vec<&'a Name>,
}

impl<'a> Corrections<'a> {
    fn of(step: &'a Step, table: &Relation, change: &RowsChanged<'a>) -> Option<Self> {
        let condition = change.condition.filter(|condition| asks_for_values(&condition.expr))?;
        if !matches!(change.place, ChangePlace::Itself) || !change.source.relations.is_empty() {
            return None;
        }
        let set = match &step.statement.kind {
            Statement::Update(update) => update.assignments.iter().map(|(column, _)| &column.name).collect(),
            Statement::Delete(_) => Vec::new(),
            _ => return None,
        };
        let mut asked = Vec::new();
        condition.expr.walk(&mut |expr| {
            if let Expr::Column(parts) = expr {
                asked.extend(parts.last());
            }
        });
        Some(Self { table: table.id, set, asked })
    }
}

fn check(pass: &mut Pass) {
    let mut found: Vec<Found> = Vec::new();
    let mut known: FxHashMap<Corrections, usize> = FxHashMap::default();
    for index in 0..pass.steps().len() {
        let Some(one) = self::found(pass, index) else { continue };
        let corrections = Corrections::of(one.step, one.through.table, &one.change);
        let first = corrections.map(|corrections| *known.entry(corrections).or_insert(found.len()));
        match first.and_then(|first| found.get_mut(first)) {
            Some(alike) => alike.more += 1,
            None => found.push(one),
        }
    }
    for found in found {
        report(pass, &found);
    }
}

/// Whether the rule speaks of a step.
pub(super) fn speaks_of(pass: &Pass, index: usize) -> bool {
    found(pass, index).is_some()
}

fn found<'a>(pass: &Pass<'a>, index: usize) -> Option<Found<'a>> {
    let step = pass.steps().get(index)?;
    // One that commits, or picks a row at a time.
    if step.may_be_left_out() && is_in_loop(pass, step) {
        return None;
    }
    rows_changed(step).into_iter().find_map(|change| {
        let through = pass.changed(&step.before, change.table)?;
        let unbounded = step
            .effects
            .work_on(through.table.id)
            .any(|work| work.kind == WorkKind::Write { bounded: false });
        let told =
            unbounded && !is_left_alone(pass, step, &change, &through) && !pass.backfills_under_lock(index);
        told.then_some(Found { index, step, through, change, more: 0 })
    })
}

/// Whether a condition asks for given values only: `a = 'x' AND b LIKE 'y%'`.
fn asks_for_values(condition: &Expr) -> bool {
    match condition {
        Expr::And(parts) => parts.iter().all(asks_for_values),
        Expr::Operator { name, left: Some(_), .. } => matches!(name.as_str(), "=" | "~~" | "~~*"),
        Expr::Any { operator, .. } => operator == "=",
        _ => false,
    }
}

fn is_in_loop(pass: &Pass, step: &Step) -> bool {
    let block = step.within.and_then(|block| pass.steps().get(block));
    let code = |block: &Step| pass.text(block.span()).splitn(3, '$').nth(2);
    block.and_then(code).is_none_or(|code| says_in_code(code, "loop", false))
}

/// Whether another rule speaks of a change, or few rows are changed by it.
fn is_left_alone(pass: &Pass, step: &Step, change: &RowsChanged, through: &Through) -> bool {
    let run = few_rows::Run::of(step, change);
    if change.follows_source() {
        return few_rows::feeds_few(&step.before, run, change) || read_in_use(pass, step, change).is_empty();
    }
    match change.condition.filter(|_| change.unrestricted(&step.before).is_none()) {
        Some(condition) => {
            let named = through.views.first().copied().unwrap_or(through.table);
            few_rows::picks_few(&step.before, (named, run), change, &condition.expr)
        }
        None => matches!(change.place, ChangePlace::Itself),
    }
}

/// What a change reads that others use too, by name: a table that the migration has just filled is as large as the
/// migration made it.
fn read_in_use(pass: &Pass, step: &Step, change: &RowsChanged) -> Vec<String> {
    let read = change.source.relations.iter().filter(|name| gives_rows(change, name));
    let read = read.filter(|name| !step.before.is_system(name));
    let mut names: Vec<String> =
        read.filter_map(|name| Some(pass.in_use(&step.before, name)?.name.to_string())).collect();
    names.dedup();
    names
}

/// Whether the rows of what is read become rows of the change: those behind EXCEPT and INTERSECT only leave some out.
fn gives_rows(change: &RowsChanged, read: &ObjectName) -> bool {
    change.source.subtracted.iter().all(|name| name.span != read.span)
}

fn report(pass: &mut Pass, found: &Found) {
    let Found { index, step, through, change, more } = found;
    let itself = matches!(change.place, ChangePlace::Itself) && !step.only_repeated;
    let who = match change.place {
        ChangePlace::Function(name) => format!("the call of `{name}` "),
        ChangePlace::Itself | ChangePlace::With => String::new(),
    };
    let advice = match step.only_repeated {
        true => {
            "let the loop commit after every few thousand rows, outside of a transaction and best outside the migration"
        }
        false if calls_temporary_function(step) => {
            "do it in batches of a few thousand that commit in between, best outside the migration, in one session that first \
             makes the function of pg_temp: no other session has it"
        }
        false if change.kind == ChangeKind::Delete && adds_rows_later(pass, *index, through.table.id) => {
            "do it in batches of a few thousand that commit in between, before the migration: rows that it inserts below may match \
             as well"
        }
        false => "do it in batches of a few thousand that commit in between, best outside the migration",
    };
    let help = if itself { batches(pass, step, through, change) } else { None };
    let help = help.map_or(String::new(), |help| format!(":\n{help}"));
    let help = pass.begins_with_value(step).unwrap_or_else(|| format!("{advice}{help}"));
    let mut notes = row_notes(step, through.table);
    if change.kind == ChangeKind::Delete {
        notes.extend(pass.rows_along(*index, through.table.id, &change.source.relations).notes());
    }
    let compared = change.source.subtracted.iter().any(|name| name == change.table);
    if change.kind == ChangeKind::Upsert && !compared {
        notes.push(
            "DO UPDATE writes each row that is there anew, also where nothing changes: the table grows by a second \
             version of it"
                .to_owned(),
        );
    }
    match more {
        0 => {}
        1 => notes.push("one more statement of the file changes other rows of it in the same way".to_owned()),
        more => {
            notes.push(format!("{more} more statements of the file change other rows of it in the same way"))
        }
    }
    let what = what(pass, step, through, change);
    let message = format!("{who}{what} in one transaction, which keeps each of them locked to the end");
    let finding = pass.report(step.span(), message).on(step, through.table.id).help(help);
    finding.notes.extend(notes);
}

/// Whether the migration puts rows in a table after a step, which a DELETE that runs after it would find.
fn adds_rows_later(pass: &Pass, index: usize, table: RelationId) -> bool {
    pass.later_steps(index).iter().any(|later| match &later.statement.kind {
        Statement::Insert(insert) => later.before.resolve_id(&insert.table) == Some(table),
        _ => false,
    })
}

fn calls_temporary_function(step: &Step) -> bool {
    let mut calls = false;
    let mut look = |expr: &Expr| {
        calls |= matches!(expr, Expr::Call(call) if call.schema.as_ref().is_some_and(|schema| schema == "pg_temp"));
    };
    let condition = match &step.statement.kind {
        Statement::Update(update) => {
            update.assignments.iter().for_each(|(_, value)| value.walk(&mut look));
            &update.where_clause
        }
        Statement::Delete(delete) => &delete.where_clause,
        _ => return false,
    };
    condition.iter().for_each(|condition| condition.expr.walk(&mut look));
    calls
}

/// What is done to which rows: "updates every row of `orders` that matches".
fn what(pass: &Pass, step: &Step, through: &Through, change: &RowsChanged) -> String {
    let rows = through.rows();
    let which = match (touches_every_row(change.condition), through.views.is_empty()) {
        (true, _) => "",
        (false, true) => " that matches",
        (false, false) => " and that matches",
    };
    let (verb, each) = match change.kind {
        ChangeKind::Update => return format!("updates every row of {rows}{which}"),
        ChangeKind::Delete => return format!("deletes every row of {rows}{which}"),
        ChangeKind::Upsert => ("writes", list(read_in_use(pass, step, change))),
        ChangeKind::Merge => ("changes", list(read_in_use(pass, step, change))),
    };
    format!("{verb} a row of {rows} for every row that it finds in {each}, all of them")
}

/// The statement as batches of a few thousand rows.
fn batches(pass: &Pass, step: &Step, through: &Through, change: &RowsChanged) -> Option<String> {
    let table = through.table;
    // A view may not show the key, or call it something else.
    let shown = || single_key(table).is_some_and(|key| through.column(&key).as_ref() == Some(&key));
    match &step.statement.kind {
        Statement::Update(_) | Statement::Delete(_) if !through.views.is_empty() && !shown() => None,
        Statement::Update(update) if update.source.relations.is_empty() => {
            let condition = change.condition?;
            let of = (named(change), table);
            in_batches(&step.before, of, &update.assignments, (&condition.expr, &pending(pass, condition)))
        }
        Statement::Delete(delete) if delete.source.relations.is_empty() => {
            let pending = pending(pass, change.condition?);
            let (name, key) = (named(change), pass.key_column(table));
            let rows = format!("SELECT {key} FROM {name} WHERE {pending} LIMIT 5000");
            Some(format!("DELETE FROM {name}\n    WHERE {key} IN ({rows});"))
        }
        Statement::Insert(_) | Statement::Merge(_) => ranges(pass, step, change),
        _ => None,
    }
}

/// The table that is changed, with the name that its conditions give it.
fn named(change: &RowsChanged) -> String {
    match change.source.aliases.iter().find(|(_, name)| name == change.table) {
        Some((alias, _)) => format!("{} AS {}", change.table, quoted(alias)),
        None => change.table.to_string(),
    }
}

/// The condition as it is written; cut somewhere it would be no SQL any more.
fn pending(pass: &Pass, condition: &ExprAt) -> String {
    match pass.short(condition.span, 160) {
        cut if cut.ends_with('…') => "…".to_owned(),
        whole => whole,
    }
}

/// A change that follows its source, by ranges of the source's key.
fn ranges(pass: &Pass, step: &Step, change: &RowsChanged) -> Option<String> {
    let mut sources = change.source.relations.iter().filter(|name| gives_rows(change, name));
    let name = sources.find(|name| pass.in_use(&step.before, name).is_some())?;
    let key = pass.key_column(step.before.resolve(name)?);
    let range = format!("{key} > … AND {key} <= …");
    let target = change.table;
    Some(match change.kind {
        ChangeKind::Merge => {
            format!("MERGE INTO {target} … USING (SELECT * FROM {name} WHERE {range}) AS … ON …;")
        }
        _ => format!("INSERT INTO {target} … SELECT … FROM {name} WHERE {range} ON CONFLICT …;"),
    })
}
