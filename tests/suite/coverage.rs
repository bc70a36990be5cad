//! The catalog of checks: each row of a section is covered by a rule with a case that shows it firing, or says why not.

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::rules::RULES;

/// The checks that any of nineteen tools makes on PostgreSQL migrations, and those that none makes.
const ROWS: usize = 330;

/// What the table says of one row.
#[derive(serde::Deserialize)]
#[serde(rename_all = "kebab-case", deny_unknown_fields)]
struct Row {
    rule: Option<String>,
    case: Option<String>,
    left_out: Option<String>,
}

impl Row {
    /// What is wrong with the row, if anything.
    fn complaint(&self, root: &Path) -> Option<String> {
        match (&self.rule, &self.case, &self.left_out) {
            (None, None, Some(reason)) if !reason.trim().is_empty() => None,
            (Some(rule), Some(case), None) => complaint_of_case(root, rule, case),
            _ => Some("needs `rule` and `case`, or `left-out` with a reason".to_owned()),
        }
    }
}

fn complaint_of_case(root: &Path, rule: &str, case: &str) -> Option<String> {
    let Some(known) = RULES.iter().find(|known| known.id == rule) else {
        return Some(format!("names `{rule}`, which is no rule"));
    };
    if case == "page" {
        let fires = known.page().examples().iter().any(|example| !example.safe);
        return (!fires).then(|| format!("the page of `{rule}` has no unsafe block"));
    }
    let Ok(text) = fs::read_to_string(root.join(case)) else {
        return Some(format!("names {case}, which cannot be read"));
    };
    (!text.contains(&format!("want {rule}:"))).then(|| format!("{case} wants no finding of `{rule}`"))
}

#[test]
fn every_row_has_a_rule_and_a_case() {
    let root = PathBuf::from(env!("CARGO_MANIFEST_DIR"));
    let mut complaints = Vec::new();
    let mut count = 0;
    for file in fs::read_dir(root.join("testdata/coverage")).into_iter().flatten().flatten() {
        let text = fs::read_to_string(file.path()).expect("a readable table");
        let rows: BTreeMap<String, Row> =
            toml::from_str(&text).unwrap_or_else(|error| panic!("{}: {error}", file.path().display()));
        count += rows.len();
        for (id, row) in rows {
            let complaint = row.complaint(&root);
            complaints.extend(complaint.map(|text| format!("{}: {id}: {text}", file.path().display())));
        }
    }
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
    assert_eq!(count, ROWS, "rows in testdata/coverage");
}
