//! What a count of rows that break a constraint means for the finding.

use crate::live::answer::Answer;
use crate::live::duration::Task;
use crate::live::facts::RelationFact;
use crate::live::question::Question;
use crate::live::text;

/// Rules that are about the rows alone. The others are about the lock as well, which stays when all rows are good.
const ABOUT_ROWS: [&str; 1] = ["rows-may-violate"];

/// `what` completes "3 rows …": `are null in email`; `code` is the SQLSTATE that the statement fails with.
pub(super) fn judge(
    question: &Question,
    relation: &RelationFact,
    counted: Result<u64, Answer>,
    what: &str,
    code: &str,
    task: Task,
) -> Answer {
    let about_rows = ABOUT_ROWS.contains(&question.finding.rule);
    let shown = relation.shown();
    let singular = what.replacen("are ", "is ", 1).replacen("have ", "has ", 1);
    match counted {
        Ok(0) if about_rows => Answer::refuted(format!("no row of `{shown}` {singular}")).rows(Some(0)),
        Ok(0) => question.sized(relation, task).and(&format!("no row {singular}")),
        Ok(rows) => {
            let rows_shown = text::count(rows, "row");
            let verb = if rows == 1 { singular.as_str() } else { what };
            match question.rows_change_before(relation) {
                Some(place) => Answer::unknown(format!(
                    "{rows_shown} of `{shown}` {verb} now, but {place} changes rows of it before"
                )),
                None => Answer::fails(format!(
                    "{rows_shown} of `{shown}` {verb}: the statement fails with SQLSTATE {code}"
                ))
                .rows(Some(rows)),
            }
        }
        Err(unknown) if about_rows => unknown,
        Err(unknown) => question.sized(relation, task).and(&unknown.text),
    }
}
