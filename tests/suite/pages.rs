//! Every rule's page: it is complete, its unsafe examples give exactly the output shown, its safe ones give none.

use std::fs;
use std::path::PathBuf;

use migrate_lint::page::{Example, Page};
use migrate_lint::rule::Rule;
use migrate_lint::rules::RULES;

use crate::support::{lint_files, migrations};

#[test]
fn every_page_is_complete_and_registered() {
    let mut problems = Vec::new();
    for rule in RULES {
        problems
            .extend(rule.page().problems().iter().map(|problem| format!("rules/{}.md: {problem}", rule.id)));
        let file = page_path(rule.id);
        if !file.exists() {
            problems.push(format!("{} is not there", file.display()));
        }
    }
    let pages = fs::read_dir(root().join("rules")).unwrap().map(|entry| entry.unwrap().path());
    for path in pages.filter(|path| path.is_file()) {
        let id = path.file_stem().unwrap().to_str().unwrap();
        if !RULES.iter().any(|rule| rule.id == id) {
            problems.push(format!("{} belongs to no rule", path.display()));
        }
    }
    let mut ids: Vec<&str> = RULES.iter().map(|rule| rule.id).collect();
    ids.sort_unstable();
    for pair in ids.windows(2).filter(|pair| pair[0] == pair[1]) {
        problems.push(format!("{} is registered twice", pair[0]));
    }
    assert!(problems.is_empty(), "{}", problems.join("\n"));
}

#[test]
fn unsafe_examples_print_what_the_page_shows() {
    hold_to_pages(RULES.iter().copied().filter(|rule| !rule.page().needs_database()), output_of);
}

/// With `UPDATE=1` the outputs in the pages are written anew.
pub(crate) fn hold_to_pages(
    rules: impl Iterator<Item = &'static Rule>,
    output_of: impl Fn(&Rule, &Example) -> String,
) {
    let update = std::env::var_os("UPDATE").is_some();
    let mut differences = Vec::new();
    for rule in rules {
        let text = fs::read_to_string(page_path(rule.id)).unwrap();
        // The page on disk may be newer than the one in the binary.
        let page = Page::read(Box::leak(text.clone().into_boxed_str()));
        let mut updated = text.clone();
        for example in page.examples().into_iter().rev().filter(|example| !example.safe) {
            let printed = output_of(rule, &example);
            assert!(
                !printed.is_empty(),
                "rules/{}.md: an unsafe example gives no finding:\n{}",
                rule.id,
                example.sql
            );
            let shown = example.output.as_ref().map_or("", |(shown, _)| shown);
            if shown != printed {
                differences
                    .push(format!("rules/{}.md shows\n{shown}\nbut this is printed:\n{printed}", rule.id));
                let place = example.output.map_or(example.end..example.end, |(_, place)| place);
                let lead = if place.is_empty() { "\n" } else { "" };
                updated.replace_range(place, &format!("{lead}```text\n{printed}```\n"));
            }
        }
        if update && updated != text {
            fs::write(page_path(rule.id), updated).unwrap();
        }
    }
    assert!(update || differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn safe_examples_are_clean_under_all_rules() {
    let mut findings = String::new();
    for rule in RULES {
        for example in rule.page().examples().iter().filter(|example| example.safe) {
            let found = lint_files(&migrations(example.sql), example.config);
            if !found.found.is_empty() {
                findings +=
                    &format!("rules/{}.md, under Safe:\n{}\n{}\n", rule.id, example.sql, found.human());
            }
        }
    }
    assert!(findings.is_empty(), "{findings}");
}

/// What the program prints about an example when only this rule is asked.
fn output_of(rule: &Rule, example: &Example) -> String {
    let mut linted = lint_files(&migrations(example.sql), example.config);
    linted.found.retain(|finding| finding.rule == rule.id);
    linted.human()
}

fn page_path(id: &str) -> PathBuf {
    root().join("rules").join(format!("{id}.md"))
}

fn root() -> PathBuf {
    PathBuf::from(env!("CARGO_MANIFEST_DIR"))
}
