//! NOT NULL: are there nulls, and does anything prove that there are none?

use crate::ast::{AlterActionKind, ConstraintKind, Ident, Name, quoted};
use crate::catalog::ConstraintDef;

use super::violation;
use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::Task;
use crate::live::facts::{Facts, RelationFact};
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "nulls",
    asks: "whether a column that must not be null is, by a valid CHECK, by the statistics, by its rows",
    rules: &["set-not-null-scan", "rows-may-violate", "add-primary-key-without-index"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let Some(column) = column(question) else { return Ok(None) };
    let relation = question.table(&alter.name)?;
    let shown = format!("{}.{}", relation.shown(), quoted(&column));
    if let Some(proof) = proof(question.facts, relation, &column) {
        return Ok(Some(Answer::refuted(format!("`{shown}` cannot be null: {proof}, so no row is read"))));
    }
    let sql =
        format!("SELECT count(*) AS count FROM {} WHERE {} IS NULL", relation.quoted(), quoted(&column));
    let counted = question.count(relation, &sql);
    let what = format!("are null in {}", quoted(&column));
    let was_counted = counted.is_ok();
    let answer = violation::judge(question, relation, counted, &what, "23502", Task::Verify);
    Ok(Some(if was_counted { answer } else { answer.and(&statistics(question, relation, &column)) }))
}

fn column(question: &Question) -> Option<Name> {
    let named = |column: &Ident| Some(column.name.clone());
    question.action(|action| match action {
        AlterActionKind::SetNotNull { column } => named(column),
        AlterActionKind::AddConstraint { constraint } => match &constraint.kind {
            ConstraintKind::NotNull(column) if !constraint.not_valid => named(column),
            _ => None,
        },
        AlterActionKind::ValidateConstraint { constraint } => {
            let alter = question.alter()?;
            match &question.step.before.resolve(&alter.name)?.constraint(&constraint.name)?.kind {
                ConstraintDef::NotNull { column } => Some(column.clone()),
                _ => None,
            }
        }
        _ => None,
    })
}

/// What the server knows that makes a look at the rows superfluous.
fn proof(facts: &Facts, relation: &RelationFact, column: &str) -> Option<String> {
    if facts.column(relation, column).is_some_and(|column| column.not_null) {
        return Some("it is NOT NULL there already".to_owned());
    }
    let check = format!("CHECK (({} IS NOT NULL))", quoted(column));
    let proves = |definition: &str| definition == check;
    let constraint = facts.constraints_of(relation).find(|constraint| {
        let columns = constraint.columns.iter().map(String::as_str).collect::<Vec<_>>();
        constraint.validated
            && constraint.enforced
            && (proves(&constraint.definition) || constraint.kind == "n" && columns == [column])
    })?;
    Some(format!("the constraint {} is valid", quoted(&constraint.name)))
}

fn statistics(question: &Question, relation: &RelationFact, column: &str) -> String {
    let fact = question.facts.column(relation, column);
    match fact.and_then(|fact| fact.null_fraction).zip(relation.rows) {
        Some((fraction, rows)) if fraction > 0.0 => {
            let nulls = text::about((fraction * rows as f64) as u64, "null");
            format!("the last ANALYZE saw {nulls} in it")
        }
        Some(_) => "the last ANALYZE saw no null in it, which proves nothing".to_owned(),
        None => String::new(),
    }
}
