//! What applied migrations took, as their ledger notes it, makes the estimates those of this host.

use std::fs;

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
