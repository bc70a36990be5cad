//! Every format over awkward findings, held to `testdata/report/<case>.<format>`. `UPDATE=1` writes them anew.

use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::diagnostic::Diagnostic;
use migrate_lint::report::{self, Format, ReportOptions, Summary};

use crate::report_cases::cases;

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

fn compare(name: &str, printed: &str) -> String {
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
