//! Migrations of other databases, told by the names of folders and files or by their syntax.

use super::layout::Loaded;
use super::lex::{Token, tokens};
use super::tree::{File, Folder, is_sql, spread};
use crate::migration::MigrationSource;

mod twins;

pub(super) use twins::Twins;

/// Words in the names of folders and files, and whose they are.
const NAMES: &[(&str, &str)] = &[
    ("mysql", "MySQL"),
    ("mariadb", "MariaDB"),
    ("sqlite", "SQLite"),
    ("sqlite3", "SQLite"),
    ("libsql", "SQLite"),
    ("turso", "SQLite"),
    ("mssql", "SQL Server"),
    ("sqlserver", "SQL Server"),
    ("tsql", "SQL Server"),
    ("oracle", "Oracle"),
    ("clickhouse", "ClickHouse"),
    ("cockroach", "CockroachDB"),
    ("cockroachdb", "CockroachDB"),
    ("crdb", "CockroachDB"),
    ("cassandra", "Cassandra"),
    ("scylla", "ScyllaDB"),
    ("tidb", "TiDB"),
    ("spanner", "Spanner"),
    ("bigquery", "BigQuery"),
    ("snowflake", "Snowflake"),
    ("duckdb", "DuckDB"),
    ("redshift", "Redshift"),
    ("db2", "Db2"),
    ("h2", "H2"),
    ("hsqldb", "HSQLDB"),
    ("derby", "Derby"),
    ("firebird", "Firebird"),
    ("trino", "Trino"),
    ("ydb", "YDB"),
    ("singlestore", "SingleStore"),
];

const POSTGRES: &[&str] =
    &["postgres", "postgresql", "pg", "pgx", "psql", "pgsql", "timescale", "timescaledb"];

/// Whether a word, in lower case, stands for PostgreSQL.
pub(super) fn is_postgres(word: &str) -> bool {
    POSTGRES.contains(&word)
}

/// The other database that a folder is called after.
pub(super) fn of_name(name: &str) -> Option<&'static str> {
    let name = name.to_ascii_lowercase();
    let parts = || name.split(|character: char| !character.is_ascii_alphanumeric());
    if parts().any(is_postgres) {
        return None;
    }
    let whole = NAMES.iter().find(|(word, _)| parts().any(|part| part == *word));
    // `riversqlite` and `mysqlmigrations` are single words.
    let glued = || {
        NAMES.iter().find(|(word, _)| {
            word.len() >= 5
                && parts()
                    .any(|part| part.ends_with(word) || (part.starts_with(word) && part.contains("migr")))
        })
    };
    whole.or_else(glued).map(|(_, database)| *database)
}

/// The other database that a folder is called after. Many a package for a second database is called `db2`, so that of
/// this name the scripts decide.
pub(super) fn of_folder(folder: Folder) -> Option<&'static str> {
    of_name(folder.name()).filter(|database| *database != "Db2" || !holds_postgres(folder))
}

/// Whether a script below is PostgreSQL's by its syntax.
fn holds_postgres(folder: Folder) -> bool {
    let mut files = folder.all_files();
    files.retain(|file| is_sql(file.name()));
    spread(files, 48).iter().any(|file| file.source().is_ok_and(|source| telltale(source.text()) == Some("")))
}

/// The files below a folder, without the folders of other databases.
pub(super) fn own_files<'a>(folder: Folder<'a>, loaded: &mut Loaded) -> Vec<File<'a>> {
    let mut files: Vec<File> = folder.files().collect();
    for inner in folder.folders() {
        match of_folder(inner) {
            Some(database) => loaded.note(inner.shown(), format!("holds {database} migrations: left out")),
            None => files.append(&mut own_files(inner, loaded)),
        }
    }
    files
}

/// The database of a name that a tool's configuration uses: `provider = "mysql"`.
pub(super) fn of_provider(provider: &str) -> Option<&'static str> {
    let provider = provider.to_ascii_lowercase();
    if is_postgres(&provider) {
        return None;
    }
    NAMES.iter().find(|(word, _)| *word == provider).map(|(_, database)| *database)
}

/// The database that one file among others is for: `1_x.mysql.up.sql`.
pub(super) fn of_file(name: &str) -> Option<FileDialect> {
    name.split('.').skip(1).find_map(of_word_in_name)
}

fn of_word_in_name(word: &str) -> Option<FileDialect> {
    let word = word.to_ascii_lowercase();
    if is_postgres(&word) {
        return Some(FileDialect::Postgres);
    }
    NAMES.iter().find(|(known, _)| *known == word).map(|(_, database)| FileDialect::Other(database))
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum FileDialect {
    Postgres,
    Other(&'static str),
}

/// The other database that the folder or one close above it is called after.
pub(super) fn of_path(folder: Folder) -> Option<&'static str> {
    folder.upward().take(3).find_map(of_folder)
}

/// The other database whose syntax most of the scripts are in.
pub(super) fn of_scripts(migrations: &[MigrationSource]) -> Option<&'static str> {
    // Beside files for PostgreSQL alone, the others are for several databases.
    let own = |migration: &MigrationSource| {
        migration.up.as_ref().is_some_and(|up| {
            let name = up.source.path().rsplit('/').next().unwrap_or_default();
            of_file(name) == Some(FileDialect::Postgres) || !up.shared_with.is_empty()
        })
    };
    if migrations.iter().any(own) {
        return None;
    }
    let texts: Vec<&str> = migrations
        .iter()
        .filter_map(|migration| migration.up.as_ref().or(migration.down.script()))
        .map(|up| up.source.text())
        .collect();
    let mut postgres = 0;
    let mut others: Vec<(&'static str, usize)> = Vec::new();
    for text in spread(texts, 48) {
        let end = (0..=text.len().min(65_536)).rev().find(|end| text.is_char_boundary(*end)).unwrap_or(0);
        match telltale(&text[..end]) {
            Some("") => postgres += 1,
            Some(database) => match others.iter_mut().find(|(known, _)| *known == database) {
                Some((_, count)) => *count += 1,
                None => others.push((database, 1)),
            },
            None => {}
        }
    }
    let (database, count) = others.into_iter().max_by_key(|(_, count)| *count)?;
    (count > postgres).then_some(database)
}

/// The other database that the crate around a folder is built for, where no script says that it is PostgreSQL's.
pub(super) fn of_crate(folder: Folder, migrations: &[MigrationSource]) -> Option<&'static str> {
    let manifest = folder.upward().find_map(|folder| folder.text("Cargo.toml"))?;
    let feature = |name: &str| manifest.contains(&format!("\"{name}\""));
    if feature("postgres") {
        return None;
    }
    let others = [("sqlite", "SQLite"), ("rusqlite", "SQLite"), ("mysql", "MySQL")];
    let (_, database) = others.into_iter().find(|(name, _)| feature(name))?;
    let mut scripts = migrations.iter().filter_map(|migration| migration.up.as_ref());
    // SQLite takes any word for a type.
    let is_postgres = scripts.any(|up| telltale_but(up.source.text(), "jsonb") == Some(""));
    (!is_postgres).then_some(database)
}

/// The database that a text betrays; an empty name is PostgreSQL.
fn telltale(text: &str) -> Option<&'static str> {
    telltale_but(text, "")
}

/// The same without one word.
fn telltale_but(text: &str, shared: &str) -> Option<&'static str> {
    let mut before = [Token::End; 2];
    let (mut postgres, mut backticks) = (0_u32, 0_u32);
    let (mut other, mut is_sure) = (None, false);
    let mut rest = tokens(text).peekable();
    while let Some(token) = rest.next() {
        let found = match token {
            // `FROM #orders` is a temporary table; `#schema#` is a template's.
            Token::Word(_) if is_hashed(before) && rest.peek() != Some(&Token::Mark(b'#')) => {
                Some("SQL Server")
            }
            Token::Mark(b'`') => {
                backticks += 1;
                None
            }
            Token::Mark(b'(') if matches!(before[1], Token::Word("Nullable" | "LowCardinality")) => {
                Some("ClickHouse")
            }
            Token::Mark(b'(') if before[1].is("strftime") || before[1].is("raise") => Some("SQLite"),
            Token::Mark(b':') if before[1] == Token::Mark(b':') => {
                postgres += 1;
                None
            }
            Token::Word(word) if word.eq_ignore_ascii_case(shared) => None,
            Token::Word(word) => match of_word(word, before) {
                Some("") => {
                    postgres += 1;
                    None
                }
                found => found,
            },
            _ => None,
        };
        // `PRIMARY KEY AUTOINCREMENT` is an error in PostgreSQL, whatever words stand around.
        is_sure |= before[1].is("key") && token.is("autoincrement");
        other = other.or(found);
        before = [before[1], token];
    }
    // A backtick is no SQL in PostgreSQL; one pair may be a slip, or part of a template.
    let other = other.or((backticks >= 2 && postgres == 0).then_some("MySQL"));
    match other {
        Some(database) if postgres < 2 || backticks > 0 || is_sure => Some(database),
        _ if postgres > 0 => Some(""),
        _ => None,
    }
}

/// Whether a `#` stands where a table is named, which is no SQL in PostgreSQL.
fn is_hashed(before: [Token; 2]) -> bool {
    const BEFORE_TABLES: &[&str] = &["from", "into", "join", "table", "update"];
    before[1] == Token::Mark(b'#') && BEFORE_TABLES.iter().any(|word| before[0].is(word))
}

/// ClickHouse tells upper case from lower, and `int8` is PostgreSQL's.
const CLICKHOUSE_TYPES: &[&str] =
    &["Int8", "Int16", "Int32", "Int64", "UInt8", "UInt16", "UInt32", "UInt64", "DateTime64", "FixedString"];

fn of_word(word: &str, before: [Token; 2]) -> Option<&'static str> {
    let starts = before[1] == Token::End;
    if CLICKHOUSE_TYPES.contains(&word) {
        return Some("ClickHouse");
    }
    // No longer word tells anything.
    let mut lower = [0; 24];
    let lower = lower.get_mut(..word.len())?;
    lower.copy_from_slice(word.as_bytes());
    lower.make_ascii_lowercase();
    match std::str::from_utf8(lower).unwrap_or_default() {
        "auto_increment" | "tinyint" | "mediumtext" | "longtext" | "unsigned" | "mediumblob" | "longblob" => {
            Some("MySQL")
        }
        "modify" | "change" if before[0].is("table") => Some("MySQL"),
        "index" | "key" if before[1].is("add") => Some("MySQL"),
        "engine" if matches!(before[1], Token::Mark(b')')) => Some("MySQL"),
        "mergetree" | "replacingmergetree" | "aggregatingmergetree" | "replicatedmergetree" => {
            Some("ClickHouse")
        }
        "autoincrement" => Some("SQLite"),
        // A type after the name of a column, and no column of that name.
        "blob" if matches!(before, [Token::Mark(b'(' | b','), Token::Word(_) | Token::Quoted(_)]) => {
            Some("SQLite")
        }
        "pragma" if starts => Some("SQLite"),
        "ignore" | "replace" if before[0].is("insert") && before[1].is("or") => Some("SQLite"),
        "nvarchar" | "uniqueidentifier" | "datetime2" | "datetimeoffset" => Some("SQL Server"),
        "varchar2" | "nvarchar2" => Some("Oracle"),
        "jsonb" | "timestamptz" | "bytea" | "bigserial" | "serial" | "plpgsql" | "concurrently"
        | "extension" | "gin" | "gist" | "tsvector" | "citext" | "ilike" | "int4" | "int8"
        | "timestamptz3" => Some(""),
        _ => None,
    }
}
