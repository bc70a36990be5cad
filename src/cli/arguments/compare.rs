//! The arguments of `compare`.

use std::path::PathBuf;

use clap::Args;

use super::CommonArguments;
use crate::compare::report;
use crate::report::Format;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct CompareArguments {
    /// The environment variable that holds the URL of the database that is as it should be
    #[arg(long, value_name = "VAR", conflicts_with = "source", required_unless_present = "source")]
    pub(in crate::cli) source_env: Option<String>,
    /// The environment variable that holds the URL of the one that is held against it
    #[arg(long, value_name = "VAR", conflicts_with = "target", required_unless_present = "target")]
    pub(in crate::cli) target_env: Option<String>,
    /// In place of --source-env: a database of migrate-lint.toml (`[databases.NAME]`)
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) source: Option<String>,
    /// In place of --target-env: a database of migrate-lint.toml (`[databases.NAME]`)
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) target: Option<String>,
    /// How far row counts may be apart: `1%`, or `orders=5` for one table; may be given several times [default: 0]
    #[arg(long, value_name = "[TABLE=]ROWS")]
    pub(in crate::cli) tolerance: Vec<String>,
    /// Leave out tables whose `schema.name` matches this pattern; may be given several times
    #[arg(long, value_name = "GLOB", value_parser = super::glob)]
    pub(in crate::cli) exclude: Vec<String>,
    /// Connections to each of the two
    #[arg(long, short, value_name = "NUMBER", default_value_t = 2)]
    pub(in crate::cli) jobs: usize,
    /// Seconds that one question may take
    #[arg(long, value_name = "SECONDS", default_value_t = 600)]
    pub(in crate::cli) max_seconds: u64,
    /// Where answers are kept until all are there, so that a run that was interrupted goes on [default: a file in
    /// .migrate-lint/compare]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) state: Option<PathBuf>,
    /// Ask everything anew, whatever an interrupted run has answered
    #[arg(long)]
    pub(in crate::cli) fresh: bool,
    /// Connect to another host without encryption
    #[arg(long)]
    pub(in crate::cli) allow_plaintext: bool,
    /// No progress bar on long runs
    #[arg(long)]
    pub(in crate::cli) no_progress: bool,
    /// How to write the comparison
    #[arg(long, value_name = "FORMAT", value_parser = super::format_of(&report::FORMATS), default_value = "human")]
    pub(in crate::cli) format: Format,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}
