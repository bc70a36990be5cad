//! What nobody can tell does not count as good: what a role may not see, what is not there, what cannot be read.

use std::collections::BTreeMap;
use std::fs;

use serde_json::Value;
use tempfile::TempDir;

use crate::cluster::{self, Database};

const CONFIGURATION: &str = "pg-version = 15\n[application]\npaths = [\"app\"]\n
    [databases.production]\nurl-env = \"DATABASE_URL\"\nrole = \"production\"\n";

const TABLES: &str = "CREATE TABLE customers (id bigint PRIMARY KEY, region text);
    CREATE TABLE orders (id bigint PRIMARY KEY, customer_id bigint REFERENCES customers (id), note text);
    CREATE INDEX orders_customer ON orders (customer_id);";

/// A folder with a gate and a database for it.
struct Asked {
    folder: TempDir,
    database: Database,
}

impl Asked {
    /// The database has what the first migration makes.
    fn new(second: &str, gate: &str) -> Option<Self> {
        let database = cluster::shared()?.database();
        database.run(TABLES);
        let asked = Self { folder: tempfile::tempdir().unwrap(), database };
        asked.write("migrate-lint.toml", CONFIGURATION);
        asked.write("migrations/1_shop.sql", TABLES);
        asked.write("migrations/2_more.sql", second);
        asked.write(
            "gates/release.toml",
            &format!("[gate]\ndatabase = \"production\"\nmigrations = \"migrations/2_*\"\n{gate}"),
        );
        Some(asked)
    }

    fn write(&self, name: &str, text: &str) {
        let path = self.folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    }

    /// The status of each entry, and all that is said of it.
    fn ask(&self, user: &str, phase: &str) -> BTreeMap<String, (String, String)> {
        let arguments = ["gate", "release", "--phase", phase, "--format", "json", "--no-record"];
        let ran = self.database.program(self.folder.path(), user, &arguments);
        let report: Value = serde_json::from_str(&ran.out).unwrap_or_else(|_| panic!("{}", ran.all()));
        let checks = report["checks"].as_array().unwrap().iter();
        let text = |check: &Value, key: &str| check[key].as_str().unwrap().to_owned();
        checks.map(|check| (text(check, "id"), (text(check, "status"), check.to_string()))).collect()
    }

    #[track_caller]
    fn require(&self, user: &str, phase: &str, id: &str, status: &str, said: &str) {
        let answers = self.ask(user, phase);
        let (found, text) = &answers[id];
        assert_eq!(found, status, "{id}: {text}");
        assert!(text.contains(said), "{id}: no `{said}` in {text}");
    }
}

#[test]
fn a_catalog_that_is_closed_to_the_role_tells_nothing() {
    let gate = "check = [\"constraints-valid\", \"indexes-valid\", \"drift\", \"schema-advice\",
        { uses = \"object-counts\", phase = [\"go\", \"post\"] },
        { uses = \"constraints-valid\", id = \"named\", phase = \"go\", constraints = [\"orders.orders_pkey\"] }]";
    let Some(asked) = Asked::new("ALTER TABLE orders ADD COLUMN paid_at timestamptz;", gate) else { return };
    for (id, (status, text)) in asked.ask("watcher", "go") {
        assert_eq!(status, "PASS", "{id}: {text}");
    }
    asked.database.run("REVOKE SELECT ON pg_catalog.pg_constraint FROM PUBLIC");
    for phase in ["go", "post"] {
        let answers = asked.ask("watcher", phase);
        for (id, (status, text)) in answers.iter().filter(|(id, _)| *id != "schema-advice" || phase == "go") {
            assert_eq!(status, "UNKNOWN", "{phase} {id}: {text}");
            assert!(text.contains("permission denied for table pg_constraint"), "{phase} {id}: {text}");
        }
    }
}

#[test]
fn sessions_are_counted_by_a_role_that_does_not_see_what_they_do() {
    let Some(asked) =
        Asked::new("DROP INDEX orders_customer;", "check = [{ uses = \"quiesced\", phase = \"go\" }]")
    else {
        return;
    };
    asked.database.settle();
    asked.require("stranger", "go", "quiesced", "PASS", "no session of the application");
    let url = asked.database.url("reader");
    let application = postgres::Client::connect(&url, postgres::NoTls).unwrap();
    asked.require("stranger", "go", "quiesced", "FAIL", "1 session of reader");
    drop(application);
}

/// A SELECT does not keep a VALIDATE waiting, and a writer that is idle in its transaction does keep an ALTER TABLE.
#[test]
fn only_who_makes_the_migration_wait_is_in_its_way() {
    let validate = "ALTER TABLE orders VALIDATE CONSTRAINT orders_customer_id_fkey;";
    let Some(asked) = Asked::new(validate, "check = [\"blockers\"]") else { return };
    let mut client = asked.database.client();
    let mut reading = client.transaction().unwrap();
    reading.query("SELECT FROM orders", &[]).unwrap();
    asked.require("postgres", "go", "blockers", "PASS", "nobody holds a lock");
    asked.write("migrations/2_more.sql", "ALTER TABLE orders ADD COLUMN paid_at timestamptz;");
    asked.require("postgres", "go", "blockers", "FAIL", "holds AccessShare on orders");
    drop(reading);
}

#[test]
fn an_option_that_cannot_be_read_is_no_limit() {
    let gate = "check = [{ uses = \"timeouts\", lock = \"two seconds\" }, { uses = \"blockers\", max-transaction = \"1 minute\" },
        { uses = \"columns-present\", columns = [\"orders\"] }, { uses = \"no-nulls\", columns = [\"orders\"] },
        { uses = \"no-duplicates\", keys = [\"orders.id\"] },
        { uses = \"constraints-valid\", phase = \"go\", constraints = [\"orders_pkey\"] },
        { uses = \"environment\", phase = \"go\" }, { uses = \"row-security\", phase = \"go\", schemas = [\"shop\"] },
        { uses = \"backup\", file = \"dump.sql\", max-age = \"2 hours\" }]";
    let Some(asked) = Asked::new("ALTER TABLE orders ADD COLUMN paid_at timestamptz;", gate) else { return };
    asked.write(
        "dump.sql",
        "--\n-- PostgreSQL database dump\n--\n--\n-- PostgreSQL database dump complete\n--\n",
    );
    for (id, (status, text)) in asked.ask("postgres", "go") {
        assert_eq!(status, "UNKNOWN", "{id}: {text}");
    }
}

#[test]
fn what_is_looked_for_where_nothing_is_is_not_gone() {
    let gate = "check = [\"code-references\", { uses = \"orphans\", scope = \"migration\" },
        { uses = \"no-duplicates\", keys = [\"orders(number)\"] }]";
    let second = "ALTER TABLE orders ADD CONSTRAINT orders_region_fkey FOREIGN KEY (customer_id) REFERENCES customers (id) NOT VALID;
        ALTER TABLE customers DROP COLUMN region;";
    let Some(asked) = Asked::new(second, gate) else { return };
    asked.require(
        "postgres",
        "go",
        "code-references",
        "UNKNOWN",
        "no file is where the application's code should be",
    );
    asked.write("app/report.ts", "const total = 1;");
    asked.require("postgres", "go", "code-references", "PASS", "none of them named");
    asked.require("postgres", "go", "orphans", "PASS", "0 orphans");
    asked.require("postgres", "go", "no-duplicates", "UNKNOWN", "orders(number)");
    // Where the database is not what the history says, nothing of it is still to come.
    asked.database.run("ALTER TABLE orders RENAME COLUMN customer_id TO buyer_id");
    asked.require("postgres", "go", "orphans", "UNKNOWN", "could not be counted");
}

/// Put away in the files, and not in this database.
#[test]
fn a_table_is_put_away_where_its_ledger_says_so() {
    let gate = "check = [\"archive-period\"]";
    let Some(asked) = Asked::new("SELECT 1;", gate) else { return };
    fs::remove_dir_all(asked.folder.path().join("migrations")).unwrap();
    for (version, sql) in [
        ("20240101090000_shop", TABLES),
        ("20240201090000_archive", "CREATE SCHEMA archive; ALTER TABLE orders SET SCHEMA archive;"),
        ("20250101090000_drop", "DROP TABLE archive.orders;"),
    ] {
        asked.write(&format!("migrations/{version}.up.sql"), sql);
        asked.write(&format!("migrations/{version}.down.sql"), "SELECT 1;");
    }
    asked.write("sqlx.toml", "");
    asked.write(
        "gates/release.toml",
        &format!("[gate]\ndatabase = \"production\"\nmigrations = \"migrations/2025*.up.sql\"\n{gate}"),
    );
    asked.require("postgres", "drop", "archive-period", "UNKNOWN", "the ledger of sqlx");
    asked.database.run(super::LEDGER);
    let note = |version: &str, days: u32| {
        asked.database.run(&format!(
            "INSERT INTO _sqlx_migrations VALUES ({version}, 'x', now() - interval '{days} days', true, '', 0)"
        ));
    };
    note("20240101090000", 400);
    asked.require("postgres", "drop", "archive-period", "FAIL", "which is not applied here");
    note("20240201090000", 200);
    asked.require("postgres", "drop", "archive-period", "PASS", "put away for 200 days");
}

/// Partitions and children of other tables are no surprise.
#[test]
fn tables_in_trees_are_as_predicted() {
    let second =
        "CREATE TABLE events (id bigint NOT NULL, day date NOT NULL, order_id bigint REFERENCES orders (id),
          PRIMARY KEY (id, day)) PARTITION BY RANGE (day);
        CREATE TABLE events_2026 PARTITION OF events FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
        CREATE INDEX events_order ON events (order_id);
        CREATE TABLE special_orders (extra text) INHERITS (orders);";
    let gate =
        "check = [{ uses = \"object-counts\", phase = \"post\" }, { uses = \"drift\", phase = \"post\" }]";
    let Some(asked) = Asked::new(second, gate) else { return };
    asked.database.run(second);
    for (id, (status, text)) in asked.ask("postgres", "post") {
        assert_eq!(status, "PASS", "{id}: {text}");
    }
}
