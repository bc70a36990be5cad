//! A sequence that is restarted at its first number beside a key whose rows have those numbers already.

use super::{is_unique, sets_sequence};
use crate::ast::{AlterActionKind, AlterTable, Expr, Query, Statement, quoted};
use crate::catalog::{Catalog, Relation, RelationId};
use crate::effects::sequences_named_in;
use crate::migration::Step;
use crate::rule::{Pass, empties};

pub(super) fn check(pass: &mut Pass) {
    for (index, step) in pass.steps().iter().enumerate() {
        let sequences = match &step.statement.kind {
            Statement::AlterSequence(alter) => {
                let restarted = restarts(pass.text(step.span()));
                let sequence = step.before.resolve(&alter.name);
                restarted.and_then(|to| Some((sequence?, to))).into_iter().collect()
            }
            Statement::AlterTable(alter) => identities_restarted(pass, step, alter),
            Statement::Select(query) => sequences_set_to_one(&step.before, query),
            _ => continue,
        };
        for (sequence, to) in sequences {
            let is_meant = match to {
                To::One => false,
                To::Start => starts_elsewhere(pass, index, sequence),
                To::OneGiven => is_filled(pass, index, sequence),
            };
            if !is_meant {
                report(pass, (index, step), sequence);
            }
        }
    }
}

/// Where a sequence is set to.
enum To {
    One,
    /// The number that it was told to start with.
    Start,
    /// Behind 1, as after the one row of a table.
    OneGiven,
}

fn report(pass: &mut Pass, (index, step): (usize, &Step), sequence: &Relation) {
    let Some((owner, column, _)) = &*sequence.sequence_owner else { return };
    let Some(table) = step.before.relation(*owner) else { return };
    if pass.is_new_relation(&step.before, sequence.id)
        || pass.is_new_relation(&step.before, table.id)
        || !is_unique(&step.before, table, column)
        || is_emptied(pass, index, table.id)
        || pass.following_steps(index).any(|(_, later)| sets_sequence(later, table))
    {
        return;
    }
    let (name, quoted) = (&table.name, quoted(column));
    let message = format!(
        "numbers `{quoted}` of `{name}` from 1 again: an INSERT that draws from the sequence fails on the rows that are there"
    );
    pass.report(step.span(), message).on(step, table.id).help(format!(
        "set the sequence behind the rows, in the same transaction:\n\
         SELECT setval(pg_get_serial_sequence('{name}', '{column}'), max({quoted})) FROM {name};"
    ));
}

/// `RESTART` and `RESTART WITH 1`, in `ALTER SEQUENCE` and of an identity column.
fn restarts(text: &str) -> Option<To> {
    let lower = text.to_ascii_lowercase();
    let (_, after) = lower.split_once("restart")?;
    match after.trim().trim_start_matches("with").trim() {
        "" => (!says_start(text)).then_some(To::Start),
        "1" => Some(To::One),
        _ => None,
    }
}

/// `START WITH 100`, `START 100`: any number but the 1 that it would be anyway.
fn says_start(text: &str) -> bool {
    let lower = text.to_ascii_lowercase();
    let words = lower.split(|c: char| c.is_whitespace() || matches!(c, '(' | ')' | ',' | ';'));
    let words: Vec<&str> = words.filter(|word| !word.is_empty()).collect();
    words.windows(2).enumerate().any(|(at, pair)| {
        let value = match pair {
            ["start", "with"] => words.get(at + 2).copied(),
            ["start", value] if value.starts_with(|c: char| c.is_ascii_digit() || c == '-') => Some(*value),
            _ => None,
        };
        value.is_some_and(|value| value != "1")
    })
}

/// Whether a statement before has told the sequence where to start.
fn starts_elsewhere(pass: &Pass, index: usize, sequence: &Relation) -> bool {
    let made = sequence.origin.created().and_then(|place| {
        let script = pass.script(place.script)?;
        Some(says_start(script.source.slice(script.step_at(place.span)?.span())))
    });
    made == Some(true)
        || pass.earlier_steps(index).any(|(at, earlier)| match &earlier.statement.kind {
            Statement::AlterSequence(alter) => {
                alter.options.iter().any(|option| option == "start")
                    && earlier.before.resolve_id(&alter.name) == Some(sequence.id)
            }
            Statement::AlterTable(alter) => {
                let told = |kind: &AlterActionKind| match kind {
                    AlterActionKind::SetIdentity { column, sequence_options: true, .. } => {
                        let table = earlier.before.resolve(&alter.name);
                        let column = table.and_then(|table| table.column(&column.name));
                        column.and_then(|column| column.sequence) == Some(sequence.id)
                    }
                    _ => false,
                };
                let script = pass.history.migrations.get(at).and_then(|migration| migration.up.as_ref());
                alter.actions.iter().any(|action| {
                    told(&action.kind)
                        && script.is_some_and(|script| says_start(script.source.slice(action.span)))
                })
            }
            _ => false,
        })
}

/// Whether the migration has put rows into the table of a sequence before.
fn is_filled(pass: &Pass, index: usize, sequence: &Relation) -> bool {
    let Some((owner, ..)) = &*sequence.sequence_owner else { return false };
    pass.steps().get(..index).unwrap_or_default().iter().any(|step| {
        let table = match &step.statement.kind {
            Statement::Insert(insert) => Some(&insert.table),
            Statement::Copy(copy) if copy.from => copy.table.as_ref(),
            _ => None,
        };
        table.is_some_and(|table| step.before.resolve_id(table) == Some(*owner))
    })
}

fn identities_restarted<'a>(pass: &Pass, step: &'a Step, alter: &AlterTable) -> Vec<(&'a Relation, To)> {
    let Some(table) = step.before.resolve(&alter.name) else { return Vec::new() };
    let restarted = alter.actions.iter().filter_map(|action| match &action.kind {
        AlterActionKind::SetIdentity { column, sequence_options: true, .. } => {
            let to = restarts(pass.text(action.span))?;
            Some((step.before.relation(table.column(&column.name)?.sequence?)?, to))
        }
        _ => None,
    });
    restarted.collect()
}

/// `SELECT setval('s', 1)` and `SELECT setval('s', 1, false)`, where nothing decides whether it is called.
fn sequences_set_to_one<'a>(catalog: &'a Catalog, query: &Query) -> Vec<(&'a Relation, To)> {
    let mut found = Vec::new();
    // HAVING and what FROM holds are among the others.
    if query.where_clause.is_some() || !query.expressions.is_empty() {
        return found;
    }
    for output in &query.outputs {
        let (mut perhaps, mut set) = (false, Vec::new());
        output.expr.walk(&mut |expr| match expr {
            Expr::Case { .. } | Expr::Coalesce(_) | Expr::Subquery(_) => perhaps = true,
            Expr::Call(call) if call.name == "setval" && call.arguments.get(1) == Some(&Expr::Integer(1)) => {
                let first = sequences_named_in(expr, catalog).into_iter().next();
                let to = match call.arguments.get(2) {
                    None => Some(To::OneGiven),
                    Some(Expr::Boolean(false)) => Some(To::One),
                    Some(_) => None,
                };
                set.extend(first.zip(to));
            }
            _ => {}
        });
        if !perhaps {
            found.extend(set);
        }
    }
    found
}

/// Whether the migration has taken every row out before.
fn is_emptied(pass: &Pass, index: usize, table: RelationId) -> bool {
    pass.steps().get(..index).unwrap_or_default().iter().any(|step| empties(step, table))
}
