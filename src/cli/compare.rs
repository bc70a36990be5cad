//! `compare`: holds two databases against each other, and goes on where an earlier run stopped.

use std::path::{Path, PathBuf};
use std::time::Duration;

use crate::compare::{self, Options, Place, Refusal, State, Tolerances, report};
use crate::config::{Configuration, relation_glob};
use crate::connect::{Limits, Permissions, Target};

use super::arguments::{CompareArguments, DatabaseArguments};
use super::database;
use super::failure::{Failure, shown};
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, Verdict, stderr};

pub(super) fn compare(arguments: &CompareArguments) -> Outcome {
    let one = |failure: Failure| vec![failure];
    let configuration = database::configuration(None, &arguments.common)?;
    let source = place(&arguments.source_env, &arguments.source, arguments, &configuration).map_err(one)?;
    let target = place(&arguments.target_env, &arguments.target, arguments, &configuration).map_err(one)?;
    let path = arguments.state.clone().unwrap_or_else(|| state_path(&source, &target));
    let mut state = State::open(&path, arguments.fresh).map_err(|why| one(Failure::new(why)))?;
    let options = options(arguments).map_err(one)?;
    let progress = Progress::of(!arguments.no_progress && !arguments.common.quiet, "questions");
    let earlier = state.begun_at();
    let heard = |done, total| progress.stands_at(done, total);
    let found = compare::compare(&[source, target], &options, Some(&mut state), &heard);
    drop(progress);
    let comparison = found.map_err(|refusal| one(refused(refusal, &path)))?;
    if let Some(begun) = earlier.filter(|_| state.resumed > 0 && !arguments.common.quiet) {
        stderr::line(&format!(
            "note: {} were kept of the run that began {}: --fresh asks all anew",
            crate::live::count(state.resumed as u64, "answer"),
            begun.strftime("%Y-%m-%d %H:%MZ")
        ));
    }
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let formatting = output.options();
    output.write(|out| report::write(arguments.format, &comparison, &formatting, out)).map_err(one)?;
    // What could not be told is asked for again, and only that.
    if comparison.unknown.is_empty() {
        state.finish();
    }
    Ok(match (comparison.is_same(), comparison.unknown.is_empty()) {
        (false, _) => Verdict::Findings,
        (true, true) => Verdict::Clean,
        (true, false) => Verdict::CouldNotRun,
    })
}

fn options(arguments: &CompareArguments) -> Result<Options, Failure> {
    let tolerances =
        Tolerances::read(arguments.tolerance.iter().map(String::as_str)).map_err(Failure::new)?;
    let excluded = arguments.exclude.iter().map(|pattern| relation_glob(pattern));
    let excluded = excluded.collect::<Result<_, _>>().map_err(|error| Failure::new(error.to_string()))?;
    let limits = Limits {
        probe: Duration::from_secs(arguments.max_seconds.max(1)),
        total: Duration::MAX,
        ..Limits::default()
    };
    Ok(Options { tolerances, excluded, jobs: arguments.jobs.clamp(1, 32), limits })
}

fn place(
    variable: &Option<String>,
    name: &Option<String>,
    arguments: &CompareArguments,
    configuration: &Configuration,
) -> Result<Place, Failure> {
    let chosen = DatabaseArguments {
        database: name.clone(),
        database_env: variable.clone(),
        allow_plaintext: arguments.allow_plaintext,
        ..DatabaseArguments::default()
    };
    let origin = database::origin(&chosen, configuration)?;
    let permissions = Permissions { plaintext: arguments.allow_plaintext };
    let target = Target::find(&origin, permissions)?;
    let called = name.as_ref().or(variable.as_ref()).cloned().unwrap_or_default();
    let pinned = name.as_ref().and_then(|name| {
        let known = configuration.databases.iter().find(|known| known.name == *name)?;
        known.system_identifier.clone()
    });
    Ok(Place { name: called, target, pinned })
}

/// A file for these two, so that comparisons of others have their own.
fn state_path(source: &Place, target: &Place) -> PathBuf {
    let plain = |c: char| if c.is_ascii_alphanumeric() || c == '-' { c } else { '_' };
    let name: String = format!("{}-{}", source.name, target.name).chars().map(plain).collect();
    Path::new(".migrate-lint/compare").join(format!("{name}.jsonl"))
}

fn refused(refusal: Refusal, state: &Path) -> Failure {
    let help = match &refusal {
        Refusal::SameDatabase(..) => {
            Some("check the two URLs: one of them names the other's database".to_owned())
        }
        Refusal::Interrupted(..) => Some(format!(
            "run it again: the answers are in {}, and only the others are asked for",
            shown(state)
        )),
        Refusal::Connect(error) => error.remedy.clone(),
        Refusal::AnotherServer(..) => {
            Some("check the URL, or change `system-identifier` if the server was replaced".to_owned())
        }
        Refusal::Unreadable(..) | Refusal::State(_) => None,
    };
    let failure = Failure::new(refusal.to_string());
    match help {
        Some(help) => failure.help(help),
        None => failure,
    }
}
