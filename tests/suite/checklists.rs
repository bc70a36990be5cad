//! Five real checklists, item by item: each of their rows is answered by a check or a record, or says why not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use migrate_lint::gate;

/// The items of the five checklists.
const ROWS: usize = 615;

/// Rows that nothing answers yet. It may only become smaller.
const LEFT_OUT: usize = 72;

/// What the gate itself is: its decision, with the report and the record of it, and a waiver in the place of an answer.
const RECORDS: [&str; 2] = ["decision", "waiver"];

#[test]
fn every_row_is_answered_or_says_why_not() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/checklists");
    let reasons = fs::read_to_string(folder.join("left_out.toml")).unwrap();
    let reasons: BTreeMap<String, String> = toml::from_str(&reasons).unwrap();
    let rows = fs::read_to_string(folder.join("rows.tsv")).unwrap();
    let mut numbers = BTreeSet::new();
    let mut complaints = Vec::new();
    let mut left_out = 0;
    for row in rows.lines() {
        let [number, _, class, recipe, answer, _] = row.split('\t').collect::<Vec<_>>()[..] else {
            panic!("not six columns: {row}");
        };
        numbers.insert(number.parse::<usize>().unwrap());
        match answer {
            "-" if reasons.contains_key(recipe) && class != "attestation" => left_out += 1,
            "attestation" if class != "attestation" => {
                complaints.push(format!("{number}: {class} is left to a person"));
            }
            _ if gate::find(answer).is_some() || RECORDS.contains(&answer) => {}
            _ => complaints.push(format!("{number}: `{answer}` is no check, and {recipe} has no reason")),
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert_eq!(numbers, (1..=ROWS).collect(), "rows of testdata/checklists");
    assert_eq!(left_out, LEFT_OUT, "rows without an answer");
}
