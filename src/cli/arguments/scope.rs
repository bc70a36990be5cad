//! Arguments that keep a run to what is new.

use std::path::PathBuf;

use clap::Args;

use super::{CommonArguments, InputArguments};
use crate::cache::Cache;

/// Which findings are told.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct ScopeArguments {
    /// Judge only what changed since this revision; `auto`: since what the CI run's pull request is based on, or
    /// since the default branch
    #[arg(long, value_name = "REV")]
    pub(in crate::cli) since: Option<String>,
    /// Leave out the findings of this baseline [default: the nearest migrate-lint-baseline.json upward]
    #[arg(long, value_name = "FILE", conflicts_with = "no_baseline")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Tell the findings of the baseline too
    #[arg(long)]
    pub(in crate::cli) no_baseline: bool,
}

/// Whether findings of earlier runs are used.
#[derive(Clone, Debug, Default, Args)]
pub(in crate::cli) struct CacheArguments {
    /// Judge everything anew, and keep nothing of it
    #[arg(long)]
    pub(in crate::cli) no_cache: bool,
    /// Where findings are kept until something changes [default: the user's folder for caches, for large histories]
    #[arg(long, value_name = "FOLDER", env = "MIGRATE_LINT_CACHE_DIR", hide_env = true)]
    pub(in crate::cli) cache_dir: Option<PathBuf>,
}

impl CacheArguments {
    pub(in crate::cli) fn open(&self) -> Option<Cache> {
        match (&self.cache_dir, self.no_cache) {
            (_, true) => None,
            (Some(folder), false) => Some(Cache::at(folder)),
            (None, false) => Cache::of_user(),
        }
    }
}

#[derive(Clone, Debug, Args)]
pub(in crate::cli) struct BaselineArguments {
    #[command(flatten)]
    pub(in crate::cli) input: InputArguments,
    /// The file [default: migrate-lint-baseline.json, where one is or beside migrate-lint.toml]
    #[arg(long, value_name = "FILE")]
    pub(in crate::cli) baseline: Option<PathBuf>,
    /// Take over what is found now in place of what is there
    #[arg(long, conflicts_with = "prune")]
    pub(in crate::cli) update: bool,
    /// Take out what no longer occurs, and add nothing
    #[arg(long)]
    pub(in crate::cli) prune: bool,
    #[command(flatten)]
    pub(in crate::cli) common: CommonArguments,
}
