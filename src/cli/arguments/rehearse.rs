//! Arguments of `rehearse`.

use std::path::PathBuf;

use clap::Args;

use super::{CommonArguments, InputArguments};
use crate::report::Format;

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct RehearseArguments {
    #[command(flatten)]
    pub(in crate::cli) input: InputArguments,
    /// Where to run them: `embedded` is PostgreSQL 17 in this process, `system` the newest server installed here, and
    /// a major version one of these
    #[arg(long, value_name = "SERVER", default_value = DEFAULT_SERVER, value_parser = ServerChoice::read)]
    pub(in crate::cli) server: ServerChoice,
    /// Run what the tool's ledger has as pending on the clone whose URL this variable holds. It is changed and not
    /// changed back
    #[arg(long, value_name = "VARIABLE", conflicts_with = "server")]
    pub(in crate::cli) server_env: Option<String>,
    /// Rows to make up for every empty table: 100, and on a clone none
    #[arg(long, value_name = "N")]
    pub(in crate::cli) rows: Option<usize>,
    /// SQL with rows of your own: each statement runs as soon as its tables are there, and no rows are made up
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) seed: Option<PathBuf>,
    /// Read and write the touched tables meanwhile and say how long each statement makes them wait (not embedded)
    #[arg(long)]
    pub(in crate::cli) load: bool,
    /// How to write the rehearsal
    #[arg(long, value_name = "FORMAT", value_parser = super::format_of(&FORMATS), default_value = "human")]
    pub(in crate::cli) format: Format,
    /// Write the report to a file
    #[arg(long, short, value_name = "FILE")]
    pub(in crate::cli) output: Option<PathBuf>,
    /// Write the report as a page for a browser beside it, which needs nothing else
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) html: Option<PathBuf>,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}

#[cfg(feature = "embedded")]
const DEFAULT_SERVER: &str = "embedded";
#[cfg(not(feature = "embedded"))]
const DEFAULT_SERVER: &str = "system";

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::cli) enum ServerChoice {
    Embedded,
    /// An installed one: the newest, or of this major version.
    System(Option<u8>),
}

/// The formats that a rehearsal is written in.
static FORMATS: [Format; 5] = [Format::Human, Format::Json, Format::Html, Format::Concise, Format::Github];

impl ServerChoice {
    fn read(text: &str) -> Result<Self, String> {
        match text {
            "embedded" => Ok(ServerChoice::Embedded),
            "system" => Ok(ServerChoice::System(None)),
            major => match major.parse() {
                Ok(major) => Ok(ServerChoice::System(Some(major))),
                Err(_) => Err("it is `embedded`, `system`, or a major version that is installed".to_owned()),
            },
        }
    }
}
