//! The arguments, as `clap` reads them.

use std::ffi::OsString;
use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, CommandFactory, Parser, Subcommand, ValueEnum};

use crate::config::{FailOn, Selector};
use crate::report::Format;
use crate::version::PgVersion;

mod compare;
mod database;
mod rehearse;
mod gate;
mod monitor;
mod scope;

use super::report::Wanted;

pub(super) use compare::CompareArguments;
pub(super) use database::{
    DatabaseArguments, DiffArguments, DriftArguments, EvidenceArguments, PhaseArgument, SnapshotArguments,
    SnapshotCommand, VerifyArguments, WriteSnapshot,
};
pub(super) use gate::*;
pub(super) use monitor::{MonitorArguments, MonitorCommand, ReportArguments, WatchArguments};
pub(super) use rehearse::{RehearseArguments, ServerChoice};
pub(super) use scope::{BaselineArguments, CacheArguments, ScopeArguments};

/// Lint PostgreSQL migrations: locks, rewrites, data loss, rollback
///
/// Reads folders of SQL migrations in the order their tool runs them, simulates the schema, and says which
/// statements block whom, lose what, or cannot be taken back.
#[derive(Debug, Parser)]
#[command(
    name = "migrate-lint",
    version,
    args_conflicts_with_subcommands = true,
    after_help = "Exit codes: 0 nothing at or above --fail-on, 1 findings, 2 could not run.\n\
                  Settings come from migrate-lint.toml, found upward from the linted folder; flags win."
)]
pub(super) struct Cli {
    #[command(subcommand)]
    pub(super) command: Option<Command>,
    #[command(flatten)]
    pub(super) check: CheckArguments,
}

#[derive(Debug, Subcommand)]
pub(super) enum Command {
    /// Lint migrations (the default)
    Check(Box<CheckArguments>),
    /// Show a rule's page: why, examples, options
    Explain(ExplainArguments),
    /// List all rules
    Rules(RulesArguments),
    /// Show which statement takes which lock on which table, and how long it is held
    Locks(LocksArguments),
    /// Print the way back of a migration, from what the history says was there before
    Rollback(RollbackArguments),
    /// Write the present findings to a file, so that only later ones are told
    Baseline(BaselineArguments),
    /// Compare the migrations that are applied with what the database is
    Drift(Box<DriftArguments>),
    /// Check that a database is ready for the pending migrations, or that they did what they should
    Verify(Box<VerifyArguments>),
    /// Write down what a database says about itself, for CI to judge by without a connection
    Snapshot(Box<SnapshotArguments>),
    /// Hold two databases against each other: schemas, row counts, foreign keys
    Compare(Box<CompareArguments>),
    /// Watch a database over time: what is used, what grows, what becomes slow
    Monitor(Box<MonitorArguments>),
    /// Run migrations up, down and up again on a scratch server, and say what it saw
    Rehearse(Box<RehearseArguments>),
    /// Lint migration plans: the SQL, the shell and the dates of a Markdown file
    Runbook(RunbookArguments),
    /// Hold the rules that migrate-lint.toml declares to their own examples
    Test(TestArguments),
    /// Decide go or no-go: ask every check of a gate
    Gate(Box<GateArguments>),
    /// Keep what a check of a gate needs to have seen
    Evidence(Box<RecordArguments>),
    /// Say that something holds which no program can see
    Attest(Box<AttestArguments>),
    /// Answer for going on without a check
    Waive(Box<WaiveArguments>),
    /// Write a commented migrate-lint.toml
    Init(InitArguments),
    /// Serve an editor: the Language Server Protocol over standard input and output
    Lsp(super::lsp::LspArguments),
    /// Print the JSON schema of migrate-lint.toml
    Schema,
    /// Print a completion script for a shell
    Completions { shell: clap_complete::Shell },
    /// Print the manual page
    Man,
}

#[derive(Clone, Debug, Default, Args)]
pub(super) struct CheckArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    /// How to write the findings [default: human]
    #[arg(long, value_name = "FORMAT", value_parser = format_of(&Format::ALL))]
    pub(super) format: Option<Format>,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// Also write a report in another format to a file; may be given several times
    #[arg(long, value_name = "FORMAT=FILE", value_parser = Wanted::read)]
    pub(super) report: Vec<Wanted>,
    /// Only these rules or categories (comma separated; also `all` and `default`)
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = Selector::read_flag)]
    pub(super) select: Option<Vec<Selector>>,
    /// Without these rules or categories
    #[arg(long, value_name = "RULES", value_delimiter = ',', value_parser = Selector::read_flag)]
    pub(super) ignore: Vec<Selector>,
    /// The least severity that makes the run fail [default: warning]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on_parser())]
    pub(super) fail_on: Option<FailOn>,
    /// Repair what can be repaired without a change of meaning
    #[arg(long)]
    pub(super) fix: bool,
    /// With --fix or --diff: also what changes the meaning and has to be looked at
    #[arg(long)]
    pub(super) unsafe_fixes: bool,
    /// Show what --fix would change, and write nothing
    #[arg(long)]
    pub(super) diff: bool,
    /// Lint again whenever something changes below the paths, until Ctrl-C
    #[arg(long, conflicts_with_all = ["fix", "diff", "staged"])]
    pub(super) watch: bool,
    #[command(flatten)]
    pub(super) scope: ScopeArguments,
    #[command(flatten)]
    pub(super) cache: CacheArguments,
    #[command(flatten)]
    pub(super) evidence: EvidenceArguments,
    #[command(flatten)]
    pub(super) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(super) struct LocksArguments {
    #[command(flatten)]
    pub(super) input: InputArguments,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ListFormat,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    #[command(flatten)]
    pub(super) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(super) struct RunbookArguments {
    /// Plans in Markdown; `-` is standard input
    #[arg(value_name = "FILES", required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The PostgreSQL major version of the server, 12 to 18 [default: the oldest still supported]
    #[arg(long, value_name = "VERSION")]
    pub(super) pg_version: Option<PgVersion>,
    /// How to write the findings
    #[arg(long, value_name = "FORMAT", value_parser = format_of(&Format::ALL), default_value = "human")]
    pub(super) format: Format,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(super) output: Option<PathBuf>,
    /// The least severity that makes the run fail [default: warning]
    #[arg(long, value_name = "SEVERITY", value_parser = fail_on_parser())]
    pub(super) fail_on: Option<FailOn>,
    #[command(flatten)]
    pub(super) common: CommonArguments,
}

/// What is read, and how.
#[derive(Clone, Debug, Args)]
pub(super) struct RollbackArguments {
    /// The migration's file
    #[arg(value_name = "FILE")]
    pub(super) file: PathBuf,
    /// Put it where the tool looks for it; what is there is never overwritten
    #[arg(long)]
    pub(super) write: bool,
    /// The PostgreSQL major version of the server, 12 to 18 [default: the oldest still supported]
    #[arg(long, value_name = "VERSION")]
    pub(super) pg_version: Option<PgVersion>,
    /// The migration tool, where it is not recognized
    #[arg(long, value_name = "TOOL", value_parser = layout_parser())]
    pub(super) layout: Option<String>,
    #[command(flatten)]
    pub(super) common: CommonArguments,
}

/// What is read, and how.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct InputArguments {
    /// Folders or files; `-` is standard input [default: find the folders below here]
    #[arg(value_name = "PATHS")]
    pub(super) paths: Vec<PathBuf>,
    /// The PostgreSQL major version of the server, 12 to 18 [default: the oldest still supported]
    #[arg(long, value_name = "VERSION")]
    pub(super) pg_version: Option<PgVersion>,
    /// The migration tool, where it is not recognized
    #[arg(long, value_name = "TOOL", value_parser = layout_parser())]
    pub(super) layout: Option<String>,
    /// Leave out paths that match this pattern
    #[arg(long, value_name = "GLOB", value_parser = glob)]
    pub(super) exclude: Vec<String>,
    /// Read what is staged in git in place of the working tree: what a commit will hold
    #[arg(long)]
    pub(super) staged: bool,
    /// The file that standard input stands for
    #[arg(long, value_name = "FILE")]
    pub(super) stdin_filename: Option<PathBuf>,
    /// No progress bar on long runs
    #[arg(long)]
    pub(super) no_progress: bool,
}

/// What every command takes.
#[derive(Clone, Debug, Default, Args)]
pub(super) struct CommonArguments {
    /// Read this configuration instead of looking for migrate-lint.toml
    #[arg(long, value_name = "FILE", conflicts_with = "no_config")]
    pub(super) config: Option<PathBuf>,
    /// Read no configuration
    #[arg(long)]
    pub(super) no_config: bool,
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
    /// Findings only, no closing line
    #[arg(long, short, conflicts_with = "verbose")]
    pub(super) quiet: bool,
    /// Say what was read, and with which settings
    #[arg(long, short)]
    pub(super) verbose: bool,
}

#[derive(Clone, Debug, Args)]
pub(super) struct ExplainArguments {
    /// A rule, or another tool's name for it
    #[arg(value_name = "RULE")]
    pub(super) rule: String,
    #[command(flatten)]
    pub(super) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(super) struct RulesArguments {
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(super) format: ListFormat,
    #[command(flatten)]
    pub(super) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(super) struct TestArguments {
    #[command(flatten)]
    pub(super) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(super) struct InitArguments {
    /// The folder to write it to
    #[arg(value_name = "FOLDER", default_value = ".")]
    pub(super) folder: PathBuf,
    /// Overwrite a file that is there
    #[arg(long)]
    pub(super) force: bool,
    /// Take over the settings of another linter
    #[arg(long, value_name = "TOOL")]
    pub(super) from: Option<Origin>,
    #[arg(long, value_name = "WHEN", default_value = "auto")]
    pub(super) color: Color,
}

#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, ValueEnum)]
pub(super) enum Color {
    #[default]
    Auto,
    Always,
    Never,
}

/// A linter whose settings can be taken over.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum Origin {
    Squawk,
    Eugene,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub(super) enum ListFormat {
    Human,
    Json,
}

impl Command {
    pub(super) fn color(&self) -> Color {
        match self {
            Command::Check(arguments) => arguments.common.color,
            Command::Locks(arguments) => arguments.common.color,
            Command::Explain(arguments) => arguments.common.color,
            Command::Rules(arguments) => arguments.common.color,
            Command::Rehearse(arguments) => arguments.common.color,
            Command::Rollback(arguments) => arguments.common.color,
            Command::Baseline(arguments) => arguments.common.color,
            Command::Runbook(arguments) => arguments.common.color,
            Command::Drift(arguments) => arguments.common.color,
            Command::Verify(arguments) => arguments.common.color,
            Command::Snapshot(arguments) => arguments.color(),
            Command::Compare(arguments) => arguments.common.color,
            Command::Monitor(arguments) => arguments.color(),
            Command::Test(arguments) => arguments.common.color,
            Command::Gate(arguments) => arguments.common.color,
            Command::Evidence(arguments) => arguments.common().color,
            Command::Attest(arguments) => arguments.about.common.color,
            Command::Waive(arguments) => arguments.about.common.color,
            Command::Init(arguments) => arguments.color,
            Command::Lsp(_) | Command::Schema | Command::Completions { .. } | Command::Man => Color::Auto,
        }
    }
}

/// Moves the subcommand before the flags, so that `--color never rules` means what it says. A path is no subcommand,
/// and a folder called `check` is reached as `./check`.
pub(super) fn command_first(mut arguments: Vec<OsString>) -> Vec<OsString> {
    let command = Cli::command();
    let mut at = 1;
    while let Some(argument) = arguments.get(at).and_then(|argument| argument.to_str()) {
        if !argument.starts_with('-') || argument == "-" {
            let is_command = command.get_subcommands().any(|known| known.get_name() == argument);
            if is_command {
                let name = arguments.remove(at);
                arguments.insert(1, name);
            }
            return arguments;
        }
        if argument == "--" {
            return arguments;
        }
        at += if takes_value(&command, argument) { 2 } else { 1 };
    }
    arguments
}

/// Whether a flag's value is the next argument.
fn takes_value(command: &clap::Command, argument: &str) -> bool {
    let known = command.get_arguments().find(|known| match argument.strip_prefix("--") {
        Some(long) => known.get_long() == Some(long),
        None => known
            .get_short()
            .is_some_and(|short| argument.strip_prefix('-') == Some(short.encode_utf8(&mut [0; 4]))),
    });
    known.is_some_and(|known| known.get_action().takes_values())
}

/// One of the formats that a command can write.
fn format_of(formats: &'static [Format]) -> impl TypedValueParser<Value = Format> {
    PossibleValuesParser::new(formats.iter().map(|format| format.name()))
        .map(|name| Format::from_name(&name).unwrap_or_default())
}

fn fail_on_parser() -> impl TypedValueParser<Value = FailOn> {
    PossibleValuesParser::new(FailOn::NAMES).map(|name| FailOn::from_name(&name).unwrap_or_default())
}

fn layout_parser() -> PossibleValuesParser {
    PossibleValuesParser::new(crate::discover::layout_names())
}

fn glob(pattern: &str) -> Result<String, String> {
    match crate::config::compile_glob(pattern) {
        Ok(_) => Ok(pattern.to_owned()),
        Err(error) => Err(error.kind().to_string()),
    }
}
