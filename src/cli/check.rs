//! `check` and `locks`: read, lint or simulate, report.

use std::path::PathBuf;
use std::time::Instant;

use rayon::prelude::*;

use crate::config::Flags;
use crate::discover::{application, today};
use crate::lint::{self, judge};
use crate::migration::{History, HistorySource, replay};
use crate::report::{Locked, Summary, locked, locks, timeline};

use super::arguments::{CheckArguments, ListFormat, LocksArguments};
use super::evidence::Ground;
use super::input::Input;
use super::known::Compared;
use super::output::Output;
use super::progress::Progress;
use super::scope::Scope;
use super::{Outcome, Verdict, failure, fix, report};

/// What a look at all the migrations brought.
pub(super) struct Looked {
    pub(super) whole: lint::Outcome,
    pub(super) notes: Vec<String>,
    pub(super) failures: Vec<failure::Failure>,
    pub(super) compared: Option<Compared>,
    /// What is locked, where a report shows it.
    pub(super) locks: Vec<Locked>,
    /// Something is at or above the threshold.
    pub(super) fails: bool,
}

pub(super) fn check(arguments: &CheckArguments) -> Outcome {
    let started = Instant::now();
    let scope = Scope::of(arguments)?;
    let progress = Progress::start(!arguments.input.no_progress);
    let (mut looked, fixed) = match fix::Mode::of(arguments)? {
        Some(mode) => fix::fixed(arguments, &scope, mode, &progress)?,
        None => (look(arguments, &scope, &progress, &[])?, None),
    };
    drop(progress);
    if let Some(fixed) = &fixed
        && arguments.diff
    {
        return fix::show(fixed, &looked, arguments);
    }
    let mut summary = Summary::of(&looked.whole);
    summary.milliseconds = Some(u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
    summary.notes = std::mem::take(&mut looked.notes);
    summary.known = looked.compared.as_ref().map_or(0, Compared::count);
    if let Some(fixed) = &fixed {
        looked.failures.extend(fix::write(fixed));
        summary.notes.extend(fix::said(fixed));
    }
    summary.locks = std::mem::take(&mut looked.locks);
    looked.failures.extend(report::write(arguments, &looked.whole.diagnostics, &summary));
    failure::print(&looked.failures, arguments.common.color);
    Ok(looked.verdict())
}

impl Looked {
    pub(super) fn verdict(&self) -> Verdict {
        match (self.failures.is_empty(), self.fails) {
            (false, _) => Verdict::CouldNotRun,
            (true, true) => Verdict::Findings,
            (true, false) => Verdict::Clean,
        }
    }
}

/// Reads and lints, with other texts in the place of some files.
pub(super) fn look(
    arguments: &CheckArguments,
    scope: &Scope,
    progress: &Progress,
    texts: &[(PathBuf, String)],
) -> Result<Looked, Vec<failure::Failure>> {
    // A database that cannot be asked is a failure beside the findings, not instead of them.
    let (mut ground, unreachable) = match Ground::prepare(arguments) {
        Ok(ground) => (ground, Vec::new()),
        Err(failures) => (None, failures),
    };
    let flags = Flags {
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        version: arguments.input.pg_version.or_else(|| ground.as_ref()?.version()),
        fail_on: arguments.fail_on,
        today: today(),
    };
    let mut input = Input::read_with(&arguments.input, &arguments.common, &flags, texts)?;
    input.failures.extend(unreachable);
    progress.expect(input.migrations());
    let mut whole = lint::Outcome::default();
    let mut narrowing = scope.start(arguments.input.is_everything());
    let (mut fails, mut locks, with_locks) = (false, Vec::new(), arguments.shows_locks());
    for (settings, mut histories) in input.groups {
        narrowing.expect(&settings, &mut histories)?;
        if let Some(ground) = &mut ground {
            histories.iter_mut().for_each(|history| ground.keep_pending(history));
        }
        let is_grounded = ground.is_some();
        let outcomes = each(histories, progress, |source| {
            let mut history = replay(source, &settings.replay);
            history.application = application(&history, &settings.application);
            let locks = if with_locks { locked(&history) } else { Vec::new() };
            // A simulated history is large, and only evidence looks at it again.
            (judge(&history, &settings), (locks, is_grounded.then_some(history)))
        });
        let (outcomes, rest): (Vec<lint::Outcome>, Vec<_>) = outcomes.into_iter().unzip();
        let (of_group, histories): (Vec<Vec<Locked>>, Vec<Option<History>>) = rest.into_iter().unzip();
        locks.extend(of_group.into_iter().flatten());
        let mut outcome = outcomes.into_iter().fold(lint::Outcome::default(), lint::Outcome::with);
        outcome.diagnostics = narrowing.news(outcome.diagnostics);
        if let Some(ground) = &mut ground {
            let histories: Vec<History> = histories.into_iter().flatten().collect();
            ground.confirm(&mut outcome.diagnostics, &histories);
        }
        fails |= outcome.diagnostics.iter().any(|finding| settings.fail_on.fails(finding.severity));
        whole = whole.with(outcome);
    }
    input.notes.extend(narrowing.notes());
    if let Some(ground) = ground {
        input.failures.extend(ground.failure());
        input.notes.extend(ground.notes);
    }
    whole.diagnostics.sort_by(|one, other| one.order(other));
    let compared = narrowing.compared;
    Ok(Looked { whole, notes: input.notes, failures: input.failures, compared, locks, fails })
}

/// Folders of migrations know nothing of each other. The thread pool costs more to start than one small folder.
fn each<T: Send>(
    histories: Vec<HistorySource>,
    progress: &Progress,
    work: impl Fn(HistorySource) -> T + Sync,
) -> Vec<T> {
    let one = |history: HistorySource| {
        let migrations = history.migrations.len();
        let result = work(history);
        progress.advance(migrations);
        result
    };
    if histories.len() == 1 {
        histories.into_iter().map(one).collect()
    } else {
        histories.into_par_iter().map(one).collect()
    }
}

pub(super) fn locks(arguments: &LocksArguments) -> Outcome {
    let flags = Flags { version: arguments.input.pg_version, ..Flags::default() };
    let progress = Progress::start(!arguments.input.no_progress);
    let mut input = Input::read(&arguments.input, &arguments.common, &flags)?;
    progress.expect(input.migrations());
    let mut histories: Vec<History> = Vec::new();
    let mut version = flags.version.unwrap_or_default();
    for (settings, sources) in std::mem::take(&mut input.groups) {
        version = settings.replay.version;
        histories.extend(each(sources, &progress, |source| replay(source, &settings.replay)));
    }
    drop(progress);
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let options = output.options();
    let written = output.write(|out| match arguments.format {
        ListFormat::Human => timeline::write(&histories, &options, out),
        ListFormat::Json => locks::write(&histories, version, out),
    });
    input.failures.extend(written.err());
    failure::print(&input.failures, arguments.common.color);
    Ok(if input.failures.is_empty() { Verdict::Clean } else { Verdict::CouldNotRun })
}
