//! `--watch`: what is saved is judged again, however an editor saves it, until Ctrl-C.

#![cfg(unix)]

use std::fs;
use std::io::{BufRead, BufReader};
use std::path::Path;
use std::process::{Child, Command, Stdio};
use std::sync::mpsc::{self, Receiver};
use std::thread;
use std::time::Duration;

use tempfile::TempDir;

/// A run that is watched from outside.
struct Watching {
    child: Child,
    lines: Receiver<String>,
}

impl Watching {
    fn start(folder: &Path, arguments: &[&str]) -> Self {
        let mut child = Command::new(env!("CARGO_BIN_EXE_migrate-lint"))
            .current_dir(folder)
            .args(["--watch", "--format", "concise"])
            .args(arguments)
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .unwrap();
        let (told, lines) = mpsc::channel();
        let output = child.stdout.take().unwrap();
        thread::spawn(move || {
            BufReader::new(output).lines().map_while(Result::ok).try_for_each(|it| told.send(it))
        });
        Self { child, lines }
    }

    /// The lines of the next report, up to the one that counts.
    fn report(&self) -> String {
        let mut report = String::new();
        loop {
            let line = self.lines.recv_timeout(Duration::from_secs(30)).expect("there is no further report");
            report.push_str(&line);
            report.push('\n');
            if line.contains(" file") {
                return report;
            }
        }
    }

    /// Whether there is none.
    fn is_quiet(&self) -> bool {
        self.lines.recv_timeout(Duration::from_millis(700)).is_err()
    }

    /// What Ctrl-C does.
    fn interrupt(mut self) -> Option<i32> {
        Command::new("kill").args(["-INT", &self.child.id().to_string()]).status().unwrap();
        self.child.wait().unwrap().code()
    }
}

fn folder() -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("db")).unwrap();
    fs::write(folder.path().join("db/1_a.sql"), "CREATE TABLE a (id bigint PRIMARY KEY, b text);\n").unwrap();
    folder
}

const BAD: &str = "CREATE INDEX a_b_idx ON a (b);\n";

#[test]
fn what_is_saved_is_judged_again() {
    let folder = folder();
    let path = |name: &str| folder.path().join(name);
    let watching = Watching::start(folder.path(), &[]);
    assert!(watching.report().contains("No findings"));
    // A new file.
    fs::write(path("db/2_b.sql"), BAD).unwrap();
    assert!(watching.report().contains("index-not-concurrent"));
    // Written beside it and renamed over it, as many editors do.
    fs::write(path("db/.2_b.sql.new"), "SELECT 1;\n").unwrap();
    fs::rename(path("db/.2_b.sql.new"), path("db/2_b.sql")).unwrap();
    assert!(watching.report().contains("No findings"));
    // The old file moved away, and a new one in its place, as Vim does.
    fs::rename(path("db/2_b.sql"), path("db/2_b.sql~")).unwrap();
    fs::write(path("db/2_b.sql"), BAD).unwrap();
    fs::remove_file(path("db/2_b.sql~")).unwrap();
    assert!(watching.report().contains("index-not-concurrent"));
    // In place.
    fs::write(path("db/2_b.sql"), "SELECT 2;\n").unwrap();
    assert!(watching.report().contains("No findings"));
    fs::remove_file(path("db/1_a.sql")).unwrap();
    assert!(watching.report().contains("in 1 file"));
    // A folder that was not there.
    fs::create_dir_all(path("other/migrations")).unwrap();
    fs::write(path("other/migrations/1_c.sql"), "CREATE TABLE c (id bigint PRIMARY KEY);\n").unwrap();
    assert!(watching.report().contains(" file"));
    assert_eq!(watching.interrupt(), Some(0));
}

#[test]
fn the_configuration_counts_and_what_the_program_writes_does_not() {
    let folder = folder();
    fs::write(folder.path().join("db/2_b.sql"), BAD).unwrap();
    fs::write(folder.path().join("migrate-lint.toml"), "").unwrap();
    let watching =
        Watching::start(folder.path(), &["db", "--report", "json=db/report.json", "--cache-dir", "db/kept"]);
    assert!(watching.report().contains("index-not-concurrent"));
    assert!(watching.is_quiet(), "its own report wakes it");
    fs::write(folder.path().join("migrate-lint.toml"), "ignore = [\"locking\"]\n").unwrap();
    assert!(watching.report().contains("No findings"));
    // A mistake is told, and the next save is heard all the same.
    fs::write(folder.path().join("migrate-lint.toml"), "ignore = [\"no-such-rule\"]\n").unwrap();
    assert!(watching.is_quiet());
    fs::write(folder.path().join("migrate-lint.toml"), "").unwrap();
    assert!(watching.report().contains("index-not-concurrent"));
    assert_eq!(watching.interrupt(), Some(0));
}
