//! The scratch servers: what is gone and left behind is told object by object, and nothing stays of a server.

use migrate_lint::server::{Difference, Fingerprint, Refusal, Rows, Server, Session};

const BEGINNING: &str = "
    CREATE SCHEMA shop;
    CREATE TYPE shop.mood AS ENUM ('sad', 'ok');
    CREATE TABLE shop.users (id int PRIMARY KEY, email text NOT NULL, note text DEFAULT 'none');
    CREATE INDEX users_email_idx ON shop.users (email);
    CREATE VIEW shop.emails AS SELECT email FROM shop.users;
    CREATE FUNCTION shop.double(int) RETURNS int LANGUAGE sql AS 'SELECT $1 * 2';
    COMMENT ON TABLE shop.users IS 'who buys';
    INSERT INTO shop.users VALUES (1, 'a', 'x'), (2, 'b', 'y');";

#[cfg(feature = "embedded")]
#[test]
fn the_embedded_server_tells_what_differs() {
    let mut server = migrate_lint::server::Embedded::start(&[], &["reader"]).unwrap();
    what_differs_is_told(&mut server);
}

#[cfg(feature = "embedded")]
#[test]
fn an_embedded_session_has_the_extensions_that_were_created() {
    let mut server = migrate_lint::server::Embedded::start(&["citext", "hstore"], &[]).unwrap();
    let created =
        "SELECT string_agg(extname, ',' ORDER BY extname) FROM pg_extension WHERE extname <> 'plpgsql'";
    let mut session = server.fresh("CREATE EXTENSION hstore").unwrap();
    assert_eq!(session.value(created).unwrap(), "hstore");
    let mut session = server.renew(session).unwrap();
    assert_eq!(session.value(created).unwrap(), "hstore");
    server.release(session);
}

#[cfg(unix)]
#[test]
fn an_installed_server_tells_what_differs_and_leaves_nothing() {
    let Some(installation) = migrate_lint::server::installations().pop() else { return };
    let mut server = migrate_lint::server::Installed::start(installation, &["reader"]).unwrap();
    what_differs_is_told(&mut server);
    let folder = server.folder().to_owned();
    assert!(folder.exists());
    drop(server);
    assert!(!folder.exists(), "{} stayed", folder.display());
}

fn what_differs_is_told(server: &mut dyn Server) {
    let mut session = server.fresh(BEGINNING).unwrap();
    assert_eq!(differences(&mut session, "SELECT 1").unwrap(), [""; 0]);
    let change = "DROP INDEX shop.users_email_idx; ALTER TABLE shop.users DROP note, ADD note text;
        ALTER TYPE shop.mood RENAME VALUE 'ok' TO 'good'; GRANT SELECT ON shop.users TO reader;
        CREATE TABLE shop.orders (id int PRIMARY KEY, user_id int REFERENCES shop.users);
        DROP FUNCTION shop.double(int); DELETE FROM shop.users WHERE id = 1; SET search_path = shop";
    assert_eq!(
        differences(&mut session, change).unwrap(),
        [
            "lost function shop.double(integer)",
            "lost index shop.users_email_idx",
            "left table shop.orders",
            "changed column shop.users.note",
            "changed table shop.users",
            "changed type shop.mood",
            "rows of shop.users",
        ]
    );
    let mut session = server.renew(session).unwrap();
    assert_eq!(
        differences(&mut session, "UPDATE shop.users SET email = 'z'").unwrap(),
        ["values of shop.users.email"]
    );
    let refusal = session.run("SELECT 1, nothing").unwrap_err();
    assert_eq!((refusal.code.as_str(), refusal.position), ("42703", Some(11)));
    server.release(session);
}

fn differences(session: &mut Session, change: &str) -> Result<Vec<String>, Refusal> {
    let before = Fingerprint::read(session)?;
    let rows = Rows::count(session, |_| true)?;
    session.run(change)?;
    let after = Fingerprint::read(session)?;
    let told = before.differences(&after).into_iter().map(|difference| match difference {
        Difference::Lost(object) => format!("lost {object}"),
        Difference::Left(object) => format!("left {object}"),
        Difference::Changed { object, .. } => format!("changed {object}"),
    });
    let mut told: Vec<String> = told.collect();
    told.extend(rows.lost(&Rows::count(session, |_| true)?));
    Ok(told)
}
