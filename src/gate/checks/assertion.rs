//! A query of the team's answers what it should.

use std::collections::BTreeMap;

use serde_json::Value;

use crate::gate::{Answer, Check, Entry, Situation, Source};
use crate::live;

pub(super) static CHECK: Check =
    Check::new("assertion", include_str!("../../../rules/gate/assertion.md"), check);

fn check(situation: &mut Situation, entry: &Entry) -> Answer {
    let sql = entry.options.string("sql").trim().trim_end_matches(';').to_owned();
    let expected = entry.options.string("expect");
    if let Err(refusal) = live::check_assertion(&sql) {
        return Answer::unknown(Source::Exact, format!("the query may not be asked: {refusal}"));
    }
    let database = match situation.database() {
        Ok(database) => database,
        Err(answer) => return answer,
    };
    let rows: Vec<BTreeMap<String, Value>> = match database.rows_as_role(&sql) {
        Ok(rows) => rows,
        Err(failure) => return Answer::unknown(Source::Exact, failure.to_string()),
    };
    let [row] = rows.as_slice() else {
        let finding = format!("{} came back, and one is expected", live::count(rows.len() as u64, "row"));
        return Answer::fail(Source::Exact, finding).note(sql);
    };
    let mut values = row.values().map(shown);
    let (Some(found), None) = (values.next(), values.next()) else {
        let finding = format!("{} came back, and one is expected", live::count(row.len() as u64, "column"));
        return Answer::fail(Source::Exact, finding).note(sql);
    };
    let operator = entry.options.string("is");
    match holds(&found, operator, expected) {
        None => {
            Answer::unknown(Source::Exact, format!("`is = \"{operator}\"` is none of =, <>, <, <=, >, >="))
                .help("write numbers on both sides of an order")
        }
        Some(true) => Answer::pass(Source::Exact, format!("found {found}, expected {operator} {expected}")),
        // The value may be a row's: it is the team's own query that shows it.
        Some(false) => {
            Answer::fail(Source::Exact, format!("found {found}, expected {operator} {expected}")).note(sql)
        }
    }
}

fn shown(value: &Value) -> String {
    match value {
        Value::String(text) => text.clone(),
        Value::Null => "null".to_owned(),
        other => other.to_string(),
    }
}

fn holds(found: &str, operator: &str, expected: &str) -> Option<bool> {
    let numbers = found.parse::<f64>().ok().zip(expected.parse::<f64>().ok());
    let order = |test: fn(f64, f64) -> bool| numbers.map(|(found, expected)| test(found, expected));
    let same = match numbers {
        Some((found, expected)) => found == expected,
        None => {
            found == expected || found == "true" && expected == "t" || found == "false" && expected == "f"
        }
    };
    match operator {
        "=" => Some(same),
        "<>" => Some(!same),
        "<" => order(|found, expected| found < expected),
        "<=" => order(|found, expected| found <= expected),
        ">" => order(|found, expected| found > expected),
        ">=" => order(|found, expected| found >= expected),
        _ => None,
    }
}
