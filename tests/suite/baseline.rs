//! The baseline: what was there stays silent wherever it moves, and what is new is told.

use std::fs;
use std::path::Path;
use std::process::Command;

use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_migrate-lint");

const INDEX: &str = "CREATE INDEX orders_state_idx ON orders (state);\n";

/// A history with findings, and its baseline.
fn begun() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    write(
        &folder,
        "db/1_orders.sql",
        "CREATE TABLE orders (id bigint PRIMARY KEY, state text, code text);\n",
    );
    write(&folder, "db/2_state.sql", INDEX);
    write(&folder, "db/3_code.sql", "ALTER TABLE orders ALTER COLUMN code SET NOT NULL;\n");
    assert!(run(&folder, &["baseline"]).contains("Wrote migrate-lint-baseline.json: "));
    assert_eq!(found(&folder), [""; 0]);
    folder
}

#[test]
fn moved_lines_and_renamed_files_wake_nothing() {
    let folder = begun();
    write(&folder, "db/2_state.sql", &format!("\n-- why: a report\n\n{}", INDEX.replace(" ON", "\n  ON")));
    assert_eq!(found(&folder), [""; 0]);
    fs::rename(folder.path().join("db"), folder.path().join("migrations")).unwrap();
    let migrations = folder.path().join("migrations");
    fs::rename(migrations.join("3_code.sql"), migrations.join("0003_code.sql")).unwrap();
    assert_eq!(found(&folder), [""; 0]);
    // Seen from another folder, too.
    let from_below = Command::new(PROGRAM).current_dir(&migrations).arg("--quiet").output().unwrap();
    assert!(from_below.stdout.is_empty(), "{}", String::from_utf8_lossy(&from_below.stdout));
}

#[test]
fn a_later_copy_of_a_known_statement_is_new() {
    let folder = begun();
    write(&folder, "db/4_again.sql", &format!("DROP INDEX CONCURRENTLY orders_state_idx;\n{INDEX}"));
    assert!(
        found(&folder).contains(&"index-not-concurrent db/4_again.sql".to_owned()),
        "{:?}",
        found(&folder)
    );
    assert!(found(&folder).iter().all(|finding| finding.ends_with("4_again.sql")), "{:?}", found(&folder));
}

#[test]
fn entries_that_are_gone_are_told_and_taken_out() {
    let folder = begun();
    write(&folder, "db/2_state.sql", &INDEX.replace("INDEX", "INDEX CONCURRENTLY"));
    let said = run(&folder, &["--format", "concise"]);
    assert!(said.contains("no longer occur"), "{said}");
    assert!(said.contains("index-not-concurrent in db/2_state.sql"), "{said}");
    // A run on another file has not looked.
    assert!(!run(&folder, &["db/3_code.sql"]).contains("no longer occur"));
    run(&folder, &["baseline", "--prune"]);
    assert!(!run(&folder, &[]).contains("no longer occur"));
    assert_eq!(found(&folder), [""; 0]);
    // Pruned is pruned: the finding counts again when it comes back.
    write(&folder, "db/2_state.sql", INDEX);
    assert!(found(&folder).contains(&"index-not-concurrent db/2_state.sql".to_owned()));
}

#[test]
fn a_baseline_is_not_overwritten_unasked() {
    let folder = begun();
    write(&folder, "db/4_more.sql", "ALTER TABLE orders DROP COLUMN code;\n");
    let refused = Command::new(PROGRAM).current_dir(folder.path()).arg("baseline").output().unwrap();
    assert_eq!(refused.status.code(), Some(2));
    assert!(String::from_utf8_lossy(&refused.stderr).contains("--prune"));
    run(&folder, &["baseline", "--prune"]);
    assert!(!found(&folder).is_empty(), "pruning takes nothing over");
    run(&folder, &["baseline", "--update"]);
    assert_eq!(found(&folder), [""; 0]);
    assert!(run(&folder, &["--no-baseline", "--format", "concise"]).contains("4_more.sql"));
}

#[test]
fn what_is_no_baseline_is_refused() {
    let folder = begun();
    for text in
        ["", "{}", r#"{"version": 9, "findings": []}"#, r#"{"version": 1, "findings": [{"rule": "x"}]}"#]
    {
        write(&folder, "migrate-lint-baseline.json", text);
        let output = Command::new(PROGRAM).current_dir(folder.path()).output().unwrap();
        assert_eq!(output.status.code(), Some(2), "{text}");
        let said = String::from_utf8_lossy(&output.stderr);
        assert!(said.contains("migrate-lint-baseline.json is no baseline"), "{said}");
    }
}

#[test]
fn judges_what_follows_the_version_to_start_after() {
    let folder = begun();
    fs::remove_file(folder.path().join("migrate-lint-baseline.json")).unwrap();
    write(&folder, "db/10_drop.sql", "ALTER TABLE orders DROP COLUMN code;\n");
    for (setting, judged) in [
        ("start-after = \"3\"", vec!["10_drop.sql"]),
        ("start-after = 2", vec!["10_drop.sql", "3_code.sql"]),
        ("start-after = \"99\"", vec![]),
        ("[[migrations]]\npath = \"db\"\nstart-after = \"4\"", vec!["10_drop.sql"]),
    ] {
        write(&folder, "migrate-lint.toml", setting);
        let mut files: Vec<String> =
            found(&folder).iter().map(|finding| finding.rsplit('/').next().unwrap().to_owned()).collect();
        files.sort();
        files.dedup();
        assert_eq!(files, judged, "{setting}");
    }
    write(&folder, "migrate-lint.toml", "start-after = \"spring\"");
    assert!(run(&folder, &[]).contains("has no version `spring` to start after"));
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

/// Rule and path of each finding.
fn found(folder: &TempDir) -> Vec<String> {
    let report: Value = serde_json::from_str(&run(folder, &["--format", "json"])).unwrap();
    let found = report["diagnostics"].as_array().unwrap().iter();
    found.map(|one| format!("{} {}", one["rule"].as_str().unwrap(), one["path"].as_str().unwrap())).collect()
}

fn run(folder: &TempDir, arguments: &[&str]) -> String {
    run_in(folder.path(), arguments)
}

fn run_in(folder: &Path, arguments: &[&str]) -> String {
    let output = Command::new(PROGRAM).current_dir(folder).args(arguments).output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}
