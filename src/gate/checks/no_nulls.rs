//! No null is in a column that is about to forbid them, or that a plan says is filled.

use std::collections::BTreeSet;

use serde::Deserialize;

use crate::ast::quoted;
use crate::connect::ProbeFailure;
use crate::gate::predicted::{qualified, shown, split_column, tables};
use crate::gate::{Answer, Check, Entry, Phase, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("no-nulls", include_str!("../../../rules/gate/no-nulls.md"), check);

#[derive(Deserialize)]
struct Counted {
    nulls: i64,
    rows: i64,
}

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let mut columns: BTreeSet<(String, String, String)> = BTreeSet::new();
    match entry.each("columns", "orders.total", split_column) {
        Ok(named) => columns.extend(named),
        Err(answer) => return answer,
    }
    if situation.phase != Phase::Post {
        columns.extend(forbidden(situation));
    }
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let (mut rows, mut nulls, mut wrong, mut unread) = (0, 0, Vec::new(), Vec::new());
    for (schema, table, column) in &columns {
        let name = format!("{}.{column}", shown(schema, table));
        let sql = format!(
            "SELECT count(*) FILTER (WHERE {} IS NULL) AS nulls, count(*) AS rows FROM {}",
            quoted(column),
            qualified(schema, table)
        );
        match database.rows::<Counted>(&sql, &[]) {
            Ok(counted) => {
                for counted in &counted {
                    rows += counted.rows;
                    nulls += counted.nulls;
                    if counted.nulls > 0 {
                        wrong.push(format!("{name}: {} of {} rows are null", counted.nulls, counted.rows));
                    }
                }
            }
            Err(ProbeFailure::Refused { code, .. }) if code == "42703" || code == "42P01" => {
                wrong.push(format!("{name} is not there"));
            }
            Err(failure) => unread.push(format!("{name}: {failure}")),
        }
    }
    if wrong.is_empty() && !unread.is_empty() {
        let finding = format!("{} could not be counted", live::count(unread.len() as u64, "column"));
        return Answer::unknown(Source::Exact, finding).notes(unread);
    }
    if columns.is_empty() {
        return Answer::pass(Source::Files, "the migrations forbid nulls in no column that is there");
    }
    let facts = format!(
        "{} in {} of {}",
        live::count(nulls.unsigned_abs(), "null"),
        live::count(rows.unsigned_abs(), "row"),
        live::count(columns.len() as u64, "column")
    );
    Answer::judge(Source::Exact, facts.clone(), facts, wrong).notes(unread)
}

/// The columns of tables that are there which the migrations make NOT NULL. A column that they add is not one: its
/// nulls are not there yet.
fn forbidden(situation: &Situation) -> Vec<(String, String, String)> {
    let before = situation.before();
    let mut found = Vec::new();
    for table in tables(situation.after()) {
        let Some(known) = before.relation(table.id) else { continue };
        let now = table.columns.iter().filter(|column| column.not_null);
        let was_open = now.filter(|column| known.column(&column.name).is_some_and(|known| !known.not_null));
        found.extend(was_open.map(|column| {
            (known.name.schema.to_string(), known.name.name.to_string(), column.name.to_string())
        }));
    }
    found
}
