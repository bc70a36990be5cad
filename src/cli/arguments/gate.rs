//! The arguments of `gate`, `evidence`, `attest` and `waive`.

use std::path::PathBuf;

use clap::builder::{PossibleValuesParser, TypedValueParser};
use clap::{Args, Subcommand};

use super::CommonArguments;
use crate::gate::{Phase, report};
use crate::report::Format;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct GateArguments {
    /// The gate: `[gate.NAME]` in migrate-lint.toml, or gates/NAME.toml [default: the only one]; `import FILE.md` makes
    /// one from a checklist
    #[arg(value_name = "NAME")]
    pub(in crate::cli) name: Option<String>,
    /// With `import` as the NAME: the checklist in Markdown to make a gate of
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: Option<PathBuf>,
    /// Before the migration, after it, or before what it put aside is dropped
    #[arg(long, value_name = "PHASE", value_parser = phase_parser(), default_value = "go")]
    pub(in crate::cli) phase: Phase,
    /// How to write the decision
    #[arg(long, value_name = "FORMAT", value_parser = super::format_of(&report::FORMATS), default_value = "human")]
    pub(in crate::cli) format: Format,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Seconds that one question to the database may take
    #[arg(long, value_name = "SECONDS", default_value_t = 30)]
    pub(in crate::cli) max_seconds: u64,
    /// Connect to another host without encryption
    #[arg(long)]
    pub(in crate::cli) allow_plaintext: bool,
    /// Keep no record of the decision
    #[arg(long)]
    pub(in crate::cli) no_record: bool,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct RecordArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: RecordCommand,
}

#[derive(Clone, Debug, Subcommand)]
pub(in crate::cli) enum RecordCommand {
    /// Run a command, and keep its exit code, duration and the hash of its output
    Run(RunArguments),
    /// Read a dump, and keep its hash and which tables are in it
    Backup(BackupArguments),
    /// Restore a dump into a scratch server of this machine, and keep what came out
    Restore(RestoreArguments),
    /// List the records, and what is wrong with them
    List(ListArguments),
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct RunArguments {
    /// The entry of the gate that it is for
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    #[command(flatten)]
    pub(in crate::cli) about: AboutArguments,
    /// The command and its arguments
    #[arg(last = true, required = true, value_name = "COMMAND")]
    pub(in crate::cli) command: Vec<String>,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct BackupArguments {
    /// The dump: a file or a folder of pg_dump
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The entry of the gate that it is for
    #[arg(long, value_name = "ID", default_value = "backup")]
    pub(in crate::cli) id: String,
    #[command(flatten)]
    pub(in crate::cli) about: AboutArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct RestoreArguments {
    /// The dump: a file or a folder of pg_dump
    #[arg(value_name = "FILE")]
    pub(in crate::cli) file: PathBuf,
    /// The entry of the gate that it is for
    #[arg(long, value_name = "ID", default_value = "restored")]
    pub(in crate::cli) id: String,
    #[command(flatten)]
    pub(in crate::cli) about: AboutArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct ListArguments {
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct AttestArguments {
    /// The entry of the gate that it is for
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    /// What you say
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) statement: String,
    /// As what you say it: db-owner, on-call
    #[arg(long, value_name = "ROLE", default_value = "")]
    pub(in crate::cli) role: String,
    #[command(flatten)]
    pub(in crate::cli) about: AboutArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct WaiveArguments {
    /// The entry of the gate that is waived
    #[arg(value_name = "ID")]
    pub(in crate::cli) id: String,
    /// Why to go on without it
    #[arg(long, value_name = "TEXT")]
    pub(in crate::cli) reason: String,
    /// The day on which the waiver ends
    #[arg(long, value_name = "DAY")]
    pub(in crate::cli) until: String,
    #[command(flatten)]
    pub(in crate::cli) about: AboutArguments,
}

/// Which gate a record is for, and who makes it.
#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct AboutArguments {
    /// The gate [default: the only one]
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) gate: Option<String>,
    /// Who says so [default: the user of git]
    #[arg(long, value_name = "PERSON")]
    pub(in crate::cli) by: Option<String>,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

impl RecordArguments {
    pub(in crate::cli) fn common(&self) -> &CommonArguments {
        match &self.command {
            RecordCommand::Run(arguments) => &arguments.about.common,
            RecordCommand::Backup(arguments) => &arguments.about.common,
            RecordCommand::Restore(arguments) => &arguments.about.common,
            RecordCommand::List(arguments) => &arguments.common,
        }
    }
}

fn phase_parser() -> impl TypedValueParser<Value = Phase> {
    PossibleValuesParser::new(Phase::NAMES).map(|name| Phase::from_name(&name).unwrap_or_default())
}
