//! Arguments that name a database, and what may be asked of it.

use std::path::PathBuf;

use clap::Args;

use super::{CommonArguments, InputArguments};

/// Which database is meant. Without any of these, libpq's PG* variables name it.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct DatabaseArguments {
    /// The database of this name in migrate-lint.toml (`[databases.NAME]`)
    #[arg(long, value_name = "NAME")]
    pub(in crate::cli) database: Option<String>,
    /// The environment variable that holds the URL of the database
    #[arg(long, value_name = "VAR", conflicts_with = "database")]
    pub(in crate::cli) database_env: Option<String>,
    /// Accept a connection to another host that is not encrypted
    #[arg(long)]
    pub(in crate::cli) allow_plaintext: bool,
    /// Also ask this standby for its counters: it counts for itself (repeatable)
    #[arg(long, value_name = "VAR")]
    pub(in crate::cli) standby_env: Vec<String>,
}

/// Where evidence comes from.
#[derive(Clone, Debug, Default, Args)]
#[command(group = clap::ArgGroup::new("facts").args(["live", "snapshot"]))]
pub(in crate::cli) struct EvidenceArguments {
    /// Ask the database: how large, how long, who is in the way, and what is pending there
    #[arg(long)]
    pub(in crate::cli) live: bool,
    /// Take the facts from a file that `snapshot` wrote, without a connection
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) snapshot: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) database: DatabaseArguments,
    /// With --live: also read rows, to count those that a constraint would refuse
    #[arg(long, requires = "live")]
    pub(in crate::cli) read_rows: bool,
    /// With --read-rows: leave alone tables that are larger
    #[arg(long, value_name = "GB", default_value_t = 2.0)]
    pub(in crate::cli) max_read: f64,
    /// With --live: the seconds that one question may take
    #[arg(long, value_name = "SECONDS", default_value_t = 10.0)]
    pub(in crate::cli) max_probe: f64,
    /// With --live: the role that runs the migrations, whose rights are looked at [default: `migration-role` of the
    /// configuration, or the role that connects where it owns something]
    #[arg(long, value_name = "ROLE", requires = "live")]
    pub(in crate::cli) migration_role: Option<String>,
    /// An earlier snapshot: what was used since then is the difference of the counters
    #[arg(long, value_name = "FILE", requires = "facts")]
    pub(in crate::cli) usage_since: Option<PathBuf>,
    /// A report of `rehearse --server-env CLONE --format json`: its times make the estimates those of that host
    #[arg(long, value_name = "FILE", requires = "facts")]
    pub(in crate::cli) rehearsed: Option<PathBuf>,
    /// With --snapshot: the days after which it proves nothing
    #[arg(long, value_name = "DAYS", default_value_t = 7)]
    pub(in crate::cli) max_age: u32,
}

#[derive(Clone, Debug, Args)]
#[command(args_conflicts_with_subcommands = true)]
pub(in crate::cli) struct SnapshotArguments {
    #[command(subcommand)]
    pub(in crate::cli) command: Option<SnapshotCommand>,
    #[command(flatten)]
    pub(in crate::cli) write: WriteSnapshot,
}

impl SnapshotArguments {
    pub(in crate::cli) fn color(&self) -> super::Color {
        match &self.command {
            Some(SnapshotCommand::Diff(diff)) => diff.common.color,
            None => self.write.common.color,
        }
    }
}

#[derive(Clone, Debug, clap::Subcommand)]
pub(in crate::cli) enum SnapshotCommand {
    /// Show what differs between two snapshots
    Diff(DiffArguments),
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct WriteSnapshot {
    /// The file to write [default: standard output]
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) database: DatabaseArguments,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct DiffArguments {
    #[arg(value_name = "A")]
    pub(in crate::cli) before: PathBuf,
    #[arg(value_name = "B")]
    pub(in crate::cli) after: PathBuf,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct DriftArguments {
    #[command(flatten)]
    pub(in crate::cli) input: InputArguments,
    #[command(flatten)]
    pub(in crate::cli) database: DatabaseArguments,
    /// Compare with a file that `snapshot` wrote, without a connection
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) snapshot: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct VerifyArguments {
    #[command(flatten)]
    pub(in crate::cli) input: InputArguments,
    /// Before the migrations are applied, or after
    #[arg(long, value_name = "PHASE")]
    pub(in crate::cli) phase: PhaseArgument,
    #[command(flatten)]
    pub(in crate::cli) database: DatabaseArguments,
    /// Where the row counts are kept from one phase to the other
    #[arg(long, value_name = "FILE", default_value = ".migrate-lint/row-counts.json")]
    pub(in crate::cli) counts: PathBuf,
    #[arg(long, value_name = "FORMAT", default_value = "human")]
    pub(in crate::cli) format: super::ListFormat,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq, clap::ValueEnum)]
pub(in crate::cli) enum PhaseArgument {
    Before,
    After,
}
