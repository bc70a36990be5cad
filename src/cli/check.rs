//! `check` and `locks`: read, lint or simulate, report.

use std::collections::VecDeque;
use std::path::PathBuf;
use std::sync::{Mutex, OnceLock};
use std::time::Instant;

use crate::config::Flags;
use crate::discover::today;
use crate::lint;
use crate::migration::{History, HistorySource, replay};
use crate::report::{Locked, Summary, locks, timeline};

use super::arguments::{CheckArguments, ListFormat, LocksArguments};
use super::evidence::Ground;
use super::input::{Configured, Input};
use super::judge::Judge;
use super::known::Compared;
use super::output::Output;
use super::progress::Progress;
use super::scope::Scope;
use super::{Outcome, Verdict, changed, failure, fix, report, watch};

/// What a look at all the migrations brought.
pub(super) struct Looked {
    pub(super) whole: lint::Outcome,
    pub(super) notes: Vec<String>,
    pub(super) failures: Vec<failure::Failure>,
    pub(super) compared: Option<Compared>,
    /// What is locked, where a report shows it.
    pub(super) locks: Vec<Locked>,
    /// The rules of the configurations.
    pub(super) declared: Vec<&'static str>,
    /// Something is at or above the threshold.
    pub(super) fails: bool,
}

pub(super) fn check(arguments: &CheckArguments) -> Outcome {
    if arguments.watch {
        return watch::watch(arguments);
    }
    let (verdict, looked) = run(arguments)?;
    // The program ends here: taking thousands of findings apart would only make it end later.
    std::mem::forget(looked);
    Ok(verdict)
}

pub(super) fn once(arguments: &CheckArguments) -> Outcome {
    run(arguments).map(|(verdict, _)| verdict)
}

fn run(arguments: &CheckArguments) -> Result<(Verdict, Looked), Vec<failure::Failure>> {
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
        return fix::show(fixed, &looked, arguments).map(|verdict| (verdict, looked));
    }
    let mut summary = Summary::of(&looked.whole);
    summary.milliseconds = Some(u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
    summary.notes = std::mem::take(&mut looked.notes);
    summary.known = looked.compared.as_ref().map_or(0, Compared::count);
    if let Some(fixed) = &fixed {
        looked.failures.extend(fix::write(fixed));
        summary.notes.extend(fix::said(fixed));
        summary.notes.extend(changed::told(fixed, arguments));
    }
    summary.locks = std::mem::take(&mut looked.locks);
    let written = report::write(arguments, &looked.whole.diagnostics, &summary, &looked.declared);
    looked.failures.extend(written);
    failure::print(&looked.failures, arguments.common.color);
    Ok((looked.verdict(), looked))
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
    let (mut fails, mut locks, mut declared) = (false, Vec::new(), Vec::new());
    // What is about to be fixed passes through states that nobody meets again.
    let cache = if texts.is_empty() { arguments.cache.open() } else { None };
    for Configured { settings, histories: mut sources, key } in input.groups {
        narrowing.expect(&settings, &mut sources)?;
        declared.extend(settings.custom().iter().map(|rule| rule.id));
        if let Some(ground) = &mut ground {
            sources.iter_mut().for_each(|history| ground.keep_pending(history));
        }
        let mut judge = Judge::new(&settings, arguments.shows_locks(), ground.is_some());
        judge.cache = cache.as_ref().filter(|cache| cache.is_for(&sources)).zip(key.as_ref());
        let (mut outcome, mut histories) = (lint::Outcome::default(), Vec::new());
        for judged in each(sources, progress, |source| judge.judge(source)) {
            outcome = outcome.with(judged.outcome);
            locks.extend(judged.locks);
            histories.extend(judged.history);
        }
        outcome.diagnostics = narrowing.news(outcome.diagnostics);
        if let Some(ground) = &mut ground {
            ground.confirm(&mut outcome.diagnostics, &histories);
            let mut told = lint::told(ground.refusals(&histories), &histories, &settings);
            told.diagnostics = narrowing.news(told.diagnostics);
            outcome = outcome.with(told);
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
    Ok(Looked { whole, notes: input.notes, failures: input.failures, compared, locks, declared, fails })
}

/// Folders of migrations know nothing of each other. The thread pool costs more to start than one small folder.
///
/// One thread takes the largest histories, one after the other, and the others the smallest, so that two large ones are
/// seldom in memory at once. A parallel iterator would have a thread that waits for a part of one begin the next.
fn each<T: Send + Sync>(
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
    if histories.len() <= 1 {
        return histories.into_iter().map(one).collect();
    }
    let done: Vec<OnceLock<T>> = histories.iter().map(|_| OnceLock::new()).collect();
    let mut waiting: Vec<(usize, HistorySource)> = histories.into_iter().enumerate().collect();
    waiting.sort_by_cached_key(|(_, history)| history.statements_about());
    let waiting = Mutex::new(VecDeque::from(waiting));
    let next = |thread: usize| {
        let mut waiting = waiting.lock().ok()?;
        if thread == 0 { waiting.pop_back() } else { waiting.pop_front() }
    };
    rayon::broadcast(|thread| {
        while let Some((at, history)) = next(thread.index()) {
            let _ = done[at].set(one(history));
        }
    });
    done.into_iter().filter_map(OnceLock::into_inner).collect()
}

pub(super) fn locks(arguments: &LocksArguments) -> Outcome {
    let flags = Flags { version: arguments.input.pg_version, ..Flags::default() };
    let progress = Progress::start(!arguments.input.no_progress);
    let mut input = Input::read(&arguments.input, &arguments.common, &flags)?;
    progress.expect(input.migrations());
    let mut histories: Vec<History> = Vec::new();
    let mut version = flags.version.unwrap_or_default();
    for Configured { settings, histories: sources, .. } in std::mem::take(&mut input.groups) {
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
