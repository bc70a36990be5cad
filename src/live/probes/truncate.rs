//! TRUNCATE: how many rows go, in this table and in those that point at it?

use crate::ast::Statement;

use super::{Judged, Probe};
use crate::live::answer::Answer;
use crate::live::facts::{Facts, RelationFact};
use crate::live::question::Question;
use crate::live::text;

pub(super) static PROBE: Probe = Probe {
    name: "truncate",
    asks: "how many rows TRUNCATE takes, and which tables refer to them",
    rules: &["truncate", "truncate-cascade"],
    judge,
};

fn judge(question: &mut Question) -> Judged {
    let Statement::Truncate(truncate) = question.statement() else { return Ok(None) };
    let mut tables = Vec::new();
    for name in &truncate.tables {
        tables.push(question.table(name)?);
    }
    let reached = referring(question.facts, &tables);
    let beyond: Vec<String> = reached.iter().map(|table| table.full_name()).collect();
    if !beyond.is_empty() && !truncate.cascade {
        let text =
            format!("it is referred to by {}: the statement fails with SQLSTATE 0A000", text::names(&beyond));
        return Ok(Some(Answer::fails(text)));
    }
    let also = if beyond.is_empty() {
        String::new()
    } else {
        format!("CASCADE empties {} as well", text::names(&beyond))
    };
    let (mut rows, mut guessed) = (0, false);
    for table in tables.into_iter().chain(reached) {
        let sql = format!("SELECT count(*) AS count FROM {}", table.quoted());
        match question.count(table, &sql) {
            Ok(counted) => rows += counted,
            Err(unknown) => match question.rows(table) {
                Some(estimated) => {
                    rows += estimated;
                    guessed = true;
                }
                None => return Ok(Some(unknown.and(&also))),
            },
        }
    }
    Ok(Some(match (rows, guessed) {
        (0, false) => Answer::refuted("it is empty").rows(Some(0)),
        (rows, false) => Answer::confirmed(format!("{} would be gone", text::count(rows, "row")))
            .rows(Some(rows))
            .and(&also),
        (rows, true) => {
            Answer::sized(format!("{} would be gone", text::about(rows, "row"))).rows(Some(rows)).and(&also)
        }
    }))
}

/// The tables that refer to these, directly or through others, and are not among them.
fn referring<'a>(facts: &'a Facts, tables: &[&'a RelationFact]) -> Vec<&'a RelationFact> {
    let mut all: Vec<&RelationFact> = tables.to_vec();
    let mut at = 0;
    while let Some(table) = all.get(at).copied() {
        let own = table.full_name();
        for key in facts.constraints.iter().filter(|key| key.references.as_ref() == Some(&own)) {
            if let Some(holder) = facts.relation(&key.schema, &key.table)
                && !all.iter().any(|known| known.full_name() == holder.full_name())
            {
                all.push(holder);
            }
        }
        at += 1;
    }
    all.split_off(tables.len())
}
