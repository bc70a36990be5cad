//! Parse alone and the whole run, in MB/s, over `benches/corpus/` (see `corpus.sh`); beside them `pg_query`'s own parse
//! and, where `squawk` is on the PATH, squawk's whole run on the same files. Each figure is the best of several rounds
//! in which the contestants take turns.

#![allow(clippy::print_stdout, clippy::unwrap_used)]

use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use std::sync::Arc;
use std::time::{Duration, Instant};

use migrate_lint::parse::{ParseOptions, parse};
use migrate_lint::source::SourceFile;

const ROUNDS: usize = 7;

struct Contestant {
    name: &'static str,
    run: Box<dyn Fn()>,
    best: Duration,
}

fn main() {
    let corpus = Path::new(env!("CARGO_MANIFEST_DIR")).join("benches/corpus");
    let files = sources(&corpus);
    let bytes: usize = files.iter().map(|file| file.text().len()).sum();
    if files.is_empty() {
        println!("benches/corpus is empty: benches/corpus.sh assembles it");
        return;
    }
    println!("{} files, {:.1} MB, best of {ROUNDS} rounds\n", files.len(), bytes as f64 / 1e6);
    let mut contestants = contestants(files, &corpus);
    for _ in 0..ROUNDS {
        for contestant in &mut contestants {
            let start = Instant::now();
            (contestant.run)();
            contestant.best = contestant.best.min(start.elapsed());
        }
    }
    println!("| what | ms | MB/s |\n|---|---:|---:|");
    for contestant in &contestants {
        let seconds = contestant.best.as_secs_f64();
        println!("| {} | {:.0} | {:.0} |", contestant.name, seconds * 1e3, bytes as f64 / 1e6 / seconds);
    }
}

fn contestants(files: Vec<Arc<SourceFile>>, corpus: &Path) -> Vec<Contestant> {
    let again = files.clone();
    let ours = corpus.to_path_buf();
    let paths: Vec<PathBuf> = files.iter().map(|file| PathBuf::from(&**file.path())).collect();
    let mut all = vec![
        Contestant::new("migrate-lint, parse alone, one core", move || {
            for file in &files {
                std::hint::black_box(parse(file, &ParseOptions::default()));
            }
        }),
        Contestant::new("pg_query, parse alone, one core", move || {
            for file in &again {
                let _ = std::hint::black_box(pg_query::parse(file.text(), 0));
            }
        }),
        Contestant::new("migrate-lint --format json, whole run", move || {
            let mut command = Command::new(env!("CARGO_BIN_EXE_migrate-lint"));
            finish(command.args(["--format", "json", "--no-cache"]).arg(&ours));
        }),
    ];
    if Command::new("squawk").arg("--version").stdout(Stdio::null()).status().is_ok() {
        all.push(Contestant::new("squawk --reporter json, whole run", move || {
            finish(Command::new("squawk").args(["--reporter", "json"]).args(&paths));
        }));
    }
    all
}

impl Contestant {
    fn new(name: &'static str, run: impl Fn() + 'static) -> Self {
        Self { name, run: Box::new(run), best: Duration::MAX }
    }
}

/// Runs a program to its end and throws away what it prints.
fn finish(command: &mut Command) {
    command.stdout(Stdio::null()).stderr(Stdio::null()).status().unwrap();
}

fn sources(folder: &Path) -> Vec<Arc<SourceFile>> {
    let walk = ignore::WalkBuilder::new(folder).standard_filters(false).sort_by_file_path(Ord::cmp).build();
    let files = walk.flatten().filter(|entry| entry.file_type().is_some_and(|kind| kind.is_file()));
    files
        .filter_map(|entry| {
            let text = std::fs::read_to_string(entry.path()).ok()?;
            Some(SourceFile::new(entry.path().to_str()?, text))
        })
        .collect()
}
