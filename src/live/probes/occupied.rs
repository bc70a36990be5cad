//! A column that no row has a value in and that must not be null: is there any row?

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "occupied",
    asks: "whether the table has any row",
    rules: &["add-column-not-null-no-default", "not-null-before-backfill"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Some(alter) = question.alter() else { return Ok(None) };
    let relation = question.table(&alter.name)?;
    let shown = relation.shown();
    let fails =
        |rows: &str| Answer::fails(format!("`{shown}` has {rows}: the statement fails with SQLSTATE 23502"));
    let sql = format!("SELECT count(*) AS count FROM (SELECT 1 FROM {} LIMIT 1) AS one", relation.quoted());
    let answer = match question.count(relation, &sql) {
        Ok(0) => Answer::refuted(format!("`{shown}` has no row")).rows(Some(0)),
        Ok(_) => fails("rows").rows(question.rows(relation)),
        Err(unknown) => match question.rows(relation) {
            Some(rows) if rows > 0 => {
                Answer::sized(format!("`{shown}` has {}; {}", text::about(rows, "row"), unknown.text))
                    .rows(Some(rows))
            }
            _ => unknown,
        },
    };
    Ok(Some(answer))
}
