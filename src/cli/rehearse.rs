//! `rehearse`: runs migrations on a scratch server and says what it saw.

use std::fs;

use crate::config::{DatabaseChoice, DatabaseOrigin, Flags};
use crate::connect::{Limits, Permissions, Session, Target};
use crate::diagnostic::Diagnostic;
use crate::live;
use crate::migration::{History, HistorySource, replay};
use crate::rehearse::report::{Rehearsed, write_html, write_human, write_json};
use crate::rehearse::{Needed, Options, Rehearsal, findings, rehearse as run};
use crate::report::{self, Format, Summary};
use crate::server::{Refusal, Remote, Server};

use super::arguments::{RehearseArguments, ServerChoice};
use super::failure::{self, Failure, shown};
use super::input::{Configured, Input};
use super::output::Output;
use super::progress::Progress;
use super::{Outcome, Verdict, evidence, stderr};

pub(super) fn rehearse(arguments: &RehearseArguments) -> Outcome {
    let flags = Flags { version: arguments.input.pg_version, ..Flags::default() };
    let mut input = Input::read(&arguments.input, &arguments.common, &flags)?;
    let seed = seed(arguments).map_err(|failure| vec![failure])?;
    let progress = Progress::start(!arguments.input.no_progress);
    progress.expect(input.migrations());
    let mut done: Vec<(History, Rehearsal)> = Vec::new();
    for Configured { settings, histories: sources, .. } in std::mem::take(&mut input.groups) {
        for source in sources {
            let options = Options {
                replay: settings.replay.clone(),
                rows: arguments.rows.unwrap_or(if arguments.server_env.is_some() { 0 } else { 100 }),
                seed: seed.clone(),
                load: arguments.load,
            };
            done.push(one(source, options, arguments, &settings.production, &progress)?);
        }
    }
    drop(progress);
    failure::print(&input.failures, arguments.common.color);
    let rehearsed: Vec<Rehearsed> =
        done.iter().map(|(history, rehearsal)| Rehearsed { history, rehearsal }).collect();
    write(&rehearsed, arguments).map_err(|failure| vec![failure])?;
    let fails = done.iter().any(|(_, rehearsal)| rehearsal.fails());
    Ok(match (input.failures.is_empty(), fails) {
        (false, _) => Verdict::CouldNotRun,
        (true, true) => Verdict::Findings,
        (true, false) => Verdict::Clean,
    })
}

fn seed(arguments: &RehearseArguments) -> Result<Option<String>, Failure> {
    let Some(path) = &arguments.seed else { return Ok(None) };
    let text = fs::read_to_string(path)
        .map_err(|error| Failure::new(format!("{} cannot be read: {error}", shown(path))))?;
    Ok(Some(text))
}

/// One folder of migrations. What is predicted is what the server's own version would do.
fn one(
    mut source: HistorySource,
    mut options: Options,
    arguments: &RehearseArguments,
    production: &[DatabaseChoice],
    progress: &Progress,
) -> Result<(History, Rehearsal), Vec<Failure>> {
    let root = source.root.clone();
    let needed = Needed::by(&replay(source.clone(), &options.replay));
    let failed = |refusal: Refusal| {
        let failure = Failure::new(refusal.message.as_str());
        vec![match &refusal.hint {
            Some(hint) => failure.help(hint.as_ref()),
            None => failure,
        }]
    };
    let mut server = start(arguments, &needed, production)?;
    let notes = match &arguments.server_env {
        Some(variable) => keep_pending(&mut source, variable).map_err(|failure| vec![failure])?,
        None => Vec::new(),
    };
    options.replay.version = server.version();
    if arguments.load && server.beside().is_none() {
        let failure = Failure::new("--load needs a server that takes several connections");
        return Err(vec![failure.help("add --server system")]);
    }
    let history = replay(source, &options.replay);
    if arguments.common.verbose {
        stderr::line(&format!("{root}: on PostgreSQL {} ({})", server.full_version(), server.kind()));
    }
    let mut rehearsal = run(&history, server.as_mut(), &options, &|| progress.advance(1)).map_err(failed)?;
    rehearsal.notes = notes;
    Ok((history, rehearsal))
}

/// Leaves to be rehearsed what a clone does not have yet.
fn keep_pending(source: &mut HistorySource, variable: &str) -> Result<Vec<String>, Failure> {
    let origin = DatabaseOrigin::Variable(variable.to_owned());
    let target = Target::find(&origin, Permissions::default())?;
    let mut session = Session::open(&target, Limits::default())?;
    let ledgers = live::read_ledgers(&mut session)
        .map_err(|failure| Failure::new(format!("the clone's ledger could not be read: {failure}")))?;
    let total = source.migrations.len();
    let standing = live::mark_applied(source, &ledgers);
    Ok(evidence::said(&source.root, &standing, total, "rehearsed"))
}

fn start(
    arguments: &RehearseArguments,
    needed: &Needed,
    production: &[DatabaseChoice],
) -> Result<Box<dyn Server>, Vec<Failure>> {
    let failed = |refusal: Refusal| {
        let failure = Failure::new(refusal.message.as_str());
        vec![match &refusal.hint {
            Some(hint) => failure.help(hint.as_ref()),
            None => failure,
        }]
    };
    if let Some(variable) = &arguments.server_env {
        let origin = DatabaseOrigin::Variable(variable.clone());
        let target = Target::find(&origin, Permissions::default()).map_err(|error| failed(error.into()))?;
        return Ok(Box::new(Remote::connect(target, production).map_err(failed)?));
    }
    match arguments.server {
        ServerChoice::Embedded => embedded(needed).map_err(failed),
        ServerChoice::System(major) => installed(major),
    }
}

#[cfg(feature = "embedded")]
fn embedded(needed: &Needed) -> Result<Box<dyn Server>, Refusal> {
    let extensions: Vec<&str> = needed.extensions.iter().map(String::as_str).collect();
    Ok(Box::new(crate::server::Embedded::start(&extensions, &[])?))
}

#[cfg(not(feature = "embedded"))]
fn embedded(_: &Needed) -> Result<Box<dyn Server>, Refusal> {
    Err(Refusal::of("this build has no embedded server: add --server system"))
}

#[cfg(unix)]
fn installed(major: Option<u8>) -> Result<Box<dyn Server>, Vec<Failure>> {
    let mut installations = crate::server::installations();
    installations.retain(|found| major.is_none_or(|major| found.version.major() == major));
    let Some(newest) = installations.pop() else {
        let wanted = major.map_or(String::new(), |major| format!(" {major}"));
        let failure = Failure::new(format!("no PostgreSQL{wanted} server is installed here"));
        return Err(vec![failure.help(format!(
            "`initdb` and `postgres` are looked for in PATH, in the usual folders, and below the folders of {}; \
             or leave --server out to run them on the embedded PostgreSQL 17",
            crate::server::VARIABLE
        ))]);
    };
    match crate::server::Installed::start(newest, &[]) {
        Ok(server) => Ok(Box::new(server)),
        Err(refusal) => Err(vec![Failure::new(refusal.message.as_str())]),
    }
}

#[cfg(not(unix))]
fn installed(_: Option<u8>) -> Result<Box<dyn Server>, Vec<Failure>> {
    let failure = Failure::new("an installed server can be used on Unix only");
    Err(vec![failure.help("leave --server out to run them on the embedded PostgreSQL 17")])
}

fn write(rehearsed: &[Rehearsed], arguments: &RehearseArguments) -> Result<(), Failure> {
    if let Some(path) = &arguments.html {
        Output::new(Some(path), &arguments.common).write(|out| write_html(rehearsed, out))?;
    }
    let output = Output::new(arguments.output.as_deref(), &arguments.common);
    let options = output.options();
    output.write(|out| match arguments.format {
        Format::Human => write_human(rehearsed, &options, out),
        Format::Json => write_json(rehearsed, out),
        Format::Html => write_html(rehearsed, out),
        format => {
            let found: Vec<Diagnostic> =
                rehearsed.iter().flat_map(|one| findings(one.history, one.rehearsal)).collect();
            report::write(format, &found, &summary(rehearsed, &found), &options, out)
        }
    })
}

fn summary(rehearsed: &[Rehearsed], found: &[Diagnostic]) -> Summary {
    let trips = || rehearsed.iter().flat_map(|one| &one.rehearsal.trips);
    let mut summary = Summary {
        files: trips().count(),
        statements: trips().map(|trip| trip.seen.len()).sum(),
        ..Summary::default()
    };
    summary.count(found);
    summary
}
