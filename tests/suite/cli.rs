//! `testdata/cli/*`: transcripts of the program, and what they cannot show: pipes, terminals and the written template.

use std::fs;
use std::io::{Read, Write};
use std::path::PathBuf;
use std::process::{Command, Stdio};

use migrate_lint::config::Configuration;
use migrate_lint::config::key::{FILE, names};
use migrate_lint::discover::layout_names;

const PROGRAM: &str = env!("CARGO_BIN_EXE_migrate-lint");

/// With `TRYCMD=overwrite` the transcripts are written anew.
#[test]
fn transcripts() {
    let cases = trycmd::TestCases::new();
    for (name, value) in
        [("GITHUB_ACTIONS", ""), ("NO_COLOR", ""), ("CLICOLOR_FORCE", ""), ("COLUMNS", "100")]
    {
        cases.env(name, value);
    }
    cases.default_bin_path(PROGRAM).case("testdata/cli/*.trycmd").case("testdata/cli/*.toml");
}

/// Every key of the configuration stands in the template, and every line that is commented out is valid.
#[test]
fn the_template_is_a_configuration() {
    let path = PathBuf::from(env!("CARGO_MANIFEST_DIR")).join("src/cli/template.toml");
    let text = fs::read_to_string(path).unwrap();
    Configuration::read(&text, &layout_names()).unwrap();
    let is_toml = |line: &str| {
        line.starts_with('[') || line.split_once(" = ").is_some_and(|(key, _)| !key.contains(' '))
    };
    let lines = text.lines().filter_map(|line| line.strip_prefix("# ")).filter(|line| is_toml(line));
    let all = lines.collect::<Vec<_>>().join("\n");
    Configuration::read(&all, &layout_names()).unwrap_or_else(|problems| panic!("{problems:#?}\n{all}"));
    for key in names(FILE) {
        let present = [format!("{key} = "), format!("[{key}]"), format!("[[{key}]]"), format!("[{key}.")];
        assert!(present.iter().any(|form| all.contains(form)), "the template does not show `{key}`");
    }
}

#[test]
fn a_reader_that_leaves_is_no_error() {
    let mut child = Command::new(PROGRAM)
        .args(["completions", "bash"])
        .stdout(Stdio::piped())
        .stderr(Stdio::piped())
        .spawn()
        .unwrap();
    drop(child.stdout.take());
    let output = child.wait_with_output().unwrap();
    assert_eq!(output.status.code(), Some(0), "{}", String::from_utf8_lossy(&output.stderr));
    assert!(output.stderr.is_empty(), "{}", String::from_utf8_lossy(&output.stderr));
}

/// The parser redirects standard error while it reads; what the program has to say must still arrive.
#[test]
fn errors_arrive_after_parallel_parsing() {
    let folder = tempfile::tempdir().unwrap();
    for number in 100..300 {
        let text = format!("CREATE TABLE t{number} (id bigint);\nSELECT FROM WHERE;\n").repeat(20);
        fs::write(folder.path().join(format!("{number}_t.sql")), text).unwrap();
    }
    fs::write(folder.path().join("300_latin1.sql"), b"SELECT 'caf\xe9';\n").unwrap();
    for _ in 0..5 {
        let output = Command::new(PROGRAM).arg(folder.path()).args(["--format", "json"]).output().unwrap();
        let said = String::from_utf8_lossy(&output.stderr);
        assert_eq!(output.status.code(), Some(2), "{said}");
        assert!(said.contains("300_latin1.sql") && said.contains("offset 11"), "{said:?}");
    }
}

#[test]
fn color_follows_flag_and_environment() {
    let colored = |arguments: &[&str], environment: &[(&str, &str)]| {
        let mut command = Command::new(PROGRAM);
        command.arg("rules").args(arguments).envs(environment.iter().copied());
        for name in ["NO_COLOR", "CLICOLOR_FORCE", "CLICOLOR", "CI"] {
            if !environment.iter().any(|(set, _)| *set == name) {
                command.env_remove(name);
            }
        }
        command.output().unwrap().stdout.contains(&0x1b)
    };
    assert!(!colored(&[], &[]), "a pipe gets no color");
    assert!(colored(&["--color", "always"], &[("NO_COLOR", "1")]));
    assert!(colored(&[], &[("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&[], &[("NO_COLOR", "1"), ("CLICOLOR_FORCE", "1")]));
    assert!(!colored(&["--color", "never"], &[("CLICOLOR_FORCE", "1")]));
}

#[test]
fn prints_completions_and_a_manual_page() {
    for shell in ["bash", "zsh", "fish", "powershell", "elvish"] {
        let output = Command::new(PROGRAM).args(["completions", shell]).output().unwrap();
        let script = String::from_utf8(output.stdout).unwrap();
        assert!(script.contains("fail-on") && script.contains("explain"), "{shell}");
    }
    let output = Command::new(PROGRAM).arg("man").output().unwrap();
    let page = String::from_utf8(output.stdout).unwrap();
    assert!(page.contains(".TH migrate-lint 1") && page.contains("fail\\-on"), "{page}");
}

#[test]
fn reads_standard_input() {
    let mut child = Command::new(PROGRAM)
        .args(["-", "--no-config", "--format", "json"])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .spawn()
        .unwrap();
    child.stdin.take().unwrap().write_all(b"CREATE INDEX i ON t (a);\n").unwrap();
    let mut report = String::new();
    child.stdout.take().unwrap().read_to_string(&mut report).unwrap();
    assert_eq!(child.wait().unwrap().code(), Some(1), "{report}");
    assert!(report.contains("index-not-concurrent"), "{report}");
}

/// A way back is put where the template is filled in, so it is written as a template.
#[test]
fn a_way_back_has_the_placeholders_of_its_migration() {
    let folder = tempfile::tempdir().unwrap();
    let up = "CREATE TABLE {{ index .Options \"Namespace\" }}.users (id bigint PRIMARY KEY);\n";
    fs::write(folder.path().join("1_users.up.sql"), up).unwrap();
    fs::write(folder.path().join("2_more.up.sql"), up.replace("users", "more")).unwrap();
    let output = Command::new(PROGRAM)
        .current_dir(folder.path())
        .args(["rollback", "1_users.up.sql"])
        .output()
        .unwrap();
    let printed = String::from_utf8(output.stdout).unwrap();
    assert_eq!(printed, "DROP TABLE {{ index .Options \"Namespace\" }}.users;\n");
}

/// What only evidence uses is refused where none is asked for.
#[test]
fn arguments_of_evidence_need_evidence() {
    for argument in ["--rehearsed", "--usage-since"] {
        let output = Command::new(PROGRAM).args(["check", argument, "x.json", "."]).output().unwrap();
        assert_eq!(output.status.code(), Some(2));
        let said = String::from_utf8(output.stderr).unwrap();
        assert!(said.contains("--live") && said.contains("--snapshot"), "{said}");
    }
}
