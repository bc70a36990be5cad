//! DROP TABLE and DROP COLUMN: what is in it, who needs it, who used it?

use crate::ast::{AlterActionKind, DropObjects, ObjectKind, Statement, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::facts::{RelationFact, RoutineFact, dependents_of};
use crate::live::question::Question;
use crate::live::text;
use crate::live::usage::Use;

pub(super) static PROBE: Probe = Probe {
    name: "drops",
    asks: "how many rows or values are lost, what depends on them, and whether they were used between two snapshots",
    rules: &["drop-without-archive", "still-used-in-code", "drop-partition-lock"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    match question.statement() {
        Statement::Drop(drop) if drop.kind == ObjectKind::Table => {
            let relation = dropped(question, drop)?;
            table(question, relation, drop.cascade).map(Some)
        }
        Statement::AlterTable(alter) => {
            let dropped = question.action(|action| match action {
                AlterActionKind::DropColumn { column, cascade, .. } => Some((column, *cascade)),
                _ => None,
            });
            let Some((column_name, cascade)) = dropped else { return Ok(None) };
            let relation = question.table(&alter.name)?;
            column(question, relation, &column_name.name, cascade).map(Some)
        }
        _ => Ok(None),
    }
}

/// The table that the finding is about, which is not always the relation that it says is locked: a partition's parent.
fn dropped<'a>(question: &Question<'a, '_>, drop: &DropObjects) -> Result<&'a RelationFact, Answer> {
    if let [only] = drop.objects.as_slice() {
        return question.table(&only.name);
    }
    let span = question.finding.span;
    match drop.objects.iter().find(|object| span.contains(object.name.span) && span != question.step.span()) {
        Some(pointed) => question.table(&pointed.name),
        None => question.relation(),
    }
}

fn table(question: &mut Question, relation: &RelationFact, cascade: bool) -> Result<Answer, Answer> {
    let shown = relation.shown();
    let mut needed = dependents_of(question.facts, relation, None);
    needed.retain(|object| object.contains("view "));
    let own = relation.full_name();
    let keys =
        question.facts.constraints.iter().filter(|constraint| constraint.references.as_ref() == Some(&own));
    let outside = keys.filter(|key| format!("{}.{}", key.schema, key.table) != own);
    needed.extend(outside.map(|key| format!("foreign key {} of {}", key.name, key.table)));
    if !needed.is_empty() && !cascade {
        let text = format!(
            "`{shown}` is needed by {}: the statement fails with SQLSTATE 2BP01",
            text::names(&needed)
        );
        return Ok(Answer::fails(text));
    }
    if let Some(used) = question.used(relation) {
        return Ok(by_use(&used, &format!("`{shown}`")).rows(question.rows(relation)));
    }
    let sql = format!("SELECT count(*) AS count FROM (SELECT 1 FROM {} LIMIT 1) AS one", relation.quoted());
    let only = "whether it is used, only the difference of two snapshots tells (--usage-since)";
    Ok(match question.count(relation, &sql) {
        Ok(0) => Answer::refuted(format!("`{shown}` is empty")).rows(Some(0)),
        _ => match question.rows(relation) {
            Some(rows) => {
                let text = format!("{} of `{shown}` would be gone; {only}", text::about(rows, "row"));
                Answer::sized(text).rows(Some(rows)).bytes(question.bytes(relation))
            }
            None => Answer::unknown(format!(
                "`{shown}` was never analyzed, so nobody knows how many rows would be gone; {only}"
            )),
        },
    })
}

fn column(
    question: &mut Question,
    relation: &RelationFact,
    column: &str,
    cascade: bool,
) -> Result<Answer, Answer> {
    let shown = format!("{}.{}", relation.shown(), quoted(column));
    let mut views = dependents_of(question.facts, relation, Some(column));
    views.retain(|object| !object.starts_with("trigger") || !cascade);
    if !views.is_empty() && !cascade {
        let text = format!(
            "`{shown}` is needed by {}: the statement fails with SQLSTATE 2BP01",
            text::names(&views)
        );
        return Ok(Answer::fails(text));
    }
    let functions = functions_naming(question, column, Some(&relation.name));
    let named = if functions.is_empty() {
        String::new()
    } else {
        format!("it is in the text of {}", text::names(&functions))
    };
    let sql =
        format!("SELECT count(*) AS count FROM {} WHERE {} IS NOT NULL", relation.quoted(), quoted(column));
    let fact = question.facts.column(relation, column);
    let estimated = fact.and_then(|fact| fact.null_fraction).zip(question.rows(relation));
    Ok(match question.count(relation, &sql) {
        Ok(0) if functions.is_empty() => {
            Answer::refuted(format!("no row has a value in `{shown}`")).rows(Some(0))
        }
        Ok(rows) => Answer::confirmed(format!("{} in `{shown}` would be gone", text::count(rows, "value")))
            .rows(Some(rows)),
        Err(unknown) => match estimated {
            Some((nulls, rows)) => {
                let values = ((1.0 - nulls) * rows as f64) as u64;
                Answer::sized(format!("{} in `{shown}` would be gone", text::about(values, "value")))
                    .rows(Some(values))
            }
            None => unknown,
        },
    }
    .and(&named))
}

/// What the difference of two looks says about whether something can go.
pub(super) fn by_use(used: &Use, what: &str) -> Answer {
    match &used.doubt {
        _ if !used.is_idle() => Answer::confirmed(format!("{what} is in use: {}", used.shown())),
        Some(doubt) => Answer::unknown(format!("whether {what} is used is not known: {doubt}")),
        None => Answer::refuted(format!("{what} was not used: {}", used.shown())),
    }
}

/// Functions whose text names a word, and another beside it.
pub(super) fn functions_naming(question: &Question, word: &str, beside: Option<&str>) -> Vec<String> {
    let names = |routine: &&RoutineFact| {
        let has = |word: &str| routine.names.contains(&word.to_lowercase());
        has(word) && beside.is_none_or(has)
    };
    let found = question.facts.routines.iter().filter(names);
    found
        .map(|routine| match routine.schema.as_str() {
            "public" => format!("function {}", routine.name),
            schema => format!("function {schema}.{}", routine.name),
        })
        .collect()
}
