//! `drift` and `verify` on a real database.

use std::fs;

use tempfile::TempDir;

use crate::cluster::{Database, Ran, shared};

const FIRST: &str = "-- migrate:up
CREATE TABLE orders (id bigint PRIMARY KEY, email varchar(80) NOT NULL, total numeric(10, 2) DEFAULT 0);
CREATE INDEX orders_email_idx ON orders (email);
-- migrate:down
DROP TABLE orders;
";
const SECOND: &str = "-- migrate:up
ALTER TABLE orders ADD COLUMN state text;
ALTER TABLE orders ADD CONSTRAINT total_positive CHECK (total >= 0) NOT VALID;
CREATE TABLE items (id bigint PRIMARY KEY, order_id bigint REFERENCES orders);
-- migrate:down
DROP TABLE items; ALTER TABLE orders DROP CONSTRAINT total_positive; ALTER TABLE orders DROP COLUMN state;
";

/// A project of two migrations, the first of which is applied.
fn project() -> Option<(Database, TempDir)> {
    let database = shared()?.database();
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("migrations")).unwrap();
    for (name, text) in [("001_orders.sql", FIRST), ("002_items.sql", SECOND)] {
        fs::write(folder.path().join("migrations").join(name), text).unwrap();
    }
    database.run("CREATE TABLE schema_migrations (version varchar PRIMARY KEY)");
    apply(&database, "001", FIRST);
    database.run("INSERT INTO orders SELECT n, 'x', 1 FROM generate_series(1, 10) AS n; ANALYZE orders");
    Some((database, folder))
}

fn apply(database: &Database, version: &str, text: &str) {
    database.run(text.split("-- migrate:down").next().unwrap());
    database.run(&format!("INSERT INTO schema_migrations VALUES ('{version}')"));
}

fn run(database: &Database, folder: &TempDir, arguments: &[&str]) -> Ran {
    database.program(folder.path(), "postgres", &[arguments, &["--database-env", "DATABASE_URL"]].concat())
}

#[test]
fn drift_is_what_no_applied_migration_made() {
    let Some((database, folder)) = project() else { return };
    let none = run(&database, &folder, &["drift", "migrations"]);
    assert_eq!(none.code, 0, "{}", none.all());
    assert!(
        none.out.contains("compared with the 1 of 2 migrations that are applied there\nno drift\n"),
        "{}",
        none.out
    );
    database.run(
        "ALTER TABLE orders ALTER COLUMN email TYPE text, ALTER COLUMN email DROP NOT NULL, ADD COLUMN extra int;
         DROP INDEX orders_email_idx; CREATE INDEX by_hand ON orders (total); CREATE TABLE stray (a int);
         ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
    );
    let drift = run(&database, &folder, &["drift", "migrations"]);
    assert_eq!(drift.code, 1, "{}", drift.all());
    let lines: Vec<&str> = drift.out.lines().skip(1).collect();
    assert_eq!(
        lines,
        [
            "column orders.email can be null on the server",
            "column orders.email is text on the server instead of varchar(80)",
            "column orders.extra is on the server alone",
            "index by_hand is on the server alone",
            "index orders_email_idx is missing on the server",
            "orders has row security on the server alone",
            "stray is on the server and in no migration",
            "7 differences",
        ]
    );
}

#[test]
fn verify_holds_a_release_to_its_effects() {
    let Some((database, folder)) = project() else { return };
    let asserts = "[[assert]]\nname = \"every order has an email\"\nsql = \"SELECT count(*) FROM orders WHERE email IS NULL\"\nexpect = 0\n\
                   [[assert]]\nsql = \"SELECT count(*) FROM items\"\nexpect = 1\nop = \"<\"\nphase = \"after\"\n";
    fs::write(folder.path().join("migrate-lint.toml"), asserts).unwrap();
    let before = run(&database, &folder, &["verify", "migrations", "--phase", "before"]);
    assert_eq!(before.code, 0, "{}", before.all());
    for line in [
        "PASS     table orders is as expected",
        "PASS     items is not there yet",
        "PASS     orders has 10 rows",
        "every order has an email = 0",
    ] {
        assert!(before.out.contains(line), "{line}: {}", before.all());
    }
    let early = run(&database, &folder, &["verify", "migrations", "--phase", "after"]);
    assert_eq!(early.code, 1, "{}", early.all());
    for line in [
        "FAIL     migration 002 is not in the ledger",
        "FAIL     table items is missing on the server",
        "FAIL     column orders.state is missing",
    ] {
        assert!(early.out.contains(line), "{line}: {}", early.all());
    }
    apply(&database, "002", SECOND);
    let after = run(&database, &folder, &["verify", "migrations", "--phase", "after"]);
    assert_eq!(after.code, 0, "{}", after.all());
    assert!(after.out.contains("PASS     orders has its 10 rows"), "{}", after.all());
    database.run("DELETE FROM orders WHERE id = 1; UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'orders_email_idx'::regclass");
    let broken = run(&database, &folder, &["verify", "migrations", "--phase", "after", "--format", "json"]);
    assert_eq!(broken.code, 1, "{}", broken.all());
    for text in ["index orders_email_idx is INVALID on the server", "orders had 10 rows and has 9 rows"] {
        assert!(broken.out.contains(text), "{text}: {}", broken.all());
    }
}

#[test]
fn an_assertion_that_acts_is_not_asked() {
    let Some((database, folder)) = project() else { return };
    let asserts = "[[assert]]\nname = \"sleeps\"\nsql = \"SELECT pg_sleep(60)\"\nexpect = 0\n\
                   [[assert]]\nname = \"writes\"\nsql = \"DELETE FROM orders\"\nexpect = 0\n\
                   [[assert]]\nname = \"locks\"\nsql = \"SELECT id FROM orders LIMIT 1 FOR UPDATE\"\nexpect = 1\n";
    fs::write(folder.path().join("migrate-lint.toml"), asserts).unwrap();
    let ran = run(&database, &folder, &["verify", "migrations", "--phase", "before"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    for name in ["sleeps", "writes", "locks"] {
        assert!(ran.out.contains(&format!("FAIL     {name}: the query was not asked")), "{}", ran.all());
    }
}
