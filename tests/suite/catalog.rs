//! The simulated schema: each case is SQL with the catalog it leaves, or what its way back does not undo, beneath it.

use std::fs;
use std::path::Path;

use migrate_lint::catalog::{Baseline, Catalog, differences, not_undone};
use migrate_lint::migration::{
    Down, History, HistorySource, MigrationSource, OptOut, ReplayOptions, RollbackConvention, ScriptSource,
    Tool, TransactionUnit, replay,
};
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

const MARKER: &str = "-- expected:\n";

#[test]
fn every_case_leaves_the_catalog_beneath_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/catalog");
    let update = std::env::var_os("UPDATE").is_some();
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    cases.sort();
    assert!(cases.len() >= 40, "cases are missing");
    let mut wrong = String::new();
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        let (sql, expected) = text.split_once(MARKER).unwrap_or((&text, ""));
        let actual = outcome(sql);
        if actual == expected {
            continue;
        }
        if update {
            let gap = if sql.ends_with("\n\n") { "" } else { "\n" };
            fs::write(&path, format!("{sql}{gap}{MARKER}{actual}")).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(expected, &actual).unified_diff().to_string();
            wrong.push_str(&format!("{}\n{diff}\n", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE=1 writes what is found");
}

fn directive<'a>(sql: &'a str, name: &str) -> Option<&'a str> {
    sql.lines().find_map(|line| line.strip_prefix("-- ")?.strip_prefix(name)?.strip_prefix(": "))
}

/// The dump, or for a case with a way back what is not undone, each line as a comment.
fn outcome(sql: &str) -> String {
    let version = directive(sql, "version").map_or(PgVersion::DEFAULT, |version| version.parse().unwrap());
    let baseline = match directive(sql, "baseline") {
        Some("empty") => Baseline::Empty,
        _ => Baseline::Unknown,
    };
    let found = match sql.split_once("-- rollback-up\n") {
        Some((start, rest)) => {
            let (up, down) = rest.split_once("-- rollback-down\n").unwrap();
            not_undone_by(&simulate(baseline, version, &[(start, None), (up, Some(down))]))
        }
        None => simulate(baseline, version, &[(sql, None)]).end.dump(),
    };
    found.lines().map(|line| format!("-- {line}\n")).collect()
}

fn not_undone_by(history: &History) -> String {
    let last = history.migrations.last().unwrap();
    let (up, down) = (last.up.as_ref().unwrap(), last.down.script().unwrap());
    let met = up.steps.iter().map(|step| &step.before);
    let found = not_undone(&up.before, met, &up.after, &down.after);
    found.iter().map(|difference| format!("{difference}\n")).collect()
}

static TOOL: Tool =
    Tool { name: "test", opt_out: OptOut::NotNeeded, rollback: RollbackConvention::None, ledger: None };

/// Replays scripts as psql would run them.
fn simulate(baseline: Baseline, version: PgVersion, scripts: &[(&str, Option<&str>)]) -> History {
    let source = |text: &str| ScriptSource::whole(SourceFile::new("case.sql", text), TransactionUnit::Script);
    let migrations = scripts.iter().map(|(up, down)| MigrationSource {
        version: String::new(),
        name: String::new(),
        repeatable: false,
        judged: true,
        up: Some(source(up)),
        down: down.map_or(Down::NotExpected, |down| Down::Script(source(down))),
    });
    let history = HistorySource {
        tool: &TOOL,
        root: String::new(),
        baseline,
        migrations: migrations.collect(),
        ordering: Vec::new(),
    };
    let history = replay(history, &ReplayOptions { version, ..ReplayOptions::default() });
    for script in history.migrations.iter().flat_map(|migration| &migration.up) {
        assert!(script.errors.is_empty(), "{:?} in {}", script.errors, script.source.text());
    }
    history
}

#[test]
fn a_setting_of_the_configuration_is_where_unqualified_names_go() {
    let mut catalog = Catalog::new(Baseline::Unknown);
    catalog.configure("search_path", "\"$user\", \"App\", public");
    assert_eq!(catalog.session.search_path, ["App", "public"]);
    catalog.reset_session();
    assert_eq!(catalog.session.search_path, ["App", "public"]);
}

#[test]
fn names_that_differ_only_in_their_place_are_no_difference() {
    let one = simulate(
        Baseline::Unknown,
        PgVersion::DEFAULT,
        &[("CREATE TABLE t (a int CHECK (a::text <> 'x'))", None)],
    );
    let other = "/* moved */ CREATE TABLE t (a integer CHECK (CAST(a AS text) <> 'x'))";
    let other = simulate(Baseline::Unknown, PgVersion::DEFAULT, &[(other, None)]);
    assert_eq!(differences(&one.end, &other.end), []);
}
