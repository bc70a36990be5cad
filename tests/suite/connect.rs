//! Where a database is named, how it is reached, and that asking it leaves nothing behind.

use std::time::{Duration, Instant};

use migrate_lint::config::{Configuration, DatabaseOrigin};
use migrate_lint::connect::{Limits, Permissions, ProbeFailure, Secret, Session, Target};
use serde::Deserialize;

use crate::cluster::{Pooler, primary_and_standby, shared};

#[derive(Debug, Deserialize)]
struct Count {
    count: i64,
}

fn target(url: &str) -> Target {
    Target::read(&Secret::new(url), Permissions::default()).unwrap()
}

fn session(url: &str) -> Session {
    Session::open(&target(url), Limits::default()).unwrap()
}

fn refusal(url: &str) -> String {
    let target = match Target::read(&Secret::new(url), Permissions::default()) {
        Ok(target) => target,
        Err(error) => return said(&error),
    };
    match Session::open(&target, Limits::default()) {
        Ok(_) => "it connects".to_owned(),
        Err(error) => said(&error),
    }
}

fn said(error: &migrate_lint::connect::ConnectError) -> String {
    format!("{error} -> {}", error.remedy.as_deref().unwrap_or_default())
}

#[test]
fn reads_what_people_put_into_database_url() {
    let cases = [
        ("postgres://u:p%40ss@db.example.com:6543/app", "u app db.example.com:6543"),
        ("postgresql://u@[::1]:5433/app?sslmode=require", "u app [::1]:5433"),
        ("postgresql:///app?host=/run/pg&user=u", "u app /run/pg/.s.PGSQL.5432"),
        ("postgres://u@%2Frun%2Fpg/app", "u app /run/pg/.s.PGSQL.5432"),
        ("postgresql+asyncpg://u@h1:1,h2:2/app", "u app h1:1, h2:2"),
        ("jdbc:postgresql://h/app?user=u&password=p&ssl=true", "u app h:5432"),
        ("host=h port = 5433 password='it\\'s' dbname=app user=u", "u app h:5433"),
        ("postgres://u@h", "u u h:5432"),
    ];
    for (text, expected) in cases {
        let target = target(text);
        assert_eq!(format!("{} {} {}", target.user(), target.database(), target.place()), expected, "{text}");
    }
    for text in ["mysql://u:tops3cret@h/app", "postgres://u:tops3cret%@h/app", "tops3cret", "host='tops3cret"]
    {
        let error = Target::read(&Secret::new(text), Permissions::default()).unwrap_err();
        assert!(!error.to_string().contains("tops3cret"), "{error}");
    }
}

#[test]
fn shows_no_password_when_it_is_debugged() {
    let target = target("postgres://u:tops3cret@db.example.com/app");
    assert!(!format!("{target:?}").contains("tops3cret"), "{target:?}");
    assert!(!format!("{:?}", Secret::new("tops3cret")).contains("tops3cret"));
}

#[test]
fn takes_no_password_from_the_configuration() {
    let problem = |text: &str| {
        let problems = Configuration::read(text, &[]).unwrap_err();
        problems.into_iter().map(|problem| problem.message).collect::<Vec<_>>().join("; ")
    };
    let url = problem("[databases.prod]\nurl-env = \"postgres://u:tops3cret@h/app\"\n");
    assert!(url.contains("would put a password into a file") && !url.contains("tops3cret"), "{url}");
    let password = problem("[databases.prod]\nservice = \"prod\"\npassword = \"tops3cret\"\n");
    assert!(password.contains("`password` would put a password"), "{password}");
    let nothing = problem("[databases.prod]\nrole = \"production\"\n");
    assert!(nothing.contains("needs one of `url-env`, `service` and `url-command`"), "{nothing}");
    let text = "[databases.prod]\nurl-command = [\"vault\", \"read\"]\nrole = \"production\"\n";
    let database = Configuration::read(text, &[]).unwrap().databases.remove(0);
    let command = DatabaseOrigin::Command(vec!["vault".to_owned(), "read".to_owned()]);
    assert_eq!((database.origin, database.is_production), (command, true));
}

#[test]
fn takes_what_a_command_prints() {
    let command = |script: &str| DatabaseOrigin::Command(["sh", "-c", script].map(str::to_owned).to_vec());
    let target = Target::find(&command("echo postgres://u:tops3cret@h/app"), Permissions::default()).unwrap();
    assert_eq!(target.place(), "h:5432");
    let failed = Target::find(&command("echo tops3cret >&2; exit 3"), Permissions::default()).unwrap_err();
    assert!(failed.to_string().contains("exit status: 3"), "{failed}");
    assert!(!said(&failed).contains("tops3cret"), "{failed}");
}

#[test]
fn sends_nothing_in_the_clear_to_another_host() {
    let said = refusal("postgres://u:p@192.0.2.1/app?sslmode=disable");
    assert!(said.contains("in the clear") && said.contains("--allow-plaintext"), "{said}");
    let allowed = Permissions { plaintext: true };
    Target::read(&Secret::new("postgres://u:p@192.0.2.1/app?sslmode=disable"), allowed).unwrap();
}

#[test]
fn verifies_who_answers() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    let authority = concat!(env!("CARGO_MANIFEST_DIR"), "/testdata/live/certificates/authority.pem");
    let url = |host: &str, mode: &str| {
        format!("postgres://encrypted@{host}:{}/{}?sslmode={mode}", cluster.port(), database.name())
    };
    session(&url("localhost", &format!("verify-full&sslrootcert={authority}")));
    session(&url("127.0.0.1", &format!("verify-ca&sslrootcert={authority}")));
    session(&url("127.0.0.1", "require"));
    let caveat = target(&url("127.0.0.1", "require")).caveat().unwrap_or_default();
    assert!(caveat.contains("nobody verified"), "{caveat}");
    let said = refusal(&url("localhost", "verify-full"));
    assert!(said.contains("authority that this system does not know"), "{said}");
    let said = refusal(&url("127.0.0.1", &format!("verify-full&sslrootcert={authority}")));
    assert!(said.contains("another host name"), "{said}");
    let said = refusal(&url("localhost", "disable"));
    assert!(said.contains("refused the connection") && said.contains("pg_hba"), "{said}");
}

#[test]
fn says_what_keeps_it_from_connecting() {
    let Some(cluster) = shared() else { return };
    let port = cluster.port();
    let closed = refusal("postgres://u@127.0.0.1:1/app");
    assert!(closed.contains("nothing answers at 127.0.0.1:1"), "{closed}");
    let unknown = refusal("postgres://u@no-such-host.invalid/app");
    assert!(unknown.contains("host of no-such-host.invalid:5432 is not known"), "{unknown}");
    let socket = refusal("postgres://u@%2Fnowhere/app");
    assert!(socket.contains("no socket at /nowhere/.s.PGSQL.5432"), "{socket}");
    let silent = refusal("postgres://u@192.0.2.1/app?connect_timeout=1&sslmode=require");
    assert!(silent.contains("192.0.2.1:5432"), "{silent}");
    let missing = refusal(&format!("postgres://postgres@127.0.0.1:{port}/nowhere"));
    assert!(missing.contains("database \"nowhere\" does not exist"), "{missing}");
    let wrong = refusal(&format!("postgres://guarded:tops3cret@127.0.0.1:{port}/postgres"));
    assert!(wrong.contains("password authentication failed") && !wrong.contains("tops3cret"), "{wrong}");
    let none = refusal(&format!("postgres://guarded@127.0.0.1:{port}/postgres"));
    assert!(none.contains("asks for a password"), "{none}");
}

#[test]
fn cannot_write() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run("CREATE TABLE t (id int); CREATE SEQUENCE s");
    let mut session = session(&database.url("postgres"));
    for sql in [
        "SELECT nextval('public.s') AS count",
        "SELECT set_config('transaction_read_only', 'off', true) AS count",
    ] {
        let refused = session.rows::<Count>(sql, &[]).unwrap_err();
        assert!(matches!(refused, ProbeFailure::Refused { .. }), "{refused:?}");
    }
    let two =
        session.rows::<Count>("SELECT 1 AS count) AS answer; DROP TABLE public.t; SELECT (SELECT 1", &[]);
    assert!(two.is_err(), "{two:?}");
    let one: Count = session.row("SELECT count(*) FROM public.t", &[]).unwrap();
    assert_eq!(one.count, 0);
}

#[test]
fn gives_up_soon_on_a_locked_table() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    database.run("CREATE TABLE t (id int)");
    let mut holder = database.client();
    holder.batch_execute("BEGIN; LOCK TABLE t IN ACCESS EXCLUSIVE MODE").unwrap();
    let mut session = session(&database.url("postgres"));
    let begun = Instant::now();
    let locked = session.rows::<Count>("SELECT count(*) FROM public.t", &[]).unwrap_err();
    assert_eq!(locked, ProbeFailure::Locked);
    // Long before a question that is too slow is ended.
    assert!(begun.elapsed() < Duration::from_secs(2), "{:?}", begun.elapsed());
    holder.batch_execute("ROLLBACK").unwrap();
    session.row::<Count>("SELECT count(*) FROM public.t", &[]).unwrap();
}

#[test]
fn ends_a_question_that_takes_too_long() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    let target = target(&database.url("postgres"));
    let limits = Limits {
        probe: Duration::from_millis(1500),
        total: Duration::from_millis(2000),
        ..Limits::default()
    };
    let mut session = Session::open(&target, limits).unwrap();
    let slow = "SELECT count(*) FROM generate_series(1, 100000000)";
    let late = session.rows::<Count>(slow, &[]).unwrap_err();
    assert!(matches!(late, ProbeFailure::TimedOut(_)), "{late:?}");
    let _ = session.rows::<Count>(slow, &[]);
    let spent = session.rows::<Count>("SELECT 1 AS count", &[]).unwrap_err();
    assert!(matches!(spent, ProbeFailure::BudgetSpent(_)), "{spent:?}");
}

#[test]
fn notices_that_the_connection_is_gone() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    let mut session = session(&database.url("postgres"));
    let others = "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() \
                  AND pid <> pg_backend_pid()";
    database.run(others);
    let lost = session.rows::<Count>("SELECT 1 AS count", &[]).unwrap_err();
    assert_eq!(lost, ProbeFailure::Lost);
    assert!(session.is_lost());
}

#[test]
fn leaves_nothing_behind_a_pooler() {
    let Some(cluster) = shared() else { return };
    let database = cluster.database();
    let Some(pooler) = Pooler::start(cluster) else { return };
    let url = pooler.url("postgres", database.name());
    let mut session = session(&url);
    for _ in 0..3 {
        session.row::<Count>("SELECT count(*) FROM pg_class WHERE relname = $1", &[name("t")]).unwrap();
    }
    // The pool has one server process, which the next client gets as it was left.
    let after = settings_of(&url);
    assert_eq!(after, settings_of(&database.url("postgres")));
}

#[test]
fn knows_a_standby() {
    let Some((primary, standby)) = primary_and_standby() else { return };
    let mut on_standby = session(&standby.url("postgres", "postgres"));
    assert!(on_standby.server().in_recovery);
    assert!(!session(&primary.database().url("postgres")).server().in_recovery);
    on_standby.row::<Count>("SELECT count(*) FROM pg_class", &[]).unwrap();
}

fn name(text: &str) -> migrate_lint::connect::Parameter {
    migrate_lint::connect::Parameter::Text(text.to_owned())
}

fn settings_of(url: &str) -> Vec<String> {
    let mut client = target(url).connect("test").unwrap();
    let names =
        ["statement_timeout", "lock_timeout", "search_path", "row_security", "default_transaction_read_only"];
    let shown = names.map(|name| {
        let answer = client.simple_query(&format!("SHOW {name}")).unwrap();
        let row = answer.into_iter().find_map(|message| match message {
            postgres::SimpleQueryMessage::Row(row) => row.get(0).map(str::to_owned),
            _ => None,
        });
        row.unwrap_or_default()
    });
    let prepared = client.simple_query("SELECT name FROM pg_prepared_statements").unwrap().len();
    shown.into_iter().chain([format!("{prepared} messages")]).collect()
}
