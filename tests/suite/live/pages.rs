//! The pages of rules that only a database can answer: the first migration of an example is applied there, and the rest
//! is asked about.

use std::fs;

use migrate_lint::page::Example;
use migrate_lint::rule::Rule;
use migrate_lint::rules::RULES;

use crate::cluster::{Ran, shared};
use crate::pages::hold_to_pages;
use crate::support::migrations;

fn rules() -> impl Iterator<Item = &'static Rule> {
    RULES.iter().copied().filter(|rule| rule.page().needs_database())
}

#[test]
fn unsafe_examples_print_what_the_page_shows() {
    if shared().is_some() {
        assert!(rules().count() > 0);
        hold_to_pages(rules(), |rule, example| told(rule, example, "").out);
    }
}

#[test]
fn safe_examples_are_clean() {
    if shared().is_none() {
        return;
    }
    for rule in rules() {
        for example in rule.page().examples().iter().filter(|example| example.safe) {
            let ran = told(rule, example, "");
            assert_eq!((ran.code, ran.out.as_str()), (0, ""), "rules/{}.md: {}", rule.id, ran.err);
        }
    }
}

/// It is a rule like any other: off, ignored below a path, another severity, allowed by a comment, in the baseline.
#[test]
fn they_are_configured_and_allowed_like_any_other() {
    if shared().is_none() {
        return;
    }
    for rule in rules() {
        let example = rule.page().examples().into_iter().find(|example| !example.safe).unwrap();
        let id = rule.id;
        for config in ["severity = \"off\"", "exclude = [\"migrations/**\"]"] {
            let ran = told(rule, &example, &format!("[rules.{id}]\n{config}\n"));
            assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{config}: {}", ran.err);
        }
        let ran = told(rule, &example, &format!("[rules.{id}]\nseverity = \"advice\"\n"));
        assert!(ran.code == 0 && ran.out.starts_with(&format!("advice[{id}]")), "{}", ran.all());
        let allowed = example
            .sql
            .replace("ALTER TABLE", &format!("-- migrate-lint: allow({id}) granted by hand\nALTER TABLE"));
        let allowed: &'static str = Box::leak(allowed.into_boxed_str());
        let ran = told(rule, &Example { sql: allowed, ..example.clone() }, "");
        assert_eq!((ran.code, ran.out.as_str()), (0, ""), "{}", ran.err);
    }
}

/// What the program says of an example, with the time of the answer made the same for all.
fn told(rule: &Rule, example: &Example, config: &str) -> Ran {
    let database = shared().unwrap().database();
    let folder = tempfile::tempdir().unwrap();
    let files = migrations(example.sql);
    database.run(&files[0].1);
    fs::create_dir(folder.path().join("migrations")).unwrap();
    for (name, text) in &files {
        fs::write(folder.path().join("migrations").join(name), text).unwrap();
    }
    let config = format!("start-after = \"1\"\n{config}{}", example.config.unwrap_or_default());
    fs::write(folder.path().join("migrate-lint.toml"), &config).unwrap();
    let mut arguments = vec!["check", "migrations", "--no-progress", "--quiet", "--no-cache"];
    arguments.extend(["--live", "--database", "production"]);
    let selected = format!("{},unused-suppression", rule.id);
    if !config.contains("off") {
        arguments.extend(["--select", &selected]);
    }
    let mut ran = database.program(folder.path(), "postgres", &arguments);
    let moment = regex::Regex::new(r"\d{4}-\d\d-\d\dT[0-9:.]+Z").unwrap();
    ran.out =
        moment.replace_all(&ran.out, "2027-01-31T02:00:00Z").replace("migrations/", "").replace("\n\n", "\n");
    ran
}
