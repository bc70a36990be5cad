//! Rows with keys of their own, of which the sequence knows nothing.

use crate::ast::{AlterActionKind, AlterTable, Expr, Insert, Name, ObjectKind, Statement};
use crate::catalog::{Catalog, Column, Relation, RelationId};
use crate::effects::sequences_named_in;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

mod restarted;

pub(super) static RULE: Rule =
    Rule::new("sequence-not-reset", include_str!("../../rules/sequence-not-reset.md"), check);

fn check(pass: &mut Pass) {
    restarted::check(pass);
    let mut reported: Vec<RelationId> = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let found = match &step.statement.kind {
            Statement::Insert(insert) => given_numbers(pass, step, insert),
            Statement::AlterTable(alter) => begun_anew(pass, step, alter),
            _ => None,
        };
        let Some((table, column, message, value)) = found else { continue };
        let is_set = |later: &Step| sets_sequence(later, table);
        // A new sequence may be set before the column draws from it.
        let begun = matches!(step.statement.kind, Statement::AlterTable(_));
        let set_before = begun && pass.steps().iter().take(index).any(is_set);
        let beyond =
            |value| pass.earlier_steps(index).any(|(_, earlier)| sets_beyond(earlier, table, column, value));
        let set_before = set_before || value.is_some_and(beyond);
        let known = reported.contains(&table.id) || table.is_temporary() || set_before;
        if known || pass.following_steps(index).any(|(_, later)| is_set(later)) {
            continue;
        }
        reported.push(table.id);
        let quoted = crate::ast::quoted(column);
        let first = if begun { String::new() } else { format!("leave `{quoted}` out, or ") };
        let name = &table.name;
        pass.report(step.span(), message).on(step, table.id).help(format!(
            "{first}set the sequence behind the rows:\n\
             SELECT setval(pg_get_serial_sequence('{name}', '{column}'), max({quoted})) FROM {name};"
        ));
    }
}

/// The table and the column, what is said of it, and the first value that a row is given.
type Found<'a> = (&'a Relation, &'a Name, String, Option<i64>);

/// A column that draws from a sequence, and gets numbers all the same.
fn given_numbers<'a>(pass: &Pass<'a>, step: &'a Step, insert: &Insert) -> Option<Found<'a>> {
    let table = step.before.resolve(&insert.table)?;
    let source = insert.source.as_ref()?;
    let listed: Vec<Option<&Column>> = match insert.columns.as_slice() {
        [] => table.columns.iter().map(|column| Some(&**column)).collect(),
        columns => columns.iter().map(|column| table.column(&column.name)).collect(),
    };
    listed.into_iter().enumerate().find_map(|(at, column)| {
        let column = column?;
        let name = &column.name;
        let still_then = "still hands out: an INSERT that draws from it then fails";
        if source.values_rows > 0 {
            let Expr::Integer(value) = source.expressions.get(at)? else { return None };
            let gives =
                *value > 0 && !insert.columns.is_empty() && (draws(column) || column.identity.is_some());
            let message = format!(
                "gives `{}` the value {value}, which the sequence of `{}` {still_then}",
                crate::ast::quoted(name),
                table.name
            );
            return gives.then_some((table, &column.name, message, Some(*value)));
        }
        let copied = match source.outputs.as_slice() {
            [only] if matches!(only.expr, Expr::Star(_)) => true,
            outputs => matches!(outputs.get(at)?.expr, Expr::Column(_)),
        };
        let message = format!(
            "copies values to `{}` that the sequence of `{}` {still_then}",
            crate::ast::quoted(name),
            table.name
        );
        (copied && keeps_own_sequence(pass, step, table, column)).then_some((
            table,
            &column.name,
            message,
            None,
        ))
    })
}

fn draws(column: &Column) -> bool {
    let default = column.default.as_ref();
    default.is_some_and(|default| default.calls_any(|call| call.name == "nextval"))
}

/// Whether a unique column draws from a sequence that no other table's column counts on, after the migration too.
fn keeps_own_sequence(pass: &Pass, step: &Step, table: &Relation, column: &Column) -> bool {
    let own = |column: &Column| {
        let sequence = column.sequence.and_then(|sequence| step.before.relation(sequence))?;
        let owner = sequence.sequence_owner.as_ref().is_some_and(|(owner, ..)| *owner == table.id);
        (owner && (draws(column) || column.identity.is_some())).then_some(sequence.id)
    };
    let after = || pass.up().and_then(|up| up.after.relation(table.id)?.column(&column.name));
    let kept = || after().and_then(|after| after.sequence);
    own(column).is_some_and(|sequence| kept() == Some(sequence))
        && is_unique(&step.before, table, &column.name)
}

fn is_unique(catalog: &Catalog, table: &Relation, column: &Name) -> bool {
    let mut indexes = catalog.indexes_of(table).filter_map(|index| index.index.as_deref());
    indexes.any(|index| index.unique && index.key_columns() == [column.clone()])
}

/// A key of rows in use that is numbered by a new sequence, which begins with 1.
fn begun_anew<'a>(pass: &Pass<'a>, step: &'a Step, alter: &AlterTable) -> Option<Found<'a>> {
    let table = pass.in_use(&step.before, &alter.name)?;
    alter.actions.iter().find_map(|action| {
        let column = match &action.kind {
            AlterActionKind::AddIdentity { column, .. } => column,
            AlterActionKind::SetDefault { column, default } if draws_from_new(pass, step, &default.expr) => column,
            _ => return None,
        };
        let starts = |text: &str| text.to_ascii_lowercase().contains("start");
        let known = table.column(&column.name).filter(|known| !pass.is_new(known.origin))?;
        let begins = !starts(pass.text(action.span)) && is_unique(&step.before, table, &known.name);
        let message = format!(
            "numbers `{column}` of `{}` from 1 again: an INSERT that draws from the new sequence fails on the rows that are there",
            table.name
        );
        (begins && table.holds_rows()).then_some((table, &known.name, message, None))
    })
}

/// Whether a default takes numbers from a sequence of this migration's that was told no other start.
fn draws_from_new(pass: &Pass, step: &Step, default: &Expr) -> bool {
    let sequences = sequences_named_in(default, &step.before);
    sequences.iter().any(|sequence| {
        pass.is_new(sequence.origin)
            && pass.steps().iter().any(|made| match &made.statement.kind {
                Statement::CreateSequence(create) => {
                    create.name.name == sequence.name.name
                        && !pass.text(made.span()).to_ascii_lowercase().contains("start")
                }
                _ => false,
            })
    })
}

/// Whether an earlier statement has set the sequence of a column to what lies beyond a value, as far as can be seen:
/// such values are left free for rows that a script brings along.
fn sets_beyond(step: &Step, table: &Relation, column: &str, value: i64) -> bool {
    let Statement::Select(query) = &step.statement.kind else { return false };
    let own = table.column(column).and_then(|column| column.sequence);
    let mut beyond = false;
    query.walk_expressions(&mut |expr| {
        let Expr::Call(call) = expr else { return };
        let less = matches!(call.arguments.get(1), Some(Expr::Integer(to)) if *to < value);
        beyond |= call.name == "setval"
            && !less
            && sequences_named_in(expr, &step.before).iter().any(|sequence| Some(sequence.id) == own);
    });
    beyond
}

/// Whether a statement may bring the sequence of a table up to date.
fn sets_sequence(step: &Step, table: &Relation) -> bool {
    match &step.statement.kind {
        Statement::Select(query) => {
            let mut called = false;
            query.walk_expressions(&mut |expr| {
                called |= matches!(expr, Expr::Call(call) if call.name == "setval");
            });
            called
        }
        // One that no other table owns may be the table's.
        Statement::AlterSequence(alter) => {
            let owner = |sequence: &Relation| sequence.sequence_owner.as_ref().map(|(owner, ..)| *owner);
            let owner = step.before.resolve(&alter.name).and_then(owner);
            owner.is_none_or(|owner| owner == table.id)
                && alter.options.iter().any(|option| option == "restart")
        }
        Statement::AlterTable(alter) => {
            let restarts = |kind: &AlterActionKind| {
                matches!(kind, AlterActionKind::SetIdentity { sequence_options: true, .. })
            };
            step.before.resolve_id(&alter.name) == Some(table.id)
                && alter.actions.iter().any(|action| restarts(&action.kind))
        }
        Statement::Truncate(truncate) => {
            truncate.restart_identity
                && truncate.tables.iter().any(|name| step.before.resolve_id(name) == Some(table.id))
        }
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => {
            drop.objects.iter().any(|object| step.before.resolve_id(&object.name) == Some(table.id))
        }
        Statement::Do(block) => !block.dynamic.is_empty(),
        _ => false,
    }
}
