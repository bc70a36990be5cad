//! Type changes: does every value fit, and does a view stand in the way?

use crate::ast::{AlterActionKind, ExprAt, Ident, TypeName, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::Task;
use crate::live::facts::{RelationFact, dependents_of};
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "types",
    asks: "whether values do not fit the new type, and whether a view uses the column",
    rules: &["alter-column-type-rewrite"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let change = question.action(|action| match action {
        AlterActionKind::AlterColumnType { column, data_type, using, .. } => {
            Some((column, data_type, using.as_ref()))
        }
        _ => None,
    });
    let Some((column, wanted, using)) = change else { return Ok(None) };
    let relation = question.table(&alter.name)?;
    let mut views = dependents_of(question.facts, relation, Some(&column.name));
    views.retain(|object| object.contains("view "));
    if !views.is_empty() {
        let text =
            format!("the column is used by {}: the statement fails with SQLSTATE 0A000", text::names(&views));
        return Ok(Some(Answer::fails(text)));
    }
    let Some(present) = question.facts.column(relation, &column.name).map(|fact| fact.data_type.clone())
    else {
        let shown = format!("{}.{}", relation.shown(), quoted(&column.name));
        return Ok(Some(Answer::unknown(format!("`{shown}` is not on the server"))));
    };
    if widens(&present, wanted) && using.is_none() {
        return Ok(Some(Answer::refuted(format!(
            "it is {present} on the server, so nothing is written anew"
        ))));
    }
    let rewrite = question.sized(relation, Task::Rewrite);
    let Some(condition) = misfit(question, &present, column, wanted, using) else {
        return Ok(Some(rewrite.and(&format!("it is {present} on the server"))));
    };
    let sql = format!("SELECT count(*) AS count FROM {} WHERE {condition}", relation.quoted());
    Ok(Some(match question.count(relation, &sql) {
        Ok(0) => rewrite.and(&format!("every value fits {wanted}")),
        Ok(rows) => misfits(question, relation, rows, wanted),
        Err(unknown) => rewrite.and(&unknown.text),
    }))
}

fn misfits(question: &Question, relation: &RelationFact, rows: u64, wanted: &TypeName) -> Answer {
    let shown = relation.shown();
    let code = if wanted.modifiers.is_empty() { "22P02" } else { "22001" };
    let verb = if rows == 1 { "does" } else { "do" };
    let text = format!("{} of `{shown}` {verb} not fit {wanted}", text::count(rows, "value"));
    match question.rows_change_before(relation) {
        Some(place) => Answer::unknown(format!("{text} now, but {place} changes rows of it before")),
        None => Answer::fails(format!("{text}: the statement fails with SQLSTATE {code}")).rows(Some(rows)),
    }
}

/// Longer text, or text without a limit, is the same bytes.
fn widens(present: &str, wanted: &TypeName) -> bool {
    let limit = present
        .strip_prefix("character varying(")
        .and_then(|rest| rest.strip_suffix(')'))
        .and_then(|limit| limit.parse::<i32>().ok());
    match (wanted.name.as_str(), wanted.array) {
        ("text", 0) => present == "text" || present.starts_with("character varying"),
        ("varchar", 0) => match (limit, wanted.modifiers.first()) {
            (Some(_), None) => true,
            (Some(limit), Some(wanted)) => *wanted >= limit,
            (None, None) => present == "text" || present == "character varying",
            (None, Some(_)) => false,
        },
        _ => false,
    }
}

/// What a value that does not fit satisfies; nothing where that cannot be asked.
fn misfit(
    question: &Question,
    present: &str,
    column: &Ident,
    wanted: &TypeName,
    using: Option<&ExprAt>,
) -> Option<String> {
    let column = quoted(&column.name);
    let is_text = present == "text" || present.starts_with("character");
    match (wanted.name.as_str(), wanted.modifiers.first()) {
        _ if wanted.array > 0 => None,
        ("varchar" | "bpchar", Some(limit)) if is_text && using.is_none() => {
            // Blanks at the end are cut off without an error by a cast, but not by an assignment.
            Some(format!("length({column}) > {limit}"))
        }
        (name @ ("int2" | "int4"), _)
            if matches!(present, "integer" | "bigint" | "numeric") && using.is_none() =>
        {
            let (low, high) =
                if name == "int2" { (-32_768_i64, 32_767_i64) } else { (-2_147_483_648, 2_147_483_647) };
            Some(format!("{column} NOT BETWEEN {low} AND {high}"))
        }
        (
            "int2" | "int4" | "int8" | "numeric" | "uuid" | "bool" | "date" | "timestamptz" | "timestamp"
            | "jsonb" | "json",
            _,
        ) if is_text => {
            let newer = question.facts.server.version_number >= 160_000;
            match wanted.name.as_str() {
                _ if newer => Some(format!("NOT pg_input_is_valid({column}::text, '{wanted}')")),
                "int2" | "int4" | "int8" => Some(format!("{column} !~ '^\\s*[-+]?[0-9]+\\s*$'")),
                "uuid" => Some(format!("{column} !~* '^\\{{?[0-9a-f]{{4}}(-?[0-9a-f]{{4}}){{7}}\\}}?$'")),
                _ => None,
            }
        }
        _ => None,
    }
}
