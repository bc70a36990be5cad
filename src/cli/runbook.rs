//! `runbook`: reads plans, checks them, reports.

use std::io::Read;
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::time::Instant;

use crate::config::{Flags, Settings};
use crate::discover;
use crate::report::{self, Summary};
use crate::runbook::{self, Plan, Surroundings};
use crate::source::SourceFile;

use super::arguments::RunbookArguments;
use super::failure::{self, Failure, shown};
use super::output::Output;
use super::{Outcome, Verdict, configuration};

pub(super) fn runbook(arguments: &RunbookArguments) -> Outcome {
    let started = Instant::now();
    let flags = Flags { version: arguments.pg_version, fail_on: arguments.fail_on, ..Flags::default() };
    let mut failures = Vec::new();
    let mut found = Vec::new();
    let mut summary = Summary::default();
    let mut fails = false;
    for path in &arguments.files {
        let source = match read(path) {
            Ok(source) => source,
            Err(failure) => {
                failures.push(failure);
                continue;
            }
        };
        let configured = configuration::for_path(path, &arguments.common)?;
        let settings = Settings::resolve(&configured.configuration, &flags, &configured.base);
        let exists = |named: &str| is_there(path, named);
        let surroundings = Surroundings { version: settings.replay.version, exists: &exists };
        let plan = Plan::read(&source);
        summary.files += 1;
        summary.statements += plan.statements.len() + plan.errors.len();
        let own = runbook::lint(&plan, &surroundings);
        fails |= own.iter().any(|finding| settings.fail_on.fails(finding.severity));
        found.extend(own);
    }
    summary.count(&found);
    summary.milliseconds = Some(u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let options = output.options();
    let written = output.write(|out| report::write(arguments.format, &found, &summary, &options, out));
    failures.extend(written.err());
    failure::print(&failures, arguments.common.color);
    Ok(match (failures.is_empty(), fails) {
        (false, _) => Verdict::CouldNotRun,
        (true, true) => Verdict::Findings,
        (true, false) => Verdict::Clean,
    })
}

fn read(path: &Path) -> Result<Arc<SourceFile>, Failure> {
    let read = if path == Path::new("-") {
        let mut bytes = Vec::new();
        std::io::stdin()
            .read_to_end(&mut bytes)
            .map_err(|error| Failure::new(format!("standard input cannot be read: {error}")))?;
        discover::decode_source(bytes, "standard input".to_owned())
    } else {
        discover::read_source(path, shown(path))
    };
    read.map_err(|failure| {
        let shown = Failure::new(format!("{} {}", failure.path, failure.message));
        match failure.remedy {
            Some(remedy) => shown.help(remedy),
            None => shown,
        }
    })
}

/// Whether a path that a plan names is there: as seen from here, from the plan, or from a folder above it in the same
/// repository.
fn is_there(plan: &Path, named: &str) -> bool {
    let named = Path::new(named);
    if named.exists() {
        return true;
    }
    let whole = std::path::absolute(plan).unwrap_or_else(|_| PathBuf::from(plan));
    let mut outside = false;
    whole.ancestors().skip(1).any(|folder| {
        let found = !outside && folder.join(named).exists();
        outside |= folder.join(".git").exists();
        found
    })
}
