//! Every format over awkward findings, held to `testdata/report/<case>.<format>`. `UPDATE=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::config::Settings;
use migrate_lint::diagnostic::{Diagnostic, Edit, Fix, Label, Severity};
use migrate_lint::report::{self, Format, ReportOptions, Summary};
use migrate_lint::rule::Rule;
use migrate_lint::rules::RULES;
use migrate_lint::source::{SourceFile, Span};
use proptest::prelude::*;

use crate::report_cases::{cases, finding};

#[test]
fn formats_print_what_the_files_show() {
    let mut differences = String::new();
    for (name, found) in cases() {
        for format in Format::ALL {
            let printed = match format {
                Format::Sarif => without_rules(&print(format, &found, &ReportOptions::default())),
                Format::Json => pretty(&print(format, &found, &ReportOptions::default())),
                _ => print(format, &found, &ReportOptions::default()),
            };
            differences += &compare(&format!("{name}.{}", format.name()), &printed);
        }
    }
    let colored = ReportOptions { color: true, hyperlinks: true, ..ReportOptions::default() };
    let several = &cases()[1].1;
    differences += &compare("several.human-color", &print(Format::Human, several, &colored));
    differences += &compare("several.concise-color", &print(Format::Concise, several, &colored));
    assert!(differences.is_empty(), "{differences}");
}

fn print(format: Format, found: &[Diagnostic], options: &ReportOptions) -> String {
    let mut summary = Summary { files: 3, statements: 1, milliseconds: Some(14), ..Summary::default() };
    summary.count(found);
    if found.is_empty() {
        summary.suppressed = 2;
        summary.notes.push("left out 2 files that are MySQL".to_owned());
    }
    let mut out = Vec::new();
    report::write(format, found, &summary, options, &mut out).unwrap();
    String::from_utf8(out).unwrap()
}

fn pretty(json: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(json).unwrap();
    format!("{}\n", serde_json::to_string_pretty(&value).unwrap())
}

/// The descriptions of the rules change with their pages.
fn without_rules(json: &str) -> String {
    let mut value: serde_json::Value = serde_json::from_str(json).unwrap();
    let driver = &mut value["runs"][0]["tool"]["driver"];
    for key in ["rules", "version", "semanticVersion"] {
        driver[key] = serde_json::Value::Null;
    }
    for result in value["runs"][0]["results"].as_array_mut().unwrap() {
        result["ruleIndex"] = serde_json::Value::Null;
    }
    format!("{}\n", serde_json::to_string_pretty(&value).unwrap())
}

pub(crate) fn compare(name: &str, printed: &str) -> String {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/report").join(name);
    compare_file(&path, printed)
}

fn compare_file(path: &PathBuf, printed: &str) -> String {
    if std::env::var_os("UPDATE").is_some() {
        fs::write(path, printed).unwrap();
        return String::new();
    }
    let shown = fs::read_to_string(path).unwrap_or_default();
    if shown == printed {
        return String::new();
    }
    let difference = similar::TextDiff::from_lines(shown.as_str(), printed);
    format!("{}\n{}\n", path.display(), difference.unified_diff().context_radius(3))
}

/// GitHub refuses a rule without descriptions, a result without a full region, and a file of another version.
#[test]
fn sarif_has_what_github_asks_for() {
    let found: Vec<Diagnostic> = cases().into_iter().flat_map(|(_, found)| found).collect();
    let text = print(Format::Sarif, &found, &ReportOptions::default());
    let log: serde_json::Value = serde_json::from_str(&text).unwrap();
    assert_eq!(log["version"], "2.1.0");
    let run = &log["runs"][0];
    let rules = run["tool"]["driver"]["rules"].as_array().unwrap();
    for rule in rules {
        for description in ["shortDescription", "fullDescription"] {
            let text = rule[description]["text"].as_str().unwrap();
            assert!((2..=1024).contains(&text.chars().count()), "{description} of {}", rule["id"]);
        }
        for text in [&rule["help"]["text"], &rule["help"]["markdown"]] {
            assert!(!text.as_str().unwrap().is_empty(), "{}", rule["id"]);
        }
        assert!(rule["helpUri"].as_str().unwrap().ends_with(".md"));
    }
    let results = run["results"].as_array().unwrap();
    assert_eq!(results.len(), found.len());
    let mut fingerprints = std::collections::BTreeSet::new();
    for (result, finding) in results.iter().zip(&found) {
        let index = usize::try_from(result["ruleIndex"].as_u64().unwrap()).unwrap();
        assert_eq!(rules[index]["id"], finding.rule);
        let region = &result["locations"][0]["physicalLocation"]["region"];
        for key in ["startLine", "startColumn", "endLine", "endColumn"] {
            assert!(region[key].as_u64().unwrap() >= 1);
        }
        assert!(fingerprints.insert(result["partialFingerprints"]["primaryLocationLineHash"].to_string()));
    }
    check_with_multitool(&text);
}

/// Microsoft's validator with GitHub's rules, where `SARIF_MULTITOOL` names its binary: npm has it as
/// `@microsoft/sarif-multitool`. It ends well even when it finds errors, so that its own report must be read.
fn check_with_multitool(sarif: &str) {
    let Some(tool) = std::env::var_os("SARIF_MULTITOOL") else { return };
    let folder = tempfile::tempdir().unwrap();
    fs::write(folder.path().join("report.sarif"), sarif).unwrap();
    let arguments =
        "validate report.sarif --rule-kind Sarif;Ghas --level Error;Warning --output checked.sarif";
    let mut command = std::process::Command::new(tool);
    command.current_dir(folder.path()).args(arguments.split(' ')).args(["--log", "ForceOverwrite"]);
    command.output().unwrap();
    let checked = fs::read(folder.path().join("checked.sarif")).unwrap();
    let checked = checked.strip_prefix("\u{feff}".as_bytes()).unwrap_or(&checked);
    let checked: serde_json::Value = serde_json::from_slice(checked).unwrap();
    let complaints: Vec<String> = checked["runs"][0]["results"]
        .as_array()
        .unwrap()
        .iter()
        .map(|result| format!("{} {} {}", result["ruleId"], result["level"], result["message"]))
        .collect();
    assert!(complaints.is_empty(), "{}", complaints.join("\n"));
}

#[test]
fn fingerprints_survive_moved_lines_and_tell_equals_apart() {
    let hashes = |text: &str| -> Vec<String> {
        let source = SourceFile::new("1.sql", text);
        let places = text.match_indices("DROP").map(|(at, _)| {
            let end = text[at..].find(';').unwrap();
            finding("drop-without-archive", Severity::Error, &source, Span::new(at, at + end), "gone")
        });
        let found: Vec<Diagnostic> = places.collect();
        let log: serde_json::Value =
            serde_json::from_str(&print(Format::Sarif, &found, &ReportOptions::default())).unwrap();
        let results = log["runs"][0]["results"].as_array().unwrap();
        results.iter().map(|result| result["partialFingerprints"].to_string()).collect()
    };
    let before = hashes("DROP TABLE a;\nDROP TABLE b;\nDROP TABLE a;\n");
    let after = hashes("-- moved\n\n  DROP\n  TABLE a; DROP TABLE b;\nDROP TABLE a;\n");
    assert_eq!(before, after);
    assert_eq!(before.iter().collect::<std::collections::BTreeSet<_>>().len(), 3);
}

#[test]
fn annotations_stop_at_githubs_limit() {
    let source = SourceFile::new("1.sql", "SELECT 1;\n".repeat(40));
    let at = |line: usize| Span::new(line * 10, line * 10 + 8);
    let warning = |line| finding("a-warning", Severity::Warning, &source, at(line), "warned");
    let error = |line| finding("an-error", Severity::Error, &source, at(line), "wrong");
    let found: Vec<Diagnostic> = (0..12).map(warning).chain((12..26).map(error)).collect();
    let printed = print(Format::Github, &found, &ReportOptions::default());
    let lines: Vec<&str> = printed.lines().collect();
    assert_eq!(lines.len(), 21);
    assert!(lines[..10].iter().all(|line| line.starts_with("::error ")), "{printed}");
    assert!(lines[10..20].iter().all(|line| line.starts_with("::warning ")), "{printed}");
    assert!(lines[20].ends_with("4 errors, 2 warnings more not annotated"), "{printed}");
}

#[test]
fn every_format_is_found_by_its_name() {
    for format in Format::ALL {
        assert_eq!(Format::from_name(format.name()), Some(format));
        assert_eq!(format.name(), format!("{format:?}").to_lowercase(), "the table is out of order");
    }
    assert_eq!(Format::from_name("xml"), None);
}

#[test]
fn rules_are_listed_and_explained() {
    let settings = Settings::default();
    let options = ReportOptions::default();
    let mut listed = Vec::new();
    report::rule_list::write(&settings.pages(), &[], &settings, &options, &mut listed).unwrap();
    let listed = String::from_utf8(listed).unwrap();
    let mut json = Vec::new();
    report::rule_list::write_json(&settings.pages(), &settings, &options, &mut json).unwrap();
    let json: serde_json::Value = serde_json::from_slice(&json).unwrap();
    assert_eq!(json["rules"].as_array().unwrap().len(), RULES.len());
    for rule in RULES {
        assert!(listed.contains(&format!("  {} ", rule.id)), "{} is not listed", rule.id);
        for color in [false, true] {
            let options = ReportOptions { color, ..ReportOptions::default() };
            let mut explained = Vec::new();
            report::rule_list::explain(rule, &settings, &options, &mut explained).unwrap();
            let explained = String::from_utf8(explained).unwrap();
            assert_eq!(explained.contains('\u{1b}'), color);
            assert!(!explained.contains("```") && explained.contains("Unsafe"), "{explained}");
        }
    }
}

const SAMPLE_PAGE: &str = include_str!("../../testdata/report/sample-rule.md");
static SAMPLE: Rule = Rule::new("sample-rule", SAMPLE_PAGE, |_| {});

#[test]
fn a_page_reads_well_in_a_terminal() {
    let settings = Settings::default();
    let mut differences = String::new();
    for (name, color, width) in [("plain", false, 120), ("narrow", false, 60), ("color", true, 120)] {
        let options = ReportOptions { color, width, ..ReportOptions::default() };
        let mut printed = Vec::new();
        report::rule_list::explain(&SAMPLE, &settings, &options, &mut printed).unwrap();
        let sample = [(SAMPLE.id, SAMPLE.page())];
        report::rule_list::write(&sample, &[], &settings, &options, &mut printed).unwrap();
        report::rule_list::write_json(&sample, &settings, &options, &mut printed).unwrap();
        differences += &compare(&format!("sample-rule.{name}"), &String::from_utf8(printed).unwrap());
    }
    assert!(differences.is_empty(), "{differences}");
}

proptest! {
    #![proptest_config(ProptestConfig::with_cases(400))]

    /// Whatever the spans are, no format panics, forges an escape sequence or prints the whole of a long line.
    #[test]
    fn no_finding_is_too_odd(
        texts in prop::collection::vec(text(), 1..4),
        spans in prop::collection::vec((0usize..4, 0u32..400, 0u32..400, "\\PC{0,20}|[\\x00-\\x1f ]{0,6}"), 1..9),
        width in 0usize..200,
    ) {
        let sources: Vec<_> =
            texts.iter().enumerate().map(|(index, text)| SourceFile::new(format!("{index} %.sql"), text.as_str())).collect();
        let source = |index: usize| &sources[index % sources.len()];
        let mut found = finding("odd", Severity::Error, source(spans[0].0), Span { start: spans[0].1, end: spans[0].2 }, &spans[0].3);
        for (index, start, end, text) in &spans[1..] {
            let span = Span { start: *start, end: *end };
            found.labels.push(Label { source: source(*index).clone(), span, text: text.clone() });
            found.notes.push(text.clone());
        }
        let edits = vec![Edit { span: found.span, replacement: String::new() }];
        found.fix = Some(Box::new(Fix { title: spans[0].3.clone(), safe: false, edits, back: Vec::new(), files: Vec::new() }));
        let found = [found];
        for format in Format::ALL {
            let plain = print(format, &found, &ReportOptions { width, ..ReportOptions::default() });
            let escapes = plain.matches('\u{1b}').count();
            prop_assert_eq!(escapes, 0);
            print(format, &found, &ReportOptions { color: true, hyperlinks: true, width, ..ReportOptions::default() });
        }
        let human = print(Format::Human, &found, &ReportOptions { width, ..ReportOptions::default() });
        prop_assert!(human.lines().count() < 100, "{human}");
    }
}

/// Short texts of awkward characters, and now and then one very long line.
fn text() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => "[a-z;' \t\r\n)(表é👩\u{200d}\u{feff}\u{1b}\u{0}\u{9b}]{0,300}",
        1 => "[a-z表]{0,20}".prop_map(|text| text.repeat(500)),
    ]
}
