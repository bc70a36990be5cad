//! A dump of a real database is restored into a scratch server, and a broken one is told from a good one.

use std::fs;
use std::process::Command;

use crate::cluster::{self, program};

const GATE: &str =
    "[gate]\nmigrations = \"migrations/2_*.sql\"\ncheck = [{ uses = \"restored\", phase = \"go\" }]\n";

const TABLES: &str = "CREATE TABLE customers (id bigint PRIMARY KEY);
    CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id));
    INSERT INTO customers VALUES (1), (2); INSERT INTO orders SELECT n, 1 + n % 2 FROM generate_series(1, 90) AS n;";

#[test]
fn a_dump_is_restored_and_a_bad_one_is_told() {
    let Some(database) = cluster::shared().map(cluster::Cluster::database) else { return };
    database.run(TABLES);
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    for (name, text) in [
        ("migrate-lint.toml", "pg-version = 15\n"),
        ("gates/release.toml", GATE),
        ("migrations/1_orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);"),
        ("migrations/2_drop.sql", "DROP TABLE orders;"),
    ] {
        fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        fs::write(path(name), text).unwrap();
    }
    let dump = |arguments: &[&str]| {
        let mut pg_dump = Command::new("pg_dump");
        let status = pg_dump.args(["--dbname", &database.url("postgres")]).args(arguments).status();
        assert!(status.unwrap().success());
    };
    dump(&["--format=custom", "--file", path("good.dump").to_str().unwrap()]);
    dump(&["--file", path("good.sql").to_str().unwrap()]);
    // The orphan was in the database when it was dumped.
    database.run("SET session_replication_role = replica; DELETE FROM customers WHERE id = 2");
    dump(&["--file", path("orphan.sql").to_str().unwrap()]);
    let run = |arguments: &[&str]| program(folder.path(), &[], arguments);
    for good in ["good.dump", "good.sql"] {
        let ran = run(&["evidence", "restore", good]);
        assert_eq!(ran.code, 0, "{}", ran.all());
        assert!(ran.err.contains("2 tables, 92 rows, 0 errors"), "{}", ran.err);
        let gate = run(&["gate", "release"]);
        assert_eq!(gate.code, 0, "{}", gate.all());
    }
    let bad = run(&["evidence", "restore", "orphan.sql"]);
    assert_eq!(bad.code, 1, "{}", bad.all());
    assert!(bad.err.contains("violates foreign key constraint"), "{}", bad.err);
    let gate = run(&["gate", "release"]);
    assert_eq!(gate.code, 1, "{}", gate.all());
    assert!(gate.out.contains("FAIL      restored"), "{}", gate.out);
}

/// A file that was whole when it was read is not when it is restored: what was fed is not all.
#[test]
fn a_dump_that_is_cut_while_it_is_restored_is_told() {
    if cluster::shared().is_none() {
        return;
    }
    let folder = tempfile::tempdir().unwrap();
    let path = |name: &str| folder.path().join(name);
    let rows: String = (0..60_000).map(|n| format!("{n}\ta note that takes some room\n")).collect();
    let begun = path("begun");
    let dump = format!(
        "--\n-- PostgreSQL database dump\n--\n\\! touch {0}; while test -e {0}; do sleep 0.05; done\n\
         CREATE TABLE public.orders (id bigint, note text);\nCOPY public.orders (id, note) FROM stdin;\n{rows}\\.\n\
         --\n-- PostgreSQL database dump complete\n--\n",
        begun.display()
    );
    for (name, text) in [
        ("migrate-lint.toml", "pg-version = 15\n"),
        ("gates/release.toml", GATE),
        ("migrations/1_orders.sql", "CREATE TABLE orders (id bigint PRIMARY KEY);"),
        ("migrations/2_drop.sql", "DROP TABLE orders;"),
        ("dump.sql", &dump),
    ] {
        fs::create_dir_all(path(name).parent().unwrap()).unwrap();
        fs::write(path(name), text).unwrap();
    }
    // The server's own user makes the file that says that psql has begun.
    let cut = std::thread::spawn({
        let (dump, begun) = (path("dump.sql"), begun.clone());
        move || {
            let since = std::time::Instant::now();
            while !begun.exists() && since.elapsed() < std::time::Duration::from_secs(60) {
                std::thread::sleep(std::time::Duration::from_millis(20));
            }
            fs::File::options().write(true).open(dump).unwrap().set_len(200_000).unwrap();
            fs::remove_file(begun).unwrap();
        }
    });
    let ran = program(folder.path(), &[], &["evidence", "restore", "dump.sql"]);
    cut.join().unwrap();
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.err.contains("the dump was not read to its end"), "{}", ran.err);
}
