//! Discovery over small repositories: `testdata/discover/NAME/` and what is found there, `NAME.expected`.
//!
//! `UPDATE=1` rewrites what is expected.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::catalog::Baseline;
use migrate_lint::discover::{DiscoverOptions, Discovery, discover};
use migrate_lint::migration::{Down, MigrationSource, ScriptSource};

fn dump(discovery: &Discovery) -> String {
    let mut out = String::new();
    for history in &discovery.histories {
        let baseline = if history.baseline == Baseline::Empty { ", from an empty database" } else { "" };
        writeln!(out, "{} in {}{baseline}", history.tool.name, history.root).unwrap();
        for migration in &history.migrations {
            dump_migration(&mut out, migration);
        }
        for problem in &history.ordering {
            writeln!(out, "  ! {:?} {}: {}", problem.kind, problem.source.path(), problem.message).unwrap();
        }
    }
    for note in &discovery.notes {
        writeln!(out, "note: {} {}", note.path, note.message).unwrap();
    }
    for failure in &discovery.failures {
        let remedy = failure.remedy.as_deref().unwrap_or("-");
        writeln!(out, "failure: {} {} [{remedy}]", failure.path, failure.message).unwrap();
    }
    out
}

fn dump_migration(out: &mut String, migration: &MigrationSource) {
    let repeatable = if migration.repeatable { " (repeatable)" } else { "" };
    let read = if migration.judged { "" } else { " (read only)" };
    writeln!(out, "  {} {}{repeatable}{read}", migration.version, migration.name).unwrap();
    match &migration.up {
        Some(up) => writeln!(out, "    up   {}", script(up)).unwrap(),
        None => writeln!(out, "    up   none in SQL").unwrap(),
    }
    match &migration.down {
        Down::NotExpected => {}
        Down::Missing { expected } => writeln!(out, "    down missing: {expected}").unwrap(),
        Down::Code => writeln!(out, "    down in code").unwrap(),
        Down::Script(down) => writeln!(out, "    down {}", script(down)).unwrap(),
    }
}

fn script(script: &ScriptSource) -> String {
    let mut text = format!("{} {}", script.source.path(), script.unit.name());
    if let Some(directive) = script.directive {
        write!(text, " by {:?}", script.source.slice(directive)).unwrap();
    }
    for section in &script.sections {
        let (start, end) =
            (script.source.line_column(section.start as u32), script.source.line_column(section.end as u32));
        write!(text, " [{}:{}-{}:{}]", start.line, start.column, end.line, end.column).unwrap();
    }
    if !script.separators.is_empty() {
        write!(text, " {} separators", script.separators.len()).unwrap();
    }
    text
}

fn found(paths: &[&str], options: &DiscoverOptions) -> String {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    dump(&discover(&paths, options))
}

#[test]
fn every_layout_is_found_as_expected() {
    let update = std::env::var_os("UPDATE").is_some();
    let mut names: Vec<PathBuf> = fs::read_dir("testdata/discover")
        .unwrap()
        .map(|entry| entry.unwrap().path())
        .filter(|path| path.is_dir())
        .collect();
    names.sort();
    let mut differing = Vec::new();
    for folder in names {
        let actual = found(&[folder.to_str().unwrap()], &DiscoverOptions::default());
        let file = folder.with_extension("expected");
        if update {
            fs::write(&file, &actual).unwrap();
        }
        let expected = fs::read_to_string(&file).unwrap_or_default().replace("\r\n", "\n");
        if actual != expected {
            differing.push(format!(
                "{}\n{}",
                folder.display(),
                similar::TextDiff::from_lines(&expected, &actual).unified_diff()
            ));
        }
    }
    assert!(differing.is_empty(), "{}", differing.join("\n"));
}

/// Prints what is found under the paths in `DISCOVER`, for reading by eye.
#[test]
#[ignore = "a tool for reading, not a test"]
fn show() {
    let paths = std::env::var("DISCOVER").unwrap_or_else(|_| ".".to_owned());
    let paths: Vec<PathBuf> = paths.split(':').map(|path| Path::new(path).to_path_buf()).collect();
    let before = std::time::Instant::now();
    let discovery = discover(&paths, &DiscoverOptions::default());
    let took = before.elapsed();
    eprintln!("{}{took:?}", dump(&discovery));
}
