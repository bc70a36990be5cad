//! The simulated schema: each case is SQL with the catalog it leaves, or what its way back does not undo, beneath it.

use std::fs;
use std::path::Path;

use migrate_lint::catalog::{Baseline, Catalog, differences, not_undone};
use migrate_lint::migration::{
    AfterEdit, Down, History, HistorySource, MigrationSource, OptOut, ReplayOptions, RollbackConvention,
    ScriptSource, Tool, TransactionUnit, replay,
};
use migrate_lint::source::SourceFile;
use migrate_lint::version::PgVersion;

const MARKER: &str = "-- expected:\n";

#[test]
fn every_case_leaves_the_catalog_beneath_it() {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("testdata/catalog");
    let update = std::env::var_os("UPDATE").is_some();
    let mut cases: Vec<_> = fs::read_dir(folder).unwrap().map(|entry| entry.unwrap().path()).collect();
    cases.retain(|path| path.extension().is_some_and(|extension| extension == "sql"));
    cases.sort();
    assert!(cases.len() >= 40, "cases are missing");
    let mut wrong = String::new();
    for path in cases {
        let text = fs::read_to_string(&path).unwrap();
        let (sql, expected) = text.split_once(MARKER).unwrap_or((&text, ""));
        let actual = outcome(sql);
        if actual == expected {
            continue;
        }
        if update {
            let gap = if sql.ends_with("\n\n") { "" } else { "\n" };
            fs::write(&path, format!("{sql}{gap}{MARKER}{actual}")).unwrap();
        } else {
            let diff = similar::TextDiff::from_lines(expected, &actual).unified_diff().to_string();
            wrong.push_str(&format!("{}\n{diff}\n", path.display()));
        }
    }
    assert!(wrong.is_empty(), "{wrong}\nUPDATE=1 writes what is found");
}

fn directive<'a>(sql: &'a str, name: &str) -> Option<&'a str> {
    sql.lines().find_map(|line| line.strip_prefix("-- ")?.strip_prefix(name)?.strip_prefix(": "))
}

/// The dump, or for a case with a way back what is not undone, each line as a comment.
fn outcome(sql: &str) -> String {
    let version = directive(sql, "version").map_or(PgVersion::DEFAULT, |version| version.parse().unwrap());
    let baseline = match directive(sql, "baseline") {
        Some("empty") => Baseline::Empty,
        _ => Baseline::Unknown,
    };
    let found = match sql.split_once("-- rollback-up\n") {
        Some((start, rest)) => {
            let (up, down) = rest.split_once("-- rollback-down\n").unwrap();
            not_undone_by(&simulate(baseline, version, &[(start, None), (up, Some(down))]))
        }
        None => simulate(baseline, version, &[(sql, None)]).end.dump(),
    };
    found.lines().map(|line| format!("-- {line}\n")).collect()
}

fn not_undone_by(history: &History) -> String {
    let last = history.migrations.last().unwrap();
    let (up, down) = (last.up.as_ref().unwrap(), last.down.script().unwrap());
    let met = up.steps.iter().map(|step| &step.before);
    let found = not_undone(&up.before, met, &up.after, &down.after);
    found.iter().map(|difference| format!("{difference}\n")).collect()
}

static TOOL: Tool = Tool {
    name: "test",
    opt_out: OptOut::NotNeeded,
    rollback: RollbackConvention::None,
    ledger: None,
    after_edit: AfterEdit::Ignored,
    naming: migrate_lint::migration::Naming::Unknown,
};

/// Replays scripts as psql would run them.
fn simulate(baseline: Baseline, version: PgVersion, scripts: &[(&str, Option<&str>)]) -> History {
    let source = |text: &str| ScriptSource::whole(SourceFile::new("case.sql", text), TransactionUnit::Script);
    let migrations = scripts.iter().map(|(up, down)| MigrationSource {
        version: String::new(),
        name: String::new(),
        repeatable: false,
        judged: true,
        unordered: false,
        up: Some(source(up)),
        down: down.map_or(Down::NotExpected, |down| Down::Script(source(down))),
    });
    let history = HistorySource {
        tool: &TOOL,
        root: String::new(),
        baseline,
        settings: Vec::new(),
        migrations: migrations.collect(),
        ordering: Vec::new(),
        edits: Vec::new(),
    };
    let history = replay(history, &ReplayOptions { version, ..ReplayOptions::default() });
    for script in history.migrations.iter().flat_map(|migration| &migration.up) {
        assert!(script.errors.is_empty(), "{:?} in {}", script.errors, script.source.text());
    }
    history
}

#[test]
fn a_setting_of_the_configuration_is_where_unqualified_names_go() {
    let mut catalog = Catalog::new(Baseline::Unknown);
    catalog.configure("search_path", "\"$user\", \"App\", public");
    assert_eq!(*catalog.session.search_path, ["App", "public"]);
    catalog.reset_session();
    assert_eq!(*catalog.session.search_path, ["App", "public"]);
}

#[test]
fn names_that_differ_only_in_their_place_are_no_difference() {
    let one = simulate(
        Baseline::Unknown,
        PgVersion::DEFAULT,
        &[("CREATE TABLE t (a int CHECK (a::text <> 'x'))", None)],
    );
    let other = "/* moved */ CREATE TABLE t (a integer CHECK (CAST(a AS text) <> 'x'))";
    let other = simulate(Baseline::Unknown, PgVersion::DEFAULT, &[(other, None)]);
    assert_eq!(differences(&one.end, &other.end), []);
}

mod random {
    use proptest::prelude::*;

    use super::*;

    /// Few names, so that statements meet each other's objects.
    fn name() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec!["a", "b", "c", "s.a", "s.p"])
    }

    fn column() -> impl Strategy<Value = &'static str> {
        prop::sample::select(vec!["x", "y", "z"])
    }

    fn statement() -> impl Strategy<Value = String> {
        let templates = prop::sample::select(vec![
            "CREATE TABLE {t} ({c} serial PRIMARY KEY, {d} int UNIQUE CHECK ({d} > 0))",
            "CREATE TABLE {t} ({c} int REFERENCES {u}, {d} mood)",
            "CREATE TABLE {t} ({c} int) INHERITS ({u})",
            "CREATE TABLE {t} ({c} int, {d} int) PARTITION BY RANGE ({c})",
            "CREATE TABLE {t} PARTITION OF {u} DEFAULT",
            "CREATE TABLE {t} (LIKE {u} INCLUDING ALL)",
            "CREATE TABLE {t} AS SELECT * FROM {u}",
            "CREATE VIEW {t} AS SELECT {c}, {d} FROM {u}",
            "CREATE OR REPLACE VIEW {t} AS SELECT {c} FROM {u}",
            "CREATE MATERIALIZED VIEW {t} AS SELECT {c} FROM {u}",
            "CREATE SEQUENCE {t} OWNED BY {u}.{c}",
            "CREATE INDEX {n} ON {t} ({c}, ({c} + {d}))",
            "CREATE UNIQUE INDEX ON ONLY {t} ({c}) WHERE {d} > 0",
            "ALTER TABLE {t} ADD COLUMN {c} int",
            "ALTER TABLE {t} ADD COLUMN IF NOT EXISTS {c} bigserial",
            "ALTER TABLE {t} DROP COLUMN {c}",
            "ALTER TABLE {t} DROP COLUMN IF EXISTS {c} CASCADE",
            "ALTER TABLE {t} ALTER COLUMN {c} SET NOT NULL, ALTER COLUMN {d} TYPE text",
            "ALTER TABLE {t} ADD CONSTRAINT {n} FOREIGN KEY ({c}) REFERENCES {u} NOT VALID",
            "ALTER TABLE {t} ADD CONSTRAINT {n} UNIQUE ({c})",
            "ALTER TABLE {t} ADD PRIMARY KEY USING INDEX {n}",
            "ALTER TABLE {t} DROP CONSTRAINT {n}",
            "ALTER TABLE {t} DROP CONSTRAINT IF EXISTS {n} CASCADE",
            "ALTER TABLE {t} RENAME TO {n}",
            "ALTER TABLE {t} RENAME COLUMN {c} TO {d}",
            "ALTER TABLE {t} SET SCHEMA s",
            "ALTER TABLE {t} ATTACH PARTITION {u} DEFAULT",
            "ALTER TABLE {t} DETACH PARTITION {u}",
            "ALTER TABLE {t} INHERIT {u}",
            "ALTER TABLE {t} NO INHERIT {u}",
            "ALTER INDEX {t} ATTACH PARTITION {u}",
            "ALTER INDEX {t} RENAME TO {n}",
            "DROP TABLE {t}",
            "DROP TABLE IF EXISTS {t}, {u} CASCADE",
            "DROP INDEX IF EXISTS {t}",
            "DROP VIEW {t} CASCADE",
            "DROP SEQUENCE {t} CASCADE",
            "DROP SCHEMA s CASCADE",
            "ALTER SCHEMA s RENAME TO r",
            "CREATE TYPE mood AS ENUM ('a')",
            "ALTER TYPE mood ADD VALUE 'b'",
            "DROP TYPE mood CASCADE",
            "CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS ''",
            "DROP FUNCTION f CASCADE",
            "CREATE TRIGGER {n} AFTER INSERT ON {t} FOR EACH ROW EXECUTE FUNCTION f()",
            "CREATE POLICY {n} ON {t} USING ({c} > 0)",
            "INSERT INTO {t} VALUES (1)",
            "TRUNCATE {t} CASCADE",
            "SET search_path = s, public",
            "SAVEPOINT {n}",
            "ROLLBACK TO {n}",
        ]);
        let simple = prop::sample::select(vec!["a", "b", "i", "k"]);
        (templates, name(), name(), column(), column(), simple).prop_map(|(template, t, u, c, d, n)| {
            let filled = template.replace("{t}", t).replace("{u}", u).replace("{c}", c);
            filled.replace("{d}", d).replace("{n}", n)
        })
    }

    proptest! {
        #![proptest_config(ProptestConfig { cases: 200, failure_persistence: None, ..ProptestConfig::default() })]

        #[test]
        fn a_rollback_brings_everything_back(
            before in prop::collection::vec(statement(), 0..12),
            within in prop::collection::vec(statement(), 1..12),
            version in prop::sample::select(vec![PgVersion::V15, PgVersion::V18]),
        ) {
            let first = before.join(";\n");
            let second = format!("BEGIN;\n{};\nROLLBACK", within.join(";\n"));
            let history = simulate(Baseline::Unknown, version, &[(&first, None), (&second, None)]);
            let script = history.migrations[1].up.as_ref().unwrap();
            prop_assert_eq!(script.before.dump(), script.after.dump());
            for step in history.migrations.iter().flat_map(|migration| &migration.up).flat_map(|up| &up.steps) {
                links_hold(&step.before);
            }
        }
    }

    /// Every link has its other end.
    fn links_hold(catalog: &Catalog) {
        for relation in catalog.relations() {
            let other =
                |id| catalog.relation(id).unwrap_or_else(|| panic!("{} has a dead link", relation.name));
            assert_eq!(catalog.relation_named(&relation.name).map(|found| found.id), Some(relation.id));
            assert!(relation.children.iter().all(|child| other(*child).parents.contains(&relation.id)));
            assert!(relation.parents.iter().all(|parent| other(*parent).children.contains(&relation.id)));
            assert!(relation.reads.iter().all(|read| other(*read).read_by.contains(&relation.id)));
            assert!(relation.read_by.iter().all(|view| other(*view).reads.contains(&relation.id)));
            for constraint in &relation.constraints {
                if let Some(referenced) = constraint.references() {
                    assert!(other(referenced).referenced_by.contains(&relation.id), "{}", constraint.name);
                }
                if let Some(index) = constraint.index() {
                    assert!(relation.indexes.contains(&index), "{} of {}", constraint.name, relation.name);
                }
            }
            for holder in &relation.referenced_by {
                let points =
                    other(*holder).constraints.iter().any(|known| known.references() == Some(relation.id));
                assert!(points, "{} is not referenced by {}", relation.name, other(*holder).name);
            }
            for index in &relation.indexes {
                let table = other(*index).index.as_ref().and_then(|index| index.table);
                assert_eq!(table, Some(relation.id), "index {}", other(*index).name);
            }
            if let Some(table) = relation.index.as_ref().and_then(|index| index.table) {
                assert!(other(table).indexes.contains(&relation.id), "index {}", relation.name);
            }
            for column in &relation.columns {
                if let Some(sequence) = column.sequence {
                    let owner = other(sequence)
                        .sequence_owner
                        .as_ref()
                        .map(|(table, name, _)| (*table, name.clone()));
                    assert_eq!(owner, Some((relation.id, column.name.clone())), "{}", relation.name);
                }
            }
        }
    }
}
