//! `rehearse --server system`: rows of the user's own, and readers and writers meanwhile.

use std::fs;
use std::path::Path;

use serde_json::Value;

use crate::cluster::program;

fn project(files: &[(&str, &str)]) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    for (name, text) in files {
        fs::write(folder.path().join(name), text).unwrap();
    }
    folder
}

/// Absent where no server is installed.
fn rehearsed(folder: &Path, more: &[&str]) -> Option<(i32, Value)> {
    if migrate_lint::server::installations().is_empty() {
        println!("skipped: no PostgreSQL server is installed");
        return None;
    }
    let server = ["rehearse", "--server", "system", "--no-config", "--format", "json", "."];
    let ran = program(folder, &[], &[&server, more].concat());
    let json = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
    Some((ran.code, json))
}

const SEED: &str = "
INSERT INTO accounts SELECT n, 'name ' || n FROM generate_series(1, 150000) n;
INSERT INTO payments VALUES (1, 1, NULL);
";

const FILES: [(&str, &str); 5] = [
    ("0001_accounts.up.sql", "CREATE TABLE accounts (id integer PRIMARY KEY, name text);"),
    ("0001_accounts.down.sql", "DROP TABLE accounts;"),
    (
        "0002_payments.up.sql",
        "CREATE TABLE payments (id integer PRIMARY KEY, account integer REFERENCES accounts, cents integer);",
    ),
    (
        "0003_wide.up.sql",
        "ALTER TABLE payments ALTER COLUMN cents SET NOT NULL;\nALTER TABLE accounts ALTER COLUMN id TYPE bigint;",
    ),
    ("seed.txt", SEED),
];

/// Each statement of the seed runs as soon as its tables are there, and its rows are what migrations fail over.
#[test]
fn rows_of_the_users_own_are_put_where_their_tables_are() {
    let folder = project(&FILES);
    let Some((code, json)) = rehearsed(folder.path(), &["--seed", "seed.txt"]) else { return };
    assert_eq!(code, 1, "{json:#}");
    let migrations = json["migrations"].as_array().unwrap();
    assert_eq!((&migrations[1]["up"], &migrations[2]["up"]), (&"ok".into(), &"failed".into()));
    let message = migrations[2]["errors"][0]["message"].as_str().unwrap();
    assert_eq!(message, "column \"cents\" of relation \"payments\" contains null values");

    let (code, json) = rehearsed(folder.path(), &["--rows", "0"]).unwrap();
    assert_eq!(code, 0, "{json:#}");
}

#[test]
fn traffic_waits_for_the_statement_that_locks_it_out() {
    let slow = "CREATE INDEX accounts_name_idx ON accounts ((lower(name) || md5(name)));\n\
                ALTER TABLE accounts ALTER COLUMN id TYPE bigint;";
    let folder = project(&[FILES[0], FILES[1], ("0002_slow.up.sql", slow), FILES[4]]);
    let Some((_, json)) = rehearsed(folder.path(), &["--seed", "seed.txt", "--load"]) else { return };
    let load = &json["migrations"][1]["load"];
    let table = load.as_array().unwrap().iter().find(|one| one["relation"] == "public.accounts").unwrap();
    let waited = |kind: &str| -> Vec<i64> {
        let blocked = table[kind]["blocked"].as_array().unwrap().iter();
        blocked.map(|one| one["line"].as_i64().unwrap()).collect()
    };
    // The index build keeps writers out, and the new type readers too.
    assert_eq!(waited("writes").first(), Some(&1), "{table:#}");
    assert_eq!(waited("reads").first(), Some(&2), "{table:#}");
    for kind in ["reads", "writes"] {
        // Who is locked out at the first query makes no other until the statement is done.
        assert!(table[kind]["queries"].as_u64().unwrap() > 0, "{table:#}");
        assert_eq!(table[kind]["failed"], 0, "{table:#}");
        let longest = table[kind]["longest_milliseconds"].as_f64().unwrap();
        assert!(longest > 5.0, "{table:#}");
    }
}
