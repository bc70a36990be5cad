//! `testdata/rules/<id>/*.sql`: each line that deserves a finding says so with `-- want <id>: text`, where the text is
//! a part of the message (with `$` behind it its end), or behind `help:` one of the help, with `\n` between lines. A finding
//! of the folder's rule that no line wants fails the test.
//!
//! `-- migration: NAME` begins a further file, `-- config: TOML` is a line of `migrate-lint.toml`.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::rules::RULES;

use crate::support::{lint_files, migrations};

#[derive(Debug, PartialEq, Eq, PartialOrd, Ord)]
struct Wanted {
    file: String,
    line: usize,
    rule: String,
    text: String,
}

#[test]
fn cases_find_what_they_want_and_nothing_else() {
    let mut failures = String::new();
    for folder in entries(&testdata()) {
        let id = folder.file_name().unwrap().to_str().unwrap().to_owned();
        assert!(RULES.iter().any(|rule| rule.id == id), "testdata/rules/{id}: there is no such rule");
        for case in entries(&folder) {
            for problem in problems_of(&case, &id) {
                failures += &format!("{}: {problem}\n", case.display());
            }
        }
    }
    assert!(failures.is_empty(), "{failures}");
}

/// Beyond its page: a rule that was only seen to fire may cry wolf, and one that was only seen silent may be dead.
/// Those that need a database have theirs in `testdata/live/cases`.
#[test]
fn every_rule_has_cases_that_fire_and_cases_that_do_not() {
    let mut lacking = String::new();
    for rule in RULES.iter().filter(|rule| !rule.page().needs_database()) {
        let cases = entries(&testdata().join(rule.id));
        let wants = format!("want {}:", rule.id);
        let fires = cases.iter().filter(|case| fs::read_to_string(case).unwrap().contains(&wants)).count();
        if fires < 2 || cases.len() - fires < 2 {
            lacking += &format!("{}: {fires} of {} cases fire\n", rule.id, cases.len());
        }
    }
    assert!(lacking.is_empty(), "{lacking}");
}

fn problems_of(case: &Path, id: &str) -> Vec<String> {
    let text = fs::read_to_string(case).unwrap();
    let config: Vec<&str> = text.lines().filter_map(|line| line.strip_prefix("-- config: ")).collect();
    let files = migrations(&text);
    let mut wanted: Vec<Wanted> = files.iter().flat_map(|(name, text)| wanted_in(name, text)).collect();
    let rules: Vec<String> = wanted.iter().map(|wanted| wanted.rule.clone()).collect();

    let mut problems = Vec::new();
    let found = lint_files(&files, Some(&config.join("\n"))).found;
    for finding in
        found.iter().filter(|finding| finding.rule == id || rules.iter().any(|rule| rule == finding.rule))
    {
        let line = finding.source.line_column(finding.span.start).line;
        let path: &str = finding.source.path();
        let end = finding.source.line_column(finding.span.end).line;
        let matches = |wanted: &Wanted| {
            path.ends_with(&wanted.file)
                && (line..=end).contains(&wanted.line)
                && wanted.rule == finding.rule
                && match (wanted.text.strip_prefix("help:"), wanted.text.strip_prefix("note:")) {
                    (Some(text), _) => finding.help.iter().any(|help| help.contains(text.trim())),
                    (_, Some(text)) => finding.notes.iter().any(|note| note.contains(text.trim())),
                    _ => match wanted.text.strip_suffix('$') {
                        Some(end) => finding.message.ends_with(end),
                        None => finding.message.contains(&wanted.text),
                    },
                }
        };
        match wanted.iter().position(matches) {
            Some(at) => drop(wanted.remove(at)),
            None => problems.push(format!("unwanted: {path}:{line}: {}: {}", finding.rule, finding.message)),
        }
    }
    problems.extend(wanted.iter().map(|wanted| format!("not found: {wanted:?}")));
    problems
}

fn wanted_in(file: &str, text: &str) -> Vec<Wanted> {
    let lines = text
        .lines()
        .enumerate()
        .flat_map(|(number, line)| line.split("-- want ").skip(1).map(move |want| (number + 1, want.trim())));
    lines
        .map(|(line, want)| {
            let (rule, text) = want.split_once(':').unwrap_or((want, ""));
            let text = text.trim().replace("\\n", "\n");
            Wanted { file: file.to_owned(), line, rule: rule.trim().to_owned(), text }
        })
        .collect()
}

fn testdata() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("testdata/rules")
}

fn entries(folder: &Path) -> Vec<PathBuf> {
    let mut paths: Vec<PathBuf> =
        fs::read_dir(folder).into_iter().flatten().map(|entry| entry.unwrap().path()).collect();
    paths.sort();
    paths
}
