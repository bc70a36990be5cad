//! `--since` and `--staged` in repositories of git that are made for it.

use std::fs;
use std::process::{Command, Output};

use serde_json::Value;
use tempfile::TempDir;

const PROGRAM: &str = env!("CARGO_BIN_EXE_migrate-lint");

const ORDERS: &str = "CREATE TABLE orders (id bigint PRIMARY KEY, state text, code text);\n";
const INDEX: &str = "CREATE INDEX orders_state_idx ON orders (state);\n";
const BETTER: &str = "CREATE INDEX CONCURRENTLY orders_state_idx ON orders (state);\n";

/// A repository with a bad old migration in `main`, on a branch.
fn branched() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    git(&folder, "init --quiet --initial-branch main .");
    write(&folder, "db/1_orders.sql", ORDERS);
    write(&folder, "db/2_code.sql", "ALTER TABLE orders ALTER COLUMN code SET NOT NULL;\n");
    commit(&folder);
    git(&folder, "switch --quiet -c feature");
    folder
}

#[test]
fn judges_what_the_branch_adds() {
    let folder = branched();
    assert_eq!(found(&folder, &["--since", "main"]), [""; 0]);
    write(&folder, "db/3_state.sql", INDEX);
    let untracked = found(&folder, &["--since", "main"]);
    assert!(untracked.contains(&"index-not-concurrent db/3_state.sql".to_owned()), "{untracked:?}");
    assert!(untracked.iter().all(|finding| finding.ends_with("db/3_state.sql")), "{untracked:?}");
    commit(&folder);
    assert_eq!(found(&folder, &["--since", "main"]), untracked);
    // The other branch goes on: what it adds is not this one's.
    git(&folder, "switch --quiet main");
    write(&folder, "db/4_drop.sql", "ALTER TABLE orders DROP COLUMN code;\n");
    commit(&folder);
    git(&folder, "switch --quiet feature");
    assert_eq!(found(&folder, &["--since", "main"]), untracked);
    assert!(run(&folder, &["--since", "main"]).contains("1 of 3 migrations are new or changed since main"));
}

#[test]
fn a_changed_old_migration_is_a_finding_and_a_moved_one_is_none() {
    let folder = branched();
    write(&folder, "db/1_orders.sql", &ORDERS.replace("state text", "state text NOT NULL"));
    assert_eq!(
        found(&folder, &["--since", "main", "--select", "edited-migration"]),
        ["edited-migration db/1_orders.sql"]
    );
    write(&folder, "db/1_orders.sql", ORDERS);
    fs::rename(folder.path().join("db"), folder.path().join("migrations")).unwrap();
    assert_eq!(found(&folder, &["--since", "main"]), [""; 0], "moved, and git was not told");
    git(&folder, "add --all");
    assert_eq!(found(&folder, &["--since", "main"]), [""; 0], "moved");
    fs::rename(folder.path().join("migrations/2_code.sql"), folder.path().join("migrations/3_code.sql"))
        .unwrap();
    let renumbered = found(&folder, &["--since", "main", "--select", "edited-migration"]);
    assert_eq!(renumbered, ["edited-migration migrations/3_code.sql"]);
}

#[test]
fn finds_the_base_of_a_ci_run() {
    let folder = branched();
    write(&folder, "db/3_state.sql", INDEX);
    commit(&folder);
    let base = git(&folder, "rev-parse main");
    let event = tempfile::tempdir().unwrap();
    let event = event.path().join("event.json");
    fs::create_dir_all(event.parent().unwrap()).unwrap();
    fs::write(&event, format!(r#"{{"pull_request": {{"base": {{"sha": "{}"}}}}}}"#, base.trim())).unwrap();
    let told = [
        ("GITHUB_EVENT_PATH", event.to_str().unwrap()),
        ("CI_MERGE_REQUEST_DIFF_BASE_SHA", base.trim()),
        ("BITBUCKET_PR_DESTINATION_COMMIT", base.trim()),
    ];
    for (name, value) in told {
        let output = program(&folder, &["--since", "auto", "--format", "concise"]).env(name, value).output();
        let said = said(&output.unwrap());
        assert!(said.contains("1 of 3 migrations are new or changed since "), "{name}: {said}");
        assert!(said.contains("3_state.sql") && !said.contains("2_code.sql"), "{name}: {said}");
    }
    // A branch is looked for at the remote, as CI has no other.
    let clone = tempfile::tempdir().unwrap();
    git(&clone, &format!("clone --quiet {} .", folder.path().display()));
    let output = program(&clone, &["--since", "auto"]).env("CHANGE_TARGET", "main").output().unwrap();
    assert!(said(&output).contains("1 of 3 migrations are new or changed since main"), "{}", said(&output));
    // Without any service, what the remote's HEAD is.
    let output = program(&clone, &["--since", "auto"]).output().unwrap();
    assert!(
        said(&output).contains("0 of 3 migrations are new or changed since origin/HEAD"),
        "{}",
        said(&output)
    );
}

#[test]
fn a_base_that_is_not_here_stops_the_run() {
    let folder = branched();
    let output = program(&folder, &["--since", "release"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("git has no commit `release` here"), "{}", said(&output));
    let output = program(&folder, &["--since", "--output=x"]).output().unwrap();
    assert_eq!(output.status.code(), Some(2), "a revision is no option of git");
    assert!(!folder.path().join("x").exists());

    let shallow = tempfile::tempdir().unwrap();
    write(&folder, "db/3_state.sql", INDEX);
    commit(&folder);
    git(&shallow, &format!("clone --quiet --depth 1 file://{} .", folder.path().display()));
    let base = git(&folder, "rev-parse main");
    let output = program(&shallow, &["--since", base.trim()]).output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("git fetch --depth=1 origin"), "{}", said(&output));
    git(&shallow, &format!("fetch --quiet --depth 1 origin {}", base.trim()));
    let output = program(&shallow, &["--since", base.trim()]).output().unwrap();
    assert!(said(&output).contains("1 of 3 migrations are new or changed since"), "{}", said(&output));

    let plain = tempfile::tempdir().unwrap();
    write(&plain, "1.sql", ORDERS);
    let output = program(&plain, &["--since", "main"]).env("GIT_CEILING_DIRECTORIES", "/").output().unwrap();
    assert_eq!(output.status.code(), Some(2));
    assert!(said(&output).contains("git knows no working tree here"), "{}", said(&output));
}

#[test]
fn staged_content_is_what_the_commit_will_hold() {
    let folder = branched();
    let index = ["--staged", "--select", "index-not-concurrent"];
    // Staged is bad, the working tree is mended.
    write(&folder, "db/3_state.sql", INDEX);
    git(&folder, "add --all");
    write(&folder, "db/3_state.sql", BETTER);
    assert_eq!(found(&folder, &index), ["index-not-concurrent db/3_state.sql"]);
    // The other way round.
    git(&folder, "add --all");
    write(&folder, "db/3_state.sql", INDEX);
    assert_eq!(found(&folder, &index), [""; 0]);
    // A partial commit: the check that proves the second file harmless is not part of it.
    let proof = "ALTER TABLE orders ADD CONSTRAINT c CHECK (state IS NOT NULL) NOT VALID;\n";
    write(&folder, "db/3_state.sql", &format!("{proof}ALTER TABLE orders VALIDATE CONSTRAINT c;\n"));
    write(&folder, "db/4_state.sql", "ALTER TABLE orders ALTER COLUMN state SET NOT NULL;\n");
    git(&folder, "add db/4_state.sql");
    let scan = ["--staged", "--select", "set-not-null-scan", "db/4_state.sql"];
    assert_eq!(found(&folder, &scan[1..]), [""; 0], "the check proves it");
    let staged = found(&folder, &scan);
    assert_eq!(staged, ["set-not-null-scan db/4_state.sql"]);
    let refused = program(&folder, &["--staged", "--fix"]).output().unwrap();
    assert!(said(&refused).contains("what is staged cannot be fixed"), "{}", said(&refused));
    // An untracked file is no part of the commit.
    write(&folder, "db/5_more.sql", INDEX);
    assert!(found(&folder, &index).iter().all(|finding| !finding.contains("5_more")));
    // What was deleted but not staged is still committed.
    fs::remove_file(folder.path().join("db/4_state.sql")).unwrap();
    let whole = found(&folder, &["--staged", "--select", "set-not-null-scan"]);
    assert!(whole.contains(&"set-not-null-scan db/4_state.sql".to_owned()), "{whole:?}");
}

fn write(folder: &TempDir, path: &str, text: &str) {
    let path = folder.path().join(path);
    fs::create_dir_all(path.parent().unwrap()).unwrap();
    fs::write(path, text).unwrap();
}

fn git(folder: &TempDir, arguments: &str) -> String {
    let output = outside_ci(Command::new("git").current_dir(folder.path()))
        .args(["-c", "user.name=test", "-c", "user.email=test@example.com"])
        .args(arguments.split(' '))
        .output()
        .unwrap();
    assert!(output.status.success(), "git {arguments}: {}", String::from_utf8_lossy(&output.stderr));
    String::from_utf8(output.stdout).unwrap()
}

fn commit(folder: &TempDir) {
    git(folder, "add --all");
    git(folder, "commit --quiet -m change");
}

fn program(folder: &TempDir, arguments: &[&str]) -> Command {
    let mut command = Command::new(PROGRAM);
    outside_ci(command.current_dir(folder.path()).args(arguments));
    command
}

/// Without what a CI run or a hook around the tests would say.
fn outside_ci(command: &mut Command) -> &mut Command {
    let told = |name: &str| {
        ["GITHUB_", "CI_", "BITBUCKET_", "SYSTEM_", "CHANGE_", "BUILDKITE_", "CIRRUS_", "GIT_"]
            .iter()
            .any(|lead| name.starts_with(lead))
    };
    for name in std::env::vars().map(|(name, _)| name).filter(|name| told(name)) {
        command.env_remove(name);
    }
    command
}

/// Rule and path of each finding.
fn found(folder: &TempDir, arguments: &[&str]) -> Vec<String> {
    let output = program(folder, arguments).args(["--format", "json"]).output().unwrap();
    assert_ne!(output.status.code(), Some(2), "{}", said(&output));
    let report: Value = serde_json::from_slice(&output.stdout).unwrap();
    let found = report["diagnostics"].as_array().unwrap().iter();
    found.map(|one| format!("{} {}", one["rule"].as_str().unwrap(), one["path"].as_str().unwrap())).collect()
}

fn run(folder: &TempDir, arguments: &[&str]) -> String {
    said(&program(folder, arguments).output().unwrap())
}

fn said(output: &Output) -> String {
    format!("{}{}", String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr))
}
