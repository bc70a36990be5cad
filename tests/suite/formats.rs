//! The formats that other programs read: what each promises, over findings that are awkward in every way.
//!
//! `scripts/check-formats` holds the same reports to the schemas and the readers themselves.

use migrate_lint::diagnostic::{Diagnostic, Edit, Fix, Severity};
use migrate_lint::lock::LockMode;
use migrate_lint::report::{self, Format, Locked, MARKER, ReportOptions, Summary};
use migrate_lint::source::{SourceFile, Span};
use serde_json::Value;

use crate::report_cases::{cases, finding, span};

#[test]
fn gitlab_tells_every_finding_apart() {
    let found = everything();
    let issues: Vec<Value> = serde_json::from_str(&print(Format::Gitlab, &found)).unwrap();
    let fingerprints: std::collections::BTreeSet<&str> =
        issues.iter().map(|issue| issue["fingerprint"].as_str().unwrap()).collect();
    assert_eq!(fingerprints.len(), found.len());
    for issue in &issues {
        let severity = issue["severity"].as_str().unwrap();
        assert!(["info", "minor", "major", "critical", "blocker"].contains(&severity));
        assert!(!issue["location"]["path"].as_str().unwrap().starts_with("./"));
        assert!(issue["location"]["lines"]["begin"].as_u64().unwrap() >= 1);
    }
}

/// SonarQube refuses a whole report for one range that is empty or leaves its line.
#[test]
fn sonarqube_gets_ranges_that_it_takes() {
    let found = everything();
    let report: Value = serde_json::from_str(&print(Format::Sonarqube, &found)).unwrap();
    let rules: Vec<&str> =
        report["rules"].as_array().unwrap().iter().map(|rule| rule["id"].as_str().unwrap()).collect();
    for (issue, finding) in report["issues"].as_array().unwrap().iter().zip(&found) {
        assert!(rules.contains(&issue["ruleId"].as_str().unwrap()));
        let range = &issue["primaryLocation"]["textRange"];
        let Some(end_line) = range["endLine"].as_u64() else {
            assert!(range["startColumn"].is_null() && range["endColumn"].is_null(), "{range}");
            continue;
        };
        let of = |key: &str| range[key].as_u64().unwrap() as usize;
        assert!((of("startLine"), of("startColumn")) < (of("endLine"), of("endColumn")), "{range}");
        let line = finding.source.text().split('\n').nth(end_line as usize - 1).unwrap();
        assert!(of("endColumn") <= line.trim_end_matches('\r').encode_utf16().count(), "{range} in {line:?}");
    }
}

/// A mark at the beginning is no column to it, and a carriage return alone ends a line.
#[test]
fn sonarqube_gets_lines_as_it_counts_them() {
    let text = "\u{feff}DROP TABLE a;\r\rDROP TABLE b;\r\n\nDROP TABLE c";
    let source = SourceFile::new("odd.sql", text);
    let found: Vec<Diagnostic> = ["\u{feff}DROP TABLE a", "DROP TABLE b", "\nDROP TABLE c", "\r\n\n"]
        .into_iter()
        .map(|about| finding("drop-without-archive", Severity::Error, &source, span(&source, about), "gone"))
        .collect();
    let report: Value = serde_json::from_str(&print(Format::Sonarqube, &found)).unwrap();
    let ranges: Vec<String> = report["issues"]
        .as_array()
        .unwrap()
        .iter()
        .map(|issue| {
            let range = &issue["primaryLocation"]["textRange"];
            ["startLine", "startColumn", "endLine", "endColumn"].map(|key| range[key].to_string()).join(" ")
        })
        .collect();
    assert_eq!(ranges, ["1 0 1 12", "3 0 3 12", "5 0 5 12", "3 null null null"]);
}

/// GitLab folds two tests of one class and name, and Jenkins' xUnit plugin refuses an attribute that it does not know.
#[test]
fn junit_tells_every_finding_apart() {
    let report = print(Format::Junit, &everything());
    let tests: Vec<&str> = report.lines().filter(|line| line.contains("<testcase")).collect();
    let distinct: std::collections::BTreeSet<&&str> = tests.iter().collect();
    assert_eq!((tests.len(), distinct.len()), (everything().len(), everything().len()), "{report}");
    assert!(tests.iter().all(|test| !test.contains(" file=") && !test.contains(" line=")), "{report}");
}

/// Code Climate's issues have a type and a category; its readers fail without.
#[test]
fn gitlab_gets_issues_of_code_climate() {
    let issues: Vec<Value> = serde_json::from_str(&print(Format::Gitlab, &everything())).unwrap();
    let known = ["Bug Risk", "Compatibility", "Security", "Style"];
    for issue in issues {
        assert_eq!(issue["type"], "issue");
        let categories = issue["categories"].as_array().unwrap();
        assert!(categories.iter().all(|category| known.contains(&category.as_str().unwrap())));
        assert_eq!(categories.len(), 1);
    }
}

/// Reviewdog stops at a longer line and loses what follows.
#[test]
fn rdjsonl_lines_stay_short() {
    let text = format!("SELECT '{}';", "\"".repeat(100_000));
    let source = SourceFile::new("long.sql", text.as_str());
    let about = Span::new(0, text.len());
    let mut found = finding("unbounded-line", Severity::Warning, &source, about, "is long");
    found.help(format!("write instead:\n{text}"));
    found.fix = Some(Box::new(Fix {
        title: "write it again".to_owned(),
        edits: vec![Edit { span: about, replacement: text }],
        back: Vec::new(),
        files: Vec::new(),
        safe: true,
    }));
    for line in print(Format::Rdjsonl, &[found]).lines() {
        assert!(line.len() < 65_536, "{}", line.len());
        let line: Value = serde_json::from_str(line).unwrap();
        assert!(line["message"].as_str().unwrap().starts_with("is long\n\nwrite instead:"));
    }
}

#[test]
fn rdjsonl_counts_in_bytes() {
    let found = everything();
    let report = print(Format::Rdjsonl, &found);
    assert_eq!(report.lines().count(), found.len());
    for (line, finding) in report.lines().zip(&found) {
        let line: Value = serde_json::from_str(line).unwrap();
        let start = &line["location"]["range"]["start"];
        let line_start = finding.source.line_start(start["line"].as_u64().unwrap() as usize);
        let byte = line_start + start["column"].as_u64().unwrap() as usize - 1;
        assert_eq!(byte, finding.source.range(finding.span).start, "{line}");
    }
}

#[test]
fn xml_has_no_character_that_xml_forbids() {
    for format in [Format::Junit, Format::Checkstyle] {
        let report = print(format, &everything());
        let forbidden = |c: char| c.is_control() && c != '\n' || matches!(c, '\u{fffe}' | '\u{ffff}');
        assert!(!report.contains(forbidden), "{report:?}");
        // What is between the tags and in their attributes has no `<` of its own.
        for piece in report.split('<').skip(1) {
            assert!(piece.contains('>'), "{piece}");
        }
    }
}

/// What others wrote stands in code or as character references: it can make no link, no picture and no mention.
#[test]
fn a_comment_keeps_hostile_names_inert() {
    let hostile = cases().into_iter().find(|(name, _)| *name == "hostile").unwrap().1;
    let mut finding = hostile[0].clone();
    finding.message =
        "drops `x` of @everyone in `</code></summary><img src=x onerror=alert(1)>` #1 ![a](b) | c `"
            .to_owned();
    finding.help("```\n</details>\n<script>alert(1)</script>\n````\n::error::x");
    let lock = Locked {
        path: "db/a|b`<b>.sql".to_owned(),
        line: 1,
        relation: "a|b\n| @everyone".to_owned(),
        mode: LockMode::AccessExclusive,
        meanwhile: None,
    };
    let summary = Summary { locks: vec![lock], notes: vec!["`x` <b> @all".to_owned()], ..Summary::default() };
    let mut out = Vec::new();
    report::write(Format::Markdown, &[finding], &summary, &ReportOptions::default(), &mut out).unwrap();
    let comment = String::from_utf8(out).unwrap();
    let (fence, outside) = without_fences(&comment);
    assert!(fence.len() > 4, "a fence longer than any in the text: {fence}");
    for forbidden in ["<img", "<script", "![", "](b)", "@everyone", "@all", "<b>.sql", " #1"] {
        assert!(!outside.contains(forbidden), "{forbidden} in {outside}");
    }
    assert_eq!(outside.matches("<details>").count(), 1);
    assert_eq!(outside.matches("</details>").count(), 1);
    let row = outside.lines().find(|line| line.contains("ACCESS EXCLUSIVE")).unwrap();
    assert_eq!(row.matches('|').count(), 6, "five cells: {row}");
}

/// A change of a migration and of its way back is one change.
#[test]
fn a_comment_shows_what_changes_in_the_way_back() {
    let up = SourceFile::new("up.sql", "DROP TABLE a;\n");
    let down = SourceFile::new("down_1.sql", "CREATE TABLE a (id int);\n");
    let mut found = finding("drop-without-archive", Severity::Error, &up, span(&up, "DROP TABLE a"), "gone");
    let edit = |about: Span, text: &str| Edit { span: about, replacement: text.to_owned() };
    let back = edit(span(&down, "CREATE TABLE a (id int)"), "ALTER TABLE b RENAME TO a");
    found.fix = Some(Box::new(Fix {
        title: "rename it".to_owned(),
        edits: vec![edit(span(&up, "DROP TABLE a"), "ALTER TABLE a RENAME TO b")],
        back: vec![(down, back)],
        files: Vec::new(),
        safe: false,
    }));
    let comment = print(Format::Markdown, &[found]);
    for shown in [
        "-DROP TABLE a;\n+ALTER TABLE a RENAME TO b;\n",
        "and in <code>down&#95;1.sql</code>",
        "+ALTER TABLE b RENAME TO a;\n",
    ] {
        assert!(comment.contains(shown), "{shown} in {comment}");
    }
}

/// One statement of many kilobytes takes no place from the others.
#[test]
fn a_comment_shows_what_comes_after_a_long_finding() {
    let short = everything();
    let mut long = short[0].clone();
    long.help("x".repeat(100_000));
    let found: Vec<Diagnostic> = std::iter::once(long).chain(short).collect();
    let comment = print(Format::Markdown, &found);
    assert_eq!(comment.matches("<details>").count(), found.len(), "{}", comment.len());
}

#[test]
fn a_comment_stays_within_what_github_takes() {
    let found: Vec<Diagnostic> = std::iter::repeat_with(everything).take(60).flatten().collect();
    let comment = print(Format::Markdown, &found);
    assert!(comment.starts_with(MARKER));
    assert!(comment.chars().count() < 65_536, "{}", comment.len());
    assert!(comment.contains("further findings have no room here"));
}

#[test]
fn a_page_of_html_escapes_everything() {
    let page = print(Format::Html, &everything());
    let body = page.split_once("<body>").unwrap().1;
    for tag in body.split('<').skip(1) {
        let name = tag.trim_start_matches('/');
        let known = [
            "h1",
            "h2",
            "ul",
            "li",
            "code",
            "details",
            "summary",
            "span",
            "pre",
            "p>",
            "a href=\"https:",
            "a>",
            "footer",
            "body",
            "html",
            "table",
            "tr",
            "th",
            "td",
        ];
        assert!(known.iter().any(|known| name.starts_with(known)), "<{tag}");
    }
}

/// The fence that was used, and the lines outside of fenced blocks.
fn without_fences(comment: &str) -> (String, String) {
    let (mut fence, mut longest, mut outside) = (None::<String>, String::new(), String::new());
    for line in comment.lines() {
        let ticks: String = line.chars().take_while(|c| *c == '`').collect();
        match &fence {
            Some(open) if line == open => fence = None,
            Some(_) => {}
            None if ticks.len() >= 3 => {
                longest = if ticks.len() > longest.len() { ticks.clone() } else { longest };
                fence = Some(ticks);
            }
            None => {
                outside.push_str(line);
                outside.push('\n');
            }
        }
    }
    assert!(fence.is_none(), "every fence is closed");
    (longest, outside)
}

fn everything() -> Vec<Diagnostic> {
    cases().into_iter().flat_map(|(_, found)| found).collect()
}

fn print(format: Format, found: &[Diagnostic]) -> String {
    let mut summary = Summary { files: 3, statements: 9, ..Summary::default() };
    summary.count(found);
    let mut out = Vec::new();
    report::write(format, found, &summary, &ReportOptions::default(), &mut out).unwrap();
    String::from_utf8(out).unwrap()
}
