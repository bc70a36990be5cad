//! `rehearse --server-env`: a clone of production, which has a server of its own.

use std::fs;
use std::path::Path;

use crate::cluster::{Cluster, Ran, program, separate};

const CONFIG: &str = "
[databases.prod]
url-env = \"PROD_URL\"
role = \"production\"
";

const LEDGER: &str = "CREATE TABLE _sqlx_migrations (version bigint PRIMARY KEY, description text NOT NULL,
    installed_on timestamptz NOT NULL DEFAULT now(), success boolean NOT NULL, checksum bytea NOT NULL,
    execution_time bigint NOT NULL)";

const FILES: [(&str, &str); 6] = [
    ("1_users.up.sql", "CREATE TABLE users (id bigint PRIMARY KEY, email text);"),
    ("1_users.down.sql", "DROP TABLE users;"),
    ("2_email.up.sql", "CREATE INDEX users_email_idx ON users (email);"),
    ("2_email.down.sql", "DROP INDEX users_email_idx;"),
    ("3_email_required.up.sql", "ALTER TABLE users ALTER COLUMN email SET NOT NULL;"),
    ("3_email_required.down.sql", "ALTER TABLE users ALTER COLUMN email DROP NOT NULL;"),
];

fn project(config: &str) -> tempfile::TempDir {
    let folder = tempfile::tempdir().unwrap();
    fs::create_dir(folder.path().join("migrations")).unwrap();
    fs::write(folder.path().join("migrate-lint.toml"), config).unwrap();
    for (name, text) in FILES {
        fs::write(folder.path().join("migrations").join(name), text).unwrap();
    }
    folder
}

fn rehearse(folder: &Path, url: &str, production: &str, more: &[&str]) -> Ran {
    let variables = [("CLONE_URL", url), ("PROD_URL", production)];
    let arguments =
        [&["rehearse", "--layout", "sqlx", "--server-env", "CLONE_URL", "migrations"], more].concat();
    program(folder, &variables, &arguments)
}

fn url(cluster: &Cluster, database: &str) -> String {
    format!("postgresql://postgres@127.0.0.1:{}/{database}", cluster.port())
}

/// A clone with two rows in which the first migration has run.
fn clone_with_rows(cluster: &Cluster, name: &str, email: &str) -> String {
    cluster.client("postgres").batch_execute(&format!("CREATE DATABASE {name}")).unwrap();
    let mut client = cluster.client(name);
    let (_, first) = FILES[0];
    client
        .batch_execute(&format!("{first} INSERT INTO users VALUES (1, 'a'), (2, {email}); {LEDGER}"))
        .unwrap();
    client.batch_execute("INSERT INTO _sqlx_migrations VALUES (1, 'users', now(), true, '', 0)").unwrap();
    drop(client);
    cluster.settle();
    url(cluster, name)
}

#[test]
fn a_clone_gets_what_is_pending_and_nothing_made_up() {
    let Some(cluster) = separate() else { return };
    let elsewhere = "postgresql://postgres@prod.example.com/app";

    let clone = clone_with_rows(&cluster, "pending", "'b'");
    let folder = project(CONFIG);
    let ran = rehearse(folder.path(), &clone, elsewhere, &[]);
    assert_eq!(ran.code, 0, "{}", ran.all());
    for words in
        ["on a clone with PostgreSQL", "2 of 3 migrations are pending on the server", "2_email.up.sql"]
    {
        assert!(ran.out.contains(words), "no {words}: {}", ran.all());
    }
    assert!(!ran.out.contains("1_users.up.sql"), "{}", ran.all());
    let rows = cluster.client("pending").query_one("SELECT count(*) FROM users", &[]).unwrap();
    assert_eq!(rows.get::<_, i64>(0), 2, "rows were made up");

    // Its own rows decide.
    let clone = clone_with_rows(&cluster, "with_null", "NULL");
    let ran = rehearse(folder.path(), &clone, elsewhere, &["--format", "json"]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    assert!(ran.out.contains("contains null values"), "{}", ran.all());
    // `check --live --rehearsed` takes its times.
    migrate_lint::live::Rehearsed::read(&ran.out).unwrap();
    assert!(!ran.out.contains("made up"), "{}", ran.all());

    // A way back that fails half way leaves it as nothing more can be tried on.
    let clone = clone_with_rows(&cluster, "spoiled", "'b'");
    let down = folder.path().join("migrations/2_email.down.sql");
    fs::write(down, "-- no-transaction\nDROP INDEX CONCURRENTLY users_email_idx;").unwrap();
    let up = "-- no-transaction\nCREATE UNIQUE INDEX CONCURRENTLY users_email_idx ON users (lower(left(email, 0)));";
    fs::write(folder.path().join("migrations/2_email.up.sql"), up).unwrap();
    let ran = rehearse(folder.path(), &clone, elsewhere, &[]);
    assert_eq!(ran.code, 1, "{}", ran.all());
    for words in ["2_email.up.sql left the clone", "make the clone anew", "1 migration not reached"] {
        assert!(ran.out.contains(words), "no {words}: {}", ran.all());
    }
}

#[test]
fn a_server_in_use_and_production_are_refused() {
    let Some(cluster) = separate() else { return };
    let clone = clone_with_rows(&cluster, "app", "'b'");
    let folder = project(CONFIG);

    let ran = rehearse(folder.path(), &clone, &clone, &[]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("is `prod`, which migrate-lint.toml calls production"), "{}", ran.all());

    let identifier: String = cluster
        .client("postgres")
        .query_one("SELECT system_identifier::text FROM pg_control_system()", &[])
        .unwrap()
        .get(0);
    cluster.settle();
    let pinned = project(&format!("{CONFIG}system-identifier = \"{identifier}\"\n"));
    let ran = rehearse(pinned.path(), &clone, "postgresql://postgres@prod.example.com/app", &[]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("these cannot be told apart"), "{}", ran.all());

    let other = cluster.client("postgres");
    let ran = rehearse(folder.path(), &clone, "postgresql://postgres@prod.example.com/app", &[]);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("is in use: it has 1 other session"), "{}", ran.all());
    drop(other);
    assert!(!ran.all().contains("postgresql://"), "{}", ran.all());
    let tables =
        cluster.client("app").query_one("SELECT count(*) FROM pg_indexes WHERE tablename = 'users'", &[]);
    assert_eq!(tables.unwrap().get::<_, i64>(0), 1, "something ran");
}
