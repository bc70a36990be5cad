//! An UPDATE that makes a value out of itself and of something that may be null: where that is null, all of it is.

use crate::ast::{Expr, FunctionCall, Name, Statement, TypeName, Update, quoted};
use crate::catalog::{Catalog, Column, ConstraintDef, Relation};
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

/// Operators that do, between single values of these types. Arrays are joined with a null like with nothing.
const OPERATORS: &[&str] = &["||", "+", "-", "*", "/", "->", "->>", "#>", "#>>", "#-"];

const TEXT: &[&str] = &["text", "varchar", "bpchar", "citext"];
const NUMBERS: &[&str] = &["int2", "int4", "int8", "numeric", "float4", "float8"];
const DOCUMENTS: &[&str] = &["json", "jsonb"];
const OTHERS: &[&str] = &["date", "timestamp", "timestamptz", "interval", "bool", "uuid"];

/// What may be null in an expression, and with it the whole.
enum Source<'e> {
    Column(&'e Name),
    /// `data -> 'key'`, where the key may not be there.
    Key {
        of: &'e Name,
        operator: &'e Name,
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
            let itself = many && value.mentions_column(&column.name);
            let single = || is_of_single_values(&step.before, (table, update), value);
            let target = table.column(&column.name).filter(|target| !pass.is_new(target.origin));
            let Some(target) = target.filter(|_| itself && single()) else { continue };
            if told.contains(&(table.id, &column.name)) {
                continue;
            }
            let mut sources = Vec::new();
            gather(value, update, &mut sources);
            let erases = |source: &&Source| may_be_null(pass, index, (table, update), target, source);
            if let Some(source) = sources.iter().find(erases) {
                told.push((table.id, &column.name));
                report(pass, step, (table, target), source, (update, value));
                break;
            }
        }
    }
}

/// Whether all columns of a table in an expression are known to be of the types that the operators are about, and no array
/// is joined with something.
fn is_of_single_values(catalog: &Catalog, (table, update): (&Relation, &Update), value: &Expr) -> bool {
    let is_single = |used: &TypeName| {
        let known =
            [TEXT, NUMBERS, DOCUMENTS, OTHERS].iter().any(|types| types.contains(&used.name.as_str()));
        known && used.array == 0 && used.schema.is_none() && catalog.column_type(used).is_none()
    };
    let mut single = true;
    value.walk(&mut |part| {
        single &= match part {
            Expr::Column(parts) => own_column(parts, update).is_none_or(|name| {
                table.column(name).and_then(|column| column.data_type.as_ref()).is_some_and(is_single)
            }),
            Expr::Operator { name, left, right } if name == "||" => {
                !left.as_deref().is_some_and(is_array) && !is_array(right)
            }
            _ => true,
        };
    });
    single
}

fn is_array(expr: &Expr) -> bool {
    match expr {
        Expr::Array(_) => true,
        Expr::Cast { to, .. } => to.array > 0,
        _ => false,
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
                found.extend(own_column(parts, update).map(|of| Source::Key { of, operator: name, key }));
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
                && !is_checked(table, name)
                && !condition.is_some_and(|condition| asks_for_value(condition, name))
                && !is_filled(pass, index, table, name)
        }
        Source::Key { of, key, .. } => {
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

/// Whether a CHECK says that the column is not null.
fn is_checked(table: &Relation, column: &Name) -> bool {
    let test = Expr::IsNull { expr: Box::new(Expr::Column(vec![column.clone()])), negated: true };
    table.constraints.iter().any(|constraint| match &constraint.kind {
        ConstraintDef::NotNull { column: named } => named == column,
        ConstraintDef::Check { expr, .. } => {
            let mut says = false;
            expr.walk(&mut |part| says |= *part == test);
            says
        }
        _ => false,
    })
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
    (update, value): (&Update, &Expr),
) {
    let column = quoted(&target.name);
    let what = match source {
        Source::Column(name) => format!("`{}` is null", quoted(name)),
        Source::Key { of, key, .. } => format!("`{}` has no key `{key}`", quoted(of)),
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
    let shown = |name: &Name| match update.source.relations.is_empty() && !update.source.composed {
        true => quoted(name).into_owned(),
        false => format!("{}.{}", quoted(update.alias.as_ref().unwrap_or(&update.table.name)), quoted(name)),
    };
    let (instead, given) = match source {
        Source::Column(name) => (instead(table, target, (name, &shown(name)), value), shown(name)),
        Source::Key { of, operator, key } => {
            (None, format!("{}{operator}'{}'", shown(of), key.replace('\'', "''")))
        }
    };
    let meant = match instead {
        Some(instead) => format!("say what is meant there: {instead}"),
        None => "say with coalesce() what is meant there".to_owned(),
    };
    pass.report(step.span(), message)
        .on(step, table.id)
        .help(format!("{meant}, or leave those rows out: WHERE {given} IS NOT NULL"));
}

/// What can stand in an expression for a column that may be null, where that is plain.
fn instead(table: &Relation, target: &Column, (name, shown): (&Name, &str), value: &Expr) -> Option<String> {
    let is_it = |expr: &Expr| matches!(expr, Expr::Column(parts) if parts.last() == Some(name));
    if let Expr::Call(call) = value
        && call.name == "jsonb_set"
        && let Some(Expr::Call(inner)) = call.arguments.get(2)
    {
        let whole = inner.name == "to_jsonb" && inner.arguments.first().is_some_and(is_it);
        return whole.then(|| format!("coalesce(to_jsonb({shown}), 'null')"));
    }
    let mut operators = Vec::new();
    let mut plain = false;
    value.walk(&mut |part| match part {
        Expr::Operator { name, left, right } => {
            operators.push(name.as_str());
            plain |= left.as_deref().is_some_and(is_it) || is_it(right);
        }
        Expr::Column(_) | Expr::String(_) | Expr::Integer(_) | Expr::Float(_) => {}
        _ => operators.push("something else"),
    });
    let own = target.data_type.as_ref()?;
    let other = table.column(name)?.data_type.as_ref()?;
    let only = |known: &[&str]| plain && operators.iter().all(|operator| known.contains(operator));
    let neutral = match own.name.as_str() {
        "jsonb" if only(&["||"]) => "'{}'",
        known if TEXT.contains(&known) && only(&["||"]) => "''",
        known if NUMBERS.contains(&known) && only(&["+", "-"]) => "0",
        _ => return None,
    };
    (own.name == other.name).then(|| format!("coalesce({shown}, {neutral})"))
}
