//! `testdata/live/cases/*.sql`: what a real server says about findings.
//!
//! A case has a title, the statements that make its database, and the migration. `-- want RULE VERDICT: text` in the
//! migration is about the line it stands on; what follows `-- history` is an earlier migration as well, and with
//! `-- later` the history goes on for a while; `-- role: NAME` says who asks, `-- flags: …` with what; `-- config: …` is a line of the
//! configuration, `-- code: …` what the application says.

use std::path::{Path, PathBuf};
use std::sync::Mutex;

use rayon::prelude::*;
use serde::Deserialize;

use crate::cluster::{Ran, shared};

mod bench;
mod calibration;
mod failures;
mod ledgers;
mod must_pass;
mod pages;
mod release;

#[derive(Debug)]
struct Case {
    name: String,
    role: String,
    flags: Vec<String>,
    /// Lines of `migrate-lint.toml`.
    config: Vec<String>,
    /// A file of the application.
    code: Option<String>,
    setup: String,
    migration: String,
}

/// What is expected on a line.
#[derive(Debug)]
struct Want {
    line: usize,
    rule: String,
    /// `none` where there must be no finding.
    verdict: String,
    text: String,
}

#[derive(Debug, Deserialize)]
pub(super) struct Report {
    pub(super) diagnostics: Vec<Finding>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Finding {
    pub(super) rule: String,
    pub(super) severity: String,
    pub(super) line: usize,
    #[serde(rename = "endLine")]
    end_line: usize,
    pub(super) evidence: Option<Evidence>,
}

#[derive(Debug, Deserialize)]
pub(super) struct Evidence {
    pub(super) verdict: String,
    pub(super) text: String,
    pub(super) rows: Option<u64>,
    pub(super) seconds: Option<[f64; 2]>,
    #[serde(rename = "asOf")]
    pub(super) as_of: String,
}

impl Report {
    pub(super) fn of(ran: &Ran) -> Report {
        serde_json::from_str(&ran.out).unwrap_or_else(|error| panic!("{error}: {}", ran.all()))
    }

    pub(super) fn evidence(&self, rule: &str) -> &Evidence {
        let found = self.diagnostics.iter().filter(|finding| finding.rule == rule);
        let found = found.filter_map(|finding| finding.evidence.as_ref()).next();
        found.unwrap_or_else(|| panic!("no evidence under {rule}: {self:#?}"))
    }
}

/// Every rule that a probe answers has all verdicts that it can have here, and no verdict comes without its time.
#[test]
fn cases() {
    if shared().is_none() {
        return;
    }
    let failures = Mutex::new(Vec::new());
    let cases: Vec<Case> = files().iter().flat_map(|file| read(file)).collect();
    assert!(cases.len() > 20, "{} cases", cases.len());
    let only = std::env::var("CASE").unwrap_or_default();
    cases.par_iter().filter(|case| case.name.contains(&only)).for_each(|case| {
        if let Err(what) = run(case) {
            failures.lock().unwrap().push(format!("{}\n{what}", case.name));
        }
    });
    let failures = failures.into_inner().unwrap();
    assert!(failures.is_empty(), "{}", failures.join("\n\n"));
}

/// Verdicts that a rule cannot have, or that no test can bring about, and why.
const NEVER: [(&str, &str, &str); 6] = [
    ("concurrent-index-invalid-retry", "sized", "an earlier attempt left an index behind, or not"),
    ("drop-cascade", "sized", "everything that it reaches is named"),
    ("redundant-index", "sized", "the index is there, or not"),
    ("rows-may-violate", "sized", "it is about rows, which are counted or not"),
    ("rename-object", "refuted", "the server counts no use of a type"),
    ("untrusted-extension", "sized", "what the server trusts, the rule knows to be trusted"),
];

/// Each rule of each probe is shown with its four verdicts, save those that it never has.
#[test]
fn every_rule_of_a_probe_is_shown() {
    let wants: Vec<Want> =
        files().iter().flat_map(|file| read(file)).flat_map(|case| wants(&case.migration)).collect();
    let mut missing = Vec::new();
    let mut rules: Vec<&str> =
        migrate_lint::live::PROBES.iter().flat_map(|probe| probe.rules).copied().collect();
    rules.sort_unstable();
    rules.dedup();
    for rule in rules {
        for verdict in ["confirmed", "refuted", "sized", "unknown"] {
            let shown = wants.iter().any(|want| want.rule == rule && want.verdict == verdict);
            let never = NEVER.iter().any(|(of, never, _)| *of == rule && *never == verdict);
            match (shown, never) {
                (false, false) => missing.push(format!("{rule} {verdict}")),
                (true, true) => missing.push(format!("{rule} {verdict}, which is said to be impossible")),
                _ => {}
            }
        }
    }
    assert!(missing.is_empty(), "no case shows\n{}", missing.join("\n"));
}

fn run(case: &Case) -> Result<(), String> {
    let database = shared().unwrap().database();
    let folder = tempfile::tempdir().unwrap();
    let migrations = folder.path().join("migrations");
    std::fs::create_dir(&migrations).unwrap();
    // `-- snapshot` in the setup writes one down at that moment.
    for (snapshots, part) in case.setup.split("-- snapshot\n").enumerate() {
        if snapshots > 0 {
            let file = format!("{snapshots}.json");
            let ran = database.program(
                folder.path(),
                &case.role,
                &["snapshot", "--database-env", "DATABASE_URL", "-o", &file],
            );
            if ran.code != 0 {
                return Err(ran.all());
            }
        }
        database.client().batch_execute(part).map_err(|error| format!("{error:?}\n{part}"))?;
        // The counters of a session are sent when it goes.
        database.settle();
    }
    std::fs::write(migrations.join("001_change.sql"), &case.migration).unwrap();
    std::fs::write(folder.path().join("migrate-lint.toml"), case.config.join("\n")).unwrap();
    if let Some(code) = &case.code {
        std::fs::create_dir(folder.path().join("app")).unwrap();
        std::fs::write(folder.path().join("app/code.rb"), code).unwrap();
    }
    if let Some((_, history)) = case.setup.split_once("-- history\n") {
        std::fs::write(migrations.join("000_history.sql"), history).unwrap();
    }
    if case.setup.contains("-- later\n") {
        (2..8).for_each(|n| {
            std::fs::write(migrations.join(format!("00{n}_later.sql")), "SELECT 1;\n").unwrap()
        });
    }
    let mut arguments = vec!["check", "migrations", "--format", "json", "--no-progress", "--select", "all"];
    let live = ["--live", "--database-env", "DATABASE_URL"];
    if !case.flags.iter().any(|flag| flag == "--snapshot") {
        arguments.extend(live);
    }
    arguments.extend(case.flags.iter().map(String::as_str));
    let ran = database.program(folder.path(), &case.role, &arguments);
    if ran.code > 1 {
        return Err(ran.all());
    }
    let report = Report::of(&ran);
    let mut wrong = Vec::new();
    for want in wants(&case.migration) {
        let at = |finding: &&Finding| {
            (finding.line..=finding.end_line).contains(&want.line) && finding.rule == want.rule
        };
        let found = report.diagnostics.iter().find(at);
        let evidence = found.and_then(|finding| finding.evidence.as_ref());
        let right = want.verdict == "none" && found.is_none()
            || evidence.is_some_and(|evidence| {
                evidence.verdict == want.verdict
                    && evidence.text.contains(&want.text)
                    && evidence.as_of.ends_with('Z')
            });
        if !right {
            wrong.push(format!(
                "  wanted {want:?}\n  found {evidence:?} ({})",
                found.map_or("no finding", |f| &f.severity)
            ));
        }
    }
    if wrong.is_empty() { Ok(()) } else { Err(format!("{}\n{}", wrong.join("\n"), case.migration)) }
}

fn files() -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/live/cases");
    let mut files: Vec<PathBuf> =
        std::fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    files.sort();
    files
}

/// `-- case: title`, setup, `-- migration`, migration.
fn read(file: &Path) -> Vec<Case> {
    let text = std::fs::read_to_string(file).unwrap();
    let family = file.file_stem().unwrap().to_str().unwrap();
    let mut parts = text.split("-- case: ");
    let common = parts.next().unwrap().to_owned();
    parts
        .map(|part| {
            let (title, rest) = part.split_once('\n').unwrap();
            let (setup, migration) = rest.split_once("-- migration\n").unwrap_or_else(|| panic!("{title}"));
            let option = |name: &str| setup.lines().find_map(|line| line.strip_prefix(name)).map(str::trim);
            Case {
                name: format!("{family}: {title}"),
                role: option("-- role: ").unwrap_or("postgres").to_owned(),
                flags: option("-- flags: ")
                    .unwrap_or_default()
                    .split_whitespace()
                    .map(str::to_owned)
                    .collect(),
                config: setup
                    .lines()
                    .filter_map(|line| line.strip_prefix("-- config: "))
                    .map(str::to_owned)
                    .collect(),
                code: option("-- code: ").map(str::to_owned),
                setup: format!("{common}{setup}"),
                migration: migration.to_owned(),
            }
        })
        .collect()
}

fn wants(migration: &str) -> Vec<Want> {
    let mut wants = Vec::new();
    for (line, text) in migration.lines().zip(1..).map(|(text, line)| (line, text)) {
        for want in text.split("-- want ").skip(1) {
            let (head, text) = want.split_once(':').unwrap_or((want, ""));
            let (rule, verdict) = head.trim().split_once(' ').unwrap();
            let (rule, verdict, text) = (rule.to_owned(), verdict.to_owned(), text.trim().to_owned());
            wants.push(Want { line, rule, verdict, text });
        }
    }
    wants
}
