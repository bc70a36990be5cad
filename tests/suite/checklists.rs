//! Five real checklists, item by item: each of their rows is answered by a check or a record, or says why not.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;

use migrate_lint::gate::{self, GateFile};
use migrate_lint::runbook::{Plan, Surroundings};
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

/// The items of the five checklists.
const ROWS: usize = 615;

/// Rows that nothing answers yet. It may only become smaller.
const LEFT_OUT: usize = 1;

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

/// The five checklists in Markdown that are made gates of, and the least part of their boxes that a check answers.
const PAPERS: [&str; 5] = ["archive", "cleanup", "phases", "copy", "constraints"];
const RECOGNIZED: f64 = 0.8;

/// What each box became stands beside the checklist; with `UPDATE=1` it is written anew.
#[test]
fn boxes_of_checklists_become_checks() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/checklists/import");
    for paper in PAPERS {
        let path = folder.join(format!("{paper}.md"));
        let source = SourceFile::new("docs/PLAN.md", fs::read_to_string(path).unwrap());
        let surroundings = Surroundings { version: PgVersion::default(), exists: &|_: &str| true };
        let imported = gate::import(&Plan::read(&source), "docs/PLAN.md", &surroundings);
        let gates = gate::read_gates(&imported.toml, GateFile::Own(paper));
        let gate =
            gates.unwrap_or_else(|problems| panic!("{paper}: {problems:?}\n{}", imported.toml)).remove(0);
        let titles = imported.toml.lines().filter_map(|line| line.strip_prefix("# "));
        // The first two say what the file is.
        let lines = gate.entries.iter().zip(titles.skip(2).filter(|line| !line.starts_with("database = ")));
        let mut listed: String =
            lines.map(|(entry, title)| format!("{}\t{title}\n", entry.check.id)).collect();
        listed += &imported
            .contradictions
            .iter()
            .map(|found| format!("contradiction\t{found}\n"))
            .collect::<String>();
        let expected = folder.join(format!("{paper}.tsv"));
        if std::env::var_os("UPDATE").is_some() {
            fs::write(&expected, &listed).unwrap();
        }
        assert_eq!(listed, fs::read_to_string(&expected).unwrap_or_default(), "{paper}");
        let share = imported.recognized as f64 / imported.boxes as f64;
        println!("{paper}: {} of {} boxes, {:.0} %", imported.recognized, imported.boxes, share * 100.0);
        assert!(share >= RECOGNIZED, "{paper}: {} of {}", imported.recognized, imported.boxes);
    }
}
