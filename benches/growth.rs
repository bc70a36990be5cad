//! How the time grows with a history: with the number of its migrations, and with the size of one file. Twice as much
//! should take twice as long.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::fmt::Write as _;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const ROUNDS: usize = 3;

fn main() {
    println!("| history | seconds |\n|---|---:|");
    for migrations in [1_000, 2_000, 4_000] {
        let folder = tempfile::tempdir().unwrap();
        for number in 0..migrations {
            fs::write(folder.path().join(format!("{number:05}_step.sql")), step(number)).unwrap();
        }
        told(&format!("{migrations} migrations"), folder.path());
    }
    for megabytes in [1, 5, 20] {
        let folder = tempfile::tempdir().unwrap();
        let mut text = String::new();
        for number in 0.. {
            if text.len() > megabytes * 1_000_000 {
                break;
            }
            text += &step(number);
        }
        fs::write(folder.path().join("00001_all.sql"), text).unwrap();
        told(&format!("one file of {megabytes} MB"), folder.path());
    }
}

/// A table, and a change of each of two that were made before.
fn step(number: usize) -> String {
    let (half, third) = (number / 2, number / 3);
    let mut sql = String::new();
    writeln!(sql, "CREATE TABLE t{number} (id bigint PRIMARY KEY, a text NOT NULL, b int);").unwrap();
    writeln!(sql, "CREATE INDEX t{number}_a ON t{number} (a);").unwrap();
    writeln!(sql, "ALTER TABLE t{half} ADD COLUMN c{number} int;").unwrap();
    writeln!(sql, "UPDATE t{half} SET c{number} = 1;").unwrap();
    writeln!(sql, "ALTER TABLE t{third} DROP COLUMN IF EXISTS a;").unwrap();
    sql
}

fn told(what: &str, folder: &Path) {
    let best = (0..ROUNDS).map(|_| run(folder)).min().unwrap_or_default();
    println!("| {what} | {:.2} |", best.as_secs_f64());
}

fn run(folder: &Path) -> Duration {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate-lint"));
    command.args(["--format", "json", "--no-cache"]).arg(folder).stdout(Stdio::null()).stderr(Stdio::null());
    command.status().unwrap();
    start.elapsed()
}
