//! Records and samples of one server, asked for on another whose database has the same name.

use std::fs;

use migrate_lint::server::{Installed, Server, installations};

use crate::cluster::{self, program};

const CONFIGURATION: &str = "[databases.production]\nurl-env = \"DATABASE_URL\"\nrole = \"production\"\n";

const GATE: &str = "[gate]\ndatabase = \"production\"\nmigrations = \"migrations/2_*.sql\"
check = [\"server\", { uses = \"usage\", phase = \"go\", idle = [\"orders\"] }]
attest = [{ id = \"team-review\" }]
command = [{ id = \"smoke-test\", phase = \"go\" }]\n";

const TABLES: &str = "CREATE TABLE orders (id bigint PRIMARY KEY);";

#[test]
fn another_server_of_the_same_name_is_told_apart() {
    let Some(database) = cluster::shared().map(cluster::Cluster::database) else { return };
    database.run(TABLES);
    let folder = tempfile::tempdir().unwrap();
    let write = |name: &str, text: &str| {
        let path = folder.path().join(name);
        fs::create_dir_all(path.parent().unwrap()).unwrap();
        fs::write(path, text).unwrap();
    };
    write("migrate-lint.toml", CONFIGURATION);
    write("gates/release.toml", GATE);
    write("migrations/1_orders.sql", TABLES);
    write("migrations/2_note.sql", "ALTER TABLE orders ADD COLUMN note text;");
    let own = database.url("postgres");
    let run = |url: &str, arguments: &[&str]| program(folder.path(), &[("DATABASE_URL", url)], arguments);
    let attest = ["attest", "team-review", "--by", "Ada", "--statement", "read by both of us"];
    database.settle();
    assert_eq!(run(&own, &["monitor", "baseline", "--database", "production"]).code, 0);
    assert_eq!(run(&own, &attest).code, 0);
    assert_eq!(run(&own, &["evidence", "run", "smoke-test", "--", "true"]).code, 0);
    let here = run(&own, &["gate", "release"]);
    assert_eq!(here.code, 0, "{}", here.all());

    let mut other = Installed::start(installations().pop().unwrap(), &[]).unwrap();
    other.fresh("").unwrap().run(&format!("CREATE DATABASE {}", database.name())).unwrap();
    let url = format!("postgresql://postgres@/{}?host={}", database.name(), other.folder().display());
    let there = run(&url, &["gate", "release", "--no-record"]);
    assert_eq!(there.code, 1, "{}", there.all());
    for line in ["STALE     team-review", "STALE     smoke-test", "STALE     usage"] {
        assert!(there.out.contains(line), "{}", there.all());
    }
    let text = there.out.split_whitespace().collect::<Vec<_>>().join(" ");
    assert!(text.contains("it is about another server of the same name: system identifier"), "{}", there.out);
    assert!(text.contains("the samples are of another server"), "{}", there.out);

    // Where nobody answers, a record names no server, and both sides say so.
    let alone = run("postgresql://postgres@127.0.0.1:1/shop", &attest);
    assert_eq!(alone.code, 0, "{}", alone.all());
    assert!(alone.err.contains("note: the record names no server"), "{}", alone.err);
    let said = run(&own, &["gate", "release", "--no-record"]);
    assert!(
        said.out.contains("the record names no server: it was made without a connection"),
        "{}",
        said.out
    );
}
