//! UPDATE and DELETE in a migration: how many rows match, and how long does it take?

use crate::ast::{ObjectName, Statement, quoted};

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::duration::{self, Extent, Task};
use crate::live::facts::{IndexFact, RelationFact};
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
    judge,
};

/// So many rows are changed before anyone notices.
const FEW: u64 = 10_000;

fn judge(question: &mut Question) -> Judged {
    let (table, condition, plain, task) = match question.statement() {
        Statement::Update(update) => {
            (&update.table, update.where_clause.as_ref(), update.source.relations.is_empty(), Task::Update)
        }
        Statement::Delete(delete) => {
            (&delete.table, delete.where_clause.as_ref(), delete.source.relations.is_empty(), Task::Delete)
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
    let whole = question.facts.extent(relation);
    let bytes = (whole.bytes as f64 * share) as u64;
    let is_heap_only = is_heap_only(question, relation, share);
    let upkeep = if is_heap_only { 0.0 } else { whole.upkeep };
    let extent = Extent { rows: Some(rows), bytes, upkeep, ..whole };
    let seconds = question.asking.model.estimate(task, extent);
    let beside = beside(question, relation, task, is_heap_only);
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
            "`{shown}` has {}: {} all of them takes {took} by {}",
            text::about(rows, "row"),
            if task == Task::Delete { "deleting" } else { "changing" },
            question.asking.model.source
        )),
    };
    let answer = answer.and(&beside).rows(Some(rows)).bytes(bytes).seconds(seconds, true);
    Ok(Some(match counted {
        Err(unknown) => answer.and(&unknown.text),
        Ok(_) => answer,
    }))
}

/// Whether the new versions of the rows find room on the pages of the old ones, and no index has a column that is set:
/// then no index is written.
fn is_heap_only(question: &Question, relation: &RelationFact, share: f64) -> bool {
    let Statement::Update(update) = question.statement() else { return false };
    let fill = relation.options.iter().find_map(|option| option.strip_prefix("fillfactor=")?.parse().ok());
    let fill: f64 = fill.unwrap_or(100.0);
    let is_set = |column: &String| update.assignments.iter().any(|(set, _)| set.name == column.as_str());
    let untouched = |index: &IndexFact| {
        index.expressions.is_none()
            && !index.is_partial
            && !index.columns.iter().chain(&index.include).any(is_set)
    };
    !update.assignments.is_empty()
        && (100.0 - fill) / fill >= share
        && question.facts.indexes_of(relation).all(untouched)
}

/// What else every row costs.
fn beside(question: &Question, relation: &RelationFact, task: Task, is_heap_only: bool) -> String {
    let mut sentences = Vec::new();
    if task == Task::Update && !is_heap_only && relation.indexes > 1 {
        sentences.push(format!("each row is written in all {} indexes as well", relation.indexes));
    }
    let own = relation.full_name();
    let referring =
        question.facts.constraints.iter().filter(|key| key.references.as_ref() == Some(&own)).count() as u64;
    let mut unmeasured = Vec::new();
    if relation.triggers > 0 {
        unmeasured.push(text::count(relation.triggers, "trigger"));
    }
    if task == Task::Delete && referring > 0 {
        unmeasured.push(format!("{} that may refer to a row", text::count(referring, "foreign key")));
    }
    if !unmeasured.is_empty() {
        let is_one = unmeasured.len() == 1 && unmeasured.iter().all(|text| text.starts_with("1 "));
        let verb = if is_one { "comes" } else { "come" };
        sentences.push(format!("{} {verb} on top", unmeasured.join(" and ")));
    }
    sentences.join("; ")
}

/// The name that the statement's own condition may use.
fn alias(table: &ObjectName) -> std::borrow::Cow<'_, str> {
    quoted(&table.name)
}
