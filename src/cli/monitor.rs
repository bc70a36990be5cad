//! `monitor`: takes samples of a database's counters, and says what happened between them.

use std::path::PathBuf;

use globset::GlobMatcher;

use crate::config::{DatabaseOrigin, relation_glob};
use crate::connect::{ProbeFailure, Session, Target};
use crate::live;
use crate::monitor::{self, Asked, Logs, Report, Shelf, ShelfFailure, Standing, Window, report};

use super::arguments::{CommonArguments, MonitorArguments, MonitorCommand, ReportArguments, WatchArguments};
use super::database::{self, Connected};
use super::failure::{Failure, shown};
use super::output::Output;
use super::{Outcome, Verdict, configuration, stderr};

pub(super) fn monitor(arguments: &MonitorArguments) -> Outcome {
    match &arguments.command {
        MonitorCommand::Baseline(arguments) => take(&arguments.about, &arguments.common, true),
        MonitorCommand::Sample(arguments) => take(&arguments.about, &arguments.common, false),
        MonitorCommand::Report(arguments) => tell(arguments),
    }
}

fn take(about: &WatchArguments, common: &CommonArguments, is_baseline: bool) -> Outcome {
    let mut shelf = shelf(about, common)?;
    sample(about, common, &mut shelf, is_baseline)?;
    Ok(Verdict::Clean)
}

fn tell(arguments: &ReportArguments) -> Outcome {
    let one = |failure: Failure| vec![failure];
    let mut shelf = shelf(&arguments.about, &arguments.common)?;
    if arguments.now {
        sample(&arguments.about, &arguments.common, &mut shelf, false)?;
    }
    if shelf.samples().is_empty() {
        return Err(without_baseline(&shelf, "there is no sample"));
    }
    let asked = Asked {
        idle: globs(&arguments.idle).map_err(one)?,
        growing: globs(&arguments.growing).map_err(one)?,
        used_indexes: globs(&arguments.used_index).map_err(one)?,
        scans_per_day: arguments.scans_per_day.max(0),
        slower: arguments.slower,
        slow: arguments.slow,
        log_matches: arguments.log_matches,
        days: arguments.days.max(0),
    };
    let found = Report::of(Window::new(shelf.samples()), shelf.faults(), &asked);
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let options = output.options();
    output.write(|out| report::write(arguments.format, &found, &options, out)).map_err(one)?;
    Ok(match found.standing() {
        Standing::Good => Verdict::Clean,
        Standing::Bad => Verdict::Findings,
        Standing::Unknown => Verdict::CouldNotRun,
    })
}

/// The samples of the project that this is run in.
fn shelf(about: &WatchArguments, common: &CommonArguments) -> Result<Shelf, Vec<Failure>> {
    let folder = match &about.folder {
        Some(folder) => folder.clone(),
        None => {
            let found = configuration::for_path(std::path::Path::new("."), common)?;
            PathBuf::from(&found.base.folder).join(Shelf::FOLDER)
        }
    };
    Shelf::open(&folder).map_err(|failure| vec![failed(failure)])
}

fn sample(
    about: &WatchArguments,
    common: &CommonArguments,
    shelf: &mut Shelf,
    is_baseline: bool,
) -> Result<(), Vec<Failure>> {
    let one = |failure: Failure| vec![failure];
    if !is_baseline && shelf.samples().is_empty() {
        return Err(without_baseline(shelf, "there is no baseline to hold a sample against"));
    }
    let last = shelf.samples().last().and_then(|sample| sample.log.clone());
    let log = logs(about).map_err(one)?.map(|logs| logs.count(last.as_ref())).transpose();
    let log = log.map_err(|(file, error)| {
        vec![Failure::new(format!("the log {} cannot be read: {error}", shown(&file)))]
    })?;
    let configuration = database::configuration(None, common)?;
    let limits = database::limits(30.0);
    let connected = database::connect(&about.database, &configuration, limits).map_err(one)?;
    let Connected { mut session, notes } = connected;
    let lost =
        |failure: ProbeFailure| vec![Failure::new(format!("the counters could not be read: {failure}"))];
    let mut standbys = Vec::new();
    for variable in &about.database.standby_env {
        let origin = DatabaseOrigin::Variable(variable.clone());
        let permissions = database::permissions(&about.database);
        let target = Target::find(&origin, permissions).map_err(|error| one(error.into()))?;
        let mut standby = Session::open(&target, limits).map_err(|error| one(error.into()))?;
        standbys.push(live::read_usage(&mut standby, variable).map_err(lost)?);
    }
    let mut sample = monitor::take(&mut session, standbys, log).map_err(lost)?;
    sample.is_baseline = is_baseline;
    let nodes: Vec<&str> = sample.nodes.iter().map(|node| node.node.as_str()).collect();
    let said = format!(
        "{} of {} with the counters of {}{}",
        if is_baseline { "a baseline" } else { "a sample" },
        sample.database,
        nodes.join(", "),
        if sample.statements.is_some() { " and its statements" } else { ", without pg_stat_statements" }
    );
    let path = shelf.add(sample).map_err(|failure| vec![failed(failure)])?;
    if !common.quiet {
        notes.iter().for_each(|note| stderr::line(&format!("note: {note}")));
        stderr::line(&format!("{}: {said}", shown(&path)));
    }
    Ok(())
}

/// Files that are there and do not count are named: a baseline that was changed is none.
fn without_baseline(shelf: &Shelf, what: &str) -> Vec<Failure> {
    let failure = Failure::new(format!("{what} in {}", shown(shelf.folder())));
    let failure = failure.help("migrate-lint monitor baseline takes the first");
    let faults = shelf.faults().iter().map(|fault| Failure::new(fault.clone()));
    [failure].into_iter().chain(faults).collect()
}

fn logs(about: &WatchArguments) -> Result<Option<Logs>, Failure> {
    if about.log.is_empty() {
        return Ok(None);
    }
    let pattern = regex::bytes::Regex::new(&about.log_pattern)
        .map_err(|error| Failure::new(format!("--log-pattern is no regular expression: {error}")))?;
    Ok(Some(Logs { pattern, files: about.log.clone() }))
}

fn globs(patterns: &[String]) -> Result<Vec<GlobMatcher>, Failure> {
    let read = patterns.iter().map(|pattern| relation_glob(pattern));
    read.collect::<Result<_, _>>().map_err(|error| Failure::new(error.to_string()))
}

fn failed(failure: ShelfFailure) -> Failure {
    Failure::new(failure.to_string())
}
