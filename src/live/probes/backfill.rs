//! UPDATE and DELETE in a migration: how many rows match, and how long does it take?

use crate::ast::{ObjectName, Statement, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::{self, Task};
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "backfill",
    asks: "how many rows an UPDATE or DELETE matches, and how long they stay locked",
    rules: &[
        "ddl-and-backfill-same-transaction",
        "delete-without-where",
        "unbatched-backfill",
        "update-without-where",
    ],
    never: &[],
    judge,
};

/// So many rows are changed before anyone notices.
const FEW: u64 = 10_000;

fn judge(question: &mut Question) -> Judged {
    let (table, condition, plain) = match question.statement() {
        Statement::Update(update) => {
            (&update.table, update.where_clause.as_ref(), update.source.relations.is_empty())
        }
        Statement::Delete(delete) => {
            (&delete.table, delete.where_clause.as_ref(), delete.source.relations.is_empty())
        }
        _ => return Ok(None),
    };
    let relation = question.table(table)?;
    let condition = condition.map(|at| question.text(at.span));
    let sql = match condition {
        Some(condition) => format!(
            "SELECT count(*) AS count FROM {} AS {} WHERE {condition}",
            relation.quoted(),
            alias(table)
        ),
        None => format!("SELECT count(*) AS count FROM {}", relation.quoted()),
    };
    let counted = match plain {
        true => question.count(relation, &sql),
        false => Err(Answer::unknown("the statement reads other tables, so its rows are not counted")),
    };
    let all = question.rows(relation);
    let (rows, exact) = match (&counted, all) {
        (Ok(rows), _) => (*rows, true),
        (Err(_), Some(rows)) => (rows, false),
        (Err(unknown), None) => {
            let text = format!("{}, so nobody knows how many rows match", question.size(relation));
            return Ok(Some(Answer::unknown(text).and(&unknown.text)));
        }
    };
    let share = all.filter(|all| *all > 0).map_or(1.0, |all| (rows as f64 / all as f64).min(1.0));
    let bytes = (question.bytes(relation) as f64 * share) as u64;
    let seconds = question.asking.model.estimate(Task::Update, Some(rows), bytes, relation.indexes);
    let took = seconds.map(duration::shown).unwrap_or_default();
    let shown = relation.shown();
    let answer = match (exact, rows) {
        (true, rows) if rows <= FEW => {
            return Ok(Some(
                Answer::refuted(format!("{} of `{shown}` match", text::count(rows, "row"))).rows(Some(rows)),
            ));
        }
        (true, rows) => Answer::confirmed(format!(
            "{} of `{shown}` match and stay locked until the end: {took} by {}",
            text::count(rows, "row"),
            question.asking.model.source
        )),
        (false, rows) => Answer::sized(format!(
            "`{shown}` has {}: changing all of them takes {took} by {}",
            text::about(rows, "row"),
            question.asking.model.source
        )),
    };
    let answer = answer.rows(Some(rows)).bytes(bytes).seconds(seconds, true);
    Ok(Some(match counted {
        Err(unknown) => answer.and(&unknown.text),
        Ok(_) => answer,
    }))
}

/// The name that the statement's own condition may use.
fn alias(table: &ObjectName) -> std::borrow::Cow<'_, str> {
    quoted(&table.name)
}
