//! `check` and `locks`: read, lint or simulate, report.

use std::io::{self, Write};
use std::time::Instant;

use crate::config::{Flags, Settings};
use crate::lint::{self, lint};
use crate::migration::{History, HistorySource, replay};
use crate::report::{self, Format, Summary, locks, timeline};

use super::arguments::{CheckArguments, ListFormat, LocksArguments};
use super::input::Input;
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, Verdict, failure, stderr};

pub(super) fn check(arguments: &CheckArguments) -> Outcome {
    let started = Instant::now();
    let flags = Flags {
        select: arguments.select.clone(),
        ignore: arguments.ignore.clone(),
        version: arguments.input.pg_version,
        fail_on: arguments.fail_on,
    };
    let progress = Progress::start(!arguments.input.no_progress);
    let mut input = Input::read(&arguments.input, &arguments.common, &flags)?;
    progress.expect(input.migrations());
    let mut whole = lint::Outcome::default();
    let mut fails = false;
    for (settings, histories) in std::mem::take(&mut input.groups) {
        for history in histories {
            let outcome = judge(history, &settings, &progress);
            fails |= outcome.diagnostics.iter().any(|finding| settings.fail_on.fails(finding.severity));
            whole = whole.with(outcome);
        }
    }
    whole.diagnostics.sort_by(|one, other| one.order(other));
    drop(progress);

    let mut summary = Summary::of(&whole);
    summary.milliseconds = Some(u64::try_from(started.elapsed().as_millis()).unwrap_or(u64::MAX));
    summary.notes = std::mem::take(&mut input.notes);
    let written = write(arguments, &whole, &summary);
    input.failures.extend(written.err());
    failure::print(&input.failures, arguments.common.color);
    Ok(match (input.failures.is_empty(), fails) {
        (false, _) => Verdict::CouldNotRun,
        (true, true) => Verdict::Findings,
        (true, false) => Verdict::Clean,
    })
}

fn judge(history: HistorySource, settings: &Settings, progress: &Progress) -> lint::Outcome {
    let migrations = history.migrations.len();
    let outcome = lint(history, settings);
    progress.advance(migrations);
    outcome
}

fn write(
    arguments: &CheckArguments,
    whole: &lint::Outcome,
    summary: &Summary,
) -> Result<(), failure::Failure> {
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let options = output.options();
    let format = arguments.format.unwrap_or_default();
    let annotate =
        arguments.format.is_none() && std::env::var_os("GITHUB_ACTIONS").is_some_and(|value| value == "true");
    output.write(|out| {
        if format == Format::Human && arguments.common.quiet {
            out.write_all(report::findings(&whole.diagnostics, &options).as_bytes())?;
        } else {
            report::write(format, &whole.diagnostics, summary, &options, out)?;
        }
        if annotate { annotations(whole, summary, &options, out) } else { Ok(()) }
    })?;
    if arguments.output.is_some() && !arguments.common.quiet {
        stderr::line(&summary.line());
    }
    Ok(())
}

/// The workflow commands alone: people have read the rest already.
fn annotations(
    whole: &lint::Outcome,
    summary: &Summary,
    options: &report::ReportOptions,
    out: &mut dyn Write,
) -> io::Result<()> {
    let mut commands = Vec::new();
    report::write(Format::Github, &whole.diagnostics, summary, options, &mut commands)?;
    for command in commands.split_inclusive(|byte| *byte == b'\n').filter(|line| line.starts_with(b"::")) {
        out.write_all(command)?;
    }
    Ok(())
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
        for source in sources {
            let migrations = source.migrations.len();
            histories.push(replay(source, &settings.replay));
            progress.advance(migrations);
        }
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
