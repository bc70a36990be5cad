//! `baseline`: writes the present findings down, so that only later ones are told.

use std::collections::HashSet;
use std::fs;
use std::path::Path;

use crate::suppress::Baseline;

use super::arguments::{BaselineArguments, CheckArguments};
use super::check::{Looked, look};
use super::failure::{Failure, shown};
use super::known::{self, Known};
use super::progress::Progress;
use super::scope::Scope;
use super::{Outcome, Verdict, failure, output};

pub(super) fn baseline(arguments: &BaselineArguments) -> Outcome {
    let scope = scope(arguments)?;
    let Looked { whole, compared, failures, .. } = judge(arguments, &scope)?;
    // What could not be read would look as if it had no findings.
    if !failures.is_empty() {
        failure::print(&failures, arguments.common.color);
        return Ok(Verdict::CouldNotRun);
    }
    let (Some(known), Some(compared)) = (&scope.known, compared) else { return Ok(Verdict::Clean) };
    let written = match arguments.prune {
        true => compared.pruned(),
        false => compared.updated(&whole.diagnostics),
    };
    let name = shown(&known.file);
    if let Err(error) = fs::write(&known.file, written.text()) {
        return Err(vec![Failure::new(format!("{name} cannot be written: {error}"))]);
    }
    match output::print(&said(&name, known, &written)) {
        Ok(()) => Ok(Verdict::Clean),
        Err(failure) => Err(vec![failure]),
    }
}

/// The baseline that is there, or an empty one where it is to be written.
fn scope(arguments: &BaselineArguments) -> Result<Scope, Vec<Failure>> {
    let paths = &arguments.input.paths;
    if paths.iter().any(|path| path == Path::new("-")) {
        return Err(vec![Failure::new("standard input has no place in a baseline").help("name the files")]);
    }
    let named = arguments.baseline.as_deref();
    let old = match named {
        Some(file) if !file.exists() => None,
        // What cannot be read is to be written anew.
        _ => match Known::find(named, paths) {
            Err(_) if arguments.update => None,
            found => found.map_err(|failure| vec![failure])?,
        },
    };
    let known = match (old, arguments.update || arguments.prune) {
        (Some(old), true) => old,
        (Some(old), false) => {
            let failure = Failure::new(format!("{} is there already", shown(&old.file)));
            let help = "--prune takes out what no longer occurs, --update takes over what is found now";
            return Err(vec![failure.help(help)]);
        }
        (None, _) if arguments.prune => {
            let failure = Failure::new("there is no baseline to prune");
            return Err(vec![failure.help("`migrate-lint baseline` writes one")]);
        }
        (None, _) => {
            let file = named.map_or_else(|| known::place(paths), Path::to_path_buf);
            Known { file, baseline: Baseline::default() }
        }
    };
    Ok(Scope { known: Some(known), ..Scope::default() })
}

fn judge(arguments: &BaselineArguments, scope: &Scope) -> Result<Looked, Vec<Failure>> {
    let progress = Progress::start(!arguments.input.no_progress);
    let check = CheckArguments {
        input: arguments.input.clone(),
        common: arguments.common.clone(),
        ..CheckArguments::default()
    };
    look(&check, scope, &progress, &[])
}

/// What was written, and what it means.
fn said(name: &str, before: &Known, written: &Baseline) -> String {
    let count = written.entries.len();
    let files: HashSet<&str> = written.entries.iter().map(|entry| entry.path.as_str()).collect();
    let findings = if count == 1 { "finding" } else { "findings" };
    let in_files = if files.len() == 1 { "file" } else { "files" };
    let line = format!("Wrote {name}: {count} {findings} in {} {in_files}", files.len());
    match before.baseline.entries.len() {
        0 => format!("{line}, left out from now on. Commit it, and only later findings are told.\n"),
        before => format!("{line}; before, it had {before}\n"),
    }
}
