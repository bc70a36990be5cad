//! What the migrations fill is filled: no row is left that their UPDATE was meant for.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::ast::{Expr, Statement, quoted};
use crate::gate::predicted::{qualified, shown, split_column};
use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("backfill-complete", include_str!("../../../rules/gate/backfill-complete.md"), check);

#[derive(Deserialize)]
struct Counted {
    left: i64,
    rows: i64,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let mut columns: BTreeSet<(String, String, String)> = filled(situation);
    match entry.each("columns", "orders.total", split_column) {
        Ok(named) => columns.extend(named),
        Err(answer) => return answer,
    }
    let condition = match entry.options.string("where") {
        "" => String::new(),
        condition => format!(" AND ({condition})"),
    };
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let (mut left, mut rows, mut wrong, mut unread) = (0, 0, Vec::new(), Vec::new());
    for (schema, table, column) in &columns {
        let name = format!("{}.{column}", shown(schema, table));
        let sql = format!(
            "SELECT count(*) FILTER (WHERE {} IS NULL{condition}) AS left, count(*) AS rows FROM {}",
            quoted(column),
            qualified(schema, table)
        );
        if let Err(refusal) = crate::live::check_assertion(&sql) {
            return Answer::unknown(Source::Exact, format!("`where` may not be asked: {refusal}"));
        }
        match database.rows_as_role::<Counted>(&sql) {
            Ok(counted) => {
                for counted in &counted {
                    left += counted.left;
                    rows += counted.rows;
                    if counted.left > 0 {
                        wrong.push(format!(
                            "{name}: {} of {} rows are not filled",
                            counted.left, counted.rows
                        ));
                    }
                }
            }
            Err(failure) => unread.push(format!("{name}: {failure}")),
        }
    }
    if columns.is_empty() {
        return Answer::pass(Source::Files, "the migrations fill no column of a table that is there");
    }
    if wrong.is_empty() && !unread.is_empty() {
        let finding = format!("{} could not be counted", live::count(unread.len() as u64, "column"));
        return Answer::unknown(Source::Exact, finding).notes(unread);
    }
    let facts =
        format!("{left} of {rows} rows left to fill in {}", live::count(columns.len() as u64, "column"));
    let answer = Answer::judge(Source::Exact, facts.clone(), facts, wrong).notes(unread);
    if answer.status.is_good() {
        answer
    } else {
        answer.help("where = \"…\" names the rows that count, if not all do")
    }
}

/// Columns that an UPDATE sets where they are null: those are what it is for.
fn filled(situation: &Situation) -> BTreeSet<(String, String, String)> {
    let mut found = BTreeSet::new();
    for step in situation.scripts().flat_map(|script| &script.steps) {
        let Statement::Update(update) = &step.statement.kind else { continue };
        let Some(table) = step.before.resolve(&update.table) else { continue };
        let Some(now) = situation.after().relation(table.id) else { continue };
        for (column, _) in &update.assignments {
            let tested = update
                .where_clause
                .as_ref()
                .is_some_and(|condition| tests_null(&condition.expr, &column.name));
            if tested && now.column(&column.name).is_some() {
                let name = &now.name;
                found.insert((name.schema.to_string(), name.name.to_string(), column.name.to_string()));
            }
        }
    }
    found
}

fn tests_null(condition: &Expr, column: &str) -> bool {
    match condition {
        Expr::IsNull { expr, negated: false } => {
            matches!(&**expr, Expr::Column(parts) if parts.last().is_some_and(|last| *last == column))
        }
        Expr::And(parts) => parts.iter().any(|part| tests_null(part, column)),
        _ => false,
    }
}
