//! What must not go wrong on a real database: no rights, row security, resets, locks, poolers, standbys, odd names,
//! and nothing secret in any output.

use std::path::Path;
use std::time::{Duration, Instant};

use tempfile::TempDir;

use super::Report;
use crate::cluster::{Cluster, Database, Pooler, Ran, primary_and_standby, program, shared};

pub(super) const LIVE: [&str; 11] = [
    "check",
    "migrations",
    "--live",
    "--database-env",
    "DATABASE_URL",
    "--format",
    "json",
    "--no-progress",
    "--read-rows",
    "--select",
    "all",
];

pub(super) fn folder(migration: &str) -> TempDir {
    let folder = tempfile::tempdir().unwrap();
    std::fs::create_dir(folder.path().join("migrations")).unwrap();
    std::fs::write(folder.path().join("migrations/001_change.sql"), migration).unwrap();
    folder
}

/// What the program says about a migration as a role, or by a URL.
fn judged(url: &str, migration: &str) -> Report {
    let folder = folder(migration);
    let ran = program(folder.path(), &[("DATABASE_URL", url)], &LIVE);
    assert!(ran.code <= 1, "{}", ran.all());
    Report::of(&ran)
}

fn with_rows() -> Option<Database> {
    shared().map(with_rows_on)
}

fn with_rows_on(cluster: &'static Cluster) -> Database {
    let database = cluster.database();
    database.run(
        "CREATE TABLE orders (id bigint PRIMARY KEY, email text);
         INSERT INTO orders SELECT n, CASE WHEN n > 2 THEN 'x' END FROM generate_series(1, 400000) AS n;
         ANALYZE orders",
    );
    database
}

const NOT_NULL: &str = "ALTER TABLE orders ALTER COLUMN email SET NOT NULL;\n";
const INDEX: &str = "CREATE INDEX orders_email ON orders (email);\n";

#[test]
fn a_role_without_rights_is_told_the_size_and_not_the_rows() {
    let Some(database) = with_rows() else { return };
    let report = judged(&database.url("stranger"), &format!("{NOT_NULL}{INDEX}"));
    let rows = report.evidence("rows-may-violate");
    assert_eq!(rows.verdict, "unknown");
    assert!(rows.text.contains("the role may not read `orders` (GRANT SELECT)"), "{}", rows.text);
    let index = report.evidence("index-not-concurrent");
    assert_eq!((index.verdict.as_str(), index.rows), ("sized", Some(400_000)));
    assert!(index.seconds.is_some_and(|[low, high]| low < high), "{index:?}");
}

#[test]
fn rows_that_row_security_hides_are_not_counted_as_absent() {
    let Some(database) = with_rows() else { return };
    database.run("ALTER TABLE orders ENABLE ROW LEVEL SECURITY; GRANT SELECT ON orders TO reader");
    let report = judged(&database.url("reader"), NOT_NULL);
    let rows = report.evidence("rows-may-violate");
    assert_eq!(rows.verdict, "unknown");
    assert!(rows.text.contains("row security hides rows"), "{}", rows.text);
}

#[test]
fn an_exclusive_lock_ends_a_question_soon() {
    let Some(database) = with_rows() else { return };
    let mut holder = database.client();
    holder.batch_execute("BEGIN; LOCK TABLE orders IN ACCESS EXCLUSIVE MODE").unwrap();
    let before = Instant::now();
    let report = judged(&database.url("postgres"), &format!("{NOT_NULL}{INDEX}"));
    let took = before.elapsed();
    let rows = report.evidence("rows-may-violate");
    assert_eq!(rows.verdict, "unknown");
    assert!(rows.text.contains("another session holds a lock"), "{}", rows.text);
    // What the catalog knows needs no lock of the table.
    assert_eq!(report.evidence("index-not-concurrent").verdict, "sized");
    assert!(took < Duration::from_secs(20), "{took:?}");
}

#[test]
fn who_is_in_the_way_is_told_with_or_without_a_finding() {
    let Some(database) = with_rows() else { return };
    let mut holder = database.client();
    holder
        .batch_execute(
            "SET application_name = 'batch job'; BEGIN; UPDATE orders SET email = 'y' WHERE id = 1",
        )
        .unwrap();
    let folder = folder("SET lock_timeout = '1s';\nALTER TABLE orders ADD COLUMN a int;\n");
    let arguments = ["check", "migrations", "--live", "--database-env", "DATABASE_URL"];
    let ran = database.program(folder.path(), "watcher", &arguments);
    assert!(ran.out.contains("at this moment ACCESS EXCLUSIVE on orders would wait"), "{}", ran.all());
    assert!(ran.out.contains("(batch job), idle in transaction for"), "{}", ran.all());
    let unseen = database.program(folder.path(), "stranger", &arguments);
    assert!(unseen.out.contains("holds ROW EXCLUSIVE"), "{}", unseen.all());
}

#[test]
fn a_pooler_in_transaction_mode_is_no_hindrance() {
    let Some(database) = with_rows() else { return };
    let Some(pooler) = Pooler::start(shared().unwrap()) else { return };
    let report = judged(&pooler.url("postgres", database.name()), NOT_NULL);
    assert_eq!(report.evidence("rows-may-violate").verdict, "confirmed");
    assert_eq!(report.evidence("rows-may-violate").rows, Some(2));
}

#[test]
fn a_standby_answers_and_its_counters_count() {
    let Some((primary, standby)) = primary_and_standby() else { return };
    let database = with_rows_on(primary);
    let on_standby = standby.url("postgres", database.name());
    wait_for(&on_standby, "SELECT count(*) FROM orders");
    let report = judged(&on_standby, NOT_NULL);
    assert_eq!(report.evidence("rows-may-violate").rows, Some(2));
    let folder = folder("DROP TABLE orders;\n");
    let variables = [("DATABASE_URL", database.url("postgres")), ("STANDBY_URL", on_standby.clone())];
    let variables: Vec<(&str, &str)> = variables.iter().map(|(name, url)| (*name, url.as_str())).collect();
    let both = ["--database-env", "DATABASE_URL", "--standby-env", "STANDBY_URL"];
    let ran =
        program(folder.path(), &variables, &[["snapshot", "-o", "before.json"].as_slice(), &both].concat());
    assert_eq!(ran.code, 0, "{}", ran.all());
    // It is read on the standby alone.
    wait_for(&on_standby, "SELECT count(*) FROM orders");
    std::thread::sleep(Duration::from_millis(1500));
    let arguments =
        [LIVE.as_slice(), &["--standby-env", "STANDBY_URL", "--usage-since", "before.json"]].concat();
    let report = Report::of(&program(folder.path(), &variables, &arguments));
    let used = report.evidence("drop-without-archive");
    assert_eq!(used.verdict, "confirmed", "{used:?}");
    assert!(used.text.contains("STANDBY_URL"), "{}", used.text);
    let arguments = [LIVE.as_slice(), &["--usage-since", "before.json"]].concat();
    let report = Report::of(&program(folder.path(), &variables, &arguments));
    let alone = report.evidence("drop-without-archive");
    assert_eq!(alone.verdict, "unknown");
    assert!(alone.text.contains("STANDBY_URL was not asked again"), "{}", alone.text);
}

/// Waits until the standby has it, by asking.
fn wait_for(url: &str, sql: &str) {
    let begun = Instant::now();
    loop {
        let client = postgres::Client::connect(url, postgres::NoTls);
        if client.and_then(|mut client| client.batch_execute(sql)).is_ok() {
            return;
        }
        assert!(begun.elapsed() < Duration::from_secs(60), "the standby does not follow");
        std::thread::sleep(Duration::from_millis(50));
    }
}

#[test]
fn a_partitioned_parent_is_as_large_as_its_partitions() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run(
        "CREATE TABLE p (k int, v text) PARTITION BY LIST (k);
         CREATE TABLE p1 PARTITION OF p FOR VALUES IN (1); CREATE TABLE p2 PARTITION OF p FOR VALUES IN (2);
         INSERT INTO p SELECT n % 2 + 1, 'x' || n FROM generate_series(1, 300000) AS n; ANALYZE p1, p2",
    );
    let report = judged(&database.url("postgres"), "CREATE INDEX p_v ON p (v);\n");
    let index = report.evidence("index-not-concurrent");
    assert_eq!((index.verdict.as_str(), index.rows), ("sized", Some(300_000)), "{index:?}");
}

#[test]
fn a_table_that_nobody_analyzed_is_not_empty() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run("CREATE TABLE t (a int); INSERT INTO t SELECT generate_series(1, 100000)");
    let report = judged(&database.url("postgres"), "CREATE INDEX t_a ON t (a);\n");
    let index = report.evidence("index-not-concurrent");
    assert_eq!((index.verdict.as_str(), index.rows), ("unknown", None), "{index:?}");
}

#[test]
fn names_that_need_quotes_are_asked_about() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run(
        r#"CREATE SCHEMA "Odd ""One"; CREATE TABLE "Odd ""One"."Order" (id int PRIMARY KEY, "select" text);
           INSERT INTO "Odd ""One"."Order" VALUES (1, NULL), (2, 'x'); ANALYZE "Odd ""One"."Order""#,
    );
    let migration = r#"ALTER TABLE "Odd ""One"."Order" ALTER COLUMN "select" SET NOT NULL;"#;
    let report = judged(&database.url("postgres"), migration);
    assert_eq!(report.evidence("rows-may-violate").rows, Some(1));
}

#[test]
fn only_what_is_pending_is_judged() {
    let Some(database) = with_rows() else { return };
    database.run("CREATE TABLE schema_migrations (version varchar PRIMARY KEY); INSERT INTO schema_migrations VALUES ('001')");
    let folder = folder(
        "-- migrate:up\nCREATE INDEX orders_email ON orders (email);\n-- migrate:down\nDROP INDEX orders_email;\n",
    );
    std::fs::write(
        folder.path().join("migrations/002_next.sql"),
        "-- migrate:up\nALTER TABLE orders ALTER COLUMN email SET NOT NULL;\n-- migrate:down\nALTER TABLE orders ALTER COLUMN email DROP NOT NULL;\n",
    )
    .unwrap();
    let arguments: Vec<&str> =
        LIVE.iter().copied().filter(|argument| !["--format", "json"].contains(argument)).collect();
    let ran = database.program(folder.path(), "postgres", &arguments);
    assert!(ran.out.contains("002_next.sql") && !ran.out.contains("001_change.sql:"), "{}", ran.all());
    assert!(ran.out.contains("1 of 2 migrations are pending on the server"), "{}", ran.all());
    assert!(ran.out.contains("evidence: confirmed: 2 rows of `orders` are null in email"), "{}", ran.all());
    assert_eq!(ran.code, 1);
}

#[test]
fn a_password_appears_nowhere() {
    let Some(database) = with_rows() else { return };
    let url = database.url("guarded:tiger-s3cret");
    let mut seen = Vec::new();
    let folder = folder(INDEX);
    for format in ["human", "json", "sarif", "concise", "github"] {
        let arguments =
            ["check", "migrations", "--live", "--database-env", "DATABASE_URL", "--format", format, "-v"];
        seen.push(program(folder.path(), &[("DATABASE_URL", &url)], &arguments));
    }
    let wrong = url.replace("tiger-s3cret", "tiger-s3cret-wrong");
    seen.push(program(folder.path(), &[("DATABASE_URL", &wrong)], &LIVE));
    seen.push(program(
        folder.path(),
        &[("DATABASE_URL", &url)],
        &["snapshot", "--database-env", "DATABASE_URL"],
    ));
    seen.push(program(folder.path(), &[], &["snapshot", "--database-env", &url]));
    seen.push(program(folder.path(), &[], &["snapshot", "--database", &url]));
    seen.push(program(
        folder.path(),
        &[("DATABASE_URL", "postgres://u:tiger-s3cret@no-such-host.invalid/x")],
        &LIVE,
    ));
    for ran in &seen {
        assert!(!ran.out.contains("s3cret") && !ran.err.contains("s3cret"), "{}", ran.all());
    }
    let codes: Vec<i32> = seen.iter().map(|ran| ran.code).collect();
    assert_eq!(codes, [1, 1, 1, 1, 1, 2, 0, 2, 2, 2], "{}", seen.iter().map(Ran::all).collect::<String>());
}

#[test]
fn what_cannot_be_asked_leaves_the_findings_of_the_files() {
    let folder = folder(INDEX);
    let cases = [
        ("postgres://u@127.0.0.1:1/app", "nothing answers at 127.0.0.1:1"),
        ("postgres://u@no-such-host.invalid/app", "is not known"),
    ];
    for (url, message) in cases {
        let ran = program(folder.path(), &[("DATABASE_URL", url)], &LIVE);
        assert_eq!(ran.code, 2, "{}", ran.all());
        assert!(ran.err.contains(message), "{}", ran.all());
        assert!(Report::of(&ran).diagnostics.iter().any(|finding| finding.rule == "index-not-concurrent"));
    }
    let Some(database) = with_rows() else { return };
    let refused = database.url("guarded:wrong");
    let ran = program(folder.path(), &[("DATABASE_URL", &refused)], &LIVE);
    assert_eq!(ran.code, 2, "{}", ran.all());
    assert!(ran.err.contains("password authentication failed"), "{}", ran.all());
    assert!(ran.out.contains("index-not-concurrent"), "{}", ran.all());
}

#[test]
fn a_pgpass_that_others_can_read_is_refused() {
    let Some(database) = with_rows() else { return };
    let folder = folder(INDEX);
    let pgpass = folder.path().join("pgpass");
    std::fs::write(&pgpass, "127.0.0.1:*:*:guarded:tiger-s3cret\n").unwrap();
    let url = database.url("guarded");
    let variables = [("DATABASE_URL", url.as_str()), ("PGPASSFILE", pgpass.to_str().unwrap())];
    let mode = |mode: u32| {
        let permissions = std::os::unix::fs::PermissionsExt::from_mode(mode);
        std::fs::set_permissions(&pgpass, permissions).unwrap();
    };
    mode(0o644);
    let ran = program(folder.path(), &variables, &LIVE);
    assert!(ran.code == 2 && ran.err.contains("chmod 600"), "{}", ran.all());
    mode(0o600);
    let ran = program(folder.path(), &variables, &LIVE);
    assert_eq!(ran.code, 1, "{}", ran.all());
}

#[test]
fn a_service_names_a_database() {
    let Some(database) = with_rows() else { return };
    let folder = folder(NOT_NULL);
    let port = shared().unwrap().port();
    let service = format!("[shop]\nhost=127.0.0.1\nport={port}\ndbname={}\nuser=postgres\n", database.name());
    std::fs::write(folder.path().join("services"), service).unwrap();
    std::fs::write(folder.path().join("migrate-lint.toml"), "[databases.shop]\nservice = \"shop\"\n")
        .unwrap();
    let services = folder.path().join("services");
    let variables = [("PGSERVICEFILE", services.to_str().unwrap())];
    let ran = program(
        folder.path(),
        &variables,
        &["check", "migrations", "--live", "--read-rows", "--format", "json", "--select", "all"],
    );
    assert_eq!(Report::of(&ran).evidence("rows-may-violate").rows, Some(2));
}

#[test]
fn a_snapshot_holds_no_values_and_needs_no_connection() {
    let Some(database) = with_rows() else { return };
    database.run(
        "ALTER TABLE orders ADD COLUMN state text DEFAULT 'tops3cret' CHECK (state <> 'tops3cret2');
         CREATE INDEX ON orders (id) WHERE email = 'tops3cret3'; CREATE TABLE other (a int)",
    );
    let folder = folder(INDEX);
    let write = |file: &str| {
        let ran = database.program(
            folder.path(),
            "postgres",
            &["snapshot", "--database-env", "DATABASE_URL", "-o", file],
        );
        assert_eq!(ran.code, 0, "{}", ran.all());
        std::fs::read_to_string(folder.path().join(file)).unwrap()
    };
    let text = write("a.json");
    assert!(!text.contains("tops3cret"), "{text}");
    assert!(text.contains("\"default\":\"$1::text\""), "{text}");
    let ran =
        program(folder.path(), &[], &["check", "migrations", "--snapshot", "a.json", "--format", "json"]);
    let index = Report::of(&ran);
    assert_eq!(index.evidence("index-not-concurrent").verdict, "sized", "{}", ran.all());
    database.run("DROP TABLE other; ALTER TABLE orders ALTER COLUMN email SET DEFAULT 'x'");
    write("b.json");
    let diff = program(folder.path(), &[], &["snapshot", "diff", "a.json", "b.json"]);
    assert_eq!(diff.code, 1, "{}", diff.all());
    assert_eq!(
        diff.out,
        "relation public.other is only in a.json\n\
         column public.orders.email: default is none in a.json and $1::text in b.json\n\
         column public.other.a is only in a.json\n3 differences\n"
    );
    let same = program(folder.path(), &[], &["snapshot", "diff", "a.json", "a.json"]);
    assert_eq!((same.code, same.out.as_str()), (0, "no difference\n"));
    let old = text.replace(&taken_at(&text), "2020-01-01T00:00:00Z");
    std::fs::write(folder.path().join("old.json"), old).unwrap();
    let ran =
        program(folder.path(), &[], &["check", "migrations", "--snapshot", "old.json", "--format", "json"]);
    let evidence = Report::of(&ran);
    let evidence = evidence.evidence("index-not-concurrent");
    assert_eq!(evidence.verdict, "unknown");
    assert!(evidence.text.starts_with("the snapshot is too old"), "{}", evidence.text);
}

fn taken_at(snapshot: &str) -> String {
    let value: serde_json::Value = serde_json::from_str(snapshot).unwrap();
    value["takenAt"].as_str().unwrap().to_owned()
}

#[test]
fn a_snapshot_of_many_tables_is_quick() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    let tables: String = (0..500)
        .map(|n| {
            format!("CREATE TABLE t{n} (id bigint PRIMARY KEY, a int CHECK (a > 0), b text DEFAULT 'b', c date, d uuid, e int); CREATE INDEX ON t{n} (a);")
        })
        .collect();
    database.run(&tables);
    let begun = Instant::now();
    let ran = database.program(Path::new("."), "postgres", &["snapshot", "--database-env", "DATABASE_URL"]);
    let took = begun.elapsed();
    assert_eq!(ran.code, 0, "{}", ran.err);
    let snapshot: serde_json::Value = serde_json::from_str(&ran.out).unwrap();
    assert_eq!(snapshot["relations"].as_array().unwrap().len(), 500);
    // Two seconds are promised of an optimized build; this one is not.
    assert!(took < Duration::from_secs(8), "{took:?}");
    println!("a snapshot of 500 tables: {took:?}, {} bytes", ran.out.len());
}

#[test]
fn an_assertion_only_asks() {
    let refused = [
        ("SELECT 1; SELECT 2", "it must be one statement"),
        ("DELETE FROM t", "it must be a SELECT"),
        ("LOCK TABLE t", "it must be a SELECT"),
        ("SELECT * INTO u FROM t", "it must be a SELECT"),
        ("SELECT * FROM t FOR UPDATE", "it locks rows of `t`"),
        ("SELECT 1 FROM (SELECT 1 FROM t FOR SHARE) AS s", "it locks rows of `t`"),
        ("WITH gone AS (DELETE FROM t RETURNING *) SELECT count(*) FROM gone", "it changes `t`"),
        ("SELECT pg_advisory_lock(1)", "it calls pg_advisory_lock"),
        ("SELECT * FROM pg_sleep(10)", "it calls pg_sleep"),
        ("SELECT pg_catalog.pg_terminate_backend(1)", "it calls pg_terminate_backend"),
        ("SELECT count(*) FROM t WHERE nextval('s') > 0", "it calls nextval"),
        ("SELECT 1 ORDER BY set_config('a', 'b', false)", "it calls set_config"),
        ("SELECT query_to_xml('DELETE FROM t', true, true, '')", "it calls query_to_xml"),
        ("SELECT * FROM dblink('x', 'y') AS d(a int)", "it calls dblink"),
        ("SELECT pg_read_file('/etc/passwd')", "it calls pg_read_file"),
        ("SELECT lo_export(1, '/tmp/x')", "it calls lo_export"),
        ("SELECT own_function()", "it calls own_function, of which nothing is known"),
        ("SELECT app.count(1)", "it calls count, which is not the server's own"),
        ("SELECT (SELECT pg_advisory_xact_lock(1))", "it calls pg_advisory_xact_lock"),
    ];
    for (sql, reason) in refused {
        let refusal = migrate_lint::live::check_assertion(sql).expect_err(sql);
        assert!(refusal.contains(reason), "{sql}: {refusal}");
    }
    for sql in [
        "SELECT count(*) FROM t WHERE a = lower('X') AND at < now()",
        "WITH x AS (SELECT 1) SELECT sum(1) FROM x",
    ] {
        migrate_lint::live::check_assertion(sql).unwrap_or_else(|refusal| panic!("{sql}: {refusal}"));
    }
}
