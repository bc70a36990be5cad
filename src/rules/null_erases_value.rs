//! An UPDATE that makes a value out of itself and of something that may be null: where that is null, all of it is.

use crate::ast::{Expr, FunctionCall, Name, Statement, Update, quoted};
use crate::catalog::{Column, Relation};
use crate::effects::WorkKind;
use crate::migration::Step;
use crate::rule::{Pass, Rule};

pub(super) static RULE: Rule =
    Rule::new("null-erases-value", include_str!("../../rules/null-erases-value.md"), check);

/// Built-in functions that give null as soon as one argument is null.
const STRICT: &[&str] = &[
    "abs",
    "btrim",
    "initcap",
    "jsonb_insert",
    "jsonb_set",
    "left",
    "lower",
    "ltrim",
    "regexp_replace",
    "replace",
    "right",
    "round",
    "rtrim",
    "to_char",
    "to_json",
    "to_jsonb",
    "upper",
];

/// Operators that do, all of them between built-in types.
const OPERATORS: &[&str] = &["||", "+", "-", "*", "/", "->", "->>", "#>", "#>>", "#-"];

/// What may be null in an expression, and with it the whole.
enum Source<'e> {
    Column(&'e Name),
    /// `data -> 'key'`, where the key may not be there.
    Key {
        of: &'e Name,
        key: &'e Name,
    },
}

fn check(pass: &mut Pass) {
    let mut told = Vec::new();
    for (index, step) in pass.steps().iter().enumerate() {
        let Statement::Update(update) = &step.statement.kind else { continue };
        let table = pass.changed(&step.before, &update.table).map(|through| through.table);
        let named = step.before.resolve_id(&update.table);
        let Some(table) = table.filter(|table| Some(table.id) == named) else { continue };
        // Of single rows it is known what they hold.
        let many = step.effects.work_on(table.id).any(|work| work.kind == WorkKind::Write { bounded: false });
        for (column, value) in &update.assignments {
            let Some(target) =
                table.column(&column.name).filter(|_| many && value.mentions_column(&column.name))
            else {
                continue;
            };
            if told.contains(&(table.id, &column.name)) {
                continue;
            }
            let mut sources = Vec::new();
            gather(value, update, &mut sources);
            let erases = |source: &&Source| may_be_null(pass, index, (table, update), target, source);
            if let Some(source) = sources.iter().find(erases) {
                told.push((table.id, &column.name));
                report(pass, step, (table, target), source, value);
                break;
            }
        }
    }
}

/// The parts of an expression that make all of it null.
fn gather<'e>(expr: &'e Expr, update: &Update, found: &mut Vec<Source<'e>>) {
    match expr {
        Expr::Column(parts) => found.extend(own_column(parts, update).map(Source::Column)),
        Expr::Cast { expr, .. } | Expr::Collate { expr, .. } => gather(expr, update, found),
        Expr::Call(call) if is_strict(call) => {
            call.arguments.iter().for_each(|argument| gather(argument, update, found));
        }
        Expr::Operator { name, left: Some(left), right } if OPERATORS.contains(&name.as_str()) => {
            if let (Expr::Column(parts), Expr::String(key), "->" | "->>") = (&**left, &**right, name.as_str())
            {
                found.extend(own_column(parts, update).map(|of| Source::Key { of, key }));
            }
            gather(left, update, found);
            gather(right, update, found);
        }
        _ => {}
    }
}

fn is_strict(call: &FunctionCall) -> bool {
    call.schema.as_deref().is_none_or(|schema| schema == "pg_catalog") && STRICT.contains(&call.name.as_str())
}

/// A column of the table that is changed, and of no other that the statement reads.
fn own_column<'e>(parts: &'e [Name], update: &Update) -> Option<&'e Name> {
    match parts {
        [column] => Some(column).filter(|_| update.source.relations.is_empty()),
        [of, column] => Some(column).filter(|_| of == update.alias.as_ref().unwrap_or(&update.table.name)),
        _ => None,
    }
}

fn may_be_null(
    pass: &Pass,
    index: usize,
    (table, update): (&Relation, &Update),
    target: &Column,
    source: &Source,
) -> bool {
    let condition = update.where_clause.as_ref().map(|condition| &condition.expr);
    match source {
        Source::Column(name) => {
            let Some(column) = table.column(name) else { return false };
            let nullable = column.nullability_known && !column.not_null && column.generated.is_none();
            let key = table.primary_key().is_some_and(|key| key.columns().contains(name));
            // What has a default is rarely null, and what the condition asks is looked at.
            nullable
                && !key
                && **name != target.name
                && column.default.as_ref().is_none_or(|default| *default == Expr::Null)
                && !condition.is_some_and(|condition| asks_for_value(condition, name))
                && !is_filled(pass, index, table, name)
        }
        Source::Key { of, key } => {
            let mut asked = false;
            if let Some(condition) = condition {
                condition.walk(&mut |part| {
                    asked |= match part {
                        Expr::String(text) => text == *key || text.contains(key.as_str()),
                        Expr::Column(parts) => parts.last().is_some_and(|last| last != *of && last == *key),
                        _ => false,
                    };
                });
            }
            !asked
        }
    }
}

/// Whether a condition is about a column otherwise than that it is null.
fn asks_for_value(condition: &Expr, column: &Name) -> bool {
    match condition {
        Expr::IsNull { negated: false, .. } => false,
        Expr::And(parts) => parts.iter().any(|part| asks_for_value(part, column)),
        other => other.mentions_column(column),
    }
}

/// Whether an earlier statement of the migration gives the column values.
fn is_filled(pass: &Pass, index: usize, table: &Relation, column: &Name) -> bool {
    pass.steps().iter().take(index).any(|step| match &step.statement.kind {
        Statement::Update(update) => {
            step.before.resolve_id(&update.table) == Some(table.id)
                && update.assignments.iter().any(|(set, _)| set.name == *column)
        }
        _ => false,
    })
}

fn report(
    pass: &mut Pass,
    step: &Step,
    (table, target): (&Relation, &Column),
    source: &Source,
    value: &Expr,
) {
    let column = quoted(&target.name);
    let (what, shown) = match source {
        Source::Column(name) => (format!("`{}` is null", quoted(name)), quoted(name).into_owned()),
        Source::Key { of, key } => {
            (format!("`{}` has no key `{key}`", quoted(of)), format!("{}->'{key}'", quoted(of)))
        }
    };
    let message = match target.not_null {
        true => format!(
            "fails on a row of `{}` whose {what}: the whole of `{column}` comes out null there, and it is NOT NULL",
            table.name
        ),
        false => {
            format!(
                "empties `{column}` in every row of `{}` whose {what}: the whole comes out null there",
                table.name
            )
        }
    };
    let sets = matches!(value, Expr::Call(call) if call.name == "jsonb_set");
    let data_type = target.data_type.as_ref().map_or("", |data_type| data_type.name.as_str());
    let neutral = match data_type {
        _ if sets => "'null'",
        "json" | "jsonb" => "'{}'",
        "text" | "varchar" | "bpchar" | "citext" => "''",
        "int2" | "int4" | "int8" | "numeric" | "float4" | "float8" => "0",
        _ => "…",
    };
    let inside = if sets && matches!(source, Source::Column(_)) {
        format!("to_jsonb({shown})")
    } else {
        shown.clone()
    };
    let skip = match source {
        Source::Column(_) => format!("{shown} IS NOT NULL"),
        Source::Key { of, key } => format!("{} ? '{key}'", quoted(of)),
    };
    pass.report(step.span(), message).on(step, table.id).help(format!(
        "say what is meant there: coalesce({inside}, {neutral}), or leave those rows out: WHERE {skip}"
    ));
}
