//! The keys of `migrate-lint.toml`: what each is for, and what it takes. The schema and the editor read it here.

use super::{FailOn, SeverityChoice};
use crate::migration::TransactionUnit;
use crate::version::PgVersion;

/// A key, as somebody who writes the file has to know it.
#[derive(Clone, Copy, Debug)]
pub struct Key {
    pub name: &'static str,
    pub summary: &'static str,
    pub takes: Takes,
}

/// What can stand behind the `=`.
#[derive(Clone, Copy, Debug)]
pub enum Takes {
    Version,
    /// A version as the migration tool writes it.
    MigrationVersion,
    Layout,
    /// One of a few words.
    Word(fn() -> Vec<&'static str>),
    /// Path patterns.
    Globs,
    /// Rules, categories, `default` and `all`.
    Selectors,
    Text,
    Texts,
    /// A table of names and plain values.
    Scalars,
    /// A table for each rule.
    Rules,
    /// A table with keys of its own.
    Table(&'static [Key]),
    /// A table for each name, with keys of its own.
    Named(&'static [Key]),
    /// A list of tables with keys of their own; the first one must be there.
    Tables(&'static [Key]),
    /// A table (`object`) or a list of tables (`array`) whose keys are not told here.
    Open(&'static str),
}

const fn key(name: &'static str, takes: Takes, summary: &'static str) -> Key {
    Key { name, summary, takes }
}

const UNIT: Takes = Takes::Word(|| TransactionUnit::ALL.map(TransactionUnit::name).to_vec());

/// The keys at the top of the file.
pub static FILE: &[Key] = &[
    key("pg-version", Takes::Version, "The PostgreSQL major version of the server that runs the migrations."),
    key("layout", Takes::Layout, "The migration tool, where it is not recognized."),
    key("transaction", UNIT, "How the tool sends a file that does not say so itself."),
    key("start-after", Takes::MigrationVersion, "The last version that was there before, and is not judged."),
    key("exclude", Takes::Globs, "Paths that are not looked at."),
    key("select", Takes::Selectors, "Which rules are on."),
    key("ignore", Takes::Selectors, "Which rules are off, of those that are on."),
    key("fail-on", Takes::Word(|| FailOn::NAMES.to_vec()), "The least severity that makes a run fail."),
    key("rules", Takes::Rules, "A rule's severity, the paths it leaves alone, and its options."),
    key("custom", Takes::Open("array"), "Rules of the team's own."),
    key("placeholders", Takes::Scalars, "What templating placeholders stand for."),
    key("settings", Takes::Scalars, "Settings that the tool or the role gives every session."),
    key("migrations", Takes::Tables(FOLDER), "What holds for one folder alone."),
    key("application", Takes::Table(APPLICATION), "Where the code is that uses the database."),
    key("databases", Takes::Named(DATABASE), "Databases by name, and where their addresses are found."),
    key("assert", Takes::Open("array"), "Queries with the answers that they must give."),
    key("gate", Takes::Open("object"), "Gates by name, and what they ask before and after a migration."),
];

/// The keys of `[[migrations]]`.
pub static FOLDER: &[Key] = &[
    key("path", Takes::Text, "The folder, as seen from this file."),
    key("layout", Takes::Layout, "The migration tool of the folder."),
    key("transaction", UNIT, "How the tool sends the folder's files."),
    key("start-after", Takes::MigrationVersion, "The last version of the folder that is not judged."),
];

/// The keys of `[application]`.
pub static APPLICATION: &[Key] =
    &[key("paths", Takes::Globs, "The code that is searched for what migrations drop or rename.")];

/// The keys of `[databases.NAME]`.
pub static DATABASE: &[Key] = &[
    key("url-env", Takes::Text, "The environment variable that holds its URL."),
    key("service", Takes::Text, "Its section of pg_service.conf."),
    key("url-command", Takes::Texts, "The command that prints its URL."),
    key(
        "role",
        Takes::Word(|| vec!["production", "staging", "development"]),
        "What is lost there when something is lost.",
    ),
    key("system-identifier", Takes::Text, "What `pg_control_system()` says of it."),
    key(
        "migration-role",
        Takes::Text,
        "The role that runs the migrations, where it is not the one that looks.",
    ),
];

/// The keys that every rule's table can have, beside the rule's own options.
pub static RULE: &[Key] = &[
    key("severity", Takes::Word(|| SeverityChoice::NAMES.to_vec()), "How much its findings matter."),
    key("exclude", Takes::Globs, "Paths that the rule leaves alone."),
];

/// The names of keys.
pub fn names(keys: &[Key]) -> Vec<&'static str> {
    keys.iter().map(|key| key.name).collect()
}

/// The versions that `pg-version` takes.
pub fn versions() -> Vec<u8> {
    PgVersion::all().map(PgVersion::major).collect()
}
