//! What applied migrations took, as their ledger notes it, makes the estimates those of this host.

use std::fs;

use serde_json::json;

use super::{Report, must_pass};
use crate::cluster::{Database, shared};

const MIGRATIONS: [(&str, &str); 4] = [
    ("20240101000001_number.sql", "CREATE INDEX one ON orders (number);\n"),
    ("20240101000002_reference.sql", "CREATE INDEX two ON orders (reference);\n"),
    ("20240101000003_both.sql", "CREATE INDEX three ON orders (number, id);\n"),
    ("20240101000004_pending.sql", "CREATE INDEX four ON orders (reference, number);\n"),
];

/// The range for the pending index, and the sentence that it comes with, where the ledger holds these times in seconds.
fn estimated(database: &Database, times: [f64; 3]) -> ([f64; 2], String) {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("migrations")).unwrap();
    fs::write(folder.path().join("migrate-lint.toml"), "layout = \"sqlx\"\n").unwrap();
    for (name, text) in MIGRATIONS {
        fs::write(folder.path().join("migrations").join(name), text).unwrap();
    }
    database.run("TRUNCATE _sqlx_migrations");
    for ((name, _), seconds) in MIGRATIONS.iter().zip(times) {
        let version = name.split('_').next().unwrap();
        let nanoseconds = (seconds * 1e9) as i64;
        database.run(&format!(
            "INSERT INTO _sqlx_migrations VALUES ({version}, 'x', now(), true, '', {nanoseconds})"
        ));
    }
    let report = Report::of(&database.program(folder.path(), "postgres", &must_pass::LIVE));
    let evidence = report.evidence("index-not-concurrent");
    (evidence.seconds.unwrap(), evidence.text.clone())
}

/// What runs on a clone of the tables takes there what it will take.
#[test]
fn the_times_of_a_clone_calibrate_the_estimates() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run(
        "CREATE TABLE orders (id bigint PRIMARY KEY, number int, reference text);
         INSERT INTO orders SELECT n, n, 'r' || n FROM generate_series(1, 400000) AS n; ANALYZE orders",
    );
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("migrations")).unwrap();
    fs::write(
        folder.path().join("migrations/1_indexes.sql"),
        "CREATE INDEX one ON orders (number);\nCREATE INDEX two ON orders (number, id);\nCREATE INDEX three ON orders (id);\n",
    )
    .unwrap();
    let run = |kind: &str, milliseconds: [f64; 3]| {
        let statement = |(line, milliseconds): (usize, f64)| json!({ "line": line, "sql": "", "observed": { "milliseconds": milliseconds } });
        let statements: Vec<_> = (1..).zip(milliseconds).map(statement).collect();
        let report = json!({
            "version": 1,
            "server": { "kind": kind, "version": "15.4" },
            "migrations": [{ "path": "migrations/1_indexes.sql", "statements": statements }],
        });
        fs::write(folder.path().join("rehearsed.json"), report.to_string()).unwrap();
        let arguments = [&must_pass::LIVE[..], &["--rehearsed", "rehearsed.json"]].concat();
        database.program(folder.path(), "postgres", &arguments)
    };
    let ran = run("environment", [2000.0, 2100.0, 9000.0]);
    let report = Report::of(&ran);
    let evidence = report.evidence("index-not-concurrent");
    assert!(evidence.text.contains("by the times on the clone (3 of them)"), "{}", evidence.text);
    let [low, high] = evidence.seconds.unwrap();
    assert!(low < 2.05 && 2.05 < high && high / low < 2.3, "{low} to {high}");
    // Too quick to tell anything.
    let ran = run("environment", [20.0, 21.0, 2000.0]);
    assert!(Report::of(&ran).evidence("index-not-concurrent").text.contains("by the shipped defaults"));
    let human =
        ["check", "migrations", "--live", "--database-env", "DATABASE_URL", "--rehearsed", "rehearsed.json"];
    let said = database.program(folder.path(), "postgres", &human);
    assert!(said.all().contains("the rehearsal timed 1 of these statements"), "{}", said.all());
    let ran = run("embedded", [2000.0, 2100.0, 9000.0]);
    assert!(ran.code == 2 && ran.err.contains("rows that were made up"), "{}", ran.all());
}

#[test]
fn the_ledgers_times_calibrate_the_estimates() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run(
        "CREATE TABLE orders (id bigint PRIMARY KEY, number int, reference text);
         INSERT INTO orders SELECT n, n, 'r' || n FROM generate_series(1, 400000) AS n; ANALYZE orders;
         CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text, installed_on timestamptz,
           success boolean, checksum bytea, execution_time bigint)",
    );
    // Too short to tell anything beside the round trip: the defaults stay.
    let (default, text) = estimated(&database, [0.1, 0.1, 0.1]);
    assert!(text.contains("by the shipped defaults"), "{text}");
    assert!((default[1] / default[0] - 15.0).abs() < 0.1, "{default:?}");
    // Four times as slow as the host that the defaults are from; the middle one of three counts.
    let middle = default[0] * 5.0;
    let of_numbers = middle * 1.14 / 4.49;
    let (calibrated, text) = estimated(&database, [of_numbers * 4.0, middle * 4.0, 600.0]);
    assert!(text.contains("by the ledger's execution times (3 of them)"), "{text}");
    assert!((calibrated[1] / calibrated[0] - 2.25).abs() < 0.1, "{calibrated:?}");
    assert!(
        calibrated[0] < middle * 4.0 && middle * 4.0 < calibrated[1],
        "{calibrated:?} around {}",
        middle * 4.0
    );
}
