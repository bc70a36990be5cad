//! The arguments of `monitor`.

use std::path::PathBuf;

use clap::{Args, Subcommand};

use super::{Color, CommonArguments, DatabaseArguments};
use crate::monitor::report;
use crate::report::Format;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct MonitorArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: MonitorCommand,
}

#[derive(Clone, Debug, Subcommand)]
pub(in crate::cli) enum MonitorCommand {
    /// Take the sample that later ones are held against
    Baseline(SampleArguments),
    /// Take another sample
    Sample(SampleArguments),
    /// Say what happened since the baseline
    Report(ReportArguments),
}

/// What is looked at.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct SampleArguments {
    #[command(flatten)]
    pub(in crate::cli) about: WatchArguments,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct WatchArguments {
    #[command(flatten)]
    pub(in crate::cli) database: DatabaseArguments,
    /// The folder of samples [default: .migrate-lint/monitor]
    #[arg(long, value_name = "FOLDER")]
    pub(in crate::cli) folder: Option<PathBuf>,
    /// A log file to read from where the last sample stopped; may be given several times
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) log: Vec<PathBuf>,
    /// The lines of it that count
    #[arg(long, value_name = "REGEX", default_value = "ERROR|FATAL|PANIC")]
    pub(in crate::cli) log_pattern: String,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ReportArguments {
    #[command(flatten)]
    pub(in crate::cli) about: WatchArguments,
    /// Take a sample first: with this, one command answers for cron
    #[arg(long)]
    pub(in crate::cli) now: bool,
    /// Tables, as `schema.name`, that nobody may use; may be given several times
    #[arg(long, value_name = "GLOB", value_parser = super::glob)]
    pub(in crate::cli) idle: Vec<String>,
    /// Tables that must be written; may be given several times
    #[arg(long, value_name = "GLOB", value_parser = super::glob)]
    pub(in crate::cli) growing: Vec<String>,
    /// Indexes that must be used; may be given several times
    #[arg(long, value_name = "GLOB", value_parser = super::glob)]
    pub(in crate::cli) used_index: Vec<String>,
    /// Scans of a table a day that are no use of it: a backup reads every table
    #[arg(long, value_name = "NUMBER", default_value_t = 0)]
    pub(in crate::cli) scans_per_day: i64,
    /// Percent that a statement may be slower than before the baseline
    #[arg(long, value_name = "PERCENT")]
    pub(in crate::cli) slower: Option<f64>,
    /// With --slower: milliseconds that a new statement may take
    #[arg(long, value_name = "MILLISECONDS", default_value_t = 1000.0)]
    pub(in crate::cli) slow: f64,
    /// Lines of the logs that may match
    #[arg(long, value_name = "NUMBER")]
    pub(in crate::cli) log_matches: Option<u64>,
    /// Days that must have been watched
    #[arg(long, value_name = "DAYS", default_value_t = 0)]
    pub(in crate::cli) days: i64,
    /// How to write the report
    #[arg(long, value_name = "FORMAT", value_parser = super::format_of(&report::FORMATS), default_value = "human")]
    pub(in crate::cli) format: Format,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

impl MonitorArguments {
    pub(in crate::cli) fn color(&self) -> Color {
        match &self.command {
            MonitorCommand::Baseline(arguments) | MonitorCommand::Sample(arguments) => arguments.common.color,
            MonitorCommand::Report(arguments) => arguments.common.color,
        }
    }
}
