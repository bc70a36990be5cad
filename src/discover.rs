//! Paths to migrations in the order they run: finds each folder of migrations and the tool it belongs to.

use std::path::{Path, PathBuf};

use crate::migration::{HistorySource, TransactionUnit};
use crate::source::SourceFile;

mod anchor;
mod application;
mod asked;
mod atlas;
mod beginning;
mod bun;
mod claim;
mod configured;
mod db_migrate;
mod dbmate;
mod dialect;
mod diesel;
mod drizzle;
mod dumps;
mod embedded;
mod flyway;
mod git;
mod golang_migrate;
mod goose;
mod graphile_migrate;
mod hasura;
mod layout;
mod lex;
mod lines;
mod liquibase;
mod manifest;
mod migratus;
mod names;
mod node_pg_migrate;
mod pgmigrate;
mod picture;
mod pieces;
mod pinejs;
mod plain;
mod pop;
mod postgrator;
mod postgres_migrations;
mod prisma;
mod queries;
mod rambler;
mod read;
mod refinery;
mod sql_migrate;
mod sqitch;
mod sqlx;
mod supabase;
mod taken;
mod tern;
mod told_twice;
mod tree;
mod yoyo;

pub use application::{application, code_files};
pub use asked::absolute;
pub use claim::Survey;
pub use configured::{
    assumed_units, configuration_of, override_units, path_base, start_after, today, upward,
};
pub use git::{Blob, Difference, GitFailure, Repository};
pub use layout::Layout;
pub use read::{decode as decode_source, read as read_source};
pub use taken::is_taken;

/// Every layout. Where two recognize a folder equally well, the first one has it.
pub static LAYOUTS: &[&Layout] = &[
    &sqitch::LAYOUT,
    &prisma::LAYOUT,
    &drizzle::LAYOUT,
    &graphile_migrate::LAYOUT,
    &supabase::LAYOUT,
    &hasura::LAYOUT,
    &diesel::LAYOUT,
    &goose::LAYOUT,
    &goose::FOLDERS,
    &dbmate::LAYOUT,
    &sql_migrate::LAYOUT,
    &rambler::LAYOUT,
    &tern::LAYOUT,
    &liquibase::LAYOUT,
    &liquibase::FILES,
    &atlas::LAYOUT,
    &dumps::ALEMBIC_LAYOUT,
    &dumps::DJANGO_LAYOUT,
    &dumps::RAILS_LAYOUT,
    &yoyo::LAYOUT,
    &postgrator::LAYOUT,
    &db_migrate::LAYOUT,
    &pinejs::LAYOUT,
    &pop::POPX_LAYOUT,
    &pop::LAYOUT,
    &pgmigrate::LAYOUT,
    &refinery::LAYOUT,
    &flyway::LAYOUT,
    &sqlx::LAYOUT,
    &migratus::LAYOUT,
    &bun::GO_PG_LAYOUT,
    &bun::LAYOUT,
    &golang_migrate::LAYOUT,
    &node_pg_migrate::LAYOUT,
    &postgres_migrations::LAYOUT,
    &plain::RELEASES,
    &plain::LAYOUT,
    &plain::NESTED,
    &golang_migrate::PSQL_LAYOUT,
];

/// The layout of a tool by its name.
pub fn layout(name: &str) -> Option<&'static Layout> {
    LAYOUTS.iter().copied().find(|layout| layout.tool.name.eq_ignore_ascii_case(name))
}

/// The names that `--layout` takes.
pub fn layout_names() -> Vec<&'static str> {
    let mut names: Vec<&str> = LAYOUTS.iter().map(|layout| layout.tool.name).collect();
    names.dedup();
    names
}

/// What discovery found.
#[derive(Clone, Debug, Default)]
pub struct Discovery {
    pub histories: Vec<HistorySource>,
    /// What was left out on purpose.
    pub notes: Vec<Note>,
    /// What could not be read.
    pub failures: Vec<Failure>,
}

/// Something left out on purpose: `mysql/` `holds MySQL migrations: left out`.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Note {
    pub path: String,
    /// What follows the path, as a sentence.
    pub message: String,
}

/// A path that could not be read, why, and what to do.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Failure {
    pub path: String,
    /// What follows the path, as a sentence.
    pub message: String,
    /// The first byte at fault, counted from zero, and its line, counted from one.
    pub offset: Option<usize>,
    pub line: Option<usize>,
    pub remedy: Option<String>,
}

/// What the command line and the configuration say about finding migrations.
#[derive(Clone, Debug, Default)]
pub struct DiscoverOptions {
    /// The layout of every folder, by name.
    pub layout: Option<String>,
    /// The layouts of folders, by a pattern as in `exclude`; the last that matches counts.
    pub layouts: Vec<(String, String)>,
    /// Files and folders to leave out, as in the configuration. An excluded file of a history is still read, so that
    /// the catalog is right.
    pub exclude: Vec<String>,
    /// How scripts are run that do not say so themselves, in place of what the tool does by default.
    pub unit: Option<TransactionUnit>,
    /// Texts that stand in place of files, or are taken for files that are not there yet.
    pub texts: Vec<(PathBuf, String)>,
    /// Files that are taken not to be there.
    pub hidden: Vec<PathBuf>,
    /// The folder that patterns start from; the current one if absent.
    pub root: Option<PathBuf>,
}

/// Finds the migrations under the given paths.
pub fn discover(paths: &[PathBuf], options: &DiscoverOptions) -> Discovery {
    Survey::new(paths, options.clone()).discovery()
}

/// A text that belongs to no folder, as the one migration of a history.
pub fn standalone(name: &str, text: &str, options: &DiscoverOptions) -> HistorySource {
    claim::standalone(SourceFile::new(name, text), options)
}

/// One migration from standard input. With the name of a file, it stands in that file's place in its history.
pub fn stdin(text: &str, filename: Option<&Path>, options: &DiscoverOptions) -> Discovery {
    let Some(path) = filename else {
        let history = standalone("<stdin>", text, options);
        return Discovery { histories: vec![history], ..Discovery::default() };
    };
    let source = SourceFile::new(asked::shown(path), text);
    Survey::with(&[path.to_path_buf()], options.clone(), Some(source)).discovery()
}
