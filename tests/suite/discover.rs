//! Discovery over small repositories: `testdata/discover/NAME/` and what is found there, `NAME.expected`.
//!
//! `UPDATE=1` rewrites what is expected.

use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

use migrate_lint::catalog::Baseline;
use migrate_lint::discover::{DiscoverOptions, Discovery, discover, layout_names, stdin};
use migrate_lint::migration::{Down, MigrationSource, ScriptSource, TransactionUnit};

fn dump(discovery: &Discovery) -> String {
    let mut out = String::new();
    for history in &discovery.histories {
        let baseline = if history.baseline == Baseline::Empty { ", from an empty database" } else { "" };
        writeln!(out, "{} in {}{baseline}", history.tool.name, history.root).unwrap();
        for (name, value) in &history.settings {
            writeln!(out, "  with {name} = {value}").unwrap();
        }
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

/// What each history has, briefly: its tool and the migrations that are judged.
fn judged(discovery: &Discovery) -> Vec<String> {
    let names = |migrations: &[MigrationSource]| {
        let judged = migrations.iter().filter(|migration| migration.judged);
        judged.map(|migration| migration.version.clone()).collect::<Vec<_>>().join(" ")
    };
    let line = |history: &migrate_lint::migration::HistorySource| {
        format!("{} {}: {}", history.tool.name, history.migrations.len(), names(&history.migrations))
    };
    discovery.histories.iter().map(line).collect()
}

fn judged_in(paths: &[&str]) -> Vec<String> {
    let paths: Vec<PathBuf> = paths.iter().map(PathBuf::from).collect();
    judged(&discover(&paths, &DiscoverOptions::default()))
}

#[test]
fn a_file_is_judged_within_its_history() {
    let cases: &[(&[&str], &[&str])] = &[
        (&["sqlx/migrations/2_add_note.up.sql"], &["sqlx 10: 2"]),
        (&["sqlx/migrations/1_create_orders.down.sql"], &["sqlx 10: 1"]),
        (
            &["sqlx/migrations/1_create_orders.up.sql", "sqlx/migrations/9_late_directive.up.sql"],
            &["sqlx 10: 1 9"],
        ),
        (&["diesel/migrations/2024-01-02-030405_orders/down.sql"], &["diesel 5: 20240102030405"]),
        (&["diesel/migrations/2024-01-02-030405_orders"], &["diesel 5: 20240102030405"]),
        (&["prisma/prisma/migrations/20240102000000_note/migration.sql"], &["prisma 2: 20240102000000"]),
        (&["drizzle/drizzle/0001_too_old.sql"], &["drizzle 3: 0001"]),
        (&["sqitch/deploy/alpha@v1.sql"], &["sqitch 4: 2"]),
        (&["sqitch/deploy"], &["sqitch 4: 1 2 3 4"]),
        (&["flyway/src/main/resources/db/migration/2024/V2__index.sql"], &["flyway 8: 2"]),
        (&["flyway/src/main/resources/db/migration/2024"], &["flyway 8: 2 3"]),
        (&["liquibase/db/changelog/parts/b.sql"], &["liquibase 7: b"]),
        (&["graphile-migrate/migrations/committed/000002.sql"], &["graphile-migrate 4: 000002"]),
        (&["graphile-migrate/migrations/current.sql"], &["graphile-migrate 4: current"]),
        (&["plain/db scripts/3.10/2 second.sql"], &["plain 3: 3.10/2"]),
        (&["supabase/supabase/migrations/20230102000000_index.sql"], &["supabase 2: 20230102000000"]),
        // Files of no history, or that a history leaves out, are judged by themselves.
        (&["plain/queries/find_user.sql"], &["plain 1: "]),
        (&["rails/db/structure.sql"], &["rails 1: "]),
        (&["dbmate/db/schema.sql"], &["plain 1: "]),
        (&["dbmate/db/schema.sql", "dbmate/db/migrations"], &["plain 1: ", "dbmate 5: 10 11 11 12 9"]),
        // What hooks pass along is no migration.
        (&["golang-migrate/db/mysql/000001_orders.up.sql"], &[]),
        (&["goose/migrations/embed.go"], &[]),
        (&["golang-migrate/testdata/migrations"], &["golang-migrate 1: 1"]),
    ];
    for (paths, expected) in cases {
        let paths: Vec<String> = paths.iter().map(|path| format!("testdata/discover/{path}")).collect();
        let paths: Vec<&str> = paths.iter().map(String::as_str).collect();
        assert_eq!(judged_in(&paths), *expected, "{paths:?}");
    }
}

#[test]
fn a_folder_that_no_layout_knows_is_read_as_asked() {
    assert_eq!(judged_in(&["testdata/discover/plain/queries"]), ["plain 2: find_order find_user"]);
}

#[test]
fn standard_input_stands_in_its_files_place() {
    let options = DiscoverOptions::default();
    let alone = stdin("SELECT 1;", None, &options);
    assert_eq!(judged(&alone), ["plain 1: "]);
    let path = Path::new("testdata/discover/sqlx/migrations/2_add_note.up.sql");
    let edited = stdin("-- no-transaction\nSELECT 1;", Some(path), &options);
    assert_eq!(judged(&edited), ["sqlx 10: 2"]);
    let script = edited.histories[0].migrations[1].up.as_ref().unwrap();
    assert_eq!(script.unit, TransactionUnit::OptOutButImplicit);
    let path = Path::new("./testdata/discover/sqlx/migrations/16_not_saved_yet.up.sql");
    assert_eq!(judged(&stdin("SELECT 1;", Some(path), &options)), ["sqlx 11: 16"]);
}

#[test]
fn options_override_what_is_detected() {
    let root = PathBuf::from("testdata/discover/golang-migrate");
    let tools = |options: &DiscoverOptions| -> Vec<&str> {
        discover(std::slice::from_ref(&root), options)
            .histories
            .iter()
            .map(|history| history.tool.name)
            .collect()
    };
    assert_eq!(tools(&DiscoverOptions::default()), ["golang-migrate"]);
    let forced = DiscoverOptions { layout: Some("plain".to_owned()), ..DiscoverOptions::default() };
    assert_eq!(tools(&forced), ["plain", "plain"]);
    let layouts = vec![("testdata/discover/golang-migrate/db/migrations".to_owned(), "sqlx".to_owned())];
    assert_eq!(tools(&DiscoverOptions { layouts, ..DiscoverOptions::default() }), ["sqlx"]);
    let exclude = vec!["**/db/migrations".to_owned()];
    assert_eq!(tools(&DiscoverOptions { exclude, ..DiscoverOptions::default() }), [""; 0]);
    let exclude = vec!["*_orders.sql".to_owned()];
    let excluding = DiscoverOptions { exclude, ..DiscoverOptions::default() };
    let found = discover(&[PathBuf::from("testdata/discover/tern")], &excluding);
    assert_eq!(judged(&found), ["tern 4: 002 003 005"], "an excluded file is read all the same");
    let unit = Some(TransactionUnit::PerStatement);
    let found = discover(
        &[PathBuf::from("testdata/discover/tern")],
        &DiscoverOptions { unit, ..DiscoverOptions::default() },
    );
    assert!(found.histories[0].migrations.iter().all(|migration| {
        migration.up.as_ref().is_none_or(|up| up.unit == TransactionUnit::PerStatement)
    }));
    // A folder that nothing marks as the tool's is found by the names of its files, however deep it is.
    let sqlx = DiscoverOptions { layout: Some("sqlx".to_owned()), ..DiscoverOptions::default() };
    let found = discover(&[PathBuf::from("testdata/discover/layout-given")], &sqlx);
    assert_eq!(judged(&found), ["sqlx 2: 20240101000000 20240102000000"]);
    let unknown = DiscoverOptions { layout: Some("no-such".to_owned()), ..DiscoverOptions::default() };
    assert!(discover(std::slice::from_ref(&root), &unknown).failures[0].message.contains("sqitch"));
}

#[test]
fn every_layout_has_a_folder_of_its_own() {
    for name in layout_names() {
        assert!(
            Path::new("testdata/discover").join(name).is_dir(),
            "{name} has no folder in testdata/discover"
        );
    }
}

#[test]
fn a_path_that_is_not_there_is_a_failure() {
    let found = discover(&[PathBuf::from("testdata/discover/nowhere")], &DiscoverOptions::default());
    assert_eq!(found.failures.len(), 1);
}

#[cfg(unix)]
#[test]
fn a_circle_of_links_is_not_walked() {
    let folder = tempfile::tempdir().unwrap();
    let migrations = folder.path().join("migrations");
    fs::create_dir(&migrations).unwrap();
    fs::write(migrations.join("001_orders.sql"), "CREATE TABLE orders (id int);").unwrap();
    std::os::unix::fs::symlink(&migrations, migrations.join("again")).unwrap();
    let found = discover(&[folder.path().to_path_buf()], &DiscoverOptions::default());
    assert_eq!(judged(&found), ["plain 1: 001"]);
}
