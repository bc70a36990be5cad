//! The checks of plans: their pages are tests, and so are the plans in `testdata/runbook/`, each with what is printed
//! about it beneath its last line of `<!-- found -->`.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::diagnostic::Diagnostic;
use migrate_lint::page::Page;
use migrate_lint::report::{self, ReportOptions};
use migrate_lint::runbook::{self, CHECKS, Plan, PlanCheck, Surroundings};
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

/// The files that the plans of the tests may name.
const PRESENT: &[&str] = &["rollback/011_down.sql", "migrations/011_move.sql", "./scripts/verify.sh"];

fn lint(text: &str) -> Vec<Diagnostic> {
    let source = SourceFile::new("PLAN.md", text);
    let exists = |path: &str| PRESENT.contains(&path);
    runbook::lint(&Plan::read(&source), &Surroundings { version: PgVersion::default(), exists: &exists })
}

fn printed(found: &[Diagnostic]) -> String {
    report::findings(found, &ReportOptions::default())
}

#[test]
fn every_page_is_complete() {
    for check in CHECKS {
        assert_eq!(check.page().problems(), Vec::<&str>::new(), "rules/runbook/{}.md", check.id);
    }
    let folder = root().join("rules/runbook");
    for entry in fs::read_dir(folder).unwrap() {
        let path = entry.unwrap().path();
        let id = path.file_stem().unwrap().to_str().unwrap().to_owned();
        assert!(runbook::find(&id).is_some(), "{} belongs to no check", path.display());
    }
}

/// With `UPDATE=1` the outputs in the pages are written anew.
#[test]
fn unsafe_plans_print_what_the_page_shows() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut differences = Vec::new();
    for check in CHECKS {
        let file = page_path(check);
        let text = fs::read_to_string(&file).unwrap();
        let page = Page::read(Box::leak(text.clone().into_boxed_str()));
        let mut updated = text.clone();
        for example in page.examples().into_iter().rev().filter(|example| !example.safe) {
            let mut found = lint(example.sql);
            found.retain(|finding| finding.rule == check.id);
            assert!(!found.is_empty(), "{}: no finding in\n{}", file.display(), example.sql);
            let printed = printed(&found);
            let shown = example.output.as_ref().map_or("", |(shown, _)| shown);
            if shown != printed {
                differences
                    .push(format!("{} shows\n{shown}\nbut this is printed:\n{printed}", file.display()));
                let place = example.output.map_or(example.end..example.end, |(_, place)| place);
                let lead = if place.is_empty() { "\n" } else { "" };
                updated.replace_range(place, &format!("{lead}```text\n{printed}```\n"));
            }
        }
        if update && updated != text {
            fs::write(file, updated).unwrap();
        }
    }
    assert!(update || differences.is_empty(), "{}", differences.join("\n"));
}

#[test]
fn safe_plans_are_clean_under_all_checks() {
    for check in CHECKS {
        for example in check.page().examples().iter().filter(|example| example.safe) {
            assert_eq!(printed(&lint(example.sql)), "", "rules/runbook/{}.md:\n{}", check.id, example.sql);
        }
    }
}

/// Each plan ends with the findings as `line check` between the markers of a comment.
#[test]
fn plans_have_the_findings_that_they_say() {
    let update = std::env::var_os("UPDATE").is_some();
    for entry in fs::read_dir(root().join("testdata/runbook")).unwrap() {
        let path = entry.unwrap().path();
        let text = fs::read_to_string(&path).unwrap();
        let (plan, wanted) = text.split_once("<!-- found\n").unwrap_or((&text, "-->\n"));
        let found = lint(plan);
        let line = |finding: &Diagnostic| finding.source.line_column(finding.span.start).line;
        let mut lines: String =
            found.iter().map(|finding| format!("{} {}\n", line(finding), finding.rule)).collect();
        lines += "-->\n";
        if update {
            fs::write(&path, format!("{plan}<!-- found\n{lines}")).unwrap();
        } else {
            assert_eq!(wanted, lines, "{}\n{}", path.display(), printed(&found));
        }
    }
}

#[test]
fn no_plan_is_too_odd() {
    let odd = [
        "",
        "```",
        "```sql\n",
        "```sh\npsql <<EOF\n",
        "- [x]",
        "```sh\n\\\n'\"$(<<<\n```",
        "# ✅\n- [ ] é\n```sql\nSELECT 'é\n```",
    ];
    for text in odd {
        lint(text);
    }
}

fn page_path(check: &PlanCheck) -> PathBuf {
    root().join("rules/runbook").join(format!("{}.md", check.id))
}

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}
