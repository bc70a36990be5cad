//! What becomes of values under the fix of a renamed column: rows are there before it, and code goes on writing between
//! its migrations, under either name.

use migrate_lint::fix::Level;
use migrate_lint::migration::{Script, replay};
use migrate_lint::server::{Server, Session};

use super::run;
use crate::fixes::fix;
use crate::support::{migrations, read_folder};

/// Each write, and what both columns hold of its row after it.
const BEFORE_THE_BACKFILL: [(&str, &str); 5] = [
    ("UPDATE t SET n = 1 WHERE id = 1", "keep|keep"),
    ("UPDATE t SET note = 'by old' WHERE id = 2", "by old|by old"),
    ("UPDATE t SET remark = 'by new' WHERE id = 3", "by new|by new"),
    ("INSERT INTO t (id, note) VALUES (5, 'old insert')", "old insert|old insert"),
    ("INSERT INTO t (id, remark) VALUES (6, 'new insert')", "new insert|new insert"),
];

const AFTER_IT: [(&str, &str); 4] = [
    ("UPDATE t SET n = 2 WHERE id = 1", "keep|keep"),
    ("UPDATE t SET note = 'OLD' WHERE id = 2", "OLD|OLD"),
    ("UPDATE t SET remark = 'NEW' WHERE id = 3", "NEW|NEW"),
    ("UPDATE t SET remark = 'Untouched' WHERE id = 4", "Untouched|Untouched"),
];

/// The types of the column, and how a text becomes a value of each.
pub(super) fn try_all(server: &mut dyn Server) {
    for (data_type, of_text) in
        [("text", "%"), ("text NOT NULL", "%"), ("citext", "%"), ("json NOT NULL", "to_json(%::text)")]
    {
        survive(server, data_type, of_text);
    }
}

fn survive(server: &mut dyn Server, data_type: &str, of_text: &str) {
    let value = |sql: &str| in_quotes(sql, |text| of_text.replace('%', text));
    let (up, down) = ("-- migrate:up\n", "-- migrate:down\n");
    let files = migrations(&format!(
        "-- migration: 20240101000000_t.sql\n{up}CREATE TABLE t (id bigint PRIMARY KEY, note {data_type}, n int);\n{down}DROP TABLE t;\n\
         -- migration: 20240601000000_r.sql\n{up}ALTER TABLE t RENAME COLUMN note TO remark;\n\
         {down}ALTER TABLE t RENAME COLUMN remark TO note;\n"
    ));
    let (fixed, left, folder) = fix(&files, "", Level::Unsafe);
    let (mut histories, settings) = read_folder(folder.path(), "", fixed.texts());
    let history = replay(histories.remove(0), &settings.replay);
    let scripts: Vec<&Script> =
        history.migrations.iter().filter_map(|migration| migration.up.as_ref()).collect();
    assert!(scripts.len() > 3, "{data_type}: not fixed\n{}", left.human());
    let mut session = server.fresh("CREATE EXTENSION IF NOT EXISTS citext").unwrap();
    let run = |session: &mut Session, at: usize| {
        run::script(session, scripts[at], &settings.replay)
            .unwrap_or_else(|refused| panic!("{data_type}: {refused}"));
    };
    run(&mut session, 0);
    let rows = "INSERT INTO t VALUES (1, 'keep', 0), (2, 'b', 0), (3, 'c', 0), (4, 'untouched', 0)";
    session.run(&value(rows)).unwrap();
    run(&mut session, 1);
    write(&mut session, &BEFORE_THE_BACKFILL, data_type, &value);
    run(&mut session, 2);
    assert_eq!(both(&mut session, "4", data_type), "untouched|untouched", "{data_type}: the backfill");
    write(&mut session, &AFTER_IT, data_type, &value);
    for at in 3..scripts.len() {
        run(&mut session, at);
    }
    let ids = session.value("SELECT count(remark) FROM t").unwrap();
    assert_eq!(ids, "6", "{data_type}: values are lost in the end");
    server.release(session);
}

fn write(session: &mut Session, writes: &[(&str, &str)], data_type: &str, value: &dyn Fn(&str) -> String) {
    for (sql, wanted) in writes {
        let id = sql.rsplit_once("id = ").map_or_else(|| sql.split(&['(', ',']).nth(3), |(_, id)| Some(id));
        session.run(&value(sql)).unwrap_or_else(|refusal| panic!("{data_type}: {sql}: {refusal}"));
        assert_eq!(both(session, id.unwrap(), data_type), *wanted, "{data_type}: {sql}");
    }
}

/// What both columns hold, as the text that was put in.
fn both(session: &mut Session, id: &str, data_type: &str) -> String {
    let plain = |column: &str| match data_type.split(' ').next() {
        Some("json") => format!("{column} #>> '{{}}'"),
        _ => column.to_owned(),
    };
    let sql = format!("SELECT concat_ws('|', {}, {}) FROM t WHERE id = {id}", plain("note"), plain("remark"));
    session.value(&sql).unwrap()
}

/// A statement with each of its literals made into a value.
fn in_quotes(sql: &str, made: impl Fn(&str) -> String) -> String {
    let parts = sql.split('\'').enumerate();
    parts.map(|(at, part)| if at % 2 == 1 { made(&format!("'{part}'")) } else { part.to_owned() }).collect()
}
