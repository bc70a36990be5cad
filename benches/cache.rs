//! A first run over a history of 10,000 files, a second one over the same, and one after an edit; beside them a run
//! without a cache. Each figure is the best of several rounds.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::time::{Duration, Instant};

const FILES: usize = 10_000;
const ROUNDS: usize = 5;

fn main() {
    let folder = tempfile::tempdir().unwrap();
    let (db, cache) = (folder.path().join("db"), folder.path().join("cache"));
    fs::create_dir(&db).unwrap();
    let bytes: usize = (1..=FILES).map(|number| write_migration(&db, number)).sum();
    println!("{FILES} files, {:.1} MB, best of {ROUNDS} rounds\n", bytes as f64 / 1e6);
    let with = ["--cache-dir", cache.to_str().unwrap()];
    let (mut without, mut first, mut second, mut edited) = (Vec::new(), Vec::new(), Vec::new(), Vec::new());
    for _ in 0..ROUNDS {
        let _ = fs::remove_dir_all(&cache);
        without.push(run(&db, &["--no-cache"]));
        first.push(run(&db, &with));
        second.push(run(&db, &with));
        write_migration(&db, FILES + 1);
        edited.push(run(&db, &with));
        fs::remove_file(db.join(name(FILES + 1))).unwrap();
    }
    println!("| run | ms |\n|---|---:|");
    for (what, times) in [
        ("without a cache", without),
        ("the first", first),
        ("the second", second),
        ("with one file more", edited),
    ] {
        println!("| {what} | {:.0} |", times.into_iter().min().unwrap().as_secs_f64() * 1e3);
    }
    println!("\nkept: {:.1} MB", size(&cache) as f64 / 1e6);
}

fn run(folder: &Path, arguments: &[&str]) -> Duration {
    let start = Instant::now();
    let mut command = Command::new(env!("CARGO_BIN_EXE_migrate-lint"));
    command.arg("check").arg(folder).args(["--format", "concise", "--fail-on", "never"]).args(arguments);
    assert!(command.stdout(Stdio::null()).status().unwrap().success());
    start.elapsed()
}

fn name(number: usize) -> String {
    format!("{number:05}_table.sql")
}

/// A table, what hangs on it, and a change to an older one that deserves a finding now and then.
fn write_migration(folder: &Path, number: usize) -> usize {
    let older = 1 + number * 7 % number.max(2);
    let mut text = format!(
        "-- What the shop keeps of part {number}, as agreed with the people who send it.\n\
         CREATE TABLE part_{number} (\n    id bigint GENERATED ALWAYS AS IDENTITY PRIMARY KEY,\n    \
         name text NOT NULL,\n    state text NOT NULL DEFAULT 'new' CHECK (state IN ('new', 'sent', 'gone')),\n    \
         price numeric(12, 2),\n    created_at timestamptz NOT NULL DEFAULT now()\n);\n\
         CREATE INDEX part_{number}_state_idx ON part_{number} (state);\n\
         COMMENT ON TABLE part_{number} IS 'Part {number}';\n\
         INSERT INTO part_{number} (name) VALUES ('first'), ('second');\n"
    );
    match number % 5 {
        1 => text.push_str(&format!("ALTER TABLE part_{older} ADD COLUMN note text;\n")),
        2 => text.push_str(&format!("UPDATE part_{older} SET price = 0 WHERE price IS NULL;\n")),
        3 => text.push_str(&format!("CREATE INDEX ON part_{older} (created_at);\n")),
        _ => {}
    }
    fs::write(folder.join(name(number)), &text).unwrap();
    text.len()
}

fn size(folder: &Path) -> u64 {
    fs::read_dir(folder).unwrap().map(|file| file.unwrap().metadata().unwrap().len()).sum()
}
